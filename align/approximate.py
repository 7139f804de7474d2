"""Nearest neighbours of very many vectors, found approximately: `pip install 'fiel[scale]'`."""

from collections.abc import Iterator
from math import isqrt
from typing import Any

import numpy as np

from fiel.errors import MissingExtraError
from fiel.models.encoder import Matrix

PROBED = 32
"""Cells of the index that are searched, of four times the square root of the vectors."""
TRAINED = 40
"""Vectors to a cell on which the cells are found."""


def find_nearly_all(
    sources: Matrix, targets: Matrix, nearest: int, floor: float
) -> Iterator[tuple[int, int]]:
    """Source and target, by index, of most of the `nearest` of every row of both, from cosine `floor` on.

    Raises MissingExtraError without faiss.
    """
    for rows, others, is_source in ((sources, targets, True), (targets, sources, False)):
        cosines, found = _index(others).search(np.ascontiguousarray(rows), nearest)
        for row, place in np.argwhere((found >= 0) & (cosines >= floor)):
            other = int(found[row, place])
            yield (int(row), other) if is_source else (other, int(row))


def _index(vectors: Matrix) -> Any:
    """An inverted file over the vectors (Sivic & Zisserman 2003), as faiss builds it."""
    try:
        import faiss
    except ImportError:
        raise MissingExtraError(
            f"{len(vectors):,} articles that may all be of one time are compared by an approximate index, which "
            "needs faiss; install it with pip install 'fiel[scale]', or give the articles dates"
        ) from None
    cells = min(4 * isqrt(len(vectors)), max(1, len(vectors) // TRAINED))
    index: Any = faiss.index_factory(vectors.shape[1], f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).permutation(len(vectors))[: cells * TRAINED]
    index.train(np.ascontiguousarray(vectors[np.sort(sample)]))
    index.add(np.ascontiguousarray(vectors))
    index.nprobe = min(PROBED, cells)
    return index
