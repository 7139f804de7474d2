"""When an article was published, as far as it is known."""

import datetime
from dataclasses import dataclass

from fiel.data.radiohc import read_clock
from fiel.records import Article, DateSource


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which an article may have been published, as ordinals, both included."""

    earliest: int
    latest: int

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest


UNKNOWN = Period(datetime.date.min.toordinal(), datetime.date.max.toordinal())


def publication(article: Article) -> Period:
    """The article's date; without one, the days that its id allows; else any day."""
    if article.date is not None and article.date_source is not DateSource.ID_CLOCK:
        day = article.date.toordinal()
        return Period(day, day)
    clock = read_clock(article.id)
    if clock is None:
        return UNKNOWN
    day, error = clock.date.toordinal(), clock.uncertainty.days
    return Period(day - error, day + error)
