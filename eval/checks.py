"""The typed checks: each compares a source passage with its translation and names what differs."""

from collections.abc import Iterable
from typing import Protocol

from fiel.errors import SettingsError
from fiel.eval.acronyms import AcronymCheck
from fiel.eval.antonyms import AntonymCheck
from fiel.eval.dates import DateCheck
from fiel.eval.gender import GenderCheck
from fiel.eval.modality import ModalityCheck
from fiel.eval.names import NameCheck
from fiel.eval.negation import NegationCheck
from fiel.eval.numbers import NumberCheck
from fiel.eval.person import PersonCheck
from fiel.eval.quantifiers import QuantifierCheck
from fiel.eval.questions import QuestionCheck
from fiel.eval.roles import RolesCheck
from fiel.eval.tense import TenseCheck
from fiel.eval.terminology import Rows, TerminologyCheck
from fiel.eval.untranslated import UntranslatedCheck
from fiel.eval.wording import WordingCheck
from fiel.records import Finding, Passage


class Check(Protocol):
    """A rule that compares two passages. Spans of its findings are offsets into the articles."""

    @property
    def name(self) -> str:
        """The name it is chosen by and that its findings bear."""

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """The differences it finds; none for languages it does not know."""


CHECKS: dict[str, Check] = {
    check.name: check
    for check in (
        NumberCheck(),
        DateCheck(),
        NegationCheck(),
        ModalityCheck(),
        QuantifierCheck(),
        UntranslatedCheck(),
        AcronymCheck(),
        PersonCheck(),
        GenderCheck(),
        NameCheck(),
        TerminologyCheck(),
        WordingCheck(),
        QuestionCheck(),
        TenseCheck(),
        AntonymCheck(),
        RolesCheck(),
    )
}
"""Every check, in the order in which findings are shown."""


def run_checks(
    source: Passage, target: Passage, names: Iterable[str] | None = None, terms: Rows = ()
) -> tuple[Finding, ...]:
    """The findings of the named checks (default: all), check by check; `terms` are a house's own.

    Raises SettingsError for a name that no check has.
    """
    chosen = tuple(CHECKS if names is None else names)
    unknown = [name for name in chosen if name not in CHECKS]
    if unknown:
        raise SettingsError(f'unknown check "{unknown[0]}"; known checks: {", ".join(CHECKS)}')
    own = {"terminology": TerminologyCheck(terms)} if terms else {}
    return tuple(finding for name in chosen for finding in (CHECKS | own)[name](source, target))
