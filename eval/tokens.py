"""The words, numbers and marks of a text, and where they stand."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from fiel.records import Passage, Span

# Groups of three digits set apart by a space are one number (20 000), but "2015 300" is two;
# "28. 404. 603" is how automatic typesetting leaves 28.404.603.
_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:(?:[ \u00a0\u2009\u202f]|[.,] ?)\d{3})+(?![.,]?\d)|\d+(?:[.,'’]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’´`][^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits or a single mark; `low` is its lower case with a straight apostrophe."""

    text: str
    low: str
    kind: str
    """word | digits | mark"""
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=512)  # every check of a pair tokenises the same two texts
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order, with offsets into it.

    >>> [token.text for token in tokenise("didn't pay 20 000 (US$)")]
    ["didn't", 'pay', '20 000', '(', 'US', '$', ')']
    """
    return tuple(
        Token(match[0], _lower(match[0]), match.lastgroup or "mark", match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


def _lower(text: str) -> str:
    return text.lower().replace("’", "'").replace("´", "'").replace("`", "'")


@lru_cache(maxsize=65536)
def unaccented(word: str) -> str:
    """The word without its accents: press texts drop them in capitals and names.

    >>> unaccented("veintidós")
    'veintidos'
    """
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def span_in(passage: Passage, start: int, end: int) -> Span:
    """A stretch of a passage's text as a span of its article."""
    return (passage.start + start, passage.start + end)
