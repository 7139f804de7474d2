"""Passages that stand elsewhere in the translation, found among what the monotone pass left alone.

A run of source sentences without counterpart is aligned with a run of target sentences without one, by
the same field; the passage has moved if its best alignment scores better than leaving all of it alone
by more than `COST`, the price of a crossing. It then takes its neighbours with it as far as they belong
to it rather than to where the monotone pass put them.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fiel.align.kinds import Kinds
from fiel.align.monotone import ProbableBead
from fiel.align.scoring import Evidence, score
from fiel.align.semicrf import FORBIDDEN, Tile, best_path, posterior
from fiel.align.weights import Weights

Array = np.ndarray

COST = 4.5
"""Log odds against a move. `bench_crossing --rounds 1` on ntrex-dev, ntrex-hard-dev finds .986, .909 of the moved
beads with 6 or 8, without a false one; 4.5 .986, .924; 3 the same with one false."""
MARGIN = 1.0
"""Log odds against a neighbour's going with a passage that has moved; 0 finds .995, .909, 3 what 1 does."""
CLOSE = 0.6
"""A passage is looked at if one of its sentence pairs is as similar as this, on the document's scale.
.4 finds .986, .919, .8 .959, .888."""
FARTHEST = 800
"""Sentences that a passage may move by: bounds what is compared in long texts. `bench_crossing --rounds 15` on
textberg-dev finds .69 with 400, .87 with 800, .91 with `aligned`. Further off the same news may be there again:
in 5,000 × 5,000 sentences of `bench_growth` null F1 is .806 with 400, .781 with 800, .730 with 2,000."""
NEIGHBOURS = ((1, 1), (1, 2), (2, 1))
"""Kinds of beads by which a passage grows."""


Sentence = tuple[int, int]
"""Side, 0 or 1, and number."""


class Run(NamedTuple):
    """Consecutive sentences of one side that were left alone."""

    first: int
    last: int


Aligner = Callable[[Run, Run], list[ProbableBead]]
"""Beads of a run of source and a run of target sentences."""


class Passage(NamedTuple):
    """Beads that were moved together, in order."""

    gain: float
    """What they score above leaving their sentences alone."""
    beads: tuple[ProbableBead, ...]


def with_crossing(
    beads: Sequence[ProbableBead], evidence: Evidence, weights: Weights, align: Aligner
) -> list[ProbableBead]:
    """The beads, with moved passages instead of sentences left alone, in source order.

    `align` aligns a passage again, once it is known where it belongs, as closely as the rest was.
    """
    search = _Search(beads, evidence, weights)
    while passages := search.find():
        for passage in passages:
            search.take(passage.beads)
        search.passages += [search.grown(passage) for passage in passages]
    search.passages = [search.aligned(passage, align) for passage in search.passages]
    return search.ordered() if search.passages else list(beads)


