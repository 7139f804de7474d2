"""What speaks for two articles being translations of each other, feature by feature."""

import numpy as np

from fiel.models.encoder import Matrix


def best_matches(source: Matrix, target: Matrix) -> dict[str, float]:
    """How well the sentences of each side are answered by the other's, from their unit rows.

    `similarity` is the symmetric best match: the mean of the row maxima and that of the column maxima,
    halved. `source_match` and `target_match` are the two means.
    """
    cosines = source @ target.T
    rows, columns = float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())
    return {"similarity": (rows + columns) / 2, "source_match": rows, "target_match": columns}


def probability(evidence: dict[str, float]) -> float:
    """Probability that the pair is one, by its evidence."""
    return float(1 / (1 + np.exp(-40 * (evidence["similarity"] - 0.6))))
