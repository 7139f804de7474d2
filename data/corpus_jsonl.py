"""A corpus as JSON lines."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from fiel.data.corpus_rows import Languages, row, segment_of
from fiel.data.files import write_atomically
from fiel.data.lines import numbered_lines
from fiel.errors import InputError
from fiel.records import Segment

# JSON may hold these bare, but readers that split lines as Unicode does would cut a row there.
_ESCAPED_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def write_jsonl(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.jsonl`, one segment a line: `{"id": …, "translation": {"en": …, "es": …}, …}`.

    The columns are those of `corpus_rows.row`. Raises OutputError; nothing half-written is left.
    """
    path = directory / f"{name}.jsonl"
    with write_atomically(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        for segment in segments:
            line = json.dumps(row(segment, languages), ensure_ascii=False)
            if not line.isprintable():
                line = line.translate(_ESCAPED_BREAKS)
            file.write(line + "\n")
    return [path]


def read_jsonl(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of JSON lines with the keys of `corpus_rows.row`, or some of them.

    Raises InputError, naming the line, for what is no row of a corpus.
    """
    with ExitStack() as held:
        for number, line in numbered_lines(path, held):
            try:
                yield segment_of(json.loads(line), languages, path.stem, number)
            except (ValueError, TypeError, AttributeError) as error:
                raise InputError(f"{path}:{number}: {error}; expected the rows of a corpus") from error
