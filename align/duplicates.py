"""The same text published more than once: one article of each group stands for the others."""

from collections import Counter
from collections.abc import Iterator, Sequence

import rensa

from fiel.align.figures import figures
from fiel.align.publication import Period
from fiel.align.traces import names

SAME = 0.9
"""Share of the words of both texts that they must have in common: a line of the house, another title or a
corrected sentence may differ. Of ntrex-dev a text with every thirtieth word changed has .96 and more, one with
three sentences of ten from another story .86 and less."""
SAME_NAMES = 0.75
"""Share of the names of the text with fewer that the other must have: one may be corrected."""
PERMUTATIONS, BANDS = 192, 32
"""Of the sketches (MinHash, Broder 1997): of texts as like as SAME one in 30,000 is missed, of those that share a
third of their words one in 25 is compared in vain."""
SEED = 1
TOGETHER = 1000
"""Texts whose words are held at once."""


def representatives(
    texts: Sequence[str], lang: str, periods: Sequence[Period], ids: Sequence[str], days: int
) -> list[int]:
    """For each text of one language the index of the one that stands for it: its own, or that of an earlier twin.

    Twins share nearly all words, have no figure that clashes and the same names: neither an update with new figures
    nor the same words on others is a twin. Of twins the earliest stands, of equally early ones the first by id.
    The same text more than `days` later is another one: periodic notes repeat themselves.
    """
    order = sorted(range(len(texts)), key=lambda at: (periods[at].earliest, ids[at]))
    stands_for = list(range(len(texts)))
    known = rensa.RMinHashLSH(threshold=SAME, num_perm=PERMUTATIONS, num_bands=BANDS)
    for place, sketch in enumerate(_sketches([texts[at] for at in order])):
        at = order[place]
        alike = (order[earlier] for earlier in sorted(known.query(sketch)))
        near = (other for other in alike if periods[at].earliest <= periods[other].latest + days)
        twin = next((other for other in near if _are_twins(texts[at], texts[other], lang)), None)
        if twin is None:
            known.insert(place, sketch)
        else:
            stands_for[at] = twin
    return stands_for


def _sketches(texts: Sequence[str]) -> Iterator[rensa.RMinHash]:
    for start in range(0, len(texts), TOGETHER):
        words = [_words(text) for text in texts[start : start + TOGETHER]]
        yield from rensa.RMinHash.from_token_sets(words, num_perm=PERMUTATIONS, seed=SEED)


def _words(text: str) -> list[str]:
    return text.casefold().split()


def _are_twins(one: str, other: str, lang: str) -> bool:
    left, right = Counter(_words(one)), Counter(_words(other))
    if 2 * (left & right).total() < SAME * (left.total() + right.total()):
        return False
    counts, others = figures(one, lang), figures(other, lang)
    if counts - others and others - counts:
        return False
    people, strangers = names(one), names(other)
    return len(people & strangers) >= SAME_NAMES * min(len(people), len(strangers))
