"""Bead kinds: how many source and target sentences may translate each other."""

from dataclasses import dataclass
from functools import cache

import numpy as np

MOST_ON_SMALLER_SIDE = 3
"""A bead of four against four has not been seen in any gold: translators move borders, not pages."""


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The kinds that one alignment may use, two-sided ones first, then 1-0, and 0-1 last."""

    pairs: tuple[tuple[int, int], ...]
    source: np.ndarray
    target: np.ndarray
    reach: int
    """Most sentences on one side."""

    @property
    def two_sided(self) -> tuple[tuple[int, int], ...]:
        return self.pairs[:-2]


@cache
def bead_kinds(max_side: int) -> Kinds:
    """1-1 and all kinds up to `max_side` sentences on a side and `max_side` + 1 in all.

    >>> bead_kinds(2).pairs
    ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
    """
    sides = range(1, max_side + 1)
    pairs = [
        (a, b)
        for a in sides
        for b in sides
        if a + b <= max(max_side + 1, 2) and min(a, b) <= MOST_ON_SMALLER_SIDE
    ]
    pairs += [(1, 0), (0, 1)]
    sizes = np.array(pairs)
    return Kinds(tuple(pairs), sizes[:, 0], sizes[:, 1], max_side)
