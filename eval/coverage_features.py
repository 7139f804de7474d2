"""What is known of each word of a passage and its counterparts: the input of coverage.py's regression."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from fiel.eval.coverage_sides import SHORTEST, Array, Side
from fiel.eval.risk import LENGTHS
from fiel.eval.tokens import unaccented
from fiel.eval.vocabulary import zipf
from fiel.models.encoder import Matrix
from fiel.models.word_vectors import USUAL

DISPLACED = 0.25
"""What similarity loses from one end of the passage to the other; .15 to .5 differ by .01 in AUC."""
SPELLED, SAME = 0.6, 0.95
"""Spellings count from the first on, and from the second as much as the same word."""
NEAR = 0.25
"""Share of the passage within which a word is near."""
PARTNER = 0.4
"""Similarity from which words that were assigned to each other surely belong together."""
MULTIPLIED = (
    "assigned", "best", "near", "grammar", "frequency", "capital", "length", "apart", "typical",
)  # fmt: skip
"""Features whose products count too.

Recall of missing words at 5 false alarms of 100, and AUC, on DEMETR: these alone .494 and .875, with products .500
and .883, with the four of `_surroundings` too .541 and .883, with REWORDED fitted anew .557 and .890.
"""
FEATURES = (*MULTIPLIED, "gap", "spare", "crossed", "neighbours")
TERMS = (
    *FEATURES,
    *(f"{a}*{b}" for at, a in enumerate(MULTIPLIED) for b in MULTIPLIED[at:]),
)
_FIRST, _SECOND = np.triu_indices(len(MULTIPLIED))


def features(here: Side, there: Side, whole: Matrix) -> tuple[Array, Array]:
    """A row a word, for both sides, with the columns of `FEATURES`."""
    similar = similarities(here, there)
    rows, columns = linear_sum_assignment(-similar)
    return (
        _features(here, there, similar, rows, columns, whole),
        _features(there, here, similar.T, columns, rows, whole[::-1]),
    )


def terms(rows: Array) -> Array:
    """Each row with the products of its first features, in the order of `TERMS`."""
    return np.hstack([rows, rows[:, _FIRST] * rows[:, _SECOND]])


def similarities(here: Side, there: Side) -> Array:
    """How well each word of one side stands for each of the other; 1 is the same word in the same place."""
    if not here.words or not there.words:
        return np.zeros((len(here.words), len(there.words)))
    meaning = (
        here.rows @ there.rows.T
        - (here.crowding[:, None] + there.crowding[None]) / 2
        + USUAL
    )  # fmt: skip
    alike = np.clip((_spelling(here.words, there.words) - SPELLED) / (SAME - SPELLED), 0, 1)
    similar: Array = np.maximum(meaning, alike)
    for i, concept in enumerate(here.concepts):
        if concept:
            similar[i, [j for j, other in enumerate(there.concepts) if other == concept]] = 1
    return similar - DISPLACED * np.abs(here.places[:, None] - there.places[None])


def _spelling(here: Sequence[str], there: Sequence[str]) -> Array:
    """Likeness of spellings, 0 to 1; short words are like themselves only."""
    own, other = [unaccented(word) for word in here], [unaccented(word) for word in there]
    edits = cdist(own, other, scorer=ratio) / 100
    prefixes = cdist(own, other, scorer=JaroWinkler.similarity)
    initial = np.array([word[0] for word in own])[:, None] == np.array([word[0] for word in other])[None]
    alike = np.where(initial, np.maximum(edits, prefixes), 0.9 * edits)
    lengths = np.minimum([[len(word)] for word in own], [len(word) for word in other])
    return np.where((lengths <= SHORTEST) & (edits < 1), 0.0, alike)


def _features(own: Side, other: Side, similar: Array, rows: Array, columns: Array, whole: Matrix) -> Array:
    if not own.words:
        return np.zeros((0, len(FEATURES)))
    assigned, answered = np.zeros(len(own.words)), np.zeros(len(other.words))
    assigned[rows] = answered[columns] = similar[rows, columns]
    partners = np.full(len(own.words), -1)
    partners[rows] = columns
    distance = np.abs(own.places[:, None] - other.places[None])
    usual = LENGTHS.get((own.passage.lang, other.passage.lang), 1.0)
    longer = (len(other.passage.text) + 1) / (len(own.passage.text) + 1)
    return np.array(
        [
            assigned,
            similar.max(axis=1, initial=0.0),
            np.where(distance < NEAR, similar, 0.0).max(axis=1, initial=0.0),
            _best(own.rows, other.grammar),
            [zipf(word, own.passage.lang) for word in own.words],
            [token.capital for token in own.tokens],
            np.full(len(own.words), math.log(longer / usual)),
            own.rows @ (whole[0] - whole[1]),
            own.rows @ whole[0],
            *_surroundings(assigned, partners, answered >= PARTNER),
        ],
        dtype=np.float64,
    ).T


def _surroundings(assigned: Array, partners: NDArray[np.int_], answered: NDArray[np.bool_]) -> Array:
    """What the words before and after say of each word; the last four of `FEATURES`, a column a word.

    Where the partners of the nearest answered words before and after it stand next to each other, or have only
    answered words between them, a word was left out; an unanswered word there may say it otherwise.
    """
    spare = np.concatenate([[0], np.cumsum(~answered)])
    sure = assigned >= PARTNER
    places = np.arange(len(assigned))
    before = np.maximum.accumulate(np.where(sure, places, -1))
    after = np.minimum.accumulate(np.where(sure, places, len(places))[::-1])[::-1]
    before, after = np.append(-1, before[:-1]), np.append(after[1:], len(places))
    ends = np.concatenate([partners, [len(answered), -1]])  # after the last word, before the first
    first, last = ends[before], ends[after]
    crossed = first >= last
    between = np.where(crossed, 0, spare[np.maximum(last, 0)] - spare[first + 1])
    neighbours = np.full(len(assigned), PARTNER)
    if len(assigned) > 1:
        near = np.concatenate([[assigned[1]], assigned, [assigned[-2]]])
        neighbours = (near[:-2] + near[2:]) / 2
    return np.array(
        [~crossed & (between == 0), np.minimum(between, 3) / 3, crossed, neighbours], dtype=np.float64
    )


def _best(rows: Matrix, others: Matrix) -> Array:
    return (rows @ others.T).max(axis=1) if len(others) else np.zeros(len(rows))
