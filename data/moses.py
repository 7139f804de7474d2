"""A corpus as Moses files: one sentence pair a line, a file a language."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from fiel.data.characters import one_line
from fiel.data.corpus_rows import Languages, sides_by_language
from fiel.data.files import write_atomically
from fiel.errors import OutputError
from fiel.records import Segment, Side


def write_moses(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.en-es.en`, `NAME.en-es.es` and `NAME.en-es.ids`, line by line the same segments.

    Codes are in alphabetical order; UTF-8, LF, no blank line, no tab, one physical line a segment
    (see `characters.one_line`). `.ids` is OPUS's: document ids in the order of the codes, then the
    indices of their sentences, with tabs between. Raises OutputError; nothing half-written is left.
    """
    codes = sorted(languages)
    paths = [directory / f"{name}.{'-'.join(codes)}.{ending}" for ending in (*codes, "ids")]
    with ExitStack() as held:
        files = [
            held.enter_context(
                held.enter_context(write_atomically(path)).open("w", encoding="utf-8", newline="\n")
            )
            for path in paths
        ]
        for segment in segments:
            sides = list(sides_by_language(segment, languages).values())
            lines = [_line(side, segment.id) for side in sides]
            for file, line in zip(files, [*lines, _ids(sides)], strict=True):
                file.write(line + "\n")
    return paths


def _line(side: Side, segment_id: str) -> str:
    line = one_line(side.text)
    if not line:
        raise OutputError(f"segment {segment_id}: no printable {side.lang} text; expected a sentence")
    return line


def _ids(sides: list[Side]) -> str:
    documents = [one_line(side.article_id) for side in sides]
    return "\t".join([*documents, *(" ".join(map(str, side.sentences)) for side in sides)])
