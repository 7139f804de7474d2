"""The utterances of an original and of its translation, paired in the order of the alignment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from fiel.eval.fragments import Fragments, cut_all
from fiel.eval.risk import LENGTHS
from fiel.eval.tokens import tokenise, unaccented
from fiel.eval.utterances import Links, Side, Utterance
from fiel.models.encoder import ComposingEncoder, Matrix

LARGEST = 3
"""Utterances on one side of a pair."""
ALIKE = 0.45
"""Similarity from which utterances are paired wherever they stand: 1.2 % of unrelated sentences of one sample
article reach it, all translations do (117 single beads, the least .62)."""
LINKED = 0.25
"""What a bead that holds both adds to their similarity."""
NAMED = 0.1
"""What numbers and names in common add to it, at most."""
MERGED = 0.08
"""What each pair of utterances in a block costs, beyond the first."""
SHORT = 0.6
"""Below this share of its usual length one side of a pair is only a part of the other."""

Run = tuple[int, int]
"""Neighbouring utterances, as first and past-the-last."""


@dataclass(frozen=True, slots=True)
class Block:
    """Utterances that stand for each other; with an empty side, one that no quote stands for."""

    source: tuple[Utterance, ...]
    target: tuple[Utterance, ...]
    similarity: float = 0.0
    ratio: float = 1.0
    """Length of the target in characters as a share of its usual length."""


def pair_quotes(source: Side, target: Side, links: Links, encoder: ComposingEncoder) -> tuple[Block, ...]:
    """Blocks that hold every utterance of both articles once: the pairs in order, then the single ones.

    A dynamic programme over utterances, up to three with three, chooses the pairs with the greatest
    similarity beyond `ALIKE`, weighted by length. Both sides keep their order; where the alignment
    crosses, the target's utterances are first put into the order of the sentences they translate.
    """
    here = source.utterances()
    there = sorted(target.utterances(), key=lambda utterance: _place(utterance, links))
    table = _Table(
        _cut(source, here, encoder), _cut(target, there, encoder), here, there, links, encoder,
        LENGTHS.get((source.article.lang, target.article.lang), 1.0),
    )  # fmt: skip
    paired = _best(table, len(here), len(there))
    used_here = {n for run, _ in paired for n in range(*run)}
    used_there = {n for _, run in paired for n in range(*run)}
    return (
        *(table.block(*runs) for runs in paired),
        *(Block((utterance,), ()) for n, utterance in enumerate(here) if n not in used_here),
        *(Block((), (utterance,)) for n, utterance in enumerate(there) if n not in used_there),
    )


def joined(
    here: Sequence[Utterance],
    there: Sequence[Utterance],
    source: Side,
    target: Side,
    encoder: ComposingEncoder,
) -> Block:
    """Utterances of both sides as one block."""
    wholes = [
        encoder.vectors(_wholes(_cut(side, own, encoder)).sum(axis=0, keepdims=True))
        for side, own in ((source, here), (target, there))
    ]
    lengths = [sum(len(utterance.words.text) for utterance in own) for own in (here, there)]
    usual = LENGTHS.get((source.article.lang, target.article.lang), 1.0)
    similarity = float(wholes[0][0] @ wholes[1][0])
    return Block(tuple(here), tuple(there), similarity, lengths[1] / (usual * lengths[0]))


def _place(utterance: Utterance, links: Links) -> tuple[int, int]:
    """Sorts utterances of the target by where the source has them, unlinked ones after their neighbours."""
    linked = links.to_source(utterance.sentences) or links.to_source(utterance.sentences, around=1)
    return min(linked, default=-1), utterance.span[0]


def _cut(side: Side, utterances: Sequence[Utterance], encoder: ComposingEncoder) -> list[Fragments]:
    words = [utterance.words for utterance in utterances]
    return cut_all(words, side.article.lang, encoder)


@dataclass(frozen=True)
class _Table:
    """What speaks for each pair of runs."""

    here_cut: Sequence[Fragments]
    there_cut: Sequence[Fragments]
    here: Sequence[Utterance]
    there: Sequence[Utterance]
    links: Links
    encoder: ComposingEncoder
    usual: float

    def block(self, here: Run, there: Run) -> Block:
        """The pair of two runs."""
        sizes = here[1] - here[0], there[1] - there[0]
        similarity, ratio = self._alike(*sizes)
        place = here[0], there[0]
        runs = tuple(self.here[slice(*here)]), tuple(self.there[slice(*there)])
        return Block(*runs, float(similarity[place]), float(ratio[place]))

    def gains(self) -> dict[Run, list[tuple[float, tuple[Run, Run]]]]:
        """By the ends of two runs, what is gained by pairing them, in characters, wherever that is anything.

        All runs of two sizes are weighed at once: an article of 300 quotes has 800,000 pairs of runs.
        """
        found: dict[Run, list[tuple[float, tuple[Run, Run]]]] = {}
        sizes = product(
            range(1, min(LARGEST, len(self.here)) + 1), range(1, min(LARGEST, len(self.there)) + 1)
        )
        for a, b in sizes:
            likeness = self._alike(a, b)[0] + LINKED * self._linked(a, b) - MERGED * (a * b - 1) - ALIKE
            for i, j in np.argwhere(likeness + NAMED > 0).tolist():
                runs = (i, i + a), (j, j + b)
                gain = float(likeness[i, j]) + NAMED * self._in_common(*runs)
                if gain > 0:
                    weight = min(self._lengths[0][a][i] * self.usual, self._lengths[1][b][j])
                    found.setdefault((i + a, j + b), []).append((gain * weight, runs))
        return found

    def _alike(self, a: int, b: int) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Cosines of all runs of two sizes, of unequal single utterances that of the shorter with the part
        like it; and the length of the target runs as a share of what is usual for the source runs."""
        here, there = self._vectors
        similarity = here[a] @ there[b].T
        ratio = self._lengths[1][b] / (self.usual * self._lengths[0][a][:, None])
        if a == 1 == b:
            similarity = np.where(ratio < SHORT, np.maximum(similarity, self._parts[0]), similarity)
            similarity = np.where(ratio > 1 / SHORT, np.maximum(similarity, self._parts[1]), similarity)
        return similarity, ratio

    def _linked(self, a: int, b: int) -> NDArray[np.float64]:
        """Share of the utterances of two runs that share a bead with the other run."""
        rows = sliding_window_view(self._beads, b, axis=1).any(axis=-1)
        columns = sliding_window_view(self._beads, a, axis=0).any(axis=-1)
        hits = sliding_window_view(rows, a, axis=0).sum(axis=-1)
        hits = hits + sliding_window_view(columns, b, axis=1).sum(axis=-1)
        share: NDArray[np.float64] = hits / (a + b)
        return share

    def _in_common(self, here: Run, there: Run) -> float:
        """Share of the numbers and names of the poorer side that the other has, accents aside."""
        left = set().union(*self._anchors[0][slice(*here)])
        right = set().union(*self._anchors[1][slice(*there)])
        return len(left & right) / min(len(left), len(right)) if left and right else 0.0

    @cached_property
    def _beads(self) -> NDArray[np.bool_]:
        """Which utterances of both sides share a bead."""
        reached = [set(self.links.to_source(utterance.sentences)) for utterance in self.there]
        return np.array([[not other.isdisjoint(u.sentences) for other in reached] for u in self.here])

    @cached_property
    def _anchors(self) -> tuple[list[set[str]], list[set[str]]]:
        return [_anchors(u) for u in self.here], [_anchors(u) for u in self.there]

    @cached_property
    def _lengths(self) -> tuple[dict[int, NDArray[Any]], dict[int, NDArray[Any]]]:
        """Characters of all runs of each side, by their size."""
        here, there = (
            np.array([len(utterance.words.text) for utterance in side]) for side in (self.here, self.there)
        )
        return _windows(here), _windows(there)

    @cached_property
    def _vectors(self) -> tuple[dict[int, Matrix], dict[int, Matrix]]:
        """Unit rows of all runs of each side, by their size."""
        here, there = (
            {size: self.encoder.vectors(sums) for size, sums in _windows(wholes).items()}
            for wholes in (_wholes(self.here_cut), _wholes(self.there_cut))
        )
        return here, there

    @cached_property
    def _parts(self) -> tuple[Matrix, Matrix]:
        """Cosine of the likest part of each source utterance with each target utterance, and the reverse."""
        here, there = self._vectors
        return self._likest(self.here_cut, there[1]), self._likest(self.there_cut, here[1]).T

    def _likest(self, cuts: Sequence[Fragments], wholes: Matrix) -> Matrix:
        sums = [cut.run_sums(cut.runs()) for cut in cuts]
        starts = np.cumsum([0, *(len(rows) for rows in sums[:-1])])
        cosines = self.encoder.vectors(np.vstack(sums)) @ wholes.T
        likest: Matrix = np.maximum.reduceat(cosines, starts, axis=0)
        return likest


