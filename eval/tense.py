"""The tense check: what happened is not told as what will happen, and the reverse.

Endings are a weak witness, so this looks at whole passages and says no more than minor: a passage in the past
without a word of the future whose translation has one, or one in the future whose translation has only the past.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/tense"
STEM = 2
"""Letters before an ending, at least: "será", but not "ara"."""


@dataclass(frozen=True, slots=True)
class TenseCheck:
    """Past and future turned."""

    name: str = "tense"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """At most one minor finding."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = read_tenses(source), read_tenses(target)
        for tense, other in (("past", "future"), ("future", "past")):
            kept = other == "past" and _may_be(tense, there)
            if tense in here and other in there and not _may_be(other, here) and not kept:
                before, after = here[tense], there[other]
                spans = span_in(source, before.start, before.end), span_in(target, after.start, after.end)
                message = f"{tense} became {other}: {before.text} → {after.text}"
                return [Finding(self.name, TYPE, Severity.MINOR, message, *spans, confidence=0.5)]
        return []


def _may_be(tense: str, found: Mapping[str, Token]) -> bool:
    """Whether a passage may speak of a time: it has its marks, or words open to the future."""
    return tense in found or (tense == "future" and "open" in found)


def read_tenses(passage: Passage) -> dict[str, Token]:
    """The first mark of each tense in a passage.

    >>> sorted(read_tenses(Passage("Llegó ayer y se irá.", "es")))
    ['future', 'past']
    """
    words, endings = _marks(passage.lang)
    found: dict[str, Token] = {}
    for token in tokenise(passage.text):
        if token.kind != "word":
            continue
        tense = words.get(token.low) or next(
            (endings[token.low[-n:]] for n in range(5, 0, -1)
             if len(token.low) >= n + STEM and token.low[-n:] in endings),
            None,
        )  # fmt: skip
        if tense is not None:
            found.setdefault(tense, token)
    return found


@cache
def _marks(lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """Tenses by word and by ending."""
    rows = [row[1:] for row in read_table("tense", 4) if row[0] == lang]
    words, endings = (
        {form: tense for tense, row_kind, forms in rows if row_kind == kind for form in forms.split()}
        for kind in ("word", "ending")
    )
    return words, endings
