"""The quantifier check: all, most, some, almost, at least, only and very are kept."""

from dataclasses import dataclass

from fiel.eval.categories import compare
from fiel.records import Finding, Passage

TYPE = "accuracy/mistranslation/quantifier"


@dataclass(frozen=True, slots=True)
class QuantifierCheck:
    """Quantities, degrees and hedges (quantifiers.tsv)."""

    name: str = "quantifier"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """Minor findings for what is lost or added, a major one for what is changed."""
        return compare("quantifiers", self.name, TYPE, source, target)
