"""The unit beside a number, and whether two amounts in different units are the same."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, unaccented

TOLERANCE = 0.15
"""Conversions are rounded in print: 20 km is given as 12 or 15 miles, a fortnight as 15 days."""

SMALL = 3
"""Below this a whole unit of rounding is common: 1 inch is given as 2 centimetres."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or currency; `factor` is its size, 0 for a currency, `zero` where its scale begins."""

    dimension: str
    name: str
    factor: float
    zero: float = 0.0


@cache
def _units() -> dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]:
    """By first word, the longest first: the words after it and the unit."""
    found: dict[str, list[tuple[tuple[str, ...], Unit]]] = defaultdict(list)
    for dimension, name, factor, words in read_table("number-units", 4):
        size, _, zero = factor.partition("+")
        unit = Unit(dimension, name, 0.0 if factor == "-" else float(size), float(zero or 0))
        for word in words.split():
            first, *rest = unaccented(word).split("_")
            found[first].append((tuple(rest), unit))
    return {first: tuple(sorted(units, key=lambda u: -len(u[0]))) for first, units in found.items()}


def unit_after(tokens: tuple[Token, ...], at: int, lang: str) -> Unit | None:
    """The unit whose words begin at a token, if one does; "de" and a hyphen are passed over."""
    while at < len(tokens) and tokens[at].text in ("-", "de"):
        at += 1
    if at >= len(tokens):
        return None
    for rest, unit in _units().get(unaccented(tokens[at].low), ()):
        if tuple(unaccented(token.low) for token in tokens[at + 1 : at + 1 + len(rest)]) == rest:
            return unit
    return None


def unit_before(tokens: tuple[Token, ...], at: int) -> Unit | None:
    """The currency sign before a token, if there is one."""
    if at == 0 or tokens[at - 1].text not in "$€£¥":
        return None
    return _units()[tokens[at - 1].text][0][1]


def converted(amount: Fraction, unit: Unit, other: Fraction, other_unit: Unit) -> bool:
    """Whether an amount is the other one, rounded, in another unit of the same dimension."""
    if unit.dimension != other_unit.dimension or unit == other_unit or not unit.factor:
        return False
    first = float(amount) * unit.factor + unit.zero
    second = float(other) * other_unit.factor + other_unit.zero
    one_apart = abs(first - second) < max(unit.factor, other_unit.factor) and min(amount, other) < SMALL
    return one_apart or abs(first - second) <= TOLERANCE * max(first, second)


def are_the_same(unit: Unit, other: Unit, dollar_is_peso: bool) -> bool:
    """Whether two units may be one: tonnes and tons are, and the sign $ where pesos are written with it."""
    pair = {unit.name, other.name}
    return len(pair) == 1 or pair == {"t", "st"} or (dollar_is_peso and pair == {"usd", "peso"})
