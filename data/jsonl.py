"""Articles as JSON lines, one object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fiel.data.dates import parse_timestamp
from fiel.data.decoding import Undecodable, decode
from fiel.data.draft import Draft
from fiel.data.paragraphs import split_paragraphs
from fiel.records import Skipped

LONGEST_LINE = 10_000_000
"""Bytes; a longer line is no article, and is passed over without being held in memory."""

_TEXTS = ("id", "url", "title", "date", "outlet", "section", "caption")


def read_drafts(path: Path) -> Iterator[tuple[str, Draft | Skipped]]:
    """Drafts of a file with their places, `path:line`; a line that cannot be used gives a Skipped instead.

    Keys: `text` or `paragraphs` (a list), and any of `id url title date outlet section caption`;
    other keys are ignored. Raises OSError.
    """
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file), start=1):
            origin = f"{path}:{number}"
            if line is None:
                yield origin, Skipped(origin, "too_large", f"a line over {LONGEST_LINE:,} bytes")
            elif line.strip():
                yield origin, _read_line(line, origin)
        if file.tell() == 0:
            yield str(path), Skipped(str(path), "empty", "0 bytes")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines; None for one that is too long."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
        yield None


def _read_line(line: bytes, origin: str) -> Draft | Skipped:
    decoded = decode(line)
    if isinstance(decoded, Undecodable):
        return Skipped(origin, decoded.reason, decoded.detail)
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Skipped(origin, "malformed", f"{error}; expected a JSON object")
    if not isinstance(row, dict):
        return Skipped(
            origin, "malformed", f"a JSON {type(row).__name__}; expected an object with text or paragraphs"
        )
    return _draft(row, decoded.notes, origin)


def _draft(row: dict[str, object], notes: tuple[str, ...], origin: str) -> Draft | Skipped:
    fields: dict[str, str] = {}
    for key in _TEXTS:
        value = row.get(key)
        if value is not None and not isinstance(value, str | int):
            return Skipped(origin, "malformed", f"{key} is a {type(value).__name__}; expected a string")
        fields[key] = "" if value is None else str(value).strip()
    paragraphs = _paragraphs(row)
    if paragraphs is None:
        return Skipped(origin, "malformed", "expected text, a string, or paragraphs, a list of strings")
    date = fields["date"]
    known = parse_timestamp(date)
    if date and not known:
        notes = (*notes, f"date not understood: {date[:40]}")
    return Draft(
        title=fields["title"],
        paragraphs=paragraphs,
        id=fields["id"],
        url=fields["url"],
        outlet=fields["outlet"],
        date=known,
        caption=fields["caption"],
        section=fields["section"],
        notes=notes,
    )


def _paragraphs(row: dict[str, object]) -> tuple[str, ...] | None:
    text, listed = row.get("text"), row.get("paragraphs")
    if isinstance(listed, list) and all(isinstance(paragraph, str) for paragraph in listed):
        return tuple(" ".join(paragraph.split()) for paragraph in listed if paragraph.strip())
    if isinstance(text, str) and listed is None:
        return tuple(split_paragraphs(text))
    return None
