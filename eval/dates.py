"""The date check: weekdays, months and numeric dates of the original are those of the translation.

hoy and yesterday are resolved by the date of each article, so that "este miércoles" may be
"today" in an English text that appeared on the Wednesday. Seasons, halves of the day and "next week" are compared
only with another of their kind: English may say them otherwise.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/date"
DAYS = ("weekday", "relative")
LONGEST = 4
"""Words of a phrase, at most: la semana que viene."""
_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\d/])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A weekday, a month, a relative day or another kind of date-words.tsv, with its value there."""

    kind: str
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateCheck:
    """Days and months changed; those only left out or put in are minor."""

    name: str = "date"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """Findings kind by kind, in the order of the text."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = list(read_mentions(source)), list(read_mentions(target))
        left = [m for m in here if not any(_agree(m, source, other, target) for other in there)]
        right = [m for m in there if not any(_agree(m, target, other, source) for other in here)]
        findings = []
        for kinds in (DAYS, ("month",), *((kind,) for kind in _others())):
            ours, theirs = _of(kinds, left, source), _of(kinds, right, target)
            for a, b in zip(ours, theirs, strict=False):
                copied = a.kind == b.kind == "relative" and a.value == b.value
                severity = Severity.MINOR if copied else Severity.MAJOR
                findings.append(self._finding("changed", severity, source, a, target, b))
            for a in ours[len(theirs) :]:
                if a.kind in ("weekday", "month"):
                    findings.append(self._finding("missing", Severity.MINOR, source, a, target, None))
            for b in theirs[len(ours) :]:
                if b.kind in ("weekday", "month"):
                    findings.append(self._finding("added", Severity.MINOR, source, None, target, b))
        return findings + self._numeric(source, target)

    def _finding(
        self,
        what: str,
        severity: Severity,
        source: Passage,
        here: Mention | None,
        target: Passage,
        there: Mention | None,
    ) -> Finding:
        words = [p.text[m.start : m.end] for p, m in ((source, here), (target, there)) if m is not None]
        return Finding(
            self.name,
            TYPE,
            severity,
            f"date {what}: {' → '.join(words)}",
            span_in(source, here.start, here.end) if here else None,
            span_in(target, there.start, there.end) if there else None,
            confidence=0.8 if what == "changed" else 0.5,
        )

    def _numeric(self, source: Passage, target: Passage) -> list[Finding]:
        """A date in figures that reads as another day in the other language's order."""
        spanish, english = (source, target) if source.lang == "es" else (target, source)
        findings = []
        copied = {match[0] for match in _NUMERIC.finditer(spanish.text)}
        for match in _NUMERIC.finditer(english.text):
            first, second = int(match[1]), int(match[2])
            if match[0] in copied and first != second and max(first, second) <= 12:
                there = span_in(english, match.start(), match.end())
                before, after = (None, there) if english is target else (there, None)
                message = f"date may be read month first: {match[0]}"
                findings.append(Finding(self.name, TYPE, Severity.MINOR, message, before, after, 0.5))
        return findings


def read_mentions(passage: Passage) -> Iterator[Mention]:
    """The days and months of a passage in order."""
    words, tokens = _words(passage.lang), tokenise(passage.text)
    keys = [unaccented(t.text) if passage.lang == "es" else t.text.removesuffix("'s") for t in tokens]
    at = 0
    while at < len(tokens):
        # most words begin no entry: all others are passed by at once, 0.6 to 0.1 ms a pair (bio-mqm)
        begins = keys[at].lower() in _beginnings(passage.lang)
        length, kind, value = _longest(keys, at, words) if begins else (1, "", 0)
        if kind not in ("", "none"):
            yield Mention(kind, value, tokens[at].start, tokens[at + length - 1].end)
        at += length
    for match in _NUMERIC.finditer(passage.text):
        month = int(match[2 if passage.lang == "es" else 1])
        if 1 <= month <= 12:
            yield Mention("numeric", month, match.start(), match.end())


def _longest(keys: list[str], at: int, words: dict[str, tuple[str, int]]) -> tuple[int, str, int]:
    """Length, kind and value of the longest entry at a word; one and no kind if there is none.

    A month or a weekday must be written as the table has it, Domingo is a name.
    """
    for length in range(min(LONGEST, len(keys) - at), 0, -1):
        key = " ".join(keys[at : at + length])
        kind, value = words.get(key) or words.get(key.lower()) or ("", 0)
        if kind and (key in words or kind not in ("weekday", "month")):
            return length, kind, value
    return 1, "", 0


def _of(kinds: tuple[str, ...], mentions: list[Mention], passage: Passage) -> list[Mention]:
    """The mentions of some kinds, weekdays first, without relative days that no date resolves."""
    chosen = [m for m in mentions if m.kind in kinds and (m.kind != "relative" or passage.date is not None)]
    return sorted(chosen, key=lambda mention: kinds.index(mention.kind))


def _agree(mention: Mention, own: Passage, other: Mention, theirs: Passage) -> bool:
    if mention.kind == other.kind == "relative" and own.date and theirs.date:
        return own.date.toordinal() + mention.value == theirs.date.toordinal() + other.value
    if mention.kind == other.kind:
        return mention.value == other.value
    kinds = {mention.kind, other.kind}
    if kinds == {"month", "numeric"}:
        return mention.value == other.value
    if kinds == {"weekday", "relative"}:
        return _weekday(mention, own) == _weekday(other, theirs)
    return False


def _weekday(mention: Mention, passage: Passage) -> int | None:
    """The weekday of a mention; None agrees with None only, which a named weekday never is."""
    if mention.kind == "weekday":
        return mention.value
    if passage.date is None:
        return None
    return (passage.date + datetime.timedelta(days=mention.value)).weekday()


@cache
def _words(lang: str) -> dict[str, tuple[str, int]]:
    return {
        word.replace("_", " "): (kind, int(value))
        for row_lang, kind, words, value in read_table("date-words", 4)
        if row_lang == lang
        for word in words.split()
    }


@cache
def _beginnings(lang: str) -> frozenset[str]:
    """The first words of all entries, in small letters."""
    return frozenset(phrase.split()[0].lower() for phrase in _words(lang))


@cache
def _others() -> tuple[str, ...]:
    """The kinds that are neither days nor months, in the order of the table."""
    kinds = dict.fromkeys(kind for _, kind, _, _ in read_table("date-words", 4))
    return tuple(kind for kind in kinds if kind not in (*DAYS, "month", "none"))
