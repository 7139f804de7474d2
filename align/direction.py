"""Which of two texts is the original: by what is usual, the order in time, and credits."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from fiel.align.publication import publication
from fiel.data.outlets import names_of
from fiel.data.tables import read_table
from fiel.records import Article

TABLE = "direction.tsv"


@dataclass(frozen=True, slots=True)
class Ground:
    """What speaks for the first article being the original, or for the second."""

    kind: str
    """A row of direction.tsv."""
    for_first: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class Record:
    """How often a kind of ground was right and wrong: as was taken for granted, and as was seen."""

    assumed: tuple[float, float]
    seen: tuple[int, int] = (0, 0)

    @property
    def weight(self) -> float:
        """Log-odds that the ground is right."""
        right, wrong = (before + after for before, after in zip(self.assumed, self.seen, strict=True))
        return log(right / wrong)


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether the first article is the original, and how that is known."""

    first_is_original: bool
    confidence: float
    """Probability, .5 to 1."""
    phrase: str


def find_direction(first: Article, second: Article, records: Mapping[str, Record] | None = None) -> Direction:
    """The direction between an article in the usual language of originals and its counterpart.

    `records`: how far each kind of ground is trusted; by default as counted on the samples. Where nothing tells,
    the first is taken for the original with a confidence of .5.
    """
    records = shipped_records() if records is None else records
    weighed = [
        (ground, records[ground.kind].weight * (1 if ground.for_first else -1))
        for ground in find_grounds(first, second)
    ]
    total = sum(weight for _, weight in weighed)
    original = first if total >= 0 else second
    sure = 1 / (1 + exp(-abs(total)))
    agreeing = "; ".join(ground.phrase for ground, _ in weighed if ground.for_first == (total >= 0))
    against = "; ".join(ground.phrase for ground, _ in weighed if ground.for_first != (total >= 0))
    phrase = f"original is {original.lang} ({sure:.0%})" + (f": {agreeing}" if agreeing else "")
    return Direction(total >= 0, sure, phrase + (f"; but {against}" if against else ""))


def find_grounds(first: Article, second: Article) -> Iterator[Ground]:
    """All that tells the original, each kind once or not at all, credits at most twice."""
    if first.outlet and first.outlet == second.outlet:
        yield Ground("house", True, f"{first.outlet} usually writes {first.lang} first")
    else:
        yield Ground("usual", True, f"originals are usually {first.lang}")
    yield from _order(first, second)
    for credited, other in ((first, second), (second, first)):
        if _credits(other, credited):
            yield Ground("credit", credited is first, f"{other.lang} credits {credited.outlet}")


def _order(first: Article, second: Article) -> Iterator[Ground]:
    """By date; within a day, and where a date is not known, by the number on one site."""
    one, other = publication(first), publication(second)
    days = other.earliest - one.earliest if one.is_day and other.is_day else 0
    if days:
        lang, count = (first if days > 0 else second).lang, abs(days)
        kind, said = ("day", "1 day") if count == 1 else ("days", f"{count} days")
        yield Ground(kind, days > 0, f"{lang} is {said} earlier")
        return
    (site, _, number), (other_site, _, other_number) = (a.id.partition(":") for a in (first, second))
    if site == other_site and number.isdecimal() and other_number.isdecimal():
        lower = int(number) < int(other_number)
        yield Ground("number", lower, f"{(first if lower else second).lang} has the lower id")


def _credits(article: Article, other: Article) -> bool:
    """Whether a text names the other's outlet in its tail or dateline: it was taken from there."""
    if not other.outlet or other.outlet == article.outlet:
        return False
    tails = (dropped.text for dropped in article.dropped if dropped.kind == "tail")
    names = "|".join(map(re.escape, names_of(other.outlet)))
    return re.search(rf"(?<!\w)(?:{names})(?!\w)", "\n".join((*tails, article.dateline))) is not None


@lru_cache
def shipped_records() -> dict[str, Record]:
    """The rows of direction.tsv by kind of ground."""
    return {
        kind: Record((float(right), float(wrong)), (int(seen_right), int(seen_wrong)))
        for kind, right, wrong, seen_right, seen_wrong in read_table(TABLE, 5, "fiel.align")
    }
