"""The same text published more than once: one article of each group stands for the others."""

from collections import defaultdict
from collections.abc import Sequence

from fiel.align.publication import Period
from fiel.models.vectors import text_digest

SAME = 0.95
"""Share of the characters, of both texts together, that must lie in sentences which both have: another title
or a line of the house may differ. An update with new figures is no twin."""
SKETCH = 4
"""Texts are compared that share one of so many sentences, those of the smallest digests; twins of 10 to 30
sentences missed each other in none of 20,000 random draws."""

Text = Sequence[str]
"""Sentences."""


def representatives(
    texts: Sequence[Text], periods: Sequence[Period], names: Sequence[str], days: int
) -> list[int]:
    """For each text the index of the one that stands for it: its own, or that of an earlier twin.

    Texts are of one language. Of twins the earliest stands, of equally early ones the first by name.
    The same text more than `days` later is another one: periodic notes repeat themselves.
    """
    order = sorted(range(len(texts)), key=lambda at: (periods[at].earliest, names[at]))
    stands_for = list(range(len(texts)))
    by_sentence: dict[bytes, list[int]] = defaultdict(list)
    lengths = [{text_digest(sentence): len(sentence) for sentence in text} for text in texts]
    for at in order:
        sketch = sorted(lengths[at])[:SKETCH]
        seen = {other for sentence in sketch for other in by_sentence[sentence]}
        near = (other for other in sorted(seen) if periods[at].earliest <= periods[other].latest + days)
        twin = next((other for other in near if _shared(lengths[at], lengths[other]) >= SAME), None)
        if twin is None:
            for sentence in sketch:
                by_sentence[sentence].append(at)
        else:
            stands_for[at] = twin
    return stands_for


def _shared(one: dict[bytes, int], other: dict[bytes, int]) -> float:
    both = sum(one[sentence] for sentence in one.keys() & other.keys())
    return 2 * both / max(sum(one.values()) + sum(other.values()), 1)
