"""A closer look at borders between beads that the first pass leaves in doubt: do clauses cross them?

Translators move a clause over a sentence border, and then neither side has a border there. At a doubtful
border the four sentences around it are cut into clauses, which are encoded; a bead border is unlikely
where both halves grow more alike when a clause or two change sides. On textberg-dev that is so (a gain
in cosine above .05) at 13 of the 16 places inside gold 2-2 beads, and at none of the 159 borders between
two 1-1 beads.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fiel.align.evidence import Scale
from fiel.align.kinds import Kinds
from fiel.align.scoring import EmbeddedText
from fiel.align.semicrf import Posterior, Tile
from fiel.models.encoder import ComposingEncoder, Matrix

Array = np.ndarray

DOUBT = (0.2, 0.9)
"""Borders of a probability between these are looked at: 1.60 times the time of encoding on the three development
sets together. From .1 to .95 takes 1.70 and adds .003 of strict F1 to ntrex-hard-dev and .002 to textberg-dev; from
.05 to .98 takes 1.84 for the same; from .3 to .8 takes 1.54 and loses .003 and .005."""
CLAUSE_END = re.compile(r"[,;:.!?)—–]\s+(?=\S)")
SHORTEST = 10
MOST_MOVED = 2
"""Clauses that change sides."""
CHANCE = 0.1
"""A gain that the best of several divisions reaches by chance."""
MOST = 0.5
AT_ONCE = 200
"""Borders compared in one go: each takes 16 kB a division."""


class Border(NamedTuple):
    """A place between beads: so many source and target sentences are passed."""

    i: int
    j: int


def doubtful_borders(tiles: Sequence[Tile], probable: Posterior, n: int, m: int) -> list[Border]:
    """Borders inside both texts that are neither sure nor out of the question."""
    found = []
    for tile, beads in zip(tiles, probable.beads, strict=True):
        border = beads.sum(axis=0)
        for r, c in np.argwhere((border > DOUBT[0]) & (border < DOUBT[1])):
            i, j = tile.top + int(r), tile.left + int(c)
            if 0 < i < n and 0 < j < m:
                found.append(Border(i, j))
    return found


def shift_gains(
    borders: Sequence[Border],
    source: EmbeddedText,
    target: EmbeddedText,
    encoder: ComposingEncoder,
    scale: Scale,
) -> Array:
    """What each border's best other division of the clauses gains over it, on the document's scale, 0 to MOST."""
    if not borders:
        return np.zeros(0)
    clauses = (
        _Clauses(source, {k for border in borders for k in (border.i - 1, border.i)}, encoder),
        _Clauses(target, {k for border in borders for k in (border.j - 1, border.j)}, encoder),
    )
    gains = [
        _gains(borders[start : start + AT_ONCE], *clauses, encoder)
        for start in range(0, len(borders), AT_ONCE)
    ]
    return np.asarray(np.clip(np.concatenate(gains) / scale.span - CHANCE, 0, MOST))


def _gains(
    borders: Sequence[Border], source: "_Clauses", target: "_Clauses", encoder: ComposingEncoder
) -> Array:
    """What each border's best other division gains over it, in cosine."""
    rows: list[tuple[Array, Array, Array, Array]] = []
    owners: list[int] = []
    for owner, (i, j) in enumerate(borders):
        before_source, after_source = source.around(i)
        before_target, after_target = target.around(j)
        whole_source = before_source.sum(axis=0), after_source.sum(axis=0)
        whole_target = before_target.sum(axis=0), after_target.sum(axis=0)
        divided = [(*whole_source, *whole_target)]
        divided += [(*parts, *whole_target) for parts in _other_divisions(before_source, after_source)]
        divided += [(*whole_source, *parts) for parts in _other_divisions(before_target, after_target)]
        rows += divided
        owners += [owner] * len(divided)
    close = _closeness(rows, encoder)
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    return np.asarray(np.maximum.reduceat(close, first) - close[first])


def discourage(
    scores: Sequence[Array], tiles: Sequence[Tile], kinds: Kinds, borders: Sequence[Border], penalties: Array
) -> list[Array]:
    """Scores in which a border's penalty falls half on two-sided beads that end there, half on those that begin."""
    changed = [score.copy() for score in scores]
    sizes = [(0, 0, index) for index in range(len(kinds.two_sided))]
    sizes += [(a, b, index) for index, (a, b) in enumerate(kinds.two_sided)]
    tops = [tile.top for tile in tiles]
    for (i, j), penalty in zip(borders, penalties, strict=True):
        if not penalty:
            continue
        for a, b, index in sizes:
            number = bisect(tops, i + a) - 1
            r, c = i + a - tiles[number].top, j + b - tiles[number].left
            if r < tiles[number].shape[0] and 0 <= c < tiles[number].shape[1]:
                changed[number][index, r, c] += penalty / 2
    return changed


class _Clauses:
    """Sums of the clauses of some sentences."""

    def __init__(self, text: EmbeddedText, wanted: set[int], encoder: ComposingEncoder) -> None:
        self._sums = {k: text.sums[k : k + 1] for k in wanted}
        cut = {k: parts for k in sorted(wanted) if len(parts := _cut(text.texts[k])) > 1}
        sums = encoder.sums([clause for parts in cut.values() for clause in parts])
        start = 0
        for k, parts in cut.items():
            self._sums[k] = sums[start : start + len(parts)]
            start += len(parts)

    def around(self, k: int) -> tuple[Matrix, Matrix]:
        """Clauses of the last sentence before place k and of the first after it."""
        return self._sums[k - 1], self._sums[k]


def _cut(text: str) -> list[str]:
    """Clauses of ten characters and more; shorter ones stay with the one before."""
    clauses: list[str] = []
    start = 0
    for end in [found.end() for found in CLAUSE_END.finditer(text)] + [len(text)]:
        if end - start >= SHORTEST:
            clauses.append(text[start:end].strip())
            start = end
    if start < len(text) and clauses:
        clauses[-1] = f"{clauses[-1]} {text[start:].strip()}"
    return clauses or [text]


def _other_divisions(left: Matrix, right: Matrix) -> Iterator[tuple[Array, Array]]:
    """Sums of both sides with one or more clauses at the border moved to the other side."""
    both = np.concatenate([left, right])
    passed = np.concatenate([np.zeros_like(both[:1]), np.cumsum(both, axis=0)])
    for moved in range(1, MOST_MOVED + 1):
        for cut in (len(left) - moved, len(left) + moved):
            if 0 < cut < len(both):
                yield passed[cut], passed[-1] - passed[cut]


def _closeness(rows: Sequence[tuple[Array, ...]], encoder: ComposingEncoder) -> Array:
    """Similarity of the parts before the border plus that of the parts after it."""
    vectors = [encoder.vectors(np.stack([row[part] for row in rows])) for part in range(4)]
    before, after = (np.einsum("ij,ij->i", vectors[part], vectors[part + 2]) for part in (0, 1))
    return np.asarray(before + after, dtype=float)
