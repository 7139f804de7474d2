"""Dates are read where they are clear, and only there."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.dates import date_in_address, find_date, find_day_and_month, nearest_year, parse_timestamp

D = datetime.date

WRITTEN = [
    ("Talks in Havana, December 4, 2024.", D(2024, 12, 4)),
    ("Talks in Havana, 4 December 2024.", D(2024, 12, 4)),
    ("Talks on Dec. 4th, 2024", D(2024, 12, 4)),
    ("Ronda de conversaciones, 4 de diciembre de 2024.", D(2024, 12, 4)),
    ("Acto del 1º de mayo del 2024", D(2024, 5, 1)),
    ("LA HABANA, 4 DIC 2024", D(2024, 12, 4)),
    ("15 de setembro de 2023", D(2023, 9, 15)),
    ("le 1er août 2023", D(2023, 8, 1)),
    ("February 30, 2024, then March 1, 2024", D(2024, 3, 1)),
    ("December 2024", None),
    ("December 4", None),
    ("May 2024 people", None),
    ("Photo 4/12/2024", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_date_with_its_year_is_found_in_running_text(text: str, expected: D | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Havana, December 5 (RHC)", (5, 12)),
        ("La Habana, 5 dic. (RHC)", (5, 12)),
        ("Havana, Feb 29 (RHC)", (29, 2)),
        ("Havana, Sept. 3, 2024 (RHC)", (3, 9)),
        ("Havana, June 31 (RHC)", None),
        ("Havana (RHC)", None),
    ],
)
def test_a_day_and_month_need_no_year(text: str, expected: tuple[int, int] | None) -> None:
    assert find_day_and_month(text) == expected


@pytest.mark.parametrize(
    ("day", "month", "reference", "expected"),
    [
        (5, 12, D(2024, 12, 4), D(2024, 12, 5)),
        (2, 1, D(2024, 12, 30), D(2025, 1, 2)),
        (30, 12, D(2025, 1, 2), D(2024, 12, 30)),
        (29, 2, D(2024, 3, 1), D(2024, 2, 29)),
        (29, 2, D(2022, 3, 1), None),
    ],
)
def test_the_nearest_year_crosses_the_new_year(
    day: int, month: int, reference: D, expected: D | None
) -> None:
    assert nearest_year(day, month, reference) == expected


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(-180, 180))
def test_a_day_within_half_a_year_of_the_reference_gets_its_own_year(date: D, days: int) -> None:
    if (date.month, date.day) != (2, 29):
        assert nearest_year(date.day, date.month, date + datetime.timedelta(days=days)) == date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-03T18:05:47-05:00", D(2025, 3, 3)),
        ("2025-03-03 18:05:47", D(2025, 3, 3)),
        ("2025-03-03", D(2025, 3, 3)),
        ("March 3, 2025", D(2025, 3, 3)),
        ("Publicado el 3 de marzo de 2025, 18:05", D(2025, 3, 3)),
        ("03/04/2025", None),
        ("2025-13-03", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_metadata_is_a_date_as_written_or_none(value: str, expected: D | None) -> None:
    assert parse_timestamp(value) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/noticias/2024/12/05/titulo/", D(2024, 12, 5)),
        ("https://www.granma.cu/mundo/2024-12-05/titulo-05-12-2024", D(2024, 12, 5)),
        ("https://example.org/mundo/titulo-19-02-2025", D(2025, 2, 19)),
        ("https://example.org/mundo/titulo-05-02-2025", None),
        ("https://example.org/2024/13/45/titulo", None),
        ("https://example.org/371346-plan-2030", None),
    ],
)
def test_an_address_gives_its_date_only_if_the_order_of_its_numbers_is_clear(
    url: str, expected: D | None
) -> None:
    assert date_in_address(url) == expected
