"""A dynamic programme over embedded concatenations, the stand-in for Vecalign's search: a baseline.

Thompson & Koehn 2019, "Vecalign: Improved Sentence Alignment in Linear Time and Space", equations 1
and 2: every run of consecutive sentences is embedded as a text of its own; the cost of a bead is its
cosine distance, times its sentences, over the mean distance to random runs of the other side. Leaving
a sentence alone costs a quantile of the 1-1 costs.
"""

from collections.abc import Sequence

import numpy as np

from fiel.align.gold import BeadIndices
from fiel.models.encoder import Encoder, Matrix

Array = np.ndarray
MOST_IN_ALL = 8
"""Sentences in a bead, both sides together; Vecalign's default alignment size."""
ALONE_QUANTILE = 0.2
"""Vecalign's default deletion percentile."""
RANDOM_RUNS = 20


def align_overlaps(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, seed: int = 0
) -> list[BeadIndices]:
    """The cheapest monotone beads of two lists of sentences."""
    if not source or not target:
        return [((i,), ()) for i in range(len(source))] + [((), (j,)) for j in range(len(target))]
    runs = [_embedded_runs(side, encoder) for side in (source, target)]
    rng = np.random.default_rng(seed)
    usual = [_mean_distance(runs[side], runs[1 - side], rng) for side in (0, 1)]
    costs = {
        (a, b): (1 - runs[0][a] @ runs[1][b].T) * a * b / (usual[0][a][:, None] + usual[1][b][None])
        for a in runs[0]
        for b in runs[1]
        if a + b <= MOST_IN_ALL
    }
    return _cheapest(costs, float(np.quantile(costs[1, 1], ALONE_QUANTILE)), len(source), len(target))


def _embedded_runs(texts: Sequence[str], encoder: Encoder) -> dict[int, Matrix]:
    return {
        size: encoder.encode([" ".join(texts[i : i + size]) for i in range(len(texts) - size + 1)])
        for size in range(1, min(MOST_IN_ALL - 1, len(texts)) + 1)
    }


def _mean_distance(
    runs: dict[int, Matrix], across: dict[int, Matrix], rng: np.random.Generator
) -> dict[int, Array]:
    pool = np.concatenate(list(across.values()))
    sample = pool[rng.integers(len(pool), size=RANDOM_RUNS)]
    return {size: np.maximum((1 - vectors @ sample.T).mean(axis=1), 1e-3) for size, vectors in runs.items()}


def _cheapest(costs: dict[tuple[int, int], Array], alone: float, n: int, m: int) -> list[BeadIndices]:
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0.0
    choice = np.zeros((n + 1, m + 1, 2), dtype=int)
    for i in range(n + 1):
        for j in range(m + 1):
            for (a, b), step in (
                *(((a, b), cost[i - a, j - b]) for (a, b), cost in costs.items() if a <= i and b <= j),
                *(((a, b), alone) for a, b in ((1, 0), (0, 1)) if a <= i and b <= j),
            ):
                if total[i - a, j - b] + step < total[i, j]:
                    total[i, j], choice[i, j] = total[i - a, j - b] + step, (a, b)
    beads: list[BeadIndices] = []
    i, j = n, m
    while i or j:
        a, b = choice[i, j]
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return beads[::-1]
