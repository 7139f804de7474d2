"""What a translation keeps: figures, dates, names, quotation marks."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from fiel.data.dates import date_pattern, find_day_and_month
from fiel.data.tables import read_table

_TOKEN = re.compile(r"(?P<figure>\d+(?:[.,\s]\d{3}(?!\d))*(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|[^\w\s]")
_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ACCENT = re.compile(r"[\u0300-\u036f]+")
_ACRONYM = re.compile(r"(?<!\w)(?:(?:[A-Z]{1,2}\.\s?){2,}|[A-Z]{2,})(?!\w)")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile(r"[«»“”\"]")
STEM = 5
"""Letters by which names are compared: Guantánamo and Guantanamo, Venezuela and Venezuelan."""
THOUSAND = 3
"""Places."""


def figures(text: str, lang: str) -> Counter[str]:
    """The numbers of a text by their significant digits.

    Neither separators nor words of scale at the end make a difference: they follow language and house.
    Of numbers in words the short ones are known (`numerals.tsv`).

    >>> sorted(figures("3 mil 410 viviendas, mil 900 millones de pesos, 21,8 MW, cinco horas", "es"))
    ['19', '218', '341', '5']
    >>> sorted(figures("3,410 homes, 1.9 billion pesos, 21.8 MW, 5 hours", "en"))
    ['19', '218', '341', '5']
    """
    values, scales, _ = _numerals(lang)
    found: Counter[str] = Counter()
    if not _DIGIT.search(text) and {*values, *scales}.isdisjoint(_LETTERS.findall(text.lower())):
        return found  # most sentences: saves half the time
    number = _Number()
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").lower()
        figure = re.sub(r"\D", "", token["figure"] or "") or values.get(word, "")
        places = scales.get(word, 0)
        if figure and number.continues(figure):
            number.figure = figure
        elif places and (number.begun or places == THOUSAND):  # mil alone is 1,000, millones is not
            number.scale(places)
        else:
            number.count(found)
            number = _Number(figure)
    number.count(found)
    return found


def is_converted(one: str, one_lang: str, other: str, other_lang: str) -> bool:
    """Whether one text measures in units such as miles and the other in metric ones.

    >>> is_converted("within 40 miles", "en", "a menos de 65 kilómetros", "es")
    True
    """
    sides = [_units(text, lang) for text, lang in ((one, one_lang), (other, other_lang))]
    return {"~", "="} <= sides[0] | sides[1] and sides[0] != sides[1]


def dates(text: str) -> set[tuple[int, int]]:
    """Day and month of the dates in a text.

    >>> dates("del 5 de diciembre al 7 de enero") == dates("from December 5 to 7 January")
    True
    """
    found = (find_day_and_month(date[0]) for date in _date().finditer(text.lower()))
    return {date for date in found if date}


def names(text: str) -> set[str]:
    """Stems of the capitalised words that do not begin a sentence; acronyms of several languages as one."""
    return {_without_accents(name)[:STEM] for name in _NAME.findall(_with_one_acronym(text))}


def words(text: str) -> set[str]:
    """Stems of all words; acronyms of several languages as one."""
    return {word[:STEM] for word in _WORD.findall(_without_accents(_with_one_acronym(text)))}


def is_quoting(text: str) -> bool:
    """Whether there is a quotation mark."""
    return _QUOTE.search(text) is not None


def _with_one_acronym(text: str) -> str:
    """The text with all forms of a known acronym in the place of each: ONU and UN are ONUUN."""
    forms = _acronyms()
    return _ACRONYM.sub(lambda found: forms.get(re.sub(r"[.\s]", "", found[0]), found[0]), text)


@lru_cache
def _acronyms() -> dict[str, str]:
    rows = [row[0].split() for row in read_table("acronyms.tsv", 1, "fiel.align")]
    return {form: "".join(row) for row in rows for form in row}


@lru_cache
def _date() -> re.Pattern[str]:
    # At the beginning of words and in small letters: fifteen times as fast.
    return re.compile(rf"(?<!\w)(?:{date_pattern()})")


def _without_accents(text: str) -> str:
    return _ACCENT.sub("", unicodedata.normalize("NFD", text.lower()))


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


def _units(text: str, lang: str) -> set[str]:
    """Kinds of the units in a text: ~ customary, = metric."""
    _, _, units = _numerals(lang)
    return {units[word] for word in _LETTERS.findall(text.lower()) if word in units}


@lru_cache
def _numerals(lang: str) -> tuple[dict[str, str], dict[str, int], dict[str, str]]:
    """Values, places of the words of scale, and kinds of units of a language."""
    rows = [row[1:] for row in read_table("numerals.tsv", 3, "fiel.align") if row[0] == lang]
    values = {word: what for word, what in rows if what.isdecimal()}
    scales = {word: int(what[1:]) for word, what in rows if what.startswith("×")}
    return values, scales, {word: what for word, what in rows if what in ("~", "=")}
