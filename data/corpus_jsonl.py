"""A corpus as JSON lines."""

import json
from collections.abc import Iterable
from pathlib import Path

from fiel.data.corpus_rows import Languages, row
from fiel.data.files import write_atomically
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
            file.write(line.translate(_ESCAPED_BREAKS) + "\n")
    return [path]
