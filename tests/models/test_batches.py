"""Batches of like length."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from fiel.models.batches import by_length, training_order

LENGTHS = st.lists(st.integers(0, 80), min_size=1, max_size=60)


@given(LENGTHS, st.integers(1, 200))
def test_every_item_is_in_one_batch_and_no_batch_is_over_budget(lengths: list[int], budget: int) -> None:
    batches = list(by_length(lengths, budget))
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget for batch in batches)


@given(LENGTHS, st.integers(1, 9), st.integers(1, 30), st.integers(0, 5))
def test_every_item_comes_equally_often_give_or_take_one(
    lengths: list[int], batch: int, steps: int, seed: int
) -> None:
    order = training_order(lengths, batch, steps, seed)
    counts = Counter(order)
    assert len(order) == batch * steps
    assert order == training_order(lengths, batch, steps, seed)
    assert max(counts.values()) - min(counts[i] for i in range(len(lengths))) <= 1


def test_batches_are_of_like_lengths() -> None:
    lengths = [5, 60] * 32
    order = training_order(lengths, 8, 8, 0)
    assert all(len({lengths[i] for i in order[k : k + 8]}) == 1 for k in range(0, 64, 8))
