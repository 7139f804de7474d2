"""Which of two texts is the original: by dates, ids, credits, and what is usual."""

from dataclasses import dataclass
from math import exp

from fiel.align.publication import publication
from fiel.records import Article

# Log-odds, set by hand: the newsroom translates its own Spanish (domain notes), so only a clear order in
# time or a credit speaks against the usual direction; between outlets the order in time decides.
USUAL_IN_ONE_OUTLET = 3.0
USUAL = 1.0
EARLIER = 1.5  # a day; three days count no more than two
NUMBERED_EARLIER = 1.5
CREDITED = 4.0


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether the first article is the original, and how that is known."""

    first_is_original: bool
    confidence: float
    """Probability, .5 to 1."""
    phrase: str


def find_direction(first: Article, second: Article) -> Direction:
    """The direction between an article in the usual language of originals and its counterpart."""
    grounds = [*_usual(first, second), *_order(first, second), *_credits(first, second)]
    total = sum(weight for weight, _ in grounds)
    original = first if total >= 0 else second
    sure = 1 / (1 + exp(-abs(total)))
    said = "; ".join(text for weight, text in grounds if (weight >= 0) == (total >= 0))
    against = "; ".join(text for weight, text in grounds if (weight >= 0) != (total >= 0))
    phrase = f"original is {original.lang} ({sure:.0%}): {said}" + (f"; but {against}" if against else "")
    return Direction(total >= 0, sure, phrase)


def _usual(first: Article, second: Article) -> list[tuple[float, str]]:
    if first.outlet and first.outlet == second.outlet:
        return [(USUAL_IN_ONE_OUTLET, f"{first.outlet} usually writes {first.lang} first")]
    return [(USUAL, f"originals are usually {first.lang}")]


def _order(first: Article, second: Article) -> list[tuple[float, str]]:
    ids = [article.id.partition(":") for article in (first, second)]
    grounds = []
    one, other = publication(first), publication(second)
    if one.is_day and other.is_day and one != other:
        days = other.earliest - one.earliest
        word = "day" if abs(days) == 1 else "days"
        weight = EARLIER * max(-2, min(2, days))
        grounds.append((weight, f"{first.lang if days > 0 else second.lang} is {abs(days)} {word} earlier"))
    if ids[0][0] == ids[1][0] and all(number.isdecimal() for _, _, number in ids):
        lower = int(ids[0][2]) < int(ids[1][2])
        name = first.lang if lower else second.lang
        grounds.append((NUMBERED_EARLIER if lower else -NUMBERED_EARLIER, f"{name} has the lower id"))
    return grounds


def _credits(first: Article, second: Article) -> list[tuple[float, str]]:
    """A text that names the other's outlet in its tail or dateline was taken from there."""
    grounds = []
    for article, other, weight in ((second, first, CREDITED), (first, second, -CREDITED)):
        if other.outlet and other.outlet != article.outlet:
            tails = " ".join(dropped.text for dropped in article.dropped if dropped.kind == "tail")
            if other.outlet.casefold() in f"{tails} {article.dateline}".casefold():
                grounds.append((weight, f"{article.lang} credits {other.outlet}"))
    return grounds
