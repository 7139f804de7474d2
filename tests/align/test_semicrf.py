"""Posteriors must be those of counting every alignment, in one tile or in several."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from fiel.align.kinds import Kinds, bead_kinds
from fiel.align.semicrf import Tile, bead_probabilities, best_path, posterior

KINDS = bead_kinds(2)


def _alignments(n: int, m: int, kinds: Kinds) -> Iterator[list[tuple[int, int, int]]]:
    """All paths to (n, m), as kind and end of each bead."""
    if n == m == 0:
        yield []
    for kind, (a, b) in enumerate(kinds.pairs):
        if a <= n and b <= m:
            for path in _alignments(n - a, m - b, kinds):
                yield [*path, (kind, n, m)]


def _scores(n: int, m: int) -> np.ndarray:
    """Random scores; of one-sided beads they depend on the sentence alone, as in the aligner."""
    rng = np.random.default_rng(4)
    scores = rng.normal(size=(len(KINDS.pairs), n + 1, m + 1))
    scores[-2], scores[-1] = scores[-2, :, :1], scores[-1, :1]
    return scores


def test_posteriors_are_those_of_all_alignments_counted() -> None:
    n, m = 4, 3
    scores = _scores(n, m)
    paths = list(_alignments(n, m, KINDS))
    weights = np.exp([sum(scores[cell] for cell in path) for path in paths])
    found = posterior([Tile(0, n + 1, 0, m + 1)], [scores], KINDS)
    assert found.log_total == pytest.approx(np.log(weights.sum()))
    for cell in itertools.product(range(len(KINDS.pairs)), range(n + 1), range(m + 1)):
        share = (
            sum(weight for path, weight in zip(paths, weights, strict=True) if cell in path) / weights.sum()
        )
        assert found.beads[0][cell] == pytest.approx(share)


def test_the_best_path_has_the_greatest_sum() -> None:
    n, m = 4, 3
    scores = _scores(n, m)
    best = max(_alignments(n, m, KINDS), key=lambda path: sum(scores[cell] for cell in path))
    assert [(kind, i, j) for kind, _, i, j in best_path([Tile(0, n + 1, 0, m + 1)], [scores], KINDS)] == best


def test_tiles_that_cover_everything_change_nothing() -> None:
    n, m = 9, 7
    scores = _scores(n, m)
    whole = posterior([Tile(0, n + 1, 0, m + 1)], [scores], KINDS)
    tiles = [Tile(0, 3, 0, m + 1), Tile(3, 7, 0, m + 1), Tile(7, n + 1, 0, m + 1)]
    parts = posterior(tiles, [scores[:, tile.top : tile.bottom] for tile in tiles], KINDS)
    assert parts.log_total == pytest.approx(whole.log_total)
    np.testing.assert_allclose(np.concatenate(parts.beads, axis=1), whole.beads[0], atol=1e-12)


def test_tiles_with_other_columns_keep_what_they_share() -> None:
    n, m = 9, 9
    scores = _scores(n, m)
    outside = np.full_like(scores, -1e6)
    tiles = [Tile(0, 5, 0, 7), Tile(5, n + 1, 3, m + 1)]
    for tile in tiles:
        inside = (slice(None), slice(tile.top, tile.bottom), slice(tile.left, tile.right))
        outside[inside] = scores[inside]
    whole = posterior([Tile(0, n + 1, 0, m + 1)], [outside], KINDS)
    parts = [scores[:, tile.top : tile.bottom, tile.left : tile.right] for tile in tiles]
    assert posterior(tiles, parts, KINDS).log_total == pytest.approx(whole.log_total)


def test_one_sided_beads_are_summed_over_places() -> None:
    n, m = 4, 3
    tiles = [Tile(0, n + 1, 0, m + 1)]
    found = posterior(tiles, [_scores(n, m)], KINDS)
    beads = bead_probabilities(tiles, found)[0]
    for i in range(1, n + 1):
        linked = sum(
            found.beads[0][kind, end].sum()
            for kind, (a, b) in enumerate(KINDS.pairs)
            for end in range(i, min(i + a, n + 1))
            if b
        )
        assert beads[-2, i, 0] == pytest.approx(1 - linked)
