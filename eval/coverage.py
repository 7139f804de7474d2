"""How likely it is that a word of one side has no counterpart on the other.

Content words of both sides are assigned to each other, one to one, by the similarity of their vectors
and spellings and by their place. What a word got, what else is near, and how the passages as a whole
relate to it give a probability (logistic; coverage.tsv holds the weights, fit_coverage.py fits them).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from fiel.eval.acronyms import read_definitions
from fiel.eval.names import Name, read_names
from fiel.eval.risk import LENGTHS
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, tokenise, unaccented
from fiel.eval.vocabulary import zipf
from fiel.models.encoder import Matrix
from fiel.models.word_vectors import WordVectors
from fiel.records import Passage

Array = NDArray[np.float64]
GRAMMAR = 6.2
"""Zipf frequency from which a word belongs to grammar; AUC on DEMETR .868 at 5.95, .874 here, flat to 6.5."""
SHORTEST = 3
"""Letters of a content word."""
DISPLACED = 0.25
"""What similarity loses from one end of the passage to the other; .15 to .5 differ by .01 in AUC."""
USUAL_CROWDING = 0.45
SPELLED, SAME = 0.6, 0.95
"""Spellings count from the first on, and from the second as much as the same word."""
NEAR = 0.25
"""Share of the passage within which a word is near."""
REWORDED = 1.2
"""Log odds taken off for each word near by on the other side that has no counterpart either: a free wording."""
RARE = 2.0
"""Zipf frequency below which a word in small letters tells nothing: intraoperatoria, quimioterápicas."""
FEWEST = 3
"""Content words of a passage of which one may be missing; headings are shorter."""
FEATURES = (
    "assigned", "best", "near", "grammar", "frequency", "capital", "length", "apart", "typical",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """The words of a passage that can be missing, or answer for one."""

    passage: Passage
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    rows: Matrix
    grammar: Matrix
    """Rows of its grammar words."""
    places: Array
    """Of each word in the passage, 0 to 1."""
    crowding: Array
    concepts: tuple[str, ...]
    """Of each word: its concept in the gazetteer, or empty."""
    named: frozenset[str]
    """The concepts of the whole passage, those of words too short to be listed (US, UK) among them."""

    spelled_out: NDArray[np.bool_]
    """Of each word: whether it belongs to words that an acronym in brackets stands for."""

    @property
    def askable(self) -> NDArray[np.bool_]:
        """Whether each word may be called missing: numbers and capitals have checks of their own.

        Words too rare to have a vector of their own are not, unless they are names.
        """
        if len(self.words) < FEWEST:
            return np.zeros(len(self.words), dtype=bool)
        return np.array(
            [
                t.kind == "word"
                and not t.text.isupper()
                and (t.capital or zipf(word, self.passage.lang) >= RARE)
                for t, word in zip(self.tokens, self.words, strict=True)
            ],
            dtype=bool,
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word of a passage and the probability that the other side lacks it; offsets into its text."""

    start: int
    end: int
    probability: float


def doubts(
    source: Passage, target: Passage, vectors: WordVectors, whole: Matrix
) -> tuple[list[Doubt], list[Doubt]]:
    """The content words of both sides, in order.

    `whole` holds the unit rows of the two passages, 2 × dimensions.
    """
    here, there = read_side(source, target.lang, vectors), read_side(target, source.lang, vectors)
    own, other = features(here, there, whole)
    missing, added = _log_odds(own, "omission"), _log_odds(other, "addition")
    return _doubts(here, missing, there, added), _doubts(there, added, here, missing)


def read_side(passage: Passage, other_lang: str, vectors: WordVectors) -> Side:
    """A passage ready to be compared."""
    tokens = [token for token in tokenise(passage.text) if token.kind != "mark"]
    words = [token.low.removesuffix("'s") for token in tokens]
    content = [
        at
        for at, (token, word) in enumerate(zip(tokens, words, strict=True))
        if token.kind == "digits" or (len(word) >= SHORTEST and zipf(word, passage.lang) < GRAMMAR)
    ]
    chosen = tuple(words[at] for at in content)
    kept = tuple(tokens[at] for at in content)
    names = [name for name in read_names(passage.text, passage.lang) if name.kind == "concept"]
    return Side(
        passage,
        kept,
        chosen,
        vectors.rows(chosen),
        vectors.rows([word for at, word in enumerate(words) if at not in set(content)]),
        (np.array(content) + 0.5) / max(1, len(tokens)),
        vectors.crowding(chosen, other_lang),
        _concepts(names, kept),
        frozenset(name.key for name in names),
        _spelled_out(passage, kept),
    )


def _concepts(names: Sequence[Name], tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(
        next((name.key for name in names if name.start <= token.start < name.end), "") for token in tokens
    )


def _spelled_out(passage: Passage, tokens: Sequence[Token]) -> NDArray[np.bool_]:
    spans = [span for span, _ in read_definitions(passage.text)]
    return np.array([any(start <= t.start < end for start, end in spans) for t in tokens], dtype=bool)


def features(here: Side, there: Side, whole: Matrix) -> tuple[Array, Array]:
    """A row a word, for both sides, with the columns of `FEATURES`."""
    similar = similarities(here, there)
    rows, columns = linear_sum_assignment(-similar)
    return (
        _features(here, there, similar, rows, columns, whole),
        _features(there, here, similar.T, columns, rows, whole[::-1]),
    )


def similarities(here: Side, there: Side) -> Array:
    """How well each word of one side stands for each of the other; 1 is the same word in the same place."""
    if not here.words or not there.words:
        return np.zeros((len(here.words), len(there.words)))
    meaning = (
        here.rows @ there.rows.T
        - (here.crowding[:, None] + there.crowding[None]) / 2
        + USUAL_CROWDING
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
    assigned = np.zeros(len(own.words))
    assigned[rows] = similar[rows, columns]
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
        ],
        dtype=np.float64,
    ).T


def _best(rows: Matrix, others: Matrix) -> Array:
    return (rows @ others.T).max(axis=1) if len(others) else np.zeros(len(rows))


def _log_odds(rows: Array, fault: str) -> Array:
    weights = _weights()[fault]
    odds: Array = rows @ weights[1:] + weights[0]
    return odds


def _doubts(own: Side, odds: Array, other: Side, others: Array) -> list[Doubt]:
    near = np.abs(own.places[:, None] - other.places[None]) < NEAR
    reworded = near @ _probability(others)
    probabilities = _probability(odds - REWORDED * reworded) * own.askable
    probabilities[[concept in other.named for concept in own.concepts]] = 0
    if any(token.text.isupper() for token in other.tokens):
        probabilities[own.spelled_out] = 0  # (VIH) may be HIV alone
    return [
        Doubt(token.start, token.end, float(value))
        for token, value in zip(own.tokens, probabilities, strict=True)
    ]


def _probability(odds: Array) -> Array:
    probability: Array = 1 / (1 + np.exp(-odds))
    return probability


@cache
def _weights() -> dict[str, Array]:
    """For omission and addition the intercept, then a weight a feature."""
    rows = {row[0]: row[1:] for row in read_table("coverage", 3)}
    columns = np.array([[float(cell) for cell in rows[name]] for name in ("intercept", *FEATURES)])
    return {"omission": columns[:, 0], "addition": columns[:, 1]}
