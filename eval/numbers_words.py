"""Numbers in words, and in words and digits mixed: mil 200 millones, 3 mil 500, two hundred and five.

The words are in number-words.tsv and number-phrases.tsv.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from fiel.eval.numbers_digits import read_digits
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, tokenise, unaccented

MILLION = 10**6
_AND = {"es": "y", "en": "and"}
_BELOW_TWENTY_ROOM = 1
_NO_ROOM = 0


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a word contributes to a number; the roles are explained in number-words.tsv."""

    role: str
    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Composite:
    """A number read from tokens `[first, after)`."""

    value: Fraction
    after: int
    ordinal: bool
    article: bool
    """Only un, una, one, a: it may be no number at all."""


@cache
def number_words(lang: str) -> dict[str, dict[str, NumberWord]]:
    """By unaccented word, then by role (`cuarto` is an ordinal and a denominator)."""
    words: dict[str, dict[str, NumberWord]] = defaultdict(dict)
    for row_lang, role, forms, values in read_table("number-words", 4):
        if row_lang == lang:
            for form in forms.split():
                words[unaccented(form)][role] = NumberWord(role, tuple(map(Fraction, values.split())))
    return dict(words)


@cache
def number_phrases(lang: str) -> dict[str, tuple[tuple[tuple[str, ...], tuple[Fraction, ...]], ...]]:
    """By first word: the rest of the phrase and the values it may answer."""
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Fraction, ...]]]] = defaultdict(list)
    for row_lang, phrase, values in read_table("number-phrases", 3):
        if row_lang == lang:
            first, *rest = (unaccented(token.low) for token in tokenise(phrase))
            answers = () if values == "-" else tuple(map(Fraction, values.split()))
            phrases[first].append((tuple(rest), answers))
    return {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}


def read_composite(text: str, tokens: tuple[Token, ...], first: int, lang: str) -> Composite | None:
    """The longest number that starts at a token, or None if none does."""
    number = _Accumulator(lang)
    after = first
    while after < len(tokens):
        token = tokens[after]
        if after > first and not number.joins(text[tokens[after - 1].end : token.start], token):
            break
        if (
            after > first
            and token.low == _AND[lang]
            and number.and_fits
            and after + 1 < len(tokens)
            and number.accepts_after_and(tokens[after + 1])
        ):
            after += 1
            continue
        if token.text == "-" and after > first:
            if not number.hyphen_fits(tokens[after + 1 : after + 2]):
                break
            after += 1
            continue
        if not number.take(token):
            break
        after += 1
        if number.closed:
            break
    if after == first:
        return None
    return Composite(number.value, after, number.ordinal, number.article)


class _Accumulator:
    """Adds words up: `done` from a million on, `below` thousands, `group` under a thousand."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = number_words(lang)
        self.done = self.below = self.group = Fraction(0)
        self.room: float = float("inf")
        self.last_scale: float = float("inf")
        self.started = self.ordinal = self.closed = self.article = self.in_digits = False

    @property
    def value(self) -> Fraction:
        return self.done + self.below + self.group

    @property
    def and_fits(self) -> bool:
        """Spanish: treinta y dos; English: two hundred and five, two thousand and one."""
        if self.in_digits or self.article:
            return False
        return self.room == 10 if self.lang == "es" else self.room in (100, 1000)

    def joins(self, gap: str, token: Token) -> bool:
        """Only a space, or the hyphen of twenty-one (a token of its own), may part the words."""
        return gap.isspace() or (not gap and (token.text == "-" or self.room == 10 or token.kind == "word"))

    def accepts_after_and(self, token: Token) -> bool:
        word = self.words.get(unaccented(token.low), {})
        return any(
            role in word and word[role].values[0] < min(self.room, 100) for role in ("add", "one", "ordinal")
        )

    def hyphen_fits(self, following: tuple[Token, ...]) -> bool:
        """twenty-one, 1.2-billion; a hyphen after anything else is a range, a score or a compound."""
        if self.lang != "en" or not following:
            return False
        roles = self.words.get(following[0].low, {})
        return bool(roles.keys() & {"scale", "times"}) or (
            self.room == 10 and not self.in_digits and bool(roles.keys() & {"add", "one", "ordinal"})
        )

    def take(self, token: Token) -> bool:
        if token.kind == "digits":
            return self._take_digits(token)
        word = self.words.get(unaccented(token.low), {})
        if self.lang == "en" and len(token.low) < 3 and "scale" in word and not self.in_digits:
            return False
        for role in ("scale", "times", "add", "one", "ordinal"):
            if role in word and getattr(self, f"_take_{role}")(word[role].values[0], token):
                self.started = True
                return True
        return False

    def _take_digits(self, token: Token) -> bool:
        values = read_digits(token.text, self.lang)
        if self.started:
            value = max(values)
            # 3 mil 500, 2 millones 300 mil: only whole digits below the last scale word
            if self.lang != "es" or len(values) > 1 or value >= self.room or self.in_digits:
                return False
            if self.room < 1000 or value.denominator != 1:
                return False
            self.group += value
        else:
            # 16.000 millones groups, 16.4 millones does not; three decimals are never meant
            self.group = max(values) if self.lang == "es" or len(values) == 1 else min(values)
        self.started = self.in_digits = True
        self.article = False
        self.room = _NO_ROOM
        return True

    def _take_add(self, value: Fraction, token: Token) -> bool:
        if self.started and value >= self.room:
            return False
        self.group += value
        self.article = False
        if value >= 100:
            self.room = 100
        elif value >= 20 and value % 10 == 0:
            self.room = 10
        else:
            self.room = _BELOW_TWENTY_ROOM
        return True

    def _take_one(self, value: Fraction, token: Token) -> bool:
        if self.started and (token.low in ("a", "an") or value >= self.room):
            return False
        self.article = not self.started
        self.group += value
        self.room = _BELOW_TWENTY_ROOM
        return True

    def _take_times(self, value: Fraction, token: Token) -> bool:
        if not self.started or self.group >= 100 or self.group == 0 or self.in_digits:
            return False
        self.group *= value
        self.room = 100
        self.article = False
        return True

    def _take_scale(self, value: Fraction, token: Token) -> bool:
        if not self.started and not (value == 1000 and self.lang == "es"):
            return False
        if value == 1000:
            if self.below or value >= self.last_scale:
                return False
            self.below = (self.group if self.started and self.group else Fraction(1)) * 1000
        else:
            if value >= self.last_scale:
                return False
            self.done += (self.below + self.group) * value
            self.below = Fraction(0)
            self.last_scale = float(value)
        self.group = Fraction(0)
        self.room = float(value)
        self.in_digits = self.article = False
        return True

    def _take_ordinal(self, value: Fraction, token: Token) -> bool:
        if self.started and (self.in_digits or self.article or value >= self.room):
            return False
        self.group += value
        self.room = 10 if value >= 10 and value % 10 == 0 and self.lang == "es" else _NO_ROOM
        self.ordinal = True
        self.closed = self.room == _NO_ROOM
        return True
