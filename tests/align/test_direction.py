"""Which of two articles is the original."""

import datetime
from math import log
from typing import Any

import pytest

from fiel.align.direction import Record, find_direction, find_grounds
from fiel.records import Article, DateSource, Dropped


def article(lang: str, day: int | None = None, **more: Any) -> Article:
    known = {} if day is None else {"date": datetime.date(2025, 3, day), "date_source": DateSource.METADATA}
    return Article(
        **{"id": f"x:{lang}", "lang": lang, "title": "", "paragraphs": ("Texto.",), **known, **more}
    )


SOURCE_PL = {"dropped": (Dropped("tail", "(Source: PL)"),)}


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
    assert phrase == "original is es (90%): originals are usually es; es is 1 day earlier"


def test_ids_of_one_site_tell_the_order_within_a_day() -> None:
    plain = find_direction(article("es", 3), article("en", 3))
    numbered = find_direction(article("es", 3, id="rhc:7"), article("en", 3, id="rhc:8"))
    assert numbered.confidence > plain.confidence


def test_where_nothing_tells_the_confidence_is_even() -> None:
    found = find_direction(article("es"), article("en"))
    assert (found.first_is_original, found.confidence) == (True, 0.5)


def test_numbers_speak_only_where_dates_do_not() -> None:
    kinds = {g.kind for g in find_grounds(article("es", 3, id="rhc:9"), article("en", 4, id="rhc:8"))}
    assert kinds == {"usual", "day"}


def test_the_weight_of_a_ground_is_the_log_odds_of_what_was_assumed_and_seen() -> None:
    assert Record((1, 1)).weight == 0
    assert Record((1, 1), (8, 0)).weight == pytest.approx(log(9))
    assert Record((1, 1), (0, 3)).weight == pytest.approx(-log(4))
