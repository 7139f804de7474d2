"""The terminology check: known wrong renderings of a term, false friends among them.

The terms are in terminology.tsv; a house adds its own rows there.
"""

from dataclasses import dataclass
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

TYPE = "terminology/wrong-term"
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A Spanish term, its accepted and its wrong renderings in English, word by word."""

    spanish: tuple[Phrase, ...]
    accepted: tuple[Phrase, ...]
    wrong: tuple[Phrase, ...]
    severity: Severity
    note: str


@dataclass(frozen=True, slots=True)
class TerminologyCheck:
    """Terms rendered wrongly."""

    name: str = "terminology"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A finding of the term's severity for each wrong rendering without an accepted one."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        spanish, english = (source, target) if source.lang == "es" else (target, source)
        findings = []
        for term in terms():
            here = _find(spanish, term.spanish)
            there = _find(english, term.wrong) if here else None
            if here is None or there is None or _find(english, term.accepted):
                continue
            spans = span_in(spanish, *here), span_in(english, *there)
            before, after = spans if spanish is source else spans[::-1]
            words = spanish.text[slice(*here)], english.text[slice(*there)]
            message = f"wrong term: {words[0]} / {words[1]} ({term.note})"
            findings.append(Finding(self.name, TYPE, term.severity, message, before, after, confidence=0.7))
        return findings


@cache
def terms() -> tuple[Term, ...]:
    """The rows of terminology.tsv."""
    return tuple(
        Term(_phrases(spanish), _phrases(accepted), _phrases(wrong), Severity(severity), note)
        for spanish, accepted, wrong, severity, note in read_table("terminology", 5)
    )


def _phrases(cell: str) -> tuple[Phrase, ...]:
    return tuple(
        tuple(word for word in phrase.replace("-", " - ").split() if word) for phrase in cell.split("|")
    )


def _find(passage: Passage, phrases: tuple[Phrase, ...]) -> tuple[int, int] | None:
    """Where the first of the phrases stands in a passage's text."""
    tokens = tokenise(passage.text)
    for at in range(len(tokens)):
        for phrase in phrases:
            if _reads(tokens[at : at + len(phrase)], phrase):
                return tokens[at].start, tokens[at + len(phrase) - 1].end
    return None


def _reads(tokens: tuple[Token, ...], phrase: Phrase) -> bool:
    return len(tokens) == len(phrase) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for word, part in ((unaccented(t.low), part) for t, part in zip(tokens, phrase, strict=True))
    )
