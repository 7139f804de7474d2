"""The terminology check: known wrong renderings of a term, false friends among them.

The terms are in terminology.tsv; a house adds its own rows there.
"""

from dataclasses import dataclass
from functools import cache

from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import span_in, tokenise
from fiel.records import Finding, Passage, Severity, Span

TYPE = "terminology/wrong-term"


@dataclass(frozen=True, slots=True)
class Term:
    """How a term must not be rendered, and why."""

    spanish: str
    severity: Severity
    note: str
    needs_wrong: bool
    """Whether the term may go unrendered, so long as it is not rendered wrongly."""


@dataclass(frozen=True, slots=True)
class TerminologyCheck:
    """Terms rendered wrongly."""

    name: str = "terminology"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A finding of the term's severity for each term without an accepted rendering that has a wrong one,
        or that must not be left out."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        spanish, english = (source, target) if source.lang == "es" else (target, source)
        here = _found("spanish", spanish.text)
        if not here:
            return []
        wrong, accepted = _found("wrong", english.text), _found("accepted", english.text)
        findings = []
        for term, span in here.items():
            there = wrong.get(term)
            if term in accepted or (there is None and term.needs_wrong):
                continue
            spans = span_in(spanish, *span), span_in(english, *there) if there else None
            before, after = spans if spanish is source else spans[::-1]
            words = " / ".join(
                [spanish.text[slice(*span)], *([english.text[slice(*there)]] if there else [])]
            )
            message = f"{'wrong term' if there else 'term not found'}: {words} ({term.note})"
            findings.append(Finding(self.name, TYPE, term.severity, message, before, after, confidence=0.7))
        return findings


def _found(column: str, text: str) -> dict[Term, Span]:
    """The terms of which a text has a phrase of this column, and where the first stands."""
    tokens = tokenise(text)
    found: dict[Term, Span] = {}
    for place, length, term in _phrases(column).all_in(folded_words(text)):
        found.setdefault(term, (tokens[place].start, tokens[place + length - 1].end))
    return found


@cache
def _phrases(column: str) -> Phrases[Term]:
    at = ("spanish", "accepted", "wrong").index(column)
    return Phrases(
        (phrase.replace("-", " - "), Term(row[0], Severity(row[3]), row[4], bool(row[2].strip())))
        for row in read_table("terminology", 5)
        for phrase in alternatives(row[at])
    )