class _Search:
    """The beads as they stand, and the passages taken out of them."""

    def __init__(self, beads: Sequence[ProbableBead], evidence: Evidence, weights: Weights) -> None:
        self.passages: list[Passage] = []
        self._evidence, self._weights = evidence, weights
        self._bead_of = {sentence: bead for bead in beads for sentence in _sentences([bead])}
        """Sentences outside the passages, and the beads they stand in."""
        self._seen: dict[tuple[Run, Run], Passage] = {}

    def find(self) -> list[Passage]:
        """Passages among the sentences that are alone now, the surest first, none sharing a sentence."""
        alone = [sentence for sentence, bead in self._bead_of.items() if not (bead.source and bead.target)]
        source, target = (_runs(sorted(k for side, k in alone if side == wanted)) for wanted in (0, 1))
        found = []
        for runs in _candidates(source, target, self._evidence):
            if runs not in self._seen:
                self._seen[runs] = _align(*runs, self._evidence, self._weights)
            if self._seen[runs].gain > COST:
                found.append(self._seen[runs])
        taken: set[Sentence] = set()
        chosen = []
        for passage in sorted(found, key=lambda one: (-one.gain, one.beads[0].source)):
            sentences = set(_sentences(passage.beads))
            if taken.isdisjoint(sentences):
                chosen.append(passage)
                taken |= sentences
        return chosen

    def take(self, beads: Iterable[ProbableBead]) -> None:
        """Take these sentences out; what stood with them stands alone."""
        for sentence in _sentences(beads):
            broken = self._bead_of.pop(sentence)
            for side, k in _sentences([broken]):
                if (side, k) in self._bead_of:
                    source, target = ((k,), ()) if side == 0 else ((), (k,))
                    self._bead_of[side, k] = ProbableBead(source, target, broken.probability)

    def grown(self, passage: Passage) -> Passage:
        """With neighbours at both ends while each gains more than what is broken for it."""
        for forwards in (True, False):
            while found := self._neighbour(passage, forwards):
                gain, bead = found
                self.take([bead])
                beads = (*passage.beads, bead) if forwards else (bead, *passage.beads)
                passage = Passage(passage.gain + gain, beads)
        return passage

    def _neighbour(self, passage: Passage, forwards: bool) -> tuple[float, ProbableBead] | None:
        """The best bead by which the passage may grow, and what it gains."""
        found = []
        for a, b in NEIGHBOURS:
            if forwards:
                i, j = passage.beads[-1].source[-1] + 1, passage.beads[-1].target[-1] + 1
            else:
                i, j = passage.beads[0].source[0] - a, passage.beads[0].target[0] - b
            bead = ProbableBead(tuple(range(i, i + a)), tuple(range(j, j + b)), 0.0, crossing=True)
            if all(sentence in self._bead_of for sentence in _sentences([bead])):
                broken = {self._bead_of[sentence] for sentence in _sentences([bead])}
                loss = sum(self._gain(one) for one in broken if one.source and one.target)
                found.append((self._gain(bead) - loss, bead))
        gain, bead = max(found, key=lambda one: one[0], default=(0.0, passage.beads[0]))
        if gain <= MARGIN:
            return None
        return gain, replace(bead, probability=_sigmoid(gain - MARGIN) * passage.beads[0].probability)

    def _gain(self, bead: ProbableBead) -> float:
        """What a two-sided bead scores above its sentences alone, seen with one sentence around."""
        first, left = max(bead.source[0] - 1, 0), max(bead.target[0] - 1, 0)
        last = min(bead.source[-1] + 2, len(self._evidence.source.best))
        right = min(bead.target[-1] + 2, len(self._evidence.target.best))
        _, scores = _scores(Run(first, last), Run(left, right), self._evidence, self._weights)
        kind = self._evidence.kinds.pairs.index((len(bead.source), len(bead.target)))
        end = kind, bead.source[-1] + 1 - first, bead.target[-1] + 1 - left
        return _gain(scores, self._evidence.kinds, end)

    def aligned(self, passage: Passage, align: Aligner) -> Passage:
        """The same sentences, and those alone at its ends, aligned anew."""
        source, target = (self._widened(passage, side) for side in (0, 1))
        inside = {(side, k) for side, run in enumerate((source, target)) for k in range(*run)}
        own = set(_sentences(passage.beads))
        if not all(sentence in own or self._is_alone(sentence) for sentence in inside):
            return passage
        beads = align(source, target)
        if not any(bead.source and bead.target for bead in beads):
            return passage
        moved = _sigmoid(passage.gain - COST)
        for bead in beads:
            for sentence in _sentences([bead]):
                self._bead_of.pop(sentence, None)
                if not (bead.source and bead.target):
                    self._bead_of[sentence] = bead
        kept = [bead for bead in beads if bead.source and bead.target]
        crossing = (replace(bead, probability=moved * bead.probability, crossing=True) for bead in kept)
        return Passage(passage.gain, tuple(crossing))

    def _widened(self, passage: Passage, side: int) -> Run:
        sentences = [k for s, k in _sentences(passage.beads) if s == side]
        first, last = min(sentences), max(sentences)
        while self._is_alone((side, first - 1)):
            first -= 1
        while self._is_alone((side, last + 1)):
            last += 1
        return Run(first, last + 1)

    def _is_alone(self, sentence: Sentence) -> bool:
        bead = self._bead_of.get(sentence)
        return bead is not None and not (bead.source and bead.target)

    def ordered(self) -> list[ProbableBead]:
        """All beads by source; of the passages those that keep the order of the others do not cross."""
        kept = set(self._bead_of.values())
        straight = sorted((bead for bead in kept if bead.source and bead.target), key=_source)
        crossing: list[ProbableBead] = []
        for passage in sorted(self.passages, key=lambda one: -one.gain):
            first, last = passage.beads[0], passage.beads[-1]
            place = bisect_left(straight, first.source, key=_source)
            before, after = straight[:place][-1:], straight[place:][:1]
            if all(bead.target < first.target for bead in before) and all(
                last.target < bead.target and last.source < bead.source for bead in after
            ):
                straight[place:place] = [replace(bead, crossing=False) for bead in passage.beads]
            else:
                crossing += passage.beads
        alone = sorted((bead for bead in kept if not bead.target), key=_source)
        added = sorted((bead for bead in kept if not bead.source), key=lambda bead: bead.target)
        return _by_source(crossing, _merged(straight, alone, added))


