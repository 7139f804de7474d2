"""Evidence for and against every bead of a tile: what the weights of the field are multiplied with.

Similarities are read on the document's own scale: 0 is the mean similarity of any two of its
sentences, 1 the `level`, the median similarity of sentence pairs that choose each other. One set of
weights then serves clean news and scanned books alike; where the level itself is low, everything is
less sure, and the biases that grow with 1 − level say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fiel.align.kinds import Kinds
from fiel.align.surface import Rarity, SharedTerms, Surface
from fiel.models.encoder import Matrix

Array = np.ndarray

TWO_SIDED = (
    "distance", "distance_per_sentence", "neighbours", "length", "length_squared",
    "numbers", "numbers_lost", "words", "words_lost", "gain", "loss", "split_gain",
    "redundant", "broken_joined", "broken_cut", "cut_joined", "cut_cut",
    "fragment_joined", "fragment_cut", "unfinished_joined", "unfinished_cut", "soft_joined", "soft_cut",
    "1-2", "1-2_low", "1-n", "1-n_low", "n-n", "n-n_low",
)  # fmt: skip
"""Evidence on a two-sided bead, in the order in which `TileEvidence.two_sided` gives it."""

MARKS = ("broken", "cut", "fragments", "unfinished", "soft")
"""What `Surface` says of the end of a sentence: evidence inside a bead (joined), and at its end (cut)."""

ONE_SIDED = (
    "alone",
    "alone_low",
    "alone_best",
    "alone_length",
    "alone_fragment",
    "alone_broken",
    "alone_wordless",
)
"""Evidence on a one-sided bead, columns of `TileEvidence.one_sided`."""


class Scale(NamedTuple):
    """What is measured once on a whole document pair."""

    mean: float
    """Mean similarity of any source sentence with any target sentence."""
    level: float
    """Median similarity of sentence pairs that choose each other."""
    ratio: float
    """Target characters for one source character."""

    def __call__(self, similarity: Array) -> Array:
        return (similarity - self.mean) / self.span

    @property
    def span(self) -> float:
        """The distance in similarity from 0 to 1 on this scale; unrelated texts get no smaller one."""
        return max(self.level - self.mean, 0.05)


class Anew(NamedTuple):
    """Runs of one size whose vectors are known better than from sums."""

    first: Array
    """The sentences with which they begin, ascending."""
    vectors: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The sentences of one side that a tile sees."""

    surface: Surface
    runs: tuple[Matrix, ...]
    """Vectors of every run of consecutive sentences: `runs[size - 1][i]` begins with sentence i."""
    best: Array
    """The best similarity of each sentence with any of the other side, on the document's scale."""
    lengths: Array
    """Characters, scaled so that both sides are equally long."""
    anew: tuple[Anew, ...] = ()
    """What stands instead of some of `runs` in every part; empty or one for each size."""

    def part(self, first: int, last: int) -> "Side":
        """The sentences from `first` up to `last`."""
        return Side(
            self.surface.part(first, last),
            tuple(self._runs(size, first, last - size) for size in range(min(len(self.runs), last - first))),
            self.best[first:last],
            self.lengths[first:last],
        )

    def _runs(self, more: int, first: int, last: int) -> Matrix:
        rows = self.runs[more][first:last]
        if not self.anew:
            return rows
        begin, end = np.searchsorted(self.anew[more].first, (first, last))
        if begin == end:
            return rows
        rows = rows.copy()
        rows[self.anew[more].first[begin:end] - first] = self.anew[more].vectors[begin:end]
        return rows


@dataclass(frozen=True, slots=True, eq=False)
class Rarities:
    numbers: Rarity
    words: Rarity


