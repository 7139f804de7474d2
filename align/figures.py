"""Figures of a text and of its translation: how many agree, and how many clash.

Figures are compared by their significant digits, as separators and words of scale follow language and house.
Two that differ may still say the same, as a decade or in another unit; hours after noon are read as such.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from fiel.align.units import conversions
from fiel.data.tables import read_table

_NO_DIGIT = re.compile(r"\D")
THOUSAND = 3
"""Places."""
CENTURIES = ("19", "20")
LONGEST = 30
"""Digits by which a number is told from others."""
MANY = 50
"""Figures of a text from which it is a table, whose figures agree only where they are equal."""
ROUNDED = 0.05
"""How far apart, in powers of ten, the two figures of a conversion may lie: 3 inches are given as 7 centimetres.
Twice as much lets half of all figures pass for conversions."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many figures two texts share, how many they have, on average, and how many clash."""

    agreed: int
    present: float
    conflicts: int


def compare_figures(one: str, one_lang: str, other: str, other_lang: str) -> Comparison:
    """What the figures say of a text and what should be its translation.

    Figures clash where either text has one that the other has not; one that is only left out does not.
    Of texts that convert degrees, which no factor does, none is counted.

    >>> compare_figures("40 miles, at 7 p.m. on 9 May", "en", "65 km, a las 19:00 del 4 de mayo", "es")
    Comparison(agreed=2, present=3.0, conflicts=1)
    """
    left, right = figures(one, one_lang), figures(other, other_lang)
    fewest, present = min(left.total(), right.total()), (left.total() + right.total()) / 2
    agreed = (left & right).total()
    if agreed < fewest and max(left.total(), right.total()) <= MANY:
        factors = conversions(one, one_lang, other, other_lang)
        if None in factors:
            return Comparison(0, 0, 0)
        agreed = _most_pairs([*left.elements()], [*right.elements()], [log10(f) for f in factors if f])
    return Comparison(agreed, present, fewest - agreed)


def _most_pairs(left: list[str], right: list[str], powers: list[float]) -> int:
    """How many figures of one text have one of their own in the other that says the same, by augmenting paths."""
    same = [[at for at, other in enumerate(right) if _is_same(one, other, powers)] for one in left]
    holder: dict[int, int] = {}

    def finds_place(one: int, tried: set[int]) -> bool:
        for place in same[one]:
            if place not in tried:
                tried.add(place)
                if place not in holder or finds_place(holder[place], tried):
                    holder[place] = one
                    return True
        return False

    return sum(finds_place(one, set()) for one in range(len(left)))


def _is_same(one: str, other: str, powers: list[float]) -> bool:
    """Whether one is the other, or its decade (the 80s, the 1980s), or its conversion by a power of ten."""
    if one == other or any(one == century + other or other == century + one for century in CENTURIES):
        return True
    # Figures are without their zeros: only the digits can agree, whatever the whole power of ten.
    apart = log10(int(other)) - log10(int(one))
    return any(abs((apart - power + 0.5) % 1 - 0.5) <= ROUNDED for power in powers)


def figures(text: str, lang: str) -> Counter[str]:
    """The numbers of a text by their significant digits; of numbers in words the short ones are known.

    >>> sorted(figures("3 mil 410 viviendas, mil 900 millones de pesos, 21,8 MW, treinta y dos horas", "es"))
    ['19', '218', '32', '341']
    >>> sorted(figures("3,410 homes, 1.9 billion pesos, 21.8 MW, thirty-two hours", "en"))
    ['19', '218', '32', '341']
    """
    numerals = _numerals(lang)
    text = text.lower()
    found: Counter[str] = Counter()
    number, end = _Number(), 0
    for token in numerals.token.finditer(text):
        if text[end : token.start()].strip():
            number.count(found)
            number = _Number()
        end = token.end()
        figure = numerals.figure(token)
        places = numerals.scales.get(token["word"] or "", 0)
        if figure and number.continues(figure):
            number.figure = figure
        elif places and (number.begun or places == THOUSAND):  # mil alone is 1,000, millones is not
            number.scale(places)
        else:
            number.count(found)
            number = _Number(figure)
    number.count(found)
    return found


@dataclass(slots=True)
class _Number:
    """A number as far as it has been read."""

    figure: str = ""
    sum: int = 0
    places: int = 0
    """Of the last word of scale."""

    @property
    def begun(self) -> bool:
        return bool(self.figure or self.sum)

    def continues(self, figure: str) -> bool:
        return self.places > 0 and not self.figure and len(figure) <= self.places

    def scale(self, places: int) -> None:
        here = int(self.figure or not self.sum)
        if places > self.places:
            self.sum = (self.sum + here) * 10**places
        else:
            self.sum += here * 10**places
        self.figure, self.places = "", places

    def count(self, found: Counter[str]) -> None:
        digits = str(self.sum + int(self.figure or 0)) if self.sum else self.figure
        if digits.strip("0"):
            found[digits.strip("0")] += 1


@dataclass(frozen=True, slots=True)
class _Numerals:
    """How a language writes numbers."""

    values: dict[str, int]
    scales: dict[str, int]
    """Word → places."""
    token: re.Pattern[str]
    """An hour after noon; a number in digits; a ten with a one (twenty-one, treinta y dos); any other number word."""

    def figure(self, token: re.Match[str]) -> str:
        """The digits of a token, none of a word of scale."""
        if token["hour"]:
            return str(int(token["hour"]) + 12)
        if token["digits"]:
            return _NO_DIGIT.sub("", token["digits"])[:LONGEST]
        if token["ten"]:
            return str(self.values[token["ten"]] + self.values[token["one"]])
        return str(self.values.get(token["word"], ""))


@lru_cache
def _numerals(lang: str) -> _Numerals:
    rows = [row[1:] for row in read_table("numerals.tsv", 3, "fiel.align") if row[0] == lang]
    values = {word: int(what.removeprefix("&")) for word, what in rows if what.removeprefix("&").isdecimal()}
    scales = {word: int(what[1:]) for word, what in rows if what.startswith("×")}
    late = _any_of(word for word, what in rows if what == "+12")
    tens = _any_of(word for word, value in values.items() if value in range(20, 100, 10))
    ones = _any_of(word for word, value in values.items() if value < 10)
    words = _any_of(word for word, what in rows if what.isdecimal() or word in scales)
    token = re.compile(
        rf"(?P<hour>(?<![\d.,:])(?:[1-9]|1[01])(?=(?:[:.]\d\d)?\s?{late}(?!\w)))"
        r"|(?P<digits>\d+(?:[.,\s]\d{3}(?!\d))*(?:[.,]\d+)?)"
        rf"|(?<![^\W\d_])(?:(?P<ten>{tens})(?:-|\s(?:y\s)?)(?P<one>{ones})|(?P<word>{words}))(?![^\W\d_])"
    )
    return _Numerals(values, scales, token)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words; of none it never matches."""
    return f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"
