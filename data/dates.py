"""Calendar dates in short texts that hold one: captions, datelines, metadata, addresses."""

import datetime
import re
from functools import lru_cache

from fiel.data.tables import read_table

_ADDRESS = re.compile(r"/(?P<year>20\d\d)[/-](?P<month>\d\d)[/-](?P<day>\d\d)(?=[/_-]|$)")
# Numbers in this order are only clear if one of them cannot be a month.
_ADDRESS_END = re.compile(r"-(?P<day>1[3-9]|2\d|3[01])-(?P<month>\d\d)-(?P<year>20\d\d)/?$")
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")


def date_pattern() -> str:
    """Regular expression for a day and month, the year optional, in any language of months.tsv.

    It has no groups, so that it can be built into larger expressions.
    """
    month = "(?:" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + r")\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th|º|er)?\b"
    year = r"(?:,?\s+(?:del?\s+)?\d{4}\b)?"
    return rf"(?:{day}\s+(?:de\s+|of\s+)?{month}{year}|{month}\s+{day}{year})"


def find_date(text: str) -> datetime.date | None:
    """First date in `text` that has its year.

    >>> find_date("Round of talks, December 4, 2024.")
    datetime.date(2024, 12, 4)
    >>> find_date("La Habana, 4 de diciembre de 2024")
    datetime.date(2024, 12, 4)
    """
    for found in _written_date().finditer(text):
        day, month, year = _parts(found[0])
        if year and (date := _date(year, month, day)):
            return date
    return None


def find_day_and_month(text: str) -> tuple[int, int] | None:
    """Day and month of the first date in `text`, with or without a year.

    >>> find_day_and_month("La Habana, 5 dic (RHC)")
    (5, 12)
    """
    for found in _written_date().finditer(text):
        day, month, _ = _parts(found[0])
        if _date(2024, month, day):  # a leap year: 29 February is a day
            return day, month
    return None


def nearest_year(day: int, month: int, reference: datetime.date) -> datetime.date | None:
    """The date with this day and month that lies nearest to `reference`, across the new year too.

    >>> nearest_year(2, 1, datetime.date(2024, 12, 30))
    datetime.date(2025, 1, 2)
    """
    years = (reference.year - 1, reference.year, reference.year + 1)
    dates = [date for year in years if (date := _date(year, month, day))]
    return min(dates, key=lambda date: abs(date - reference), default=None)


def parse_timestamp(value: str) -> datetime.date | None:
    """Date of a metadata value: ISO 8601 or a written date; None for anything else.

    The day is taken as written, in the page's own time zone. All-digit dates such as 05/12/2024
    are refused: nothing says which number is the month.
    """
    if found := _ISO.match(value):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    return find_date(value)


def date_in_address(url: str) -> datetime.date | None:
    """The publication date that many sites write into their addresses.

    >>> date_in_address("https://example.org/noticias/2024/12/05/titulo/")
    datetime.date(2024, 12, 5)
    """
    found = _ADDRESS.search(url) or _ADDRESS_END.search(url)
    return _date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _parts(date: str) -> tuple[int, int, int]:
    """Day, month and year (0 if absent) of a text that fits `date_pattern`."""
    numbers = [int(number) for number in re.findall(r"\d+", date)]
    words = re.findall(r"[^\W\d_]+", date.lower())
    month = next(_months()[word] for word in words if word in _months())
    return numbers[0], month, numbers[1] if len(numbers) > 1 else 0


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {form: int(month) for month, _, forms in read_table("months.tsv", 3) for form in forms.split()}


@lru_cache(maxsize=1)
def _written_date() -> re.Pattern[str]:
    return re.compile(rf"\b{date_pattern()}", re.IGNORECASE)
