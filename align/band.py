"""Coarse to fine: a band of tiles around the path, found on sums of ever smaller blocks of sentences.

Short pairs are one tile. Long ones are folded by two until they are short, aligned coarsely on the
similarity of blocks, and unfolded again, each time looking only near the path found before. Time and
memory grow with the length of the texts.
"""

from collections.abc import Iterator

import numpy as np

from fiel.align.semicrf import Tile
from fiel.models.encoder import ComposingEncoder, Matrix, unit_rows

Array = np.ndarray

WHOLE = 96 * 96
"""Pairs with fewer cells are one tile."""
COARSEST = 192
"""Blocks of the coarsest fold, on the longer side."""
SLACK = 12
"""Blocks to each side of the coarser path in which a finer one is sought."""
TILE_ROWS = 24
MARGIN = 12
"""Sentences beyond the path on each side of a tile."""
SKIP = 0.1
"""Gain of a block pair over leaving both alone begins at this centred similarity."""


def band(source: Matrix, target: Matrix, encoder: ComposingEncoder) -> tuple[Tile, ...]:
    """Tiles that hold the alignment of two sides given by their rows of sums."""
    n, m = len(source), len(target)
    if n * m <= WHOLE or min(n, m) == 0:
        return (Tile(0, n + 1, 0, m + 1),)
    path = _coarse_path(source, target, encoder)
    return tuple(_tiles(path, n, m))


def _coarse_path(source: Matrix, target: Matrix, encoder: ComposingEncoder) -> Array:
    """For each number of source sentences passed, the number of target sentences passed."""
    folds = [(source, target)]
    while max(map(len, folds[-1])) > COARSEST:
        folds.append((_fold(folds[-1][0]), _fold(folds[-1][1])))
    path: Array | None = None
    for blocks_source, blocks_target in reversed(folds):
        n, m = len(blocks_source), len(blocks_target)
        if path is None:
            low, high = np.zeros(n + 1, dtype=int), np.full(n + 1, m)
        else:
            low, high = _around(_unfold(path, n, m), m)
        path = _path(_centred(blocks_source, encoder), _centred(blocks_target, encoder), low, high)
    return path if path is not None else np.zeros(1, dtype=int)


def _fold(rows: Matrix) -> Matrix:
    return np.asarray(np.add.reduceat(rows, np.arange(0, len(rows), 2), axis=0))


def _unfold(path: Array, n: int, m: int) -> Array:
    """The path of blocks twice as large, in blocks."""
    finer = np.interp(np.arange(n + 1) / 2, np.arange(len(path)), path * 2.0)
    finer[-1] = m
    return np.array(np.minimum(np.rint(finer).astype(int), m), dtype=int)


def _around(path: Array, m: int) -> tuple[Array, Array]:
    """Columns near the path, row by row, so that steps down and across both stay inside."""
    wide = np.pad(path, SLACK, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(wide, 2 * SLACK + 1)
    return np.maximum(windows.min(axis=1) - SLACK, 0), np.minimum(windows.max(axis=1) + SLACK, m)


def _centred(sums: Matrix, encoder: ComposingEncoder) -> Matrix:
    """Vectors without what the whole text has in common: blocks differ little otherwise."""
    vectors = encoder.vectors(sums)
    vectors = vectors - vectors.mean(axis=0)
    return unit_rows(vectors)


def _path(source: Matrix, target: Matrix, low: Array, high: Array) -> Array:
    """The monotone path with the most similarity over SKIP, inside low ≤ column ≤ high."""
    totals, gains = [np.zeros(high[0] - low[0] + 1)], [np.zeros(0)]
    for i in range(1, len(source) + 1):
        first, last = int(low[i]), int(high[i])
        gain = np.full(last - first + 1, -np.inf)
        columns = np.arange(max(first, 1), last + 1)
        gain[columns - first] = target[columns - 1] @ source[i - 1] - SKIP
        above = _window(totals[-1], int(low[i - 1]), first - 1, last)
        totals.append(np.maximum.accumulate(np.maximum(above[1:], above[:-1] + gain)))
        gains.append(gain)
    return _trace(totals, gains, low, int(high[-1]))


def _window(row: Array, low: int, first: int, last: int) -> Array:
    """Columns first … last of a row that begins at column `low`; outside of it nothing is reached."""
    out = np.full(last - first + 1, -np.inf)
    a, b = max(first, low), min(last, low + len(row) - 1)
    out[a - first : b - first + 1] = row[a - low : b - low + 1]
    return out


def _trace(totals: list[Array], gains: list[Array], low: Array, end: int) -> Array:
    path = np.zeros(len(totals), dtype=int)
    j = end
    for i in range(len(totals) - 1, 0, -1):
        path[i] = j
        row = totals[i][: j - int(low[i]) + 1]
        j = int(low[i]) + int(np.searchsorted(row, row[-1]))  # totals never fall: the first as great
        aslant, above = _window(totals[i - 1], int(low[i - 1]), j - 1, j)
        if aslant + gains[i][j - int(low[i])] >= above:
            j -= 1
    path[0] = j
    return path


def _tiles(path: Array, n: int, m: int) -> Iterator[Tile]:
    for top in range(0, n + 1, TILE_ROWS):
        bottom = min(top + TILE_ROWS, n + 1)
        first, last = int(path[top - 1]) if top else 0, int(path[bottom - 1])
        yield Tile(top, bottom, max(first - MARGIN, 0), min(last + MARGIN, m) + 1)
