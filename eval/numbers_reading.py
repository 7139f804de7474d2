"""Every number of a text: digits, words, ordinals, fractions, Roman numerals, clock times, decades."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from fiel.eval.numbers_digits import read_digits
from fiel.eval.numbers_units import Unit, unit_after, unit_before
from fiel.eval.numbers_words import MILLION, number_phrases, number_words, read_composite
from fiel.eval.tokens import tokenise, unaccented

_ROMAN = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_CENTURY = {"siglo", "siglos", "century", "centuries"}
_ORDINAL_ENDINGS = {
    "es": {"ro", "ra", "er", "do", "da", "to", "ta", "mo", "ma", "vo", "va", "no", "na", "º", "ª", "o", "a"},
    "en": {"st", "nd", "rd", "th"},
}
_HALVES = "½⅓⅔¼¾⅛"
_HALF_VALUES = dict(zip(_HALVES, map(Fraction, ["1/2", "1/3", "2/3", "1/4", "3/4", "1/8"]), strict=True))
_CLOCK = re.compile(
    r"(?P<hour>2[0-4]|[01]?\d)(?:(?P<mark>[:.h])(?P<minute>[0-5]\d)(?![.,]?\d))?"
    r"(?:\s*(?P<half>[ap]\.?\s?m\b\.?)|\s+(?:horas\s+)?de la (?P<part>mañana|tarde|noche|madrugada)"
    r"|\s+in the (?P<in>morning|afternoon|evening)|(?P<hours>\s*(?:h|hs|hrs|horas|hours)\b))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:[-–—,x×]|a|y|o|to|and|or)\s*", re.IGNORECASE)
_ROUND = frozenset(map(Fraction, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)))
"""Seven in ten, one in 100."""
_AFTERNOON = {"tarde", "noche", "afternoon", "evening"}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text and how it may be understood."""

    start: int
    end: int
    values: frozenset[Fraction]
    kind: str
    """cardinal | ordinal | label (COVID-19, Juan Pablo II) | soft (both, March) | vague (thousands) | one"""
    minutes: frozenset[int] = frozenset()
    """Of a clock time: minutes of the day; two readings if it does not say which half."""
    unit: Unit | None = None
    worded: bool = False
    """Written in words."""

    @property
    def demanded(self) -> bool:
        """Whether the other side must have it."""
        return self.kind == "cardinal" or (self.kind == "ordinal" and not self.worded)


@lru_cache(maxsize=512)
def read_numbers(text: str, lang: str) -> tuple[Number, ...]:
    """The numbers of a text in order.

    >>> [str(max(n.values)) for n in read_numbers("mil 200 millones de pesos, un tercio", "es")]
    ['1200000000', '1/3']
    """
    numbers = _with_shared_units(text, list(_Reader(text, lang).read()))
    return tuple(_with_ratios(text, lang, numbers))


def _with_ratios(text: str, lang: str, numbers: list[Number]) -> Iterator[Number]:
    """Numbers, those of four in ten or cuatro de cada diez as one that may also be read as 4/10."""
    at = 0
    while at < len(numbers):
        here, following = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        if following is not None and _is_ratio(text[here.end : following.start], lang, here, following):
            ratio = {x / y for x in here.values for y in following.values}
            yield Number(here.start, following.end, frozenset(ratio), "cardinal")
            at += 2
        else:
            yield here
            at += 1


