"""How likely it is that a word of one side has no counterpart on the other.

Content words of both sides are assigned to each other, one to one, by the similarity of their vectors
and spellings and by their place. What a word got, what else is near, how its neighbours fared and how the
passages as a whole relate to it give a probability (logistic with products; coverage.tsv holds the weights,
fit_coverage.py fits them).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from fiel.align.lexicon import Lexicon
from fiel.eval.coverage_features import FEATURES, NEAR, TERMS, features, terms
from fiel.eval.coverage_sides import Array, Side, read_side
from fiel.eval.tables import read_table
from fiel.models.encoder import Matrix
from fiel.models.word_vectors import WordVectors
from fiel.records import Passage

REWORDED = 0.5
"""Log odds taken off for each word near by on the other side that has no counterpart either: a free wording.

Recall of missing words at 5 false alarms of 100 on DEMETR: .541 at 1.2, .551 at .8, .557 here.
"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word of a passage and the probability that the other side lacks it; offsets into its text."""

    start: int
    end: int
    probability: float
    nearest: float = 0.0
    """Similarity of the nearest word of the other side."""


def doubts(
    source: Passage, target: Passage, vectors: WordVectors, whole: Matrix, lexicon: Lexicon | None = None
) -> tuple[list[Doubt], list[Doubt]]:
    """The content words of both sides, in order.

    `whole` holds the unit rows of the two passages, 2 × dimensions. A word whose translation by the `lexicon`
    stands on the other side is not doubted: with a lexicon of its own beads 3.4 of 100 of ntrex-dev are
    flagged for 4.0; DEMETR, with the same lexicon, loses .003 of its recall of missing words.
    """
    here, there = read_side(source, target.lang, vectors), read_side(target, source.lang, vectors)
    own, other = features(here, there, whole)
    missing, added = _log_odds(own, "omission"), _log_odds(other, "addition")
    if lexicon:
        missing = np.where(lexicon.answered(here.words, source.lang, there.words), -np.inf, missing)
        added = np.where(lexicon.answered(there.words, target.lang, here.words), -np.inf, added)
    left, right = _probabilities(here, missing, there, added), _probabilities(there, added, here, missing)
    return _doubts(here, left, own), _doubts(there, right, other)


def _log_odds(rows: Array, fault: str) -> Array:
    weights = _weights()[fault]
    odds: Array = terms(rows) @ weights[1:] + weights[0]
    return odds


def _probabilities(own: Side, odds: Array, other: Side, others: Array) -> Array:
    near = np.abs(own.places[:, None] - other.places[None]) < NEAR
    reworded = near @ _probability(others)
    probabilities: Array = _probability(odds - REWORDED * reworded) * own.askable
    probabilities[[concept in other.named for concept in own.concepts]] = 0
    if any(token.text.isupper() for token in other.tokens):
        probabilities[own.spelled_out] = 0  # (VIH) may be HIV alone
    return probabilities


def _doubts(own: Side, probabilities: Array, rows: Array) -> list[Doubt]:
    nearest = rows[:, FEATURES.index("best")]
    return [
        Doubt(token.start, token.end, float(value), float(best))
        for token, value, best in zip(own.tokens, probabilities, nearest, strict=True)
    ]


def _probability(odds: Array) -> Array:
    probability: Array = 1 / (1 + np.exp(-odds))
    return probability


@cache
def _weights() -> dict[str, Array]:
    """For omission and addition the intercept, then a weight a feature."""
    rows = {row[0]: row[1:] for row in read_table("coverage", 3)}
    columns = np.array([[float(cell) for cell in rows[name]] for name in ("intercept", *TERMS)])
    return {"omission": columns[:, 0], "addition": columns[:, 1]}
