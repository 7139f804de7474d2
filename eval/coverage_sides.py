"""The words of a passage that can be missing from its translation, or answer for a word of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fiel.eval.acronyms import read_definitions
from fiel.eval.names import Name, read_names
from fiel.eval.tokens import Token, tokenise
from fiel.eval.vocabulary import zipf
from fiel.models.encoder import Matrix
from fiel.models.word_vectors import WordVectors
from fiel.records import Passage

Array = NDArray[np.float64]
GRAMMAR = 6.2
"""Zipf frequency from which a word belongs to grammar; AUC on DEMETR .868 at 5.95, .874 here, flat to 6.5."""
SHORTEST = 3
"""Letters of a content word."""
RARE = 2.0
"""Zipf frequency below which a word in small letters tells nothing: intraoperatoria, quimioterápicas."""
FEWEST = 3
"""Content words of a passage of which one may be missing; headings are shorter."""


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
