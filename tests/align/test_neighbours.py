"""Candidates: who is compared with whom."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fiel.align.neighbours import blocks, find_neighbours
from fiel.align.publication import UNKNOWN, Period

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
