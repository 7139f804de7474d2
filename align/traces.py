"""What a translation keeps beside figures: dates, names, quotation marks."""

import re
import unicodedata
from functools import lru_cache

from fiel.data.dates import date_pattern, find_day_and_month
from fiel.data.tables import read_table

_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ACCENT = re.compile(r"[\u0300-\u036f]+")
_ACRONYM = re.compile(r"(?<!\w)(?:(?:[A-Z]{1,2}\.\s?){2,}|[A-Z]{2,})(?!\w)")
_QUOTE = re.compile(r"[«»“”\"]")
STEM = 5
"""Letters by which names are compared: Guantánamo and Guantanamo, Venezuela and Venezuelan."""


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
