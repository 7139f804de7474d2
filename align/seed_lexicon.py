"""Which words look like translations of each other before any text was read.

The same number or spelling, a spelling that differs by little (cognates, names), or vectors of the two words that
are closer to each other than each is to the words around it. A small corpus has most words once, and what
stands beside them there cannot tell which of the other side's words is theirs.
"""

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from fiel.align.surface import fold
from fiel.models.word_vectors import WordVectors

Array = np.ndarray

ALIKE = 0.85
"""Likeness of spellings (Jaro–Winkler) above which words may be cognates."""
BEYOND = (0.1, 0.5)
"""Cosine of two words beyond the mean of their crowding that speaks for nothing, and for a sure translation."""
SHORTEST = 4
"""Letters of a cognate; shorter words, and numbers, are like themselves only."""
AT_ONCE = 20_000


class SeedLexicon:
    """The affinity (`lexicon.Affinity`) of the words of two languages."""

    def __init__(self, vectors: WordVectors, source_lang: str, target_lang: str) -> None:
        self._vectors, self._langs = vectors, (source_lang, target_lang)

    def __call__(self, sources: Sequence[str], targets: Sequence[str], left: Array, right: Array) -> Array:
        """A value from 0 (nothing speaks for it) to 1 for each pair `sources[left[n]]`, `targets[right[n]]`."""
        rows = [self._vectors.rows(words) for words in (sources, targets)]
        crowding = [
            self._vectors.crowding(words, lang)
            for words, lang in zip((sources, targets), self._langs, strict=True)
        ]
        spellings = [[fold(word) for word in words] for words in (sources, targets)]
        found = [np.zeros(0)]
        for start in range(0, len(left), AT_ONCE):
            i, j = left[start : start + AT_ONCE], right[start : start + AT_ONCE]
            cosine = np.einsum("ij,ij->i", rows[0][i], rows[1][j])
            meaning = _from(cosine - (crowding[0][i] + crowding[1][j]) / 2, *BEYOND)
            found.append(
                np.maximum(meaning, _alike([spellings[0][k] for k in i], [spellings[1][k] for k in j]))
            )
        return np.concatenate(found)


def _alike(own: Sequence[str], other: Sequence[str]) -> Array:
    """1 for the same spelling, 0 up to ALIKE."""
    close = _from(cpdist(own, other, scorer=JaroWinkler.similarity), ALIKE, 1.0)
    same, cognate = np.array(
        [
            (a == b, min(len(a), len(b)) >= SHORTEST and a.isalpha() and b.isalpha())
            for a, b in zip(own, other, strict=True)
        ]
    ).T
    return np.where(same, 1.0, np.where(cognate, close, 0.0))


def _from(values: Array, low: float, high: float) -> Array:
    return np.clip((values - low) / (high - low), 0, 1)
