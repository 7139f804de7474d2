"""Which articles are worth comparing: near in time, and nearest by the vector of the whole text."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fiel.align.approximate import find_nearly_all
from fiel.align.publication import Period
from fiel.models.encoder import Matrix

Rows = NDArray[np.intp]

EXACT = 10**10
"""Comparisons in one block, as of 100,000 articles with 100,000, that are still made one by one: minutes."""
CELLS = 1 << 24
"""Cosines held at once."""


def find_neighbours(
    source_vectors: Matrix,
    target_vectors: Matrix,
    source_periods: Sequence[Period],
    target_periods: Sequence[Period],
    days: int,
    nearest: int,
    floor: float,
    exact: int = EXACT,
) -> list[tuple[int, int]]:
    """Pairs of a source and a target, by index, that lie within `days` of each other, sorted.

    Kept are the `nearest` of every article by cosine of their unit vectors, those under `floor` left
    out. Articles are compared a day of sources at a time, so that the work grows with the articles
    of a few days and not with the square of the collection; articles without a date meet all. From
    `exact` comparisons on in one block an approximate index is asked instead: MissingExtraError without it.
    """
    found: set[tuple[int, int]] = set()
    of_targets = _Leading(len(target_vectors), nearest)
    for sources, targets in _bounded(blocks(source_periods, target_periods, days), exact):
        if len(sources) * len(targets) >= exact:
            pairs = find_nearly_all(source_vectors[sources], target_vectors[targets], nearest, floor)
            found.update((int(sources[row]), int(targets[column])) for row, column in pairs)
            continue
        cosines = source_vectors[sources] @ target_vectors[targets].T
        of_targets.meet(targets, sources, cosines)
        places = _greatest(cosines, nearest)
        for row, column in zip(
            *np.nonzero(np.take_along_axis(cosines, places, axis=1) >= floor), strict=True
        ):
            found.add((int(sources[row]), int(targets[places[row, column]])))
    return sorted(found.union(of_targets.pairs(floor)))


class _Leading:
    """The nearest sources of every target, over all blocks that it comes in."""

    def __init__(self, targets: int, nearest: int) -> None:
        self._nearest = nearest
        self._cosines = np.full((targets, nearest), -np.inf, dtype=np.float32)
        self._sources = np.zeros((targets, nearest), dtype=np.intp)

    def meet(self, targets: Rows, sources: Rows, cosines: Matrix) -> None:
        """Cosines of sources, in rows, with targets, in columns."""
        places = _greatest(cosines.T, self._nearest)
        new = np.take_along_axis(cosines.T, places, axis=1)
        known = np.concatenate([self._cosines[targets], new], axis=1)
        ids = np.concatenate([self._sources[targets], sources[places]], axis=1)
        kept = _greatest(known, self._nearest)
        self._cosines[targets] = np.take_along_axis(known, kept, axis=1)
        self._sources[targets] = np.take_along_axis(ids, kept, axis=1)

    def pairs(self, floor: float) -> Iterator[tuple[int, int]]:
        """Source and target, by index, of cosines from `floor` on."""
        for target, place in np.argwhere(self._cosines >= floor):
            yield int(self._sources[target, place]), int(target)


def _greatest(values: Matrix, count: int) -> Rows:
    """Columns of the `count` greatest values of each row, in no order."""
    if values.shape[1] <= count:
        return np.broadcast_to(np.arange(values.shape[1]), values.shape)
    return np.asarray(np.argpartition(-values, count - 1, axis=1)[:, :count])


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
        if len(candidates):
            yield np.array(members), candidates


def _bounded(whole: Iterable[tuple[Rows, Rows]], exact: int) -> Iterator[tuple[Rows, Rows]]:
    """The same blocks, those to be compared exactly cut so that their cosines take no more than 64 MB."""
    for sources, targets in whole:
        rows = len(sources) if len(sources) * len(targets) >= exact else max(1, CELLS // len(targets))
        for start in range(0, len(sources), rows):
            yield sources[start : start + rows], targets
