"""A closer look at neighbours that may or may not be in one bead: encoded together, as they stand.

The sums of two sentences miss what an encoder sees across the border between them: the cosine of the
vector of added sums to the true one is .989 (USE). Where the first pass cannot tell whether two
neighbours belong together (`DOUBT`), they are encoded as one text, and all runs over that junction get
what the joined pair has beyond the two. With the weights of before it took strict F1 from .9926 to .9955
on ntrex-dev, by 1 % of the junctions, and from .9894 to .9930 on ntrex-hard-dev, by 5 %.
"""

from collections.abc import Sequence

import numpy as np

from fiel.align.evidence import Anew
from fiel.align.kinds import Kinds
from fiel.align.scoring import EmbeddedText
from fiel.align.semicrf import Posterior, Tile
from fiel.models.encoder import ComposingEncoder

Array = np.ndarray

DOUBT = (0.2, 0.8)
"""Junctions whose probability of being inside a bead lies between these are looked at. None costs .002, .003 and
.013 of strict F1 on ntrex-dev, ntrex-hard-dev and textberg-dev; from .05 to .95 takes a tenth longer for no more."""


def doubtful_junctions(
    tiles: Sequence[Tile], probable: Posterior, kinds: Kinds, n: int, m: int
) -> tuple[Array, Array]:
    """Source and target sentences of which it is in doubt whether the next one is in the same bead."""
    ends = np.zeros(n + 1), np.zeros(m + 1)
    of_source, of_target = kinds.source > 0, kinds.target > 0
    for tile, beads in zip(tiles, probable.beads, strict=True):
        ends[0][tile.top : tile.bottom] += beads[of_source].sum(axis=(0, 2))
        ends[1][tile.left : tile.right] += beads[of_target].sum(axis=(0, 1))
    doubtful = [np.flatnonzero((side[1:-1] > 1 - DOUBT[1]) & (side[1:-1] < 1 - DOUBT[0])) for side in ends]
    return doubtful[0], doubtful[1]


def tiles_over(tiles: Sequence[Tile], junctions: tuple[Array, Array], reach: int) -> set[int]:
    """Numbers of the tiles in which a bead over one of the junctions may end."""
    return {
        number
        for number, tile in enumerate(tiles)
        for first, last, side in (
            (tile.top, tile.bottom, junctions[0]),
            (tile.left, tile.right, junctions[1]),
        )
        if ((side >= first - reach) & (side < last - 1)).any()
    }


def closer_runs(
    text: EmbeddedText, junctions: Array, encoder: ComposingEncoder, longest: int
) -> tuple[Anew, ...]:
    """Vectors of all runs of 1 … `longest` sentences over one of the junctions, one element a size."""
    sums, count = text.sums, len(text.texts)
    pairs = encoder.sums([f"{text.texts[k]} {text.texts[k + 1]}" for k in junctions])
    beyond = np.zeros((len(junctions) + 1, sums.shape[1]), dtype=sums.dtype)
    beyond[:-1] = pairs - sums[junctions] - sums[junctions + 1]
    row_of = np.full(count, -1)
    row_of[junctions] = np.arange(len(junctions))
    over = np.zeros(count, dtype=bool)
    anew = [Anew(np.zeros(0, dtype=int), encoder.vectors(sums[:0]))]
    for size in range(2, min(longest, count) + 1):
        over = over[:-1] | (row_of[size - 2 : -1] >= 0)
        first = np.flatnonzero(over)
        added = sums[first]
        for k in range(1, size):
            added = added + sums[first + k] + beyond[row_of[first + k - 1]]
        anew.append(Anew(first, encoder.vectors(added)))
    return tuple(anew)
