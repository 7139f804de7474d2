"""What a sentence shows without its vector: length, numbers, words alike in both languages, its end."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from fiel.align.splitting import word_lists

Array = np.ndarray

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"[^\W\d_]{4,}")
PREFIX = 5
"""Letters that stand for a word: what cognates and inflected names mostly share."""
ABBREVIATION_AT_END = re.compile(
    r"(?:^|[\s(“\"«])(?=[A-ZÀ-ÖØ-Þ]|[^\W\d_aeiouyáéíóúàèùâêîôûäöü]+\b)[^\W\d_]{1,3} ?\.$"
)
ABBREVIATION_AT_START = re.compile(r"\W*(?:[^\W\d_]{1,3}\.(?!\.)|\d)")
LOWER_AT_START = re.compile(r"\W*[a-zà-öø-ÿ]")
SOFT_END = re.compile(r"[:;,][\"”’»')\]\s]*$")
LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+) ?\.\s*$")
WORDS = re.compile(r"[^\W\d_]{2}")
SENTENCE_END = re.compile(r"[.!?…:;,][\"”’»')\]]*$")


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """One side of a pair, one value a sentence in each field."""

    lengths: Array
    """Characters, and one for the space that would join it to the next."""
    fragments: Array
    """1 where a sentence ends like an abbreviation (`EE.`, `Sra.`): perhaps cut too early."""
    continuing: Array
    """1 where a sentence begins in lower case or goes on after an abbreviation."""
    broken: Array
    """1 where the next sentence begins in lower case."""
    cut: Array
    """1 where a sentence ends in an abbreviation and the next one goes on (`EE.` | `UU. y …`)."""
    wordless: Array
    """1 where there is no word of two letters, as in what a scanner makes of stains."""
    soft: Array
    """1 where a sentence ends in a colon, semicolon or comma."""
    unfinished: Array
    """1 where no punctuation ends a sentence, as in headlines."""
    numbers: tuple[Counter[str], ...]
    """Digits of the numbers, without separators."""
    words: tuple[Counter[str], ...]
    """Beginnings of words of four letters and more, folded."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Surface":
        fragments = [ABBREVIATION_AT_END.search(text.strip()) is not None for text in texts]
        lower = [LOWER_AT_START.match(text) is not None for text in texts[1:]]
        cut = [
            _ends_in_title(text)
            or (fragment and (small or ABBREVIATION_AT_START.match(following) is not None))
            for fragment, small, (text, following) in zip(fragments, lower, pairwise(texts), strict=False)
        ]
        return cls(
            np.array([len(text) + 1 for text in texts], dtype=float),
            _flags(fragments),
            _flags([False, *map(max, lower, cut)][: len(texts)]),
            _flags([*lower, False][: len(texts)]),
            _flags([*cut, False][: len(texts)]),
            _flags(WORDS.search(text) is None for text in texts),
            _flags(SOFT_END.search(text) is not None for text in texts),
            _flags(SENTENCE_END.search(text.strip()) is None for text in texts),
            tuple(Counter(re.sub(r"\D", "", number) for number in NUMBER.findall(text)) for text in texts),
            tuple(Counter(word[:PREFIX] for word in WORD.findall(fold(text))) for text in texts),
        )

    def part(self, first: int, last: int) -> "Surface":
        """The sentences from `first` up to `last`."""
        here = slice(first, last)
        return Surface(
            self.lengths[here],
            self.fragments[here],
            self.continuing[here],
            self.broken[here],
            self.cut[here],
            self.wordless[here],
            self.soft[here],
            self.unfinished[here],
            self.numbers[here],
            self.words[here],
        )


def _ends_in_title(text: str) -> bool:
    """Whether the last word is an abbreviation that a name follows (`Sra.`, `Gen.`) in some language."""
    last = LAST_WORD.search(text)
    return last is not None and last[1].lower() in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for kinds in word_lists().values() for word in kinds.get("never", ()))


def fold(text: str) -> str:
    """Lower case without accents."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """Weights of terms: log(1 + sentences / sentences with the term), both sides together."""

    weights: dict[str, float]

    @classmethod
    def of(cls, *sides: Sequence[Counter[str]]) -> "Rarity":
        seen = Counter(term for side in sides for terms in side for term in terms)
        sentences = sum(len(side) for side in sides)
        return cls({term: float(np.log1p(sentences / count)) for term, count in seen.items()})


class SharedTerms(NamedTuple):
    """Weighted terms as vectors that add up over sentences: the terms that both sides have, and each
    sentence's squared weight over all its terms."""

    source: Array
    target: Array
    source_mass: Array
    target_mass: Array

    @classmethod
    def between(
        cls, source: Sequence[Counter[str]], target: Sequence[Counter[str]], rarity: Rarity
    ) -> "SharedTerms":
        both = set().union(*source) & set().union(*target)
        column = {term: index for index, term in enumerate(sorted(both))}
        sides = []
        for side in (source, target):
            matrix, mass = np.zeros((len(side), len(column))), np.zeros(len(side))
            for row, terms in enumerate(side):
                for term, count in terms.items():
                    weight = rarity.weights[term]
                    mass[row] += weight * weight * count
                    if term in column:
                        matrix[row, column[term]] = weight * count
            sides.append((matrix, mass))
        return cls(sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _flags(values: Iterable[bool]) -> Array:
    return np.array(list(values), dtype=float)
