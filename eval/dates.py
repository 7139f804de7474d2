"""The date check: weekdays, months and numeric dates of the original are those of the translation.

hoy and yesterday are resolved by the date of each article, so that "este miércoles" may be
"today" in an English text that appeared on the Wednesday.
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
_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\d/])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A weekday, a month or a relative day; `value` is 0–6, 1–12, or days from the article's date."""

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
        for kind in ("weekday", "month"):
            ours = [m for m in left if m.kind == kind]
            theirs = [m for m in right if m.kind == kind]
            for a, b in zip(ours, theirs, strict=False):
                findings.append(self._finding("changed", Severity.MAJOR, source, a, target, b))
            for a in ours[len(theirs) :]:
                findings.append(self._finding("missing", Severity.MINOR, source, a, target, None))
            for b in theirs[len(ours) :]:
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
    words = _words(passage.lang)
    for token in tokenise(passage.text):
        key = unaccented(token.text) if passage.lang == "es" else token.text.removesuffix("'s")
        if token.kind == "word" and (key in words or key.lower() in words):
            kind, value = words[key] if key in words else words[key.lower()]
            if kind == "relative" or key in words:
                yield Mention(kind, value, token.start, token.end)
    for match in _NUMERIC.finditer(passage.text):
        month = int(match[2 if passage.lang == "es" else 1])
        if 1 <= month <= 12:
            yield Mention("numeric", month, match.start(), match.end())


def _agree(mention: Mention, own: Passage, other: Mention, theirs: Passage) -> bool:
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
        word: (kind, int(value))
        for row_lang, kind, words, value in read_table("date-words", 4)
        if row_lang == lang
        for word in words.split()
    }