def _wholes(cuts: Sequence[Fragments]) -> Matrix:
    return np.vstack([cut.whole for cut in cuts])


def _windows(rows: NDArray[Any]) -> dict[int, NDArray[Any]]:
    """The sums of all runs of rows, by their size."""
    sizes = range(1, min(LARGEST, len(rows)) + 1)
    return {size: sliding_window_view(rows, size, axis=0).sum(axis=-1) for size in sizes}


def _best(table: _Table, rows: int, columns: int) -> list[tuple[Run, Run]]:
    """The pairs of runs with the greatest gain in all, both sides in order, in no pair more than once."""
    if not rows or not columns:
        return []
    gains = table.gains()
    best = np.zeros((rows + 1, columns + 1))
    steps: dict[Run, tuple[Run, Run]] = {}
    for i, j in product(range(1, rows + 1), range(1, columns + 1)):
        best[i, j] = max(best[i - 1, j], best[i, j - 1])
        for gain, runs in gains.get((i, j), ()):
            total = best[runs[0][0], runs[1][0]] + gain
            if total > best[i, j]:
                best[i, j], steps[i, j] = total, runs
    return _trace(best, steps)


def _trace(best: NDArray[np.float64], steps: Mapping[Run, tuple[Run, Run]]) -> list[tuple[Run, Run]]:
    i, j = best.shape[0] - 1, best.shape[1] - 1
    paired = []
    while i and j:
        runs = steps.get((i, j))
        if runs is not None:
            paired.append(runs)
            i, j = runs[0][0], runs[1][0]
        elif best[i - 1, j] >= best[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return paired[::-1]


def _anchors(utterance: Utterance) -> set[str]:
    """Numbers in digits and words with a capital that do not open a sentence."""
    found = set()
    before = "."
    for token in tokenise(utterance.words.text):
        if token.kind == "digits":
            found.add("".join(letter for letter in token.text if letter.isdigit()))
        elif token.kind == "word" and token.capital and before not in {".", "?", "!", "¿", "¡", "“", "«"}:
            found.add(unaccented(token.low))
        before = token.text
    return found
