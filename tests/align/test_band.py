"""The band must hold the true path of long texts, and grow with their length only."""

import itertools
from collections.abc import Sequence

import numpy as np

from fiel.align.band import band
from fiel.align.semicrf import Tile
from fiel.models.encoder import ComposingEncoder, Matrix, unit_rows


class Adding:
    """Sums are their own vectors; the band is made of sums, so it must never ask for a text."""

    signature = "adding"

    def encode(self, texts: Sequence[str]) -> Matrix:
        raise NotImplementedError

    def sums(self, texts: Sequence[str]) -> Matrix:
        raise NotImplementedError

    def vectors(self, sums: Matrix) -> Matrix:
        return unit_rows(sums)


def _sides(n: int, gaps: dict[int, int]) -> tuple[Matrix, Matrix, list[int]]:
    """Noisy copies of n random rows, with foreign rows put in before some; where each row went."""
    rng = np.random.default_rng(2)
    source = rng.normal(size=(n, 32)).astype(np.float32)
    rows: list[Matrix] = []
    place = []
    for i in range(n):
        rows += list(rng.normal(size=(gaps.get(i, 0), 32)).astype(np.float32))
        place.append(len(rows))
        rows.append(source[i] + 0.8 * rng.normal(size=32).astype(np.float32))
    return source, np.stack(rows), place


def _held(tiles: Sequence[Tile], place: list[int]) -> float:
    inside = [
        any(t.top <= i + 1 < t.bottom and t.left <= j + 1 < t.right for t in tiles)
        for i, j in enumerate(place)
    ]
    return sum(inside) / len(inside)


def test_a_short_pair_is_one_tile() -> None:
    source, target, _ = _sides(20, {})
    assert [tile.shape for tile in band(source, target, Adding())] == [(21, 21)]


def test_the_true_path_is_inside_even_past_long_insertions() -> None:
    source, target, place = _sides(1500, {0: 40, 300: 150, 900: 60})
    tiles = band(source, target, Adding())
    assert _held(tiles, place) > 0.99
    assert tiles[0].left == 0
    assert tiles[-1].right == len(target) + 1
    assert all(upper.bottom == lower.top for upper, lower in itertools.pairwise(tiles))


def test_cells_grow_with_length() -> None:
    def cells(n: int) -> int:
        source, target, _ = _sides(n, {})
        return sum(tile.shape[0] * tile.shape[1] for tile in band(source, target, Adding()))

    assert cells(2000) < 2.1 * cells(1000)


def test_the_fake_is_a_composing_encoder() -> None:
    assert isinstance(Adding(), ComposingEncoder)