class TileEvidence:
    """Evidence on all beads between two stretches of sentences.

    Arrays of kind (a, b) are (n − a + 1) × (m − b + 1), entered where the bead begins.
    """

    def __init__(
        self,
        source: Side,
        target: Side,
        scale: Scale,
        rarities: Rarities,
        kinds: Kinds,
    ) -> None:
        self._scale = scale
        self.kinds = tuple(
            (a, b) for a, b in kinds.two_sided if a <= len(source.runs) and b <= len(target.runs)
        )
        self._close = {
            (a, b): scale((source.runs[a - 1] @ target.runs[b - 1].T).astype(float)) for a, b in self.kinds
        }
        shared = (
            SharedTerms.between(source.surface.numbers, target.surface.numbers, rarities.numbers),
            SharedTerms.between(source.surface.words, target.surface.words, rarities.words),
        )
        self._term_totals = [tuple(map(running, terms)) for terms in shared]
        self._redundancy = [
            [self._redundant(side, size) for size in range(1, len(side.runs) + 1)]
            for side in (source, target)
        ]
        self._length_totals = running(source.lengths), running(target.lengths)
        self._marks = [(getattr(source.surface, mark), getattr(target.surface, mark)) for mark in MARKS]
        self._mark_totals = [(running(of_source), running(of_target)) for of_source, of_target in self._marks]

    def shape(self, a: int, b: int) -> tuple[int, int]:
        """Places where beads of a kind begin."""
        rows, columns = self._close[a, b].shape
        return rows, columns

    def two_sided(self, a: int, b: int) -> Iterator[Array | float]:
        """What `TWO_SIDED` names: arrays, or one value where all beads of the kind have the same."""
        close, size = self._close[a, b], (a + b) / 2
        yield (1 - close) * size
        yield 1 - close
        yield _around(close) * size
        yield from self._lengths(a, b)
        for totals in self._term_totals:
            yield from _term_overlap(totals, a, b)
        if a + b == 2:
            yield from (0.0, 0.0, 0.0, 0.0)
        else:
            gain = self._gain(a, b)
            yield gain
            yield np.minimum(gain, 0)
            yield self._split_gain(a, b)
            yield self._redundancy[0][a - 1][:, None] + self._redundancy[1][b - 1][None]
        for marks, totals in zip(self._marks, self._mark_totals, strict=True):
            yield from _marked(marks, totals, a, b)
        yield from self._biases(a, b)

    def one_sided(self, side: Side) -> Array:
        """sentences × `ONE_SIDED`."""
        ones = np.ones(len(side.best))
        best = np.clip(side.best, 0, 1.5)
        surface = side.surface
        broken = np.maximum(np.maximum(surface.broken, surface.cut), surface.continuing)
        low, size = ones * (1 - self._scale.level), np.log(side.lengths / 100)
        columns = (ones, low, best, size, surface.fragments, broken, surface.wordless)
        return np.stack(columns, axis=1)

    def _lengths(self, a: int, b: int) -> Iterator[Array]:
        source, target = self._length_totals
        long_source, long_target = runs(source, a)[:, None], runs(target, b)[None]
        ratio = np.log((long_target + 5) / (long_source + 5))
        yield np.abs(ratio) * (a + b) / 2
        yield np.minimum(ratio**2 * np.sqrt(np.minimum(long_source, long_target) / 20), 10)

    def _gain(self, a: int, b: int) -> Array:
        """What the bead gains over the same without one of its end sentences, the least of them."""
        close = self._close[a, b]
        gains = []
        if a > 1:
            shorter = self._close[a - 1, b]
            gains += [close - shorter[:-1], close - shorter[1:]]
        if b > 1:
            shorter = self._close[a, b - 1]
            gains += [close - shorter[:, :-1], close - shorter[:, 1:]]
        return np.asarray(np.clip(np.minimum.reduce(gains), -0.5, 0.5))

    def _redundant(self, side: Side, size: int) -> Array:
        """How alike an end sentence of a run is to the rest of it, as headline and lead are."""
        if size == 1:
            return np.zeros(len(side.best))
        one, rest = side.runs[0], side.runs[size - 2]
        first = np.einsum("ij,ij->i", one[: 1 - size], rest[1:])
        last = np.einsum("ij,ij->i", rest[:-1], one[size - 1 :])
        return np.asarray(np.clip(self._scale(np.maximum(first, last).astype(float)), 0, 1.5))

    def _split_gain(self, a: int, b: int) -> Array:
        """What the bead gains over the best two beads of the same sentences, weighted by length."""
        close = self._close[a, b]
        n, m = close.shape
        source, target = self._length_totals
        best = np.full_like(close, -np.inf)
        for p in range(1, a):
            for q in range(1, b):
                first, second = self._close.get((p, q)), self._close.get((a - p, b - q))
                if first is None or second is None:
                    continue
                weight = runs(source, p)[:n, None] + runs(target, q)[None, :m]
                rest = runs(source, a - p)[p : p + n, None] + runs(target, b - q)[None, q : q + m]
                parts = first[:n, :m] * weight + second[p : p + n, q : q + m] * rest
                best = np.maximum(best, parts / (weight + rest))
        return np.clip(close - best, -0.5, 0.5) if np.isfinite(best).all() else np.zeros_like(close)

    def _biases(self, a: int, b: int) -> Iterator[float]:
        low = 1 - self._scale.level
        smaller, larger = min(a, b), max(a, b)
        pair = float((smaller, larger) == (1, 2))
        many = float(larger - 1) if smaller == 1 and larger > 2 else 0.0
        both = float(a + b - 2) if smaller > 1 else 0.0
        for bias in (pair, many, both):
            yield bias
            yield bias * low


