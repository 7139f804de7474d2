"""Figures of a text and of its translation: how many agree, and how many clash.

Figures are compared by their significant digits, as separators and words of scale follow language and house.
Two that differ may still say the same, as a decade or in another unit; hours after noon are read as such.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from fiel.align.units import conversions
from fiel.data.tables import read_table

_TOKEN = re.compile(r"(?P<figure>\d+(?:[.,\s]\d{3}(?!\d))*(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|[^\w\s]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_NEVER = re.compile(r"(?!)")
THOUSAND = 3
"""Places."""
CENTURIES = ("19", "20")
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
    words = set(_WORD.findall(text.lower()))
    found: Counter[str] = Counter()
    if not _DIGIT.search(text) and words.isdisjoint(numerals.words):
        return found  # most sentences: saves half the time
    if not words.isdisjoint(numerals.tens):
        text = numerals.compound.sub(
            lambda of: str(numerals.tens[of[1].lower()] + numerals.ones[of[2].lower()]), text
        )
    text = numerals.late.sub(lambda hour: str(int(hour[0]) + 12), text)
    number = _Number()
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").lower()
        figure = re.sub(r"\D", "", token["figure"] or "") or numerals.values.get(word, "")
        places = numerals.scales.get(word, 0)
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
    """The number words of a language."""

    values: dict[str, str]
    scales: dict[str, int]
    """Word → places."""
    tens: dict[str, int]
    ones: dict[str, int]
    compound: re.Pattern[str]
    """A ten and a one: twenty-one, treinta y dos."""
    late: re.Pattern[str]
    """An hour after noon."""
    words: frozenset[str]
    """That begin a number."""


@lru_cache
def _numerals(lang: str) -> _Numerals:
    rows = [row[1:] for row in read_table("numerals.tsv", 3, "fiel.align") if row[0] == lang]
    values = {word: what for word, what in rows if what.isdecimal()}
    small = {word: int(what.removeprefix("&")) for word, what in rows if what.removeprefix("&").isdecimal()}
    tens = {word: value for word, value in small.items() if value in range(20, 100, 10)}
    ones = {word: value for word, value in small.items() if value < 10}
    late = [re.escape(word) for word, what in rows if what == "+12"]
    scales = {word: int(what[1:]) for word, what in rows if what.startswith("×")}
    return _Numerals(
        values,
        scales,
        tens,
        ones,
        _pattern(rf"\b({'|'.join(tens)})(?:-|\s(?:y\s)?)({'|'.join(ones)})\b", tens),
        _pattern(rf"(?<![\d.,:])(?:[1-9]|1[01])(?=(?:[:.]\d\d)?\s?(?:{'|'.join(late)})(?!\w))", late),
        frozenset((*values, *scales)),
    )


def _pattern(text: str, parts: object) -> re.Pattern[str]:
    """The pattern, where the language has the parts for it."""
    return re.compile(text, re.IGNORECASE) if parts else _NEVER
