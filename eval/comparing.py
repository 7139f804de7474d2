"""All checks of a passage and its translation, what they find weighed against each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from fiel.align.lexicon import Lexicon
from fiel.eval.checks import run_checks
from fiel.eval.coverage import Doubt, doubts
from fiel.eval.named_otherwise import weigh_names
from fiel.eval.omission import omissions, reconciled
from fiel.eval.terminology import Rows
from fiel.models.encoder import Encoder, Matrix
from fiel.models.word_vectors import word_vectors
from fiel.records import Finding, Passage

Doubted = tuple[list[Doubt], list[Doubt]]


@dataclass(frozen=True, slots=True)
class Aids:
    """What a house gives the checks."""

    lexicon: Lexicon | None = None
    """Words that it finds on the other side do not count as left out or added."""
    terms: Rows = ()
    """Its terminology (`terminology.read_terms`)."""


NONE = Aids()


def compare(
    source: Passage,
    target: Passage,
    encoder: Encoder,
    whole: Matrix | None = None,
    *,
    complete: bool = True,
    aids: Aids = NONE,
) -> list[Finding]:
    """The findings of every check, omissions and additions too unless the target may be incomplete.

    `whole` holds the unit rows of both passages, 2 × dimensions, where they are known.
    """
    found = run_checks(source, target, terms=aids.terms)
    if {source.lang, target.lang} != {"es", "en"}:
        return list(found)
    if whole is None:
        whole = encoder.encode([source.text, target.text])
    doubted = doubts(source, target, word_vectors(encoder), whole, aids.lexicon)
    return weighed(found, source, target, doubted, complete)


def weighed(
    found: Iterable[Finding], source: Passage, target: Passage, doubted: Doubted, complete: bool = True
) -> list[Finding]:
    """What the checks found and what coverage.py doubts, put together."""
    missing = omissions(source, target, doubted) if complete else []
    return reconciled(weigh_names(found, source, target, doubted), missing)
