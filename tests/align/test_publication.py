"""When articles were published."""

import datetime

from fiel.align.publication import UNKNOWN, publication
from fiel.records import Article, DateSource

DAY = datetime.date(2024, 12, 5)


def test_a_known_date_is_one_day() -> None:
    period = publication(Article("x:1", "es", "", ("Texto.",), date=DAY, date_source=DateSource.METADATA))
    assert period.is_day
    assert period.earliest == DAY.toordinal()


def test_a_date_from_the_id_alone_is_as_wide_as_the_clock_is_unsure() -> None:
    clocked = Article("rhc:371646", "es", "", ("Texto.",), date=DAY, date_source=DateSource.ID_CLOCK)
    period = publication(clocked)
    assert period.latest - period.earliest == 4
    assert period.earliest <= datetime.date(2024, 12, 8).toordinal() <= period.latest
    assert period == publication(Article("rhc:371646", "es", "", ("Texto.",)))


def test_without_date_and_clock_any_day_is_possible() -> None:
    assert publication(Article("x:1", "es", "", ("Texto.",))) == UNKNOWN
