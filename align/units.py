"""What a figure is multiplied by where a translator has changed its unit."""

import re
from dataclasses import dataclass
from functools import lru_cache

from fiel.data.tables import read_table

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure."""

    is_metric: bool
    quantity: str
    """length | area | mass | volume | degrees"""
    amount: float
    """In the same measure for all units of a quantity; 0 for degrees."""


def conversions(one: str, one_lang: str, other: str, other_lang: str) -> set[float | None]:
    """Factors from figures of one text to those of another, where one measures in customary and one in metric units.

    None stands for degrees, which no factor converts.

    >>> conversions("within 40 miles", "en", "a menos de 65 kilómetros", "es")
    {1.609}
    >>> conversions("within 40 miles", "en", "a menos de 40 millas", "es")
    set()
    """
    here, there = _units(one, one_lang), _units(other, other_lang)
    return {
        unit.amount / like.amount if like.amount else None
        for unit in here - there
        for like in there - here
        if unit.quantity == like.quantity and unit.is_metric != like.is_metric
    }


def _units(text: str, lang: str) -> set[Unit]:
    known = _units_by_word(lang)
    return {known[word] for word in _WORD.findall(text.lower()) if word in known}


@lru_cache
def _units_by_word(lang: str) -> dict[str, Unit]:
    rows = [row for row in read_table("units.tsv", 5, "fiel.align") if row[0] == lang]
    return {
        word: Unit(system == "metric", quantity, float(amount))
        for _, quantity, system, amount, words in rows
        for word in words.split()
    }
