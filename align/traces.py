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


def has_converted_unit(text: str, lang: str) -> bool:
    """Whether a unit is named that translators convert, such as miles.

    >>> has_converted_unit("within 200 miles", "en")
    True
    """
    _, _, converted = _numerals(lang)
    return not converted.isdisjoint(word.lower() for word in re.findall(r"[^\W\d_]+", text))


def dates(text: str) -> set[tuple[int, int]]:
    """Day and month of the dates in a text.

    >>> dates("del 5 de diciembre al 7 de enero") == dates("from December 5 to 7 January")
    True
    """
    found = (find_day_and_month(date[0]) for date in _date().finditer(text))
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
    return re.compile(date_pattern(), re.IGNORECASE)


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


@lru_cache
def _numerals(lang: str) -> tuple[dict[str, str], dict[str, int], frozenset[str]]:
    """Values, places of the words of scale, and converted units of a language."""
    rows = [row[1:] for row in read_table("numerals.tsv", 3, "fiel.align") if row[0] == lang]
    values = {word: what for word, what in rows if what.isdecimal()}
    scales = {word: int(what[1:]) for word, what in rows if what.startswith("×")}
    return values, scales, frozenset(word for word, what in rows if what == "~")