def running(rows: Array) -> Array:
    """Totals of the first 0, 1, 2 … rows."""
    return np.concatenate([np.zeros_like(rows[:1]), np.cumsum(rows, axis=0)])


def runs(totals: Array, size: int) -> Array:
    """Sums of every `size` consecutive rows, from running totals."""
    return np.asarray(totals[size:] - totals[:-size])


def inner(totals: Array, size: int) -> Array:
    """The same of all but the last row of each run."""
    return np.asarray(totals[size - 1 : -1] - totals[:-size])


def _around(close: Array) -> Array:
    """Mean of the four neighbours; beyond the edge nothing is close."""
    total = np.zeros_like(close)
    total[:-1] += close[1:]
    total[1:] += close[:-1]
    total[:, :-1] += close[:, 1:]
    total[:, 1:] += close[:, :-1]
    return total / 4


def _marked(
    marks: tuple[Array, Array], totals: tuple[Array, Array], a: int, b: int
) -> Iterator[Array | float]:
    """How many sentences inside a bead end with a mark, and whether its last ones differ in it."""
    if not totals[0][-1] and not totals[1][-1]:
        yield from (0.0, 0.0)
        return
    yield inner(totals[0], a)[:, None] + inner(totals[1], b)[None]
    yield np.abs(marks[0][a - 1 :, None] - marks[1][None, b - 1 :])


def _term_overlap(totals: tuple[Array, ...], a: int, b: int) -> Iterator[Array | float]:
    """Cosine of the weighted terms, and the part of their mass that is not shared.

    `totals`: running totals of the fields of `SharedTerms`.
    """
    source, target, source_mass, target_mass = totals
    if not source_mass[-1] and not target_mass[-1]:
        yield from (0.0, 0.0)
        return
    mass_source, mass_target = runs(source_mass, a)[:, None], runs(target_mass, b)[None]
    dot = runs(source, a) @ runs(target, b).T
    norm = np.sqrt(mass_source * mass_target)
    cosine = np.minimum(np.divide(dot, norm, out=np.zeros_like(dot), where=norm > 0), 1)
    yield cosine * (a + b) / 2
    yield (1 - cosine) * np.minimum((mass_source + mass_target) / 50, 1) * (a + b) / 2
