"""Which articles are worth comparing: near in time, and nearest by the vector of the whole text."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fiel.align.publication import Period
from fiel.models.encoder import Matrix

Rows = NDArray[np.intp]


def find_neighbours(
    source_vectors: Matrix,
    target_vectors: Matrix,
    source_periods: Sequence[Period],
    target_periods: Sequence[Period],
    days: int,
    nearest: int,
    floor: float,
) -> list[tuple[int, int]]:
    """Pairs of a source and a target, by index, that lie within `days` of each other, sorted.

    Kept are the `nearest` of every article by cosine of their unit vectors, those under `floor` left
    out. Articles are compared a day of sources at a time, so that the work grows with the articles
    of a few days and not with the square of the collection; articles without a date meet all.
    """
    found: set[tuple[int, int]] = set()
    for sources, targets in blocks(source_periods, target_periods, days):
        cosines = source_vectors[sources] @ target_vectors[targets].T
        for row, column in np.argwhere(_leading(cosines, nearest) & (cosines >= floor)):
            found.add((int(sources[row]), int(targets[column])))
    return sorted(found)


def blocks(sources: Sequence[Period], targets: Sequence[Period], days: int) -> Iterator[tuple[Rows, Rows]]:
    """Sources of one period with the targets that may lie within `days` of it."""
    dated = np.array([at for at, period in enumerate(targets) if period.is_day], dtype=np.intp)
    dated = dated[np.argsort([targets[at].earliest for at in dated], kind="stable")]
    known_days = np.array([targets[at].earliest for at in dated])
    vague = np.array([at for at, period in enumerate(targets) if not period.is_day], dtype=np.intp)
    earliest = np.array([targets[at].earliest for at in vague])
    latest = np.array([targets[at].latest for at in vague])
    groups: dict[Period, list[int]] = {}
    for at, period in enumerate(sources):
        groups.setdefault(period, []).append(at)
    for period, members in groups.items():
        first, last = np.searchsorted(known_days, (period.earliest - days, period.latest + days + 1))
        near = vague[(latest >= period.earliest - days) & (earliest <= period.latest + days)]
        candidates = np.concatenate([dated[first:last], near])
        for start in range(0, len(members), BLOCK):
            if len(candidates):
                yield np.array(members[start : start + BLOCK]), candidates


BLOCK = 1024
"""Sources at once: bounds memory when very many share a day or have no date."""


def _leading(cosines: Matrix, nearest: int) -> NDArray[np.bool_]:
    """Marks the `nearest` of every row and of every column."""
    marks = np.zeros(cosines.shape, dtype=bool)
    for axis in (0, 1):
        count = min(nearest, cosines.shape[axis])
        best = np.argpartition(-cosines, count - 1, axis=axis)
        np.put_along_axis(marks, np.take(best, range(count), axis=axis), True, axis=axis)
    return marks