def _source(bead: ProbableBead) -> tuple[int, ...]:
    return bead.source


def _sentences(beads: Iterable[ProbableBead]) -> Iterator[Sentence]:
    for bead in beads:
        for side, sentences in enumerate((bead.source, bead.target)):
            for k in sentences:
                yield side, k


def _runs(alone: Iterable[int]) -> list[Run]:
    runs: list[Run] = []
    for sentence in alone:
        if runs and runs[-1].last == sentence:
            runs[-1] = Run(runs[-1].first, sentence + 1)
        else:
            runs.append(Run(sentence, sentence + 1))
    return runs


def _candidates(
    source: Sequence[Run], target: Sequence[Run], evidence: Evidence
) -> Iterator[tuple[Run, Run]]:
    """Pairs of runs that share a pair of sentences as close as CLOSE."""
    if not source or not target:
        return
    slope = len(evidence.target.best) / len(evidence.source.best)
    columns, run_of_column = _numbered(target)
    for one in source:
        left, right = np.searchsorted(columns, one.first * slope + np.array([-FARTHEST, FARTHEST]))
        near = slice(int(left), int(right))
        close = evidence.source.runs[0][one.first : one.last] @ evidence.target.runs[0][columns[near]].T
        for run in np.unique(run_of_column[near][(evidence.scale(close) > CLOSE).any(axis=0)]).tolist():
            yield one, target[run]


def _numbered(runs: Sequence[Run]) -> tuple[Array, Array]:
    """All sentences of the runs, and the number of the run of each."""
    sentences = [np.arange(*run) for run in runs]
    return np.concatenate(sentences), np.repeat(np.arange(len(runs)), [len(one) for one in sentences])


def _align(source: Run, target: Run, evidence: Evidence, weights: Weights) -> Passage:
    """The best alignment of two runs; its gain is over leaving them alone."""
    kinds = evidence.kinds
    tile, scores = _scores(source, target, evidence, weights)
    for kind, (a, b) in enumerate(kinds.pairs):
        if min(a, b) > 1:  # it would hide that the order inside is another
            scores[kind] = FORBIDDEN
    path = [step for step in best_path([tile], [scores], kinds) if all(kinds.pairs[step[0]])]
    gain = sum(_gain(scores, kinds, (kind, i, j)) for kind, _, i, j in path)
    probable = posterior([tile], [scores], kinds).beads[0]
    beads = []
    for kind, _, i, j in path:
        a, b = kinds.pairs[kind]
        sentences = tuple(range(i - a, i)), tuple(range(j - b, j))
        probability = float(_sigmoid(gain - COST) * probable[kind, i, j])
        beads.append(ProbableBead(*sentences, probability, crossing=True).moved(source.first, target.first))
    return Passage(gain, tuple(beads))


def _gain(scores: Array, kinds: Kinds, end: tuple[int, int, int]) -> float:
    """What the bead of that kind that ends there scores above leaving its sentences alone."""
    kind, i, j = end
    a, b = kinds.pairs[kind]
    alone = scores[-2, i - a + 1 : i + 1, 0].sum() + scores[-1, 0, j - b + 1 : j + 1].sum()
    return float(scores[kind, i, j] - alone)


def _scores(source: Run, target: Run, evidence: Evidence, weights: Weights) -> tuple[Tile, Array]:
    """Scores of all beads between two runs."""
    tile = Tile(0, source.last - source.first + 1, 0, target.last - target.first + 1)
    part = evidence.part(source.first, source.last, target.first, target.last, (tile,))
    return tile, score(part, weights)[0]


def _sigmoid(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def _merged(
    straight: Sequence[ProbableBead], alone: Sequence[ProbableBead], added: Sequence[ProbableBead]
) -> list[ProbableBead]:
    """Beads in order, one-sided ones before the first two-sided one that lies beyond them."""
    ordered: list[ProbableBead] = []
    waiting, waiting_target = list(alone), list(added)
    for bead in straight:
        while waiting and waiting[0].source < bead.source:
            ordered.append(waiting.pop(0))
        while waiting_target and waiting_target[0].target < bead.target:
            ordered.append(waiting_target.pop(0))
        ordered.append(bead)
    return ordered + waiting + waiting_target


def _by_source(crossing: Sequence[ProbableBead], others: Sequence[ProbableBead]) -> list[ProbableBead]:
    """Crossing beads each after the last bead whose source sentences come before."""
    ordered: list[ProbableBead] = []
    waiting = sorted(crossing, key=_source)
    for bead in others:
        while waiting and bead.source and waiting[0].source < bead.source:
            ordered.append(waiting.pop(0))
        ordered.append(bead)
    return ordered + waiting
