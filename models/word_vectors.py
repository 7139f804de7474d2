"""Vectors of single words from a sentence encoder, each word encoded once.

A word that is close to many words of the other language is close to none in particular: `crowding`
measures that, for the correction of Conneau et al. 2018 ("Word Translation Without Parallel Data",
CSLS).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from wordfreq import available_languages, top_n_list

from fiel.models.encoder import Encoder, Matrix

KEPT = 50_000
"""Words kept at most, some 100 MB of 512 dimensions; past that all are forgotten."""
COMMON = 400
"""Common words of a language that stand for all of it; 1,500 gave the same recall of missing words."""
CROWD = 5
"""Nearest of them whose mean is the crowding."""

USUAL = 0.45
"""Crowding of the words of a language whose common words are not known."""


class WordVectors:
    """Unit rows by word."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, Matrix] = {}
        self._crowding: dict[tuple[str, str], float] = {}
        self._common: dict[str, Matrix] = {}

    def rows(self, words: Sequence[str]) -> Matrix:
        """Unit rows, `len(words)` × dimensions; 0 × 0 for no word."""
        if not words:
            return np.zeros((0, 0), dtype=np.float32)
        self._learn(words)
        return np.stack([self._rows[word] for word in words])

    def crowding(self, words: Sequence[str], lang: str) -> NDArray[np.float64]:
        """Mean similarity of each word to its nearest among the common words of a language; USUAL without a list."""
        if len(common_words(lang)) < CROWD:
            return np.full(len(words), USUAL)
        unknown = sorted({word for word in words if (word, lang) not in self._crowding})
        if unknown:
            nearest = np.partition(self.rows(unknown) @ self._common_rows(lang).T, -CROWD, axis=1)[:, -CROWD:]
            for word, value in zip(unknown, nearest.mean(axis=1), strict=True):
                self._crowding[word, lang] = float(value)
        return np.array([self._crowding[word, lang] for word in words])

    def _common_rows(self, lang: str) -> Matrix:
        if lang not in self._common:
            self._common[lang] = self._encoder.encode(common_words(lang))
        return self._common[lang]

    def _learn(self, words: Sequence[str]) -> None:
        unknown = sorted({word for word in words if word not in self._rows})
        if len(self._rows) + len(unknown) > KEPT:
            self._rows, self._crowding = {}, {}
            unknown = sorted(set(words))
        if unknown:
            self._rows.update(zip(unknown, self._encoder.encode(unknown), strict=True))


_known: dict[str, WordVectors] = {}


def word_vectors(encoder: Encoder) -> WordVectors:
    """The vectors of this encoder, shared by the whole process: words recur from text to text."""
    return _known.setdefault(encoder.signature, WordVectors(encoder))


@cache
def common_words(lang: str) -> tuple[str, ...]:
    """The most frequent words of more than three letters, grammar words among them; none for a language unlisted."""
    if lang not in available_languages():
        return ()
    return tuple([word for word in top_n_list(lang, 4 * COMMON) if len(word) > 3][:COMMON])
