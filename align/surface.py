"""What a sentence shows without its vector: length, numbers, words alike in both languages, its end."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Array = np.ndarray

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"[^\W\d_]{4,}")
PREFIX = 5
"""Letters that stand for a word: what cognates and inflected names mostly share."""
ABBREVIATION_AT_END = re.compile(r"(?:^|[\s(“\"«])[^\W\d_]{1,3} ?\.$")
ABBREVIATION_AT_START = re.compile(r"\W*(?:[^\W\d_]{1,3}\.(?!\.)|\d)")
LOWER_AT_START = re.compile(r"\W*[a-zà-öø-ÿ]")
SOFT_END = re.compile(r"[:;,][\"”’»')\]\s]*$")
SENTENCE_END = re.compile(r"[.!?…:;,][\"”’»')\]]*$")


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """One side of a pair, one value a sentence in each field."""

    lengths: Array
    """Characters, and one for the space that would join it to the next."""
    fragments: Array
    """1 where a sentence ends like an abbreviation (`EE.`, `Sra.`): perhaps cut too early."""
    continuing: Array
    """1 where a sentence begins in lower case, or goes on in an abbreviation or number (`EE.` | `UU. y …`)."""
    broken: Array
    """1 where the next sentence is such a one."""
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
        continuing = list(map(_goes_on, fragments, texts[1:]))
        return cls(
            np.array([len(text) + 1 for text in texts], dtype=float),
            _flags(fragments),
            _flags([False, *continuing][: len(texts)]),
            _flags([*continuing, False][: len(texts)]),
            _flags(SOFT_END.search(text) is not None for text in texts),
            _flags(SENTENCE_END.search(text.strip()) is None for text in texts),
            tuple(Counter(re.sub(r"\D", "", number) for number in NUMBER.findall(text)) for text in texts),
            tuple(Counter(fold(word)[:PREFIX] for word in WORD.findall(text)) for text in texts),
        )

    def part(self, first: int, last: int) -> "Surface":
        """The sentences from `first` up to `last`."""
        here = slice(first, last)
        return Surface(
            self.lengths[here],
            self.fragments[here],
            self.continuing[here],
            self.broken[here],
            self.soft[here],
            self.unfinished[here],
            self.numbers[here],
            self.words[here],
        )


def _goes_on(fragment: bool, following: str) -> bool:
    """Whether a sentence was cut too early, by the look of the next one."""
    return bool(LOWER_AT_START.match(following)) or (
        fragment and bool(ABBREVIATION_AT_START.match(following))
    )


def fold(word: str) -> str:
    """Lower case without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
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


@dataclass(frozen=True, slots=True, eq=False)
class SharedTerms:
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
