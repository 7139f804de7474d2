"""Taking off what stands around the body: datelines, captions said twice, bylines, tails, chrome."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from fiel.data.dateline import split_dateline
from fiel.data.draft import Draft
from fiel.data.tables import read_table
from fiel.records import Dropped

_LONGEST = 200
"""A paragraph longer than this is no furniture."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """One row of furniture.tsv."""

    kind: str
    place: str
    pattern: re.Pattern[str]
    example: str


def strip_furniture(draft: Draft) -> Draft:
    """The draft with its bare body; all that was taken off is in `dropped`, in reading order by kind."""
    body, chrome = _without_chrome(draft.paragraphs)
    body, repeated = _without_repeats(body, draft)
    body, opening = _without_opening(body)
    body, closing = _without_closing(body)
    dateline, body = _without_dateline(body)
    if dateline:
        opening.append(Dropped("dateline", dateline.strip()))
    return replace(
        draft,
        paragraphs=tuple(body),
        dateline=dateline.strip(" -–—.:"),
        dropped=(*draft.dropped, *opening, *repeated, *closing, *chrome),
    )


def _without_chrome(paragraphs: Iterable[str]) -> tuple[list[str], list[Dropped]]:
    body: list[str] = []
    dropped: list[Dropped] = []
    rest = False
    for paragraph in paragraphs:
        rest = rest or (bool(body) and _fits(paragraph, "rest") is not None)
        if rest or _fits(paragraph, "any"):
            dropped.append(Dropped("chrome", paragraph))
        else:
            body.append(paragraph)
    return body, dropped


def _without_repeats(body: list[str], draft: Draft) -> tuple[list[str], list[Dropped]]:
    """Only exact repeats go, of the caption or, at the top, of the title: a near-repeat may be the lead."""
    title, caption = _letters(draft.title), _letters(draft.caption)
    kept: list[str] = []
    dropped: list[Dropped] = []
    for paragraph in body:
        letters = _letters(paragraph)
        if letters and (letters == caption or (letters == title and not kept)):
            dropped.append(Dropped("repeated", paragraph))
        else:
            kept.append(paragraph)
    return kept, dropped


def _without_opening(body: list[str]) -> tuple[list[str], list[Dropped]]:
    dropped: list[Dropped] = []
    while body and (kind := _fits(body[0], "first")):
        dropped.append(Dropped(kind, body[0]))
        body = body[1:]
    return body, dropped


def _without_closing(body: list[str]) -> tuple[list[str], list[Dropped]]:
    dropped: list[Dropped] = []
    while body:
        if kind := _fits(body[-1], "last"):
            dropped.insert(0, Dropped(kind, body[-1]))
            body = body[:-1]
        elif ending := _ending(body[-1]):
            dropped.insert(0, Dropped(ending[0], ending[1].strip()))
            body = [*body[:-1], body[-1].removesuffix(ending[1]).rstrip()]
        else:
            break
    return body, dropped


def _without_dateline(body: list[str]) -> tuple[str, list[str]]:
    if not body:
        return "", body
    dateline, rest = split_dateline(body[0])
    return dateline, [rest, *body[1:]] if rest else body[1:]


def _fits(paragraph: str, place: str) -> str | None:
    """Kind of furniture that the whole paragraph is at this place."""
    if len(paragraph) > _LONGEST:
        return None
    return next(
        (row.kind for row in furniture() if row.place == place and row.pattern.fullmatch(paragraph)), None
    )


def _ending(paragraph: str) -> tuple[str, str] | None:
    """Kind and text of the furniture at the end of a paragraph that has more before it."""
    for row in furniture():
        if row.place == "end":
            for found in row.pattern.finditer(paragraph, max(1, len(paragraph) - _LONGEST)):
                if found.end() == len(paragraph):
                    return row.kind, found[0]
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@lru_cache(maxsize=1)
def furniture() -> tuple[Furniture, ...]:
    """The rows of furniture.tsv."""
    return tuple(
        Furniture(kind, place, re.compile(pattern, re.IGNORECASE), example)
        for kind, place, pattern, example in read_table("furniture.tsv", 4)
    )
