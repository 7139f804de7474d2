"""What a format reader finds in a file, before it is known what it is."""

import datetime
from dataclasses import dataclass

from fiel.records import Dropped


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file has it: language and id undecided, dateline and tails still in the body."""

    title: str
    paragraphs: tuple[str, ...]
    id: str = ""
    url: str = ""
    outlet: str = ""
    """Only what the file says itself; the address may tell more."""
    date: datetime.date | None = None
    """From metadata."""
    dateline: str = ""
    caption: str = ""
    section: str = ""
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
