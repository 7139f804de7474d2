"""Candidates: who is compared with whom."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.align.neighbours import blocks, find_neighbours
from fiel.align.publication import UNKNOWN, Period
from fiel.errors import MissingExtraError
from fiel.models.encoder import Matrix, unit_rows

PERIODS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 3)).map(lambda p: Period(p[0], sum(p))), max_size=12
)


@given(PERIODS, PERIODS, st.integers(0, 4))
def test_blocks_hold_every_two_articles_that_may_lie_within_the_days_and_no_others(
    sources: list[Period], targets: list[Period], days: int
) -> None:
    found = [
        (int(s), int(t)) for rows, columns in blocks(sources, targets, days) for s in rows for t in columns
    ]
    wanted = {
        (s, t)
        for s, source in enumerate(sources)
        for t, target in enumerate(targets)
        if target.earliest - days <= source.latest and source.earliest - days <= target.latest
    }
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_an_article_without_a_date_meets_all() -> None:
    vectors = np.eye(2, dtype=np.float32)
    sources, targets = [UNKNOWN, Period(9, 9)], [Period(1, 1), Period(300, 300)]
    found = find_neighbours(vectors, vectors, sources, targets, 3, 5, -1.0)
    assert found == [(0, 0), (0, 1)]


def test_the_nearest_of_each_side_are_kept_down_to_the_floor() -> None:
    cosines = np.array([[0.9, 0.8, 0.1], [0.7, 0.2, 0.6]], dtype=np.float32)
    vectors = np.eye(3, dtype=np.float32)
    day = [Period(1, 1)]
    found = find_neighbours(cosines, vectors, day * 2, day * 3, 0, 1, 0.65)
    # Row maxima (0, 0) and (1, 0), column maxima (0, 0), (0, 1) and (1, 2), the last one under the floor.
    assert found == [(0, 0), (0, 1), (1, 0)]


def random_rows(count: int, seed: int) -> Matrix:
    return unit_rows(np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32))


def test_over_many_days_the_nearest_of_each_side_are_those_of_its_whole_window() -> None:
    sources, targets = random_rows(60, 1), random_rows(50, 2)
    days_of = [np.arange(len(side)) // 5 for side in (sources, targets)]
    cosines = sources @ targets.T
    cosines[abs(days_of[0][:, None] - days_of[1]) > 2] = -1
    wanted = {(s, int(t)) for s, row in enumerate(cosines) for t in np.argsort(-row)[:3] if row[t] >= 0.2}
    wanted |= {(int(s), t) for t, row in enumerate(cosines.T) for s in np.argsort(-row)[:3] if row[s] >= 0.2}
    first, second = ([Period(day, day) for day in side.tolist()] for side in days_of)
    assert find_neighbours(sources, targets, first, second, 2, 3, 0.2) == sorted(wanted)


def test_very_many_without_dates_go_through_an_approximate_index() -> None:
    """It finds nearly all that the comparison of each with each finds, and nothing else."""
    pytest.importorskip("faiss", reason="needs the extra scale")
    targets = random_rows(900, 3)
    sources = unit_rows(targets[:800] + 0.3 * random_rows(800, 4))
    first, second = [UNKNOWN] * 800, [UNKNOWN] * 900
    exact = set(find_neighbours(sources, targets, first, second, 3, 2, 0.7))
    nearly = set(find_neighbours(sources, targets, first, second, 3, 2, 0.7, exact=1000))
    assert nearly <= exact
    assert len(nearly) > 0.98 * len(exact)


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faiss", None)
    rows, periods = random_rows(40, 5), [UNKNOWN] * 40
    with pytest.raises(MissingExtraError, match=r"pip install 'fiel\[scale\]'"):
        find_neighbours(rows, rows, periods, periods, 3, 2, 0.7, exact=1000)
