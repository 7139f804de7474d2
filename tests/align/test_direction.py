"""Which of two articles is the original."""

import datetime
from typing import Any

import pytest

from fiel.align.direction import find_direction
from fiel.records import Article, DateSource, Dropped


def article(lang: str, day: int | None = None, **more: Any) -> Article:
    known = {} if day is None else {"date": datetime.date(2025, 3, day), "date_source": DateSource.METADATA}
    return Article(
        **{"id": f"x:{lang}", "lang": lang, "title": "", "paragraphs": ("Texto.",), **known, **more}
    )


SOURCE_PL = {"dropped": (Dropped("tail", "(Source: Prensa Latina)"),)}


@pytest.mark.parametrize(
    ("first", "second", "original"),
    [
        (article("es"), article("en"), "es"),
        (article("es", 3), article("en", 4), "es"),
        (article("es", 4, outlet="A"), article("en", 3, outlet="B"), "en"),
        (article("es", 4, outlet="A"), article("en", 3, outlet="A"), "es"),
        (article("es", 9, outlet="A"), article("en", 3, outlet="A"), "es"),
        (article("es", 3, outlet="Prensa Latina"), article("en", 3, outlet="A", **SOURCE_PL), "es"),
        (article("es", 5, outlet="A", **SOURCE_PL), article("en", 6, outlet="Prensa Latina"), "en"),
    ],
    ids=["nothing known", "day before", "other outlet before", "same newsroom a day early",
         "same newsroom, days early", "credited", "credit against the dates"],
)  # fmt: skip
def test_the_original_is(first: Article, second: Article, original: str) -> None:
    found = find_direction(first, second)
    assert (first if found.first_is_original else second).lang == original


def test_the_phrase_names_the_original_how_sure_it_is_and_why() -> None:
    phrase = find_direction(article("es", 3), article("en", 4)).phrase
    assert phrase == "original is es (92%): originals are usually es; es is 1 day earlier"


def test_ids_of_one_site_tell_the_order_within_a_day() -> None:
    plain = find_direction(article("es", 3), article("en", 3))
    numbered = find_direction(article("es", 3, id="rhc:7"), article("en", 3, id="rhc:8"))
    assert numbered.confidence > plain.confidence
