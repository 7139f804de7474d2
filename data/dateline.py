"""The dateline that opens a news text: place, day and month, agency, dash."""

import re
from functools import lru_cache

from fiel.data.dates import date_pattern
from fiel.data.outlets import agencies

_PLACE = r"[A-ZÁÉÍÓÚÜÑ][\w.'’´-]*(?:,?\s+(?:[A-ZÁÉÍÓÚÜÑ][\w.'’´-]*|del?|las?|los|el|y|of|the|and)){0,6}"
_DASH = r"\s*[.:]?\s*[-–—]{1,3}"
_AGENCY = re.compile(r"\(([^()]+)\)")
_LONGEST = 160


def split_dateline(paragraph: str) -> tuple[str, str]:
    """The dateline as written, with its dash, and the rest; an empty dateline if there is none.

    >>> split_dateline("Havana, December 5 (RHC)-- Cuba has expressed its willingness.")
    ('Havana, December 5 (RHC)-- ', 'Cuba has expressed its willingness.')
    """
    found = _dateline().match(paragraph[:_LONGEST])
    end = found.end() if found else 0
    return paragraph[:end], paragraph[end:]


def agency_of(dateline: str) -> str:
    """What stands in the brackets of a dateline.

    >>> agency_of("La Habana, 13 mar (Prensa Latina)")
    'Prensa Latina'
    """
    found = _AGENCY.search(dateline)
    return found[1].strip() if found else ""


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    """A bracket is not enough: see `World Health Organization (WHO) said`. A date or dash confirms it."""
    date = rf"(?i:{date_pattern()})"
    known = r"\(\s*(?:" + "|".join(map(re.escape, agencies())) + r")\s*\)"
    shapes = (
        # With a date, any agency will do.
        rf"(?:{_PLACE}[,.]?\s+)?{date}[,.]?\s*\([^()]{{2,40}}\)(?:{_DASH})?",
        rf"(?:{_PLACE},?\s+)?{known}{_DASH}",
        known,
        rf"{_PLACE}[,.]?\s+{date}{_DASH}(?!\d)",
        rf"{_PLACE}[,.]?\s+{date}\s*\Z",
        r"[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ, ]{2,40}\.\s?[-–—]{1,2}",  # LA HABANA.—
        rf"{_PLACE},\s+{_PLACE}\s*\.\s?[-–—]{{1,2}}",  # Havana, Cuba.–
    )
    return re.compile(rf"\s*(?:{'|'.join(shapes)})[.:]?\s*")
