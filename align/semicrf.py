"""A semi-Markov conditional random field over beads: from scores of beads to probabilities of beads.

Sarawagi & Cohen 2004, "Semi-Markov Conditional Random Fields for Information Extraction", in two
dimensions: the probability of an alignment is proportional to exp of the sum of its beads' scores, and
forward–backward sums over all alignments. Scores come in tiles (`Tile`) that cover a band around the
path, so that time and memory grow with the length of the texts. In every array of a tile the axes are
kind, source sentences passed, target sentences passed; a bead is entered where it ends.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fiel.align.kinds import Kinds

Array = np.ndarray


class Cell(NamedTuple):
    """A bead by where it ends."""

    kind: int
    tile: int
    i: int
    """Source sentences passed."""
    j: int
    """Target sentences passed."""


FORBIDDEN = -1e6
"""The score of a bead that must not be: finite, because running sums go over it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Ends of beads, `top` ≤ source sentences passed < `bottom`, `left` ≤ target sentences passed < `right`.

    Tiles of a band follow each other from top to bottom without gap.
    """

    top: int
    bottom: int
    left: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.top, self.right - self.left


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """The probability of every bead, in one array a tile, and the log of the sum over all alignments."""

    beads: list[Array]
    log_total: float


def posterior(tiles: Sequence[Tile], scores: Sequence[Array], kinds: Kinds) -> Posterior:
    """Probabilities of all beads, by forward–backward. `scores`: kinds × rows × columns for each tile."""
    before = _forward(tiles, scores, kinds)
    log_total = float(before[-1][-1, -1])
    beads = []
    for backward in _backward(tiles, scores, kinds):
        forward, tile = before.pop(), tiles[len(before)]
        probability = np.empty(backward.shape)
        for index in range(len(kinds.pairs)):
            start = _starts(forward, tile, kinds, index)
            with np.errstate(over="ignore"):
                probability[index] = np.exp(np.minimum(start + backward[index] - log_total, 0))
        beads.append(probability)
    return Posterior(beads[::-1], log_total)


def bead_probabilities(tiles: Sequence[Tile], probable: Posterior) -> list[Array]:
    """The same with one-sided beads summed up: a sentence is alone wherever in the other text it is passed."""
    skipped = [beads[-2].sum(axis=1) for beads in probable.beads]
    added = np.zeros(tiles[-1].right)
    for tile, beads in zip(tiles, probable.beads, strict=True):
        added[tile.left : tile.right] += beads[-1].sum(axis=0)
    summed = []
    for tile, beads, alone in zip(tiles, probable.beads, skipped, strict=True):
        whole = beads.copy()
        whole[-2] = alone[:, None]
        whole[-1] = added[None, tile.left : tile.right]
        summed.append(np.minimum(whole, 1.0))
    return summed


def best_path(tiles: Sequence[Tile], gains: Sequence[Array], kinds: Kinds) -> list[Cell]:
    """The beads of the path with the greatest sum of gains, in order.

    With posteriors as gains this is the alignment with the most beads expected to be right.
    """
    totals = _sweep(tiles, gains, kinds, np.max, np.maximum)
    path: list[Cell] = []
    i, j = tiles[-1].bottom - 1, tiles[-1].right - 1
    row = len(tiles) - 1
    while i or j:
        while i < tiles[row].top:
            row -= 1
        tile, total = tiles[row], totals[row]
        r, c = i - tile.top, j - tile.left
        reached = total[kinds.reach + r - kinds.source, kinds.reach + c - kinds.target]
        kind = int(np.argmax(reached + gains[row][:, r, c]))
        path.append(Cell(kind, row, i, j))
        i, j = i - int(kinds.source[kind]), j - int(kinds.target[kind])
    return path[::-1]


def _forward(tiles: Sequence[Tile], scores: Sequence[Array], kinds: Kinds) -> list[Array]:
    return _sweep(tiles, scores, kinds, _log_sum, np.logaddexp)


def _sweep(
    tiles: Sequence[Tile],
    scores: Sequence[Array],
    kinds: Kinds,
    pool: Callable[..., Array],
    join: np.ufunc,
) -> list[Array]:
    """Totals of all ways to each cell, one array a tile with `reach` rows above and columns before.

    A row follows from the rows above; inside the row only 0-1 beads lead on, a running sum.
    """
    reach = kinds.reach
    swept: list[Array] = []
    for number, (tile, score) in enumerate(zip(tiles, scores, strict=True)):
        rows, columns = tile.shape
        total = np.full((reach + rows, reach + columns), -np.inf)
        if number:
            _carry_down(swept[-1], tiles[number - 1], total, tile, reach)
        offsets = reach + np.arange(columns)[None] - kinds.target[:-1, None]
        for r in range(rows):
            reached = total[(reach + r - kinds.source[:-1])[:, None], offsets]
            row = pool(reached + score[:-1, r], axis=0)
            if number == 0 and r == 0:
                row[0] = 0.0
            total[reach + r, reach:] = _along(row, score[-1, r, 1:], join)
        swept.append(total)
    return swept


def _along(row: Array, steps: Array, join: np.ufunc) -> Array:
    """row[j] joined with all earlier cells of the row, each plus the steps from there to j."""
    passed = np.append(0.0, np.cumsum(steps))
    return np.asarray(join.accumulate(row - passed) + passed)


def _backward(tiles: Sequence[Tile], scores: Sequence[Array], kinds: Kinds) -> Iterator[Array]:
    """For each bead its score plus the total of all ways on from its end; the last tile first."""
    reach = kinds.reach
    below: Array = np.empty(0)
    for number in range(len(tiles) - 1, -1, -1):
        tile, score = tiles[number], scores[number]
        rows, columns = tile.shape
        ahead = np.full((len(kinds.pairs), rows + reach, columns + reach), -np.inf)
        if number + 1 < len(tiles):
            _carry_up(below, tiles[number + 1], ahead, tile, reach)
        each = np.arange(len(kinds.pairs) - 1)[:, None]
        offsets = np.arange(columns)[None] + kinds.target[:-1, None]
        for r in range(rows - 1, -1, -1):
            onset = _log_sum(ahead[each, (r + kinds.source[:-1])[:, None], offsets], axis=0)
            if number + 1 == len(tiles) and r == rows - 1:
                onset[-1] = 0.0
            onward = _along(onset[::-1], score[-1, r, :0:-1], np.logaddexp)[::-1]
            ahead[:, r, :columns] = onward + score[:, r]
        below = ahead
        yield ahead[:, :rows, :columns]


def _carry_down(above: Array, upper: Tile, total: Array, tile: Tile, reach: int) -> None:
    """The last rows of the tile above, moved into this tile's columns."""
    first = max(upper.left, tile.left - reach)
    last = min(upper.right, tile.right)
    to = slice(first - tile.left + reach, last - tile.left + reach)
    total[:reach, to] = above[-reach:, first - upper.left + reach : last - upper.left + reach]


def _carry_up(below: Array, lower: Tile, ahead: Array, tile: Tile, reach: int) -> None:
    """The first rows of the tile below, moved into this tile's columns."""
    rows = tile.bottom - tile.top
    first = max(lower.left, tile.left)
    last = min(lower.right, tile.right + reach)
    to = slice(first - tile.left, last - tile.left)
    ahead[:, rows:, to] = below[:, :reach, first - lower.left : last - lower.left]


def _starts(forward: Array, tile: Tile, kinds: Kinds, index: int) -> Array:
    """Totals where beads of one kind begin, seen from where they end."""
    rows, columns = tile.shape
    r = kinds.reach - int(kinds.source[index])
    c = kinds.reach - int(kinds.target[index])
    return forward[r : r + rows, c : c + columns]


def _log_sum(terms: Array, axis: int) -> Array:
    peak = terms.max(axis=axis)
    peak = np.where(np.isfinite(peak), peak, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(peak + np.log(np.exp(terms - peak).sum(axis=axis)))