def _is_ratio(between: str, lang: str, here: Number, following: Number) -> bool:
    """Whether two numbers are a share; a bare "in" only before a round number without a unit."""
    words = between.lower().split()
    if min(following.values) < 2 or max(here.values) >= min(following.values):
        return False
    if lang == "es":
        return words == ["de", "cada"]
    if words in (["out", "of"], ["out", "of", "every"], ["in", "every"], ["of", "every"]):
        return True
    small = following.values <= _ROUND and following.unit is None
    return words == ["in"] and small and here.kind in ("cardinal", "one")


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers of which each takes the unit of the next in a range or list: 2 to 4 inches."""
    for at in range(len(numbers) - 2, -1, -1):
        here, following = numbers[at], numbers[at + 1]
        if here.unit is None and _RANGE.fullmatch(text[here.end : following.start]):
            numbers[at] = replace(here, unit=following.unit)
    return numbers


class _Reader:
    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self.tokens = tokenise(text)
        self.words = number_words(lang)
        self.phrases = number_phrases(lang)

    def read(self) -> Iterator[Number]:
        position = 0
        while position < len(self.tokens):
            found, after = self._at(position)
            if found is not None:
                yield self._with_unit(found, position, after)
            position = max(after, position + 1)

    def _at(self, at: int) -> tuple[Number | None, int]:
        token = self.tokens[at]
        if token.kind == "digits":
            return self._digits(at)
        if token.text in _HALF_VALUES:
            return self._number(at, at + 1, {_HALF_VALUES[token.text]}, "cardinal"), at + 1
        if token.kind != "word":
            return None, at + 1
        for rest, values in self.phrases.get(unaccented(token.low), ()):
            if self._follows(at, rest):
                after = at + 1 + len(rest)
                return (self._number(at, after, set(values), "soft") if values else None), after
        return self._words(at) if unaccented(token.low) in self.words else self._roman(at)

    def _follows(self, at: int, rest: tuple[str, ...]) -> bool:
        after = [t for t in self.tokens[at + 1 : at + 1 + 2 * len(rest)] if t.text != "-"][: len(rest)]
        return tuple(unaccented(token.low) for token in after) == rest

    def _number(
        self, first: int, after: int, values: set[Fraction], kind: str, worded: bool = False
    ) -> Number:
        return Number(
            self.tokens[first].start, self.tokens[after - 1].end, frozenset(values), kind, worded=worded
        )

    def _with_unit(self, number: Number, first: int, after: int) -> Number:
        unit = unit_after(self.tokens, after, self.lang) or unit_before(self.tokens, first)
        if unit is None:
            return number
        # one hundred percent is as often a way to say "quite"
        whole = unit.name == "percent" and number.values == {100}
        values = number.values
        if unit.name == "percent" and not whole:  # 75 % is three quarters
            values |= {value / 100 for value in values}
        return replace(number, values=values, unit=unit, kind="soft" if whole else number.kind)

    # Digits

    def _digits(self, at: int) -> tuple[Number | None, int]:
        token = self.tokens[at]
        after = at + 1
        if self._is_label(at):
            return self._number(at, after, set(read_digits(token.text, self.lang)), "label"), after
        clock = self._clock(at)
        if clock:
            return clock
        values = set(read_digits(token.text, self.lang))
        glued = self._glued(at)
        if glued == "m" and self.lang == "en":  # $5m and 5m deep
            return self._number(at, after, values | {v * MILLION for v in values}, "cardinal"), after
        if glued in ("s", "'s") or (glued == "" and self._in_decade_phrase(at)):
            return self._number(at, after, values | {v % 100 for v in values}, "cardinal"), after
        if glued in _ORDINAL_ENDINGS[self.lang] or (glued == "." and self._glued(at + 1) in {"º", "ª"}):
            return self._number(at, after, values, "ordinal"), after
        if self._glued(at) and self._glued(at)[0].isalpha() and not self._is_unit_or_scale(at + 1):
            return self._number(at, after, values, "label"), after
        composite = read_composite(self.text, self.tokens, at, self.lang)
        if composite is not None and composite.after > after:
            return self._fraction_of(at, composite.after, composite.value, False) or (
                self._number(at, composite.after, {composite.value}, "cardinal"),
                composite.after,
            )
        fraction = self._slash_fraction(at) or self._fraction_of(at, after, max(values), False)
        if fraction:
            return fraction
        return self._number(at, after, self._completed(at, values), "cardinal"), after

    def _glued(self, at: int) -> str:
        """The token that follows without a gap, in lower case."""
        if at + 1 < len(self.tokens) and self.tokens[at + 1].start == self.tokens[at].end:
            return self.tokens[at + 1].low
        return ""

    def _is_label(self, at: int) -> bool:
        """COVID-19, F-16, H1N1, Mi-8: a number glued to a capital is part of a name."""
        if at == 0 or self.tokens[at - 1].end != self.tokens[at].start:
            return False
        before = self.tokens[at - 1]
        if before.kind == "word":
            return before.low not in ("us", "no", "n")
        if before.text in "-–" and at > 1 and self.tokens[at - 2].end == before.start:
            name = self.tokens[at - 2]
            return name.kind == "word" and any(letter.isupper() for letter in name.text)
        return False

    def _is_unit_or_scale(self, at: int) -> bool:
        word = self.tokens[at].low
        return unit_after(self.tokens, at, self.lang) is not None or "scale" in self.words.get(word, {})

    def _in_decade_phrase(self, at: int) -> bool:
        """los 90, los años 90, la década de 1990, la década del 90."""
        if self.lang != "es" or not (
            re.fullmatch(r"(?:1[0-9]|20)?[1-9]0", self.tokens[at].text)
            and unit_after(self.tokens, at + 1, "es") is None
            and not (at + 1 < len(self.tokens) and self._is_unit_or_scale(at + 1))  # los 30 millones
        ):
            return False
        before = [token.low for token in self.tokens[max(0, at - 3) : at]]
        return before[-1:] in (["los"], ["años"]) or "década" in before or "décadas" in before

    def _completed(self, at: int, values: set[Fraction]) -> set[Fraction]:
        """Both readings of the last year in 1981-87 and of '87."""
        token = self.tokens[at]
        if len(token.text) == 2 and at > 0:
            before = self.tokens[at - 1]
            if before.text in "'’" and before.end == token.start:
                return values | {1900 + v for v in values} | {2000 + v for v in values}
            if before.text in "-–/" and at > 1 and re.fullmatch(r"1\d{3}|20\d\d", self.tokens[at - 2].text):
                century = Fraction(int(self.tokens[at - 2].text) // 100 * 100)
                return values | {century + v for v in values}
        return values

    def _slash_fraction(self, at: int) -> tuple[Number, int] | None:
        parts = self.tokens[at : at + 3]
        if len(parts) == 3 and parts[1].text == "/" and parts[0].end + 1 == parts[2].start:
            top, bottom = parts[0].text, parts[2].text
            if (
                re.fullmatch(r"[1-9]", top)
                and re.fullmatch(r"[2-9]|10", bottom)
                and self._glued(at + 2) != "/"
            ):
                return self._number(at, at + 3, {Fraction(int(top), int(bottom))}, "cardinal"), at + 3
        return None

    def _clock(self, at: int) -> tuple[Number, int] | None:
        start = self.tokens[at].start
        match = _CLOCK.match(self.text, start)
        if match is None or (match["mark"] == "." and not (match["half"] or match["part"] or match["hours"])):
            return None
        if match["hours"] and not match["minute"]:
            return None  # 48 horas is a duration as often as a time
        if not (match["minute"] or match["half"] or match["part"] or match["in"]):
            return None
        if match["mark"] == ":" and not match["half"] and self._is_ratio(at):
            return None
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = (match["half"] or "").lower()
        late = half.startswith("p") or (match["part"] or match["in"] or "").lower() in _AFTERNOON
        early = bool(half or match["part"] or match["in"]) and not late
        if late:
            hours = {hour % 12 + 12}
        elif early:
            hours = {hour % 12}
        else:
            hours = {hour} if hour > 12 or match["hours"] else {hour % 24, (hour + 12) % 24}
        minutes = frozenset(h % 24 * 60 + minute for h in hours)
        values = (
            {Fraction(h) for h in hours | {hour}} if minute == 0 else {Fraction(hour * 100 + minute, 100)}
        )
        after = at + 1
        while after < len(self.tokens) and self.tokens[after].start < match.end():
            after += 1
        return Number(start, match.end(), frozenset(values), "cardinal", minutes), after

    def _is_ratio(self, at: int) -> bool:
        """2:1 has one digit after the colon, 1:30 might be a ratio after a word that says so."""
        before = {token.low for token in self.tokens[max(0, at - 3) : at]}
        return bool(before & {"ratio", "razón", "proporción", "relación", "escala", "scale"})

    # Words

    def _words(self, at: int) -> tuple[Number | None, int]:
        halved = self._half_of_scale(at)
        if halved:
            return halved
        composite = read_composite(self.text, self.tokens, at, self.lang)
        roles = self.words[unaccented(self.tokens[at].low)]
        if composite is None:
            for kind in ("vague", "soft", "half", "decade"):
                if kind in roles:
                    kept = "vague" if kind == "vague" else "soft" if kind in ("soft", "half") else "cardinal"
                    return self._number(at, at + 1, set(roles[kind].values), kept, True), at + 1
            return None, at + 1
        after, value = composite.after, composite.value
        fraction = self._fraction_of(at, after, value, composite.article)
        if fraction:
            return fraction
        if composite.article:
            # "a" is never a number by itself; "one", "un" may answer a 1
            # nor is un before digits (un 2,8 %)
            measured = after < len(self.tokens) and self.tokens[after].kind == "digits"
            if self.tokens[at].low in ("a", "an") or measured:
                return None, at + 1
            return self._number(at, after, {value}, "one", True), after
        kind = "ordinal" if composite.ordinal else "cardinal"
        values = {value}
        if kind == "ordinal" and "part" in roles and after == at + 1:
            values.add(1 / value)
        if self.lang == "es" and value == 1000 and after == at + 1 and self._plain(at) == "miles":
            kind = "vague"
        return self._number(at, after, values, kind, True), after

    def _half_of_scale(self, at: int) -> tuple[Number, int] | None:
        """medio millón, half a million, millón y medio."""
        if "half" in self.words[self._plain(at)]:
            scaled = at + 1 + (self._plain(at + 1) == "a")
            scale = self._scale(scaled)
            return (
                (self._number(at, scaled + 1, {scale / 2}, "cardinal", True), scaled + 1) if scale else None
            )
        scale = self._scale(at)
        if scale and self._plain(at + 1) == "y" and "half" in self.words.get(self._plain(at + 2), {}):
            return self._number(at, at + 3, {scale * 3 / 2}, "cardinal", True), at + 3
        return None

    def _scale(self, at: int) -> Fraction | None:
        """The value of millón, billion … at a place."""
        word = self.words.get(self._plain(at), {})
        return word["scale"].values[0] if "scale" in word and len(self._plain(at)) > 2 else None

    def _plain(self, at: int) -> str:
        return unaccented(self.tokens[at].low) if at < len(self.tokens) else ""

    def _fraction_of(
        self, first: int, after: int, value: Fraction, article: bool
    ) -> tuple[Number, int] | None:
        """dos tercios, una quinta parte, two-thirds, two and a half, dos millones y medio."""
        at = after + (after < len(self.tokens) and self.tokens[after].text == "-")
        word = self.words.get(self._plain(at), {})
        if (
            "parts" in word
            and value < 100
            and (self.lang == "es" or not article or self._plain(at) == "quarter")
        ):
            kind = "soft" if article and self._plain(at) in ("cuarto", "quinto", "quarter") else "cardinal"
            readings = {value / word["parts"].values[0]}
            return self._number(first, at + 1, readings, kind, True), at + 1
        if "part" in word:
            if self.lang == "es" and self._plain(at + 1) in ("parte", "partes"):
                return self._number(first, at + 2, {value / word["part"].values[0]}, "cardinal", True), at + 2
            if self.lang == "en" and article and self._plain(at + 1) in ("of", "the"):
                return self._number(first, at + 1, {value / word["part"].values[0]}, "cardinal", True), at + 1
        tail = {"es": ("y",), "en": ("and", "a")}[self.lang]
        if tuple(self._plain(after + i) for i in range(len(tail))) == tail:
            half = after + len(tail)
            if "half" in self.words.get(self._plain(half), {}):
                step = Fraction(1, 2)
                if value >= 1000 and not article:  # dos millones y medio: half of the scale
                    step *= max(s for s in (10**12, 10**9, 10**6, 1000) if value >= s)
                scale = self._scale(half + 1) if value < 1000 else None
                last = half + (2 if scale else 1)
                return self._number(first, last, {(value + step) * (scale or 1)}, "cardinal", True), last
        return None

    # Roman numerals

    def _roman(self, at: int) -> tuple[Number | None, int]:
        token = self.tokens[at]
        if not token.text.isupper() or not _ROMAN.fullmatch(token.text):
            return None, at + 1
        near = {t.low for t in (*self.tokens[max(0, at - 4) : at], *self.tokens[at + 1 : at + 2])}
        value = {Fraction(_roman_value(token.text))}
        if near & _CENTURY:
            return self._number(at, at + 1, value, "ordinal"), at + 1
        if len(token.text) < 2:
            return None, at + 1
        return self._number(at, at + 1, value, "label"), at + 1


def _roman_value(numeral: str) -> int:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [worth[letter] for letter in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)
