"""What a number written in digits may mean, by language."""

import re
from fractions import Fraction
from functools import lru_cache

_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,' "}
_DECIMAL_MARK = {"es": ",", "en": "."}


@lru_cache(maxsize=8192)
def read_digits(literal: str, lang: str) -> frozenset[Fraction]:
    """The values that a literal may have; more than one where usage differs (1.234, 1,400).

    Spanish writes 1.234,5 and, in Cuba and science, 20 000 and 0.95; English 1,234.5.
    A literal that is no single number (192.168.1.1) gives the values of its parts.

    >>> sorted(map(str, read_digits("16.000", "es")))
    ['16', '16000']
    >>> sorted(map(str, read_digits("1,234.5", "en")))
    ['2469/2']
    """
    text = re.sub(r"[\u00a0\u2009\u202f]", " ", literal).replace("’", "'")
    text = re.sub(r"([.,]) ", r"\1", text)
    values = set()
    marks = sorted({mark for mark in text if not mark.isdigit()})
    if not marks:
        values.add(Fraction(text))
    elif len(marks) == 1:
        mark = marks[0]
        if _GROUPED[mark].fullmatch(text) and not text.startswith("0"):
            values.add(Fraction(text.replace(mark, "")))
        if text.count(mark) == 1 and mark in ".,":
            ambiguous = bool(values)
            if not ambiguous or mark == _DECIMAL_MARK[lang] or lang == "es":
                values.add(Fraction(text.replace(mark, ".")))
    else:
        values |= _read_mixed(text)
    if not values:
        values = {Fraction(part) for part in re.findall(r"\d+", text)}
    return frozenset(values)


def _read_mixed(text: str) -> set[Fraction]:
    """Two kinds of marks: the last is the decimal mark if it stands once, and the other groups."""
    last = re.sub(r"\d", "", text)[-1]
    whole, _, decimals = text.rpartition(last)
    if last not in ".," or last in whole:
        return set()
    group = re.sub(r"\d", "", whole)[:1]
    if not _GROUPED[group].fullmatch(whole):
        return set()
    return {Fraction(whole.replace(group, "") + "." + decimals)}
