"""The same text published more than once: one article of each group stands for the others."""

from collections import defaultdict
from collections.abc import Sequence

from fiel.align.publication import Period
from fiel.models.vectors import text_digest

SAME = 0.9
"""Share of the characters, of both texts together, that must lie in sentences which both have."""
SKETCH = 4
"""Texts are compared that share one of so many sentences, those of the smallest digests. Of twins with 90 %
of their sentences in common fewer than 1 in 1,000 share none (tried by chance draws of 10 to 30 sentences)."""

Text = Sequence[str]
"""Sentences."""


def representatives(texts: Sequence[Text], periods: Sequence[Period], names: Sequence[str]) -> list[int]:
    """For each text the index of the one that stands for it: its own, or that of an earlier twin.

    Texts are of one language. Of twins the earliest stands, of equally early ones the first by name.
    """
    order = sorted(range(len(texts)), key=lambda at: (periods[at].earliest, names[at]))
    stands_for = list(range(len(texts)))
    by_sentence: dict[bytes, list[int]] = defaultdict(list)
    lengths = [{text_digest(sentence): len(sentence) for sentence in text} for text in texts]
    for at in order:
        sketch = sorted(lengths[at])[:SKETCH]
        seen = {other for sentence in sketch for other in by_sentence[sentence]}
        twin = next((other for other in sorted(seen) if _shared(lengths[at], lengths[other]) >= SAME), None)
        if twin is None:
            for sentence in sketch:
                by_sentence[sentence].append(at)
        else:
            stands_for[at] = twin
    return stands_for


def _shared(one: dict[bytes, int], other: dict[bytes, int]) -> float:
    both = sum(one[sentence] for sentence in one.keys() & other.keys())
    return 2 * both / max(sum(one.values()) + sum(other.values()), 1)
