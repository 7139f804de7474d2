"""What is cut out of a text can be found in it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.eval.excerpts import excerpt, outside

TEXT = "abcdefghijklmnopqrstuvwxyz"
SPANS = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 6)), min_size=1, max_size=5).map(
    lambda pairs: [(start, min(start + length, 26)) for start, length in pairs]
)


@given(SPANS, st.data())
def test_a_span_inside_one_piece_is_placed_on_the_same_letters(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    cut = excerpt(TEXT, spans)
    offset = sum(end - start + 1 for start, end in cut.pieces[:-1])
    start = data.draw(st.integers(offset, len(cut.text) - 1))
    end = data.draw(st.integers(start + 1, len(cut.text)))
    first, last = cut.place(start, end)
    assert TEXT[first:last] == cut.text[start:end]


@given(SPANS, SPANS)
def test_outside_keeps_exactly_the_letters_that_no_mask_covers(
    spans: list[tuple[int, int]], masks: list[tuple[int, int]]
) -> None:
    kept = {n for start, end in outside(spans, masks) for n in range(start, end)}
    covered = {n for start, end in masks for n in range(start, end)}
    assert kept == {n for start, end in spans for n in range(start, end)} - covered


def test_an_excerpt_of_nothing_but_white_space_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a stretch of text"):
        excerpt("a   b", [(1, 4)])
