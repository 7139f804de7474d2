"""How translation models and programs spell a language."""

from dataclasses import dataclass
from functools import cache

from fiel.data.tables import read_table
from fiel.errors import SettingsError


@dataclass(frozen=True, slots=True)
class LanguageCodes:
    """One language in four spellings; empty where a family of models does not know it."""

    iso1: str
    iso3: str
    flores: str
    mbart: str


def language_codes(lang: str) -> LanguageCodes:
    """The spellings of an ISO 639-1 code; raises SettingsError with the known codes.

    >>> language_codes("es").flores
    'spa_Latn'
    """
    try:
        return _known()[lang]
    except KeyError:
        raise SettingsError(
            f'language "{lang}": not in models/language-codes.tsv; known: {", ".join(_known())}'
        ) from None


def language_of(code: str) -> str | None:
    """The ISO 639-1 code of an ISO 639-1 or 639-3 code; None for one that is not in the table."""
    return next((codes.iso1 for codes in _known().values() if code in (codes.iso1, codes.iso3)), None)


@cache
def _known() -> dict[str, LanguageCodes]:
    rows = read_table("language-codes.tsv", 4, "fiel.models")
    return {row[0]: LanguageCodes(*(cell if cell != "-" else "" for cell in row)) for row in rows}
