"""Batches of texts of like length, so that little is computed on padding."""

from collections.abc import Iterator, Sequence

import numpy as np

POOL = 32
"""Batches whose items are sorted together: the more, the less padding and the less chance."""


def by_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices in batches, the longest first; a batch times its longest length stays within `budget`.

    An item longer than the budget is a batch of its own. Longest first: where memory does not
    suffice, the first batch says so and not the last.

    >>> list(by_length([2, 9, 3, 1], 9))
    [[1], [2, 0, 3]]
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if batch and (len(batch) + 1) * max(lengths[batch[0]], 1) > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def training_order(lengths: Sequence[int], batch: int, steps: int, seed: int) -> list[int]:
    """Indices for `steps` batches of `batch` items: chance decides, but a batch is of like lengths.

    Every item comes once an epoch; what an epoch leaves over begins the next. The whole order is
    known from the seed, so a training that goes on after a kill sees what it would have seen.

    >>> len(training_order([5, 1, 7], batch=2, steps=6, seed=0))
    12
    """
    generator = np.random.default_rng(seed)
    sizes = np.asarray(lengths)
    epochs = -(-batch * steps // len(sizes))
    order = np.concatenate([generator.permutation(len(sizes)) for _ in range(epochs)])[: batch * steps]
    chosen: list[int] = []
    for start in range(0, len(order), batch * POOL):
        pool = order[start : start + batch * POOL]
        batches = pool[np.argsort(sizes[pool], kind="stable")].reshape(-1, batch)
        chosen += generator.permutation(batches).ravel().tolist()
    return chosen
