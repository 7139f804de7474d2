"""Passages that stand elsewhere in the translation, found among what the monotone pass left alone.

A run of source sentences without counterpart is aligned with a run of target sentences without one, by
the same field; the passage has moved if its best alignment scores better than leaving all of it alone
by more than `COST`, the price of a crossing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fiel.align.monotone import ProbableBead
from fiel.align.scoring import Evidence, score
from fiel.align.semicrf import Tile, best_path, posterior
from fiel.align.weights import Weights

COST = 6.0
"""Log odds against a move. With two paragraphs swapped in each of ntrex-dev's documents, 3 to 7 find 94 % of
the moved beads, 9 finds 92 %; in the untouched sets 3 and 5 give one false crossing, 7 none."""
CLOSE = 0.6
"""A passage is looked at if one of its sentence pairs is as similar as this, on the document's scale."""
FARTHEST = 400
"""Sentences that a passage may move by."""


class Run(NamedTuple):
    """Consecutive sentences of one side that were left alone."""

    first: int
    last: int


def with_crossing(beads: Sequence[ProbableBead], evidence: Evidence, weights: Weights) -> list[ProbableBead]:
    """The beads, with moved passages instead of sentences left alone, in source order."""
    source_runs = _runs(bead.source for bead in beads if not bead.target)
    target_runs = _runs(bead.target for bead in beads if not bead.source)
    moves = [
        move
        for source, target in _candidates(source_runs, target_runs, evidence)
        if (move := _align(source, target, evidence, weights)) and move[0] > COST
    ]
    taken_source: set[int] = set()
    taken_target: set[int] = set()
    crossing: list[ProbableBead] = []
    for _, found in sorted(moves, key=lambda move: -move[0]):
        sources, targets = ({k for bead in found for k in side(bead)} for side in (_source, _target))
        if taken_source.isdisjoint(sources) and taken_target.isdisjoint(targets):
            crossing += found
            taken_source |= sources
            taken_target |= targets
    kept = [
        bead
        for bead in beads
        if all((bead.source, bead.target))
        or not (taken_source & {*bead.source} or taken_target & {*bead.target})
    ]
    return _in_source_order(kept, crossing)


def _source(bead: ProbableBead) -> tuple[int, ...]:
    return bead.source


def _target(bead: ProbableBead) -> tuple[int, ...]:
    return bead.target


def _runs(alone: Iterator[tuple[int, ...]]) -> list[Run]:
    runs: list[Run] = []
    for sentence in sorted(k for sentences in alone for k in sentences):
        if runs and runs[-1].last == sentence:
            runs[-1] = Run(runs[-1].first, sentence + 1)
        else:
            runs.append(Run(sentence, sentence + 1))
    return runs


def _candidates(
    source: Sequence[Run], target: Sequence[Run], evidence: Evidence
) -> Iterator[tuple[Run, Run]]:
    """Pairs of runs that share a pair of sentences as close as CLOSE."""
    for one in source:
        for other in target:
            if abs(one.first - other.first * _slope(evidence)) > FARTHEST:
                continue
            close = (
                evidence.source.runs[0][one.first : one.last]
                @ evidence.target.runs[0][other.first : other.last].T
            )
            if evidence.scale(close.max()) > CLOSE:
                yield one, other


def _slope(evidence: Evidence) -> float:
    return len(evidence.source.best) / max(len(evidence.target.best), 1)


def _align(
    source: Run, target: Run, evidence: Evidence, weights: Weights
) -> tuple[float, list[ProbableBead]]:
    """What the best alignment of two runs scores above leaving them alone, and its two-sided beads."""
    kinds = evidence.kinds
    tile = Tile(0, source.last - source.first + 1, 0, target.last - target.first + 1)
    scores = score(evidence.part(source.first, source.last, target.first, target.last, (tile,)), weights)
    alone = scores[0][-2, 1:, 0].sum() + scores[0][-1, 0, 1:].sum()
    path = best_path([tile], scores, kinds)
    gain = sum(scores[0][kind, i, j] for kind, _, i, j in path) - alone
    probable = posterior([tile], scores, kinds).beads[0]
    moved = 1 / (1 + np.exp(COST - gain))
    beads = []
    for kind, _, i, j in path:
        a, b = kinds.pairs[kind]
        if a and b:
            sentences = tuple(range(i - a, i)), tuple(range(j - b, j))
            bead = ProbableBead(*sentences, float(moved * probable[kind, i, j]), crossing=True)
            beads.append(bead.moved(source.first, target.first))
    return float(gain), beads


def _in_source_order(kept: Sequence[ProbableBead], crossing: Sequence[ProbableBead]) -> list[ProbableBead]:
    """Crossing beads each after the last bead whose source sentences come before."""
    ordered: list[ProbableBead] = []
    waiting = sorted(crossing, key=_source)
    for bead in kept:
        while waiting and bead.source and waiting[0].source[0] < bead.source[0]:
            ordered.append(waiting.pop(0))
        ordered.append(bead)
    return ordered + waiting
