"""The terminology check: known wrong renderings of a term, false friends among them.

The terms are in terminology.tsv; a house keeps its own in a file of the same columns (`read_terms`).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fiel.errors import InputError, cause
from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity, Span

TYPE = "terminology/wrong-term"
COLUMNS = 5

Rows = tuple[tuple[str, ...], ...]


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

    own: Rows = ()
    """A house's rows; they stand for those of terminology.tsv with the same Spanish."""
    name: str = "terminology"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A finding of the term's severity for each term without an accepted rendering that has a wrong one,
        or that must not be left out."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        spanish, english = (source, target) if source.lang == "es" else (target, source)
        here = _found("spanish", spanish.text, self.own)
        if not here:
            return []
        wrong, accepted = (_found(column, english.text, self.own) for column in ("wrong", "accepted"))
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


def read_terms(path: Path) -> Rows:
    """The rows of a house's terms: Spanish, accepted, wrong, severity, note, a tab between them.

    Of the last three any may be missing: no wrong rendering, major, the name of the file. Lines that begin with #
    are remarks. Raises InputError, naming the line.
    """
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected a TSV file of terms in UTF-8") from error
    for number, cells in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if not cells or cells[0].startswith("#"):
            continue
        if not 2 <= len(cells) <= COLUMNS or not cells[0].strip() or not any(cells[1:3]):
            raise InputError(
                f"{path}:{number}: {len(cells)} columns; expected Spanish, accepted renderings and, if you like, "
                "wrong ones, severity and note, a tab between them"
            )
        cells += [""] * (COLUMNS - len(cells))
        spanish, accepted, wrong = (unaccented(cell.lower()).strip() for cell in cells[:3])
        severity, note = cells[3:]
        if severity and severity not in set(Severity):
            raise InputError(f'{path}:{number}: severity "{severity}"; expected one of {", ".join(Severity)}')
        rows.append((spanish, accepted, wrong, severity or Severity.MAJOR.value, note or path.name))
    return tuple(rows)


def _found(column: str, text: str, own: Rows) -> dict[Term, Span]:
    """The terms of which a text has a phrase of this column, and where the first stands."""
    tokens = tokenise(text)
    found: dict[Term, Span] = {}
    for place, length, term in _phrases(column, own).all_in(folded_words(text)):
        found.setdefault(term, (tokens[place].start, tokens[place + length - 1].end))
    return found


@cache
def _phrases(column: str, own: Rows) -> Phrases[Term]:
    at = ("spanish", "accepted", "wrong").index(column)
    return Phrases(
        (phrase.replace("-", " - "), Term(row[0], Severity(row[3]), row[4], bool(row[2].strip())))
        for row in _rows(own)
        for phrase in alternatives(row[at])
    )


def _rows(own: Rows) -> Rows:
    replaced = {row[0] for row in own}
    return (*own, *(row for row in read_table("terminology", COLUMNS) if row[0] not in replaced))
