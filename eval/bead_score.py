"""Scores of beads against gold beads, as Vecalign's scorer counts them.

Thompson & Koehn 2019. Strict counts a bead that is equal to a gold bead; lax one that shares a pair of
a source and a target sentence with a gold bead. Of the three conventions in use this is the one in
which predicted one-sided beads count in precision, right only if the gold has the same one, while
recall leaves one-sided beads out. Figures are micro-averages over documents.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from fiel.align.gold import BeadIndices

Beads = Sequence[BeadIndices]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, 0 to 1."""

    p: float
    r: float
    f1: float


class Counts(NamedTuple):
    """What one document adds; sums of these over documents give the figures."""

    predicted: int
    strict_predicted: int
    lax_predicted: int
    gold: int
    """Two-sided gold beads."""
    strict_gold: int
    lax_gold: int
    null_predicted: int
    null_gold: int
    null_right: int


def count(gold: Beads, predicted: Beads) -> Counts:
    """Counts for one document.

    >>> score([count([((0,), (0, 1)), ((1,), ())], [((0,), (0,)), ((), (1,)), ((1,), ())])])["strict"]
    Score(p=0.3333333333333333, r=0.0, f1=0.0)
    """
    alone_gold, alone_predicted = set(_one_sided(gold)), set(_one_sided(predicted))
    strict_predicted, lax_predicted = _hits(gold, predicted)
    strict_gold, lax_gold = _hits(_two_sided(predicted), _two_sided(gold))
    return Counts(
        len(predicted),
        strict_predicted,
        lax_predicted,
        len(_two_sided(gold)),
        strict_gold,
        lax_gold,
        len(alone_predicted),
        len(alone_gold),
        len(alone_gold & alone_predicted),
    )


def score(counts: Iterable[Counts]) -> dict[str, Score]:
    """`strict`, `lax` and `null` of all documents together."""
    total = Counts(*np.sum(list(counts), axis=0).tolist())
    return {
        "strict": _score(total.strict_predicted, total.predicted, total.strict_gold, total.gold),
        "lax": _score(total.lax_predicted, total.predicted, total.lax_gold, total.gold),
        "null": _score(total.null_right, total.null_predicted, total.null_right, total.null_gold),
    }


def score_by_kind(pairs: Iterable[tuple[Beads, Beads]]) -> dict[str, Score]:
    """For each kind, as `1-2`, that gold or prediction has: the beads of this kind, strictly."""
    right: dict[str, int] = {}
    in_gold, in_predicted = dict(right), dict(right)
    for gold, predicted in pairs:
        both = set(gold) & set(predicted)
        for beads, tally in ((gold, in_gold), (predicted, in_predicted), (both, right)):
            for source, target in beads:
                kind = f"{len(source)}-{len(target)}"
                tally[kind] = tally.get(kind, 0) + 1
    return {
        kind: _score(right.get(kind, 0), in_predicted.get(kind, 0), right.get(kind, 0), in_gold.get(kind, 0))
        for kind in sorted(in_gold.keys() | in_predicted.keys())
    }


def calibration(probabilities: Sequence[float], right: Sequence[bool]) -> dict[str, float]:
    """Whether beads are as often right as their probabilities say.

    `expected`: mean probability; `right`: share of beads that are; `error`: the expected calibration error of Guo
    et al. 2017 ("On Calibration of Modern Neural Networks"), the mean distance of the two in ten bins.
    """
    stated, is_right = np.array(probabilities, dtype=float), np.array(right, dtype=float)
    bins = np.minimum((stated * 10).astype(int), 9)
    gaps = np.bincount(bins, stated - is_right, minlength=10)
    count = max(len(stated), 1)
    return {
        "expected": float(stated.sum() / count),
        "right": float(is_right.sum() / count),
        "error": float(np.abs(gaps).sum() / count),
    }


def bootstrap(
    counts: Sequence[Counts], rounds: int, seed: int, coverage: float = 0.95
) -> dict[str, tuple[float, float]]:
    """Intervals of the three F1s, from documents drawn again with replacement; none for one document."""
    if len(counts) < 2:
        return {}
    rng = np.random.default_rng(seed)
    table = np.array(counts)
    drawn = [
        score([Counts(*table[rng.integers(len(table), size=len(table))].sum(axis=0))]) for _ in range(rounds)
    ]
    tails = [(1 - coverage) / 2, (1 + coverage) / 2]
    intervals = {}
    for name in ("strict", "lax", "null"):
        low, high = np.quantile([scores[name].f1 for scores in drawn], tails)
        intervals[name] = (float(low), float(high))
    return intervals


def _hits(gold: Beads, beads: Beads) -> tuple[int, int]:
    """How many of `beads` are strictly and how many laxly right."""
    exact = set(gold)
    partners: dict[int, set[int]] = {}
    for source, target in gold:
        for i in source:
            partners.setdefault(i, set()).update(target)
    strict = sum(bead in exact for bead in beads)
    lax = sum(
        bead in exact or any(not partners.get(i, set()).isdisjoint(bead[1]) for i in bead[0])
        for bead in beads
    )
    return strict, lax


def _two_sided(beads: Beads) -> list[BeadIndices]:
    return [bead for bead in beads if bead[0] and bead[1]]


def _one_sided(beads: Beads) -> list[BeadIndices]:
    return [bead for bead in beads if bool(bead[0]) != bool(bead[1])]


def _score(right_predicted: int, predicted: int, right_gold: int, gold: int) -> Score:
    precision, recall = right_predicted / max(predicted, 1), right_gold / max(gold, 1)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)
