"""The number check: every number of the original is in the translation, and no other.

Numbers are compared by value, whatever their wording: 16.000 millones is 16 billion,
el siglo XX the 20th century, un tercio a third, 7 p. m. is 19:00. A value that the other
side has already answered may be repeated or not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from fiel.eval.numbers_reading import Number, read_numbers
from fiel.eval.numbers_units import are_the_same, converted
from fiel.eval.tables import read_table
from fiel.eval.tokens import span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/number"
ROUNDING = 0.05
"""A number after about, casi, más de … may differ by so much from the original's."""
SMALL = 3
"""Up to here a number in words may come and go with the grammar (las dos mujeres, the women)."""

_WHOLE_WORDS = re.compile(r".{0,14}(?!\w)")

Agreement = Callable[[Number, Number], bool]


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """Numbers missing, added or changed."""

    name: str = "number"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """One finding a difference: changed is critical, missing, added or in another unit major."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        left, right = unanswered(source, target)
        findings = []
        for here, there in _paired(left, right, source, target):
            findings.append(self._changed(here, there, source, target))
            left.remove(here)
            right.remove(there)
        findings += [self._turned(a, b, source, target) for a, b in turned_units(source, target)]
        findings += [self._alone(number, source, "missing") for number in left if number.demanded]
        findings += [self._alone(number, target, "added") for number in right if number.demanded]
        return findings

    def _changed(self, here: Number, there: Number, source: Passage, target: Passage) -> Finding:
        before, after = _words(here, source), _words(there, target)
        spans = span_in(source, here.start, here.end), span_in(target, there.start, there.end)
        rounded = _close(here, there) and (_is_about(here, source) or _is_about(there, target))
        if rounded:
            return Finding(self.name, TYPE, Severity.MINOR, f"number rounded: {before} → {after}", *spans)
        if (
            not here.minutes
            and _digits(before) == _digits(after)
            and _in_digits(before)
            and _in_digits(after)
        ):
            message = f"number format: {before} → {after}"
            return Finding(self.name, "locale/number-format", Severity.MINOR, message, *spans)
        severity = Severity.CRITICAL if here.demanded and there.demanded else Severity.MAJOR
        return Finding(self.name, TYPE, severity, f"number changed: {before} → {after}", *spans)

    def _turned(self, here: Number, there: Number, source: Passage, target: Passage) -> Finding:
        before, after = _with_unit(here, source), _with_unit(there, target)
        spans = span_in(source, here.start, here.end), span_in(target, there.start, there.end)
        return Finding(self.name, TYPE, Severity.MAJOR, f"unit changed: {before} → {after}", *spans, 0.8)

    def _alone(self, number: Number, passage: Passage, what: str) -> Finding:
        span = span_in(passage, number.start, number.end)
        small = number.worded and max(number.values) <= SMALL
        return Finding(
            self.name,
            TYPE,
            Severity.MINOR if small else Severity.MAJOR,
            f"number {what}: {_words(number, passage)}",
            source_span=span if what == "missing" else None,
            target_span=span if what == "added" else None,
            confidence=0.5 if small else 0.9,
        )


def unanswered(source: Passage, target: Passage) -> tuple[list[Number], list[Number]]:
    """The numbers of each side that nothing on the other side answers."""
    here, there = read_numbers(source.text, source.lang), read_numbers(target.text, target.lang)
    left, right = list(here), list(there)
    for agree in (_same_kind, _same, _same_year):
        left, right = _cross_out(left, right, agree)
    left = [number for number in left if not _repeated(number, there)]
    right = [number for number in right if not _repeated(number, here)]
    return (
        [n for n in left if not (_is_conversion(n, here, there) or _is_name(n, source, target))],
        [n for n in right if not (_is_conversion(n, there, here) or _is_name(n, target, source))],
    )


def turned_units(source: Passage, target: Passage) -> Iterator[tuple[Number, Number]]:
    """Numbers that have the same value on both sides, but no unit in common: 100 km, 100 miles.

    Only where all of them have a unit, and one of the same dimension.
    """
    here, there = read_numbers(source.text, source.lang), read_numbers(target.text, target.lang)
    seen: set[frozenset[Fraction]] = set()
    for number in here:
        ours = [n for n in here if n.values & number.values]
        theirs = [n for n in there if n.values & number.values]
        if not theirs or number.values in seen or _is_conversion(number, here, there):
            continue
        seen.add(number.values)
        if all(_unit_differs(a, b, source, target) for a in ours for b in theirs):
            yield number, theirs[0]


def _unit_differs(here: Number, there: Number, source: Passage, target: Passage) -> bool:
    first, second = here.unit, there.unit
    if first is None or second is None or first.dimension != second.dimension:
        return False
    passage, number = (source, here) if source.lang == "es" else (target, there)
    sign = passage.text[: number.start].rstrip().endswith("$")  # in Cuba the peso's too
    return not are_the_same(first, second, dollar_is_peso=sign)


def _cross_out(
    left: list[Number], right: list[Number], agree: Agreement
) -> tuple[list[Number], list[Number]]:
    """What is left once agreeing numbers are taken away, one for one."""
    remaining, rest = list(right), []
    for number in left:
        partner = next((other for other in remaining if agree(number, other)), None)
        if partner is None:
            rest.append(number)
        else:
            remaining.remove(partner)
    return rest, remaining


def _same(a: Number, b: Number) -> bool:
    if a.minutes and b.minutes:
        return bool(a.minutes & b.minutes)
    return bool(a.values & b.values)


def _same_kind(a: Number, b: Number) -> bool:
    return a.kind == b.kind and _same(a, b)


def _repeated(number: Number, others: tuple[Number, ...]) -> bool:
    return any(_same(number, other) for other in others)


def _same_year(a: Number, b: Number) -> bool:
    """en el 87 is in 1987."""
    return any(
        1900 <= max(x, y) < 2100 and 10 <= min(x, y) < 100 and max(x, y) % 100 == min(x, y)
        for x in a.values
        for y in b.values
    )


def _is_conversion(number: Number, own: tuple[Number, ...], other: tuple[Number, ...]) -> bool:
    """Whether an amount is another one in a unit that the other side does not use: 20 km (12 miles).

    A bare amount (hasta 10) may have the unit of any other of its own side.
    """
    units = {near.unit for near in own} if number.unit is None and number.demanded else {number.unit}
    theirs = {near.unit for near in other}
    answers = [(near, {near.unit}) for near in (*own, *other)]
    answers += [(near, theirs) for near in other if near.unit is None and near.demanded]
    return any(
        converted(x, unit, y, answer)
        for unit in units - theirs
        for near, some in answers
        for answer in some
        if unit is not None and answer is not None
        for x in number.values
        for y in near.values
    )


def _is_name(number: Number, own: Passage, other: Passage) -> bool:
    """A number word with a capital that stands as it is on the other side: a title or a name."""
    words = _words(number, own)
    return number.worded and words[0].isupper() and words in other.text


def _paired(
    left: list[Number], right: list[Number], source: Passage, target: Passage
) -> list[tuple[Number, Number]]:
    """Which leftovers stand for each other: the same kind, at about the same place, both at most once."""

    def place(number: Number, passage: Passage) -> float:
        return number.start / max(1, len(passage.text))

    candidates = sorted(
        (
            (abs(place(a, source) - place(b, target)), i, j)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
            if _comparable(a, b)
        ),
    )
    pairs, used_left, used_right = [], set(), set()
    for _, i, j in candidates:
        if i not in used_left and j not in used_right:
            pairs.append((left[i], right[j]))
            used_left.add(i)
            used_right.add(j)
    return pairs


def _comparable(a: Number, b: Number) -> bool:
    if a.demanded and b.demanded:
        return True
    kinds = {a.kind, b.kind}
    if kinds <= {"ordinal"} or kinds == {"label"} or kinds == {"vague"}:
        return True
    # two of them -> one of them
    return kinds == {"cardinal", "one"} and a.worded and b.worded and max(*a.values, *b.values) <= 10


def _close(a: Number, b: Number) -> bool:
    return any(abs(x - y) <= ROUNDING * max(x, y) for x in a.values for y in b.values)


def _is_about(number: Number, passage: Passage) -> bool:
    """Whether a rounding word stands just before."""
    before = [
        unaccented(token.low)
        for token in tokenise(passage.text)
        if number.start - 25 < token.start < number.start
    ]
    words = {row[1] for row in read_table("rounding", 2) if row[0] == passage.lang}
    return any(word in words for word in before)


def _words(number: Number, passage: Passage) -> str:
    return passage.text[number.start : number.end]


def _with_unit(number: Number, passage: Passage) -> str:
    """The number with a word or sign on either side, one of which is its unit."""
    before, after = passage.text[: number.start], passage.text[number.end :]
    sign = before.rstrip()[-1:] if before.rstrip()[-1:] in "$€£¥" else ""
    following = _WHOLE_WORDS.match(after.split(".")[0])
    unit = following[0].rstrip() if following and not sign else ""
    return sign + _words(number, passage) + unit


def _in_digits(text: str) -> bool:
    return not any(letter.isalpha() for letter in text)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
