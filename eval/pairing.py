"""The utterances of an original and of its translation, paired in the order of the alignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from fiel.eval.fragments import Fragments, cut_all
from fiel.eval.risk import LENGTHS
from fiel.eval.tokens import tokenise, unaccented
from fiel.eval.utterances import Links, Side, Utterance
from fiel.models.encoder import ComposingEncoder

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
        return Block(
            tuple(self.here[slice(*here)]),
            tuple(self.there[slice(*there)]),
            self.similarity(here, there),
            self.ratio(here, there),
        )

    def gain(self, here: Run, there: Run) -> float:
        """How much is gained by pairing two runs, in characters; negative: better left alone."""
        extra = (here[1] - here[0]) * (there[1] - there[0]) - 1
        likeness = self.similarity(here, there) + LINKED * self._linked(here, there)
        likeness += NAMED * self._in_common(here, there) - MERGED * extra
        return (likeness - ALIKE) * min(
            self._length(self.here, here) * self.usual, self._length(self.there, there)
        )

    def similarity(self, here: Run, there: Run) -> float:
        """Cosine of two runs; of unequal single utterances, of the shorter with the part like it."""
        whole = float(self._cosines[self._here_rows[here], self._there_rows[there]])
        single = here[1] - here[0] == 1 == there[1] - there[0]
        ratio = self.ratio(here, there)
        if not single or SHORT <= ratio <= 1 / SHORT:
            return whole
        if ratio < 1:
            parts, short = self._here_parts[here[0]], self._there_parts[there[0]]
        else:
            parts, short = self._there_parts[there[0]], self._here_parts[here[0]]
        return max(whole, float(np.max(parts @ short[-1])))

    def ratio(self, here: Run, there: Run) -> float:
        """Length of the target run as a share of what is usual for the source run."""
        return self._length(self.there, there) / (self.usual * self._length(self.here, here))

    def _length(self, utterances: Sequence[Utterance], run: Run) -> int:
        return sum(len(utterance.words.text) for utterance in utterances[slice(*run)])

    def _linked(self, here: Run, there: Run) -> float:
        """Share of the utterances of the longer side that share a bead with the other side."""
        sources = [set(u.sentences) for u in self.here[slice(*here)]]
        targets = [set(u.sentences) for u in self.there[slice(*there)]]
        reached = [set(self.links.to_source(sentences)) for sentences in targets]
        hits = [any(own & other for other in reached) for own in sources]
        hits += [any(own & other for own in sources) for other in reached]
        return sum(hits) / len(hits)

    def _in_common(self, here: Run, there: Run) -> float:
        """Share of the numbers and names of the poorer side that the other has, accents aside."""
        left, right = _anchors(self.here[slice(*here)]), _anchors(self.there[slice(*there)])
        return len(left & right) / min(len(left), len(right)) if left and right else 0.0

    @cached_property
    def _here_parts(self) -> list[NDArray[np.float32]]:
        return [self._parts(cut) for cut in self.here_cut]

    @cached_property
    def _there_parts(self) -> list[NDArray[np.float32]]:
        return [self._parts(cut) for cut in self.there_cut]

    def _parts(self, cut: Fragments) -> NDArray[np.float32]:
        """Vectors of every run of fragments of one utterance, the whole last."""
        return self.encoder.vectors(np.vstack([cut.run_sums(cut.runs()), cut.whole]))

    @cached_property
    def _here_rows(self) -> dict[Run, int]:
        return {run: row for row, run in enumerate(_runs(len(self.here)))}

    @cached_property
    def _there_rows(self) -> dict[Run, int]:
        return {run: row for row, run in enumerate(_runs(len(self.there)))}

    @cached_property
    def _cosines(self) -> NDArray[np.float32]:
        left = self._vectors(self.here_cut, list(self._here_rows))
        right = self._vectors(self.there_cut, list(self._there_rows))
        return left @ right.T

    def _vectors(self, cut: Sequence[Fragments], runs: Sequence[Run]) -> NDArray[np.float32]:
        sums = [sum(cut[n].whole for n in range(first + 1, last)) + cut[first].whole for first, last in runs]
        return self.encoder.vectors(np.vstack(sums))


def _runs(count: int) -> list[Run]:
    return [
        (first, last) for first in range(count) for last in range(first + 1, min(count, first + LARGEST) + 1)
    ]


def _best(table: _Table, rows: int, columns: int) -> list[tuple[Run, Run]]:
    """The pairs of runs with the greatest gain in all, both sides in order, in no pair more than once."""
    best = np.zeros((rows + 1, columns + 1))
    steps: dict[Run, tuple[Run, Run] | None] = {}
    for i, j in product(range(rows + 1), range(columns + 1)):
        options: list[tuple[float, tuple[Run, Run] | None]] = []
        if i and j:
            for a, b in product(range(1, min(LARGEST, i) + 1), range(1, min(LARGEST, j) + 1)):
                runs = ((i - a, i), (j - b, j))
                options.append((best[i - a, j - b] + table.gain(*runs), runs))
        gain, runs_chosen = max(options, key=lambda option: option[0], default=(-np.inf, None))
        skipped = max(best[i - 1, j] if i else 0.0, best[i, j - 1] if j else 0.0)
        best[i, j] = max(gain, skipped)
        steps[i, j] = runs_chosen if gain > skipped else None
    return _trace(best, steps)


def _trace(best: NDArray[np.float64], steps: dict[Run, tuple[Run, Run] | None]) -> list[tuple[Run, Run]]:
    i, j = best.shape[0] - 1, best.shape[1] - 1
    paired = []
    while i and j:
        runs = steps[i, j]
        if runs is not None:
            paired.append(runs)
            i, j = runs[0][0], runs[1][0]
        elif best[i - 1, j] >= best[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return paired[::-1]


def _anchors(utterances: Sequence[Utterance]) -> set[str]:
    """Numbers in digits and words with a capital that do not open a sentence."""
    found = set()
    for utterance in utterances:
        before = "."
        for token in tokenise(utterance.words.text):
            if token.kind == "digits":
                found.add("".join(letter for letter in token.text if letter.isdigit()))
            elif token.kind == "word" and token.capital and before not in {".", "?", "!", "¿", "¡", "“", "«"}:
                found.add(unaccented(token.low))
            before = token.text
    return found
