"""Gale & Church 1993, "A Program for Aligning Sentences in Bilingual Corpora": lengths alone, a baseline.

Numbers are from the paper: bead probabilities of table 5, variance 6.8 per character, and one
expected target character for each source character.
"""

import math
from collections.abc import Sequence

from scipy.special import log_ndtr

from fiel.align.gold import BeadIndices

PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.0099 / 2,
    (0, 1): 0.0099 / 2,
    (2, 1): 0.089 / 2,
    (1, 2): 0.089 / 2,
    (2, 2): 0.011,
}
CHARACTERS_EXPECTED = 1.0
VARIANCE = 6.8


def align_lengths(source: Sequence[str], target: Sequence[str]) -> list[BeadIndices]:
    """The most probable monotone beads of two lists of sentences, by their lengths in characters."""
    long_source, long_target = [len(text) for text in source], [len(text) for text in target]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            ways = [
                (
                    best[i - a, j - b][0]
                    + _cost(sum(long_source[i - a : i]), sum(long_target[j - b : j]), prior),
                    (a, b),
                )
                for (a, b), prior in PRIORS.items()
                if (i - a, j - b) in best
            ]
            if ways:
                best[i, j] = min(ways)
    return _trace(best, len(source), len(target))


def _cost(source: int, target: int, prior: float) -> float:
    """−log of the prior times the two-sided probability of so great a difference in length."""
    mean = (source + target / CHARACTERS_EXPECTED) / 2
    deviation = 0.0 if mean == 0 else (target - source * CHARACTERS_EXPECTED) / math.sqrt(VARIANCE * mean)
    return -math.log(prior) - math.log(2) - float(log_ndtr(-abs(deviation)))


def _trace(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int) -> list[BeadIndices]:
    beads: list[BeadIndices] = []
    while i or j:
        a, b = best[i, j][1]
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return beads[::-1]
