"""Batches of texts of like length, so that little is computed on padding."""

from collections.abc import Iterator, Sequence


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
