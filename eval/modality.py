"""The modality check: must stays must, may stays may, and hearsay is not made a fact."""

from dataclasses import dataclass

from fiel.eval.categories import compare
from fiel.records import Finding, Passage

TYPE = "accuracy/mistranslation/modality"


@dataclass(frozen=True, slots=True)
class ModalityCheck:
    """Obligation, possibility, hearsay and certainty (modality.tsv)."""

    name: str = "modality"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """Minor findings for what is lost or added, a major one for what is changed."""
        return compare("modality", self.name, TYPE, source, target)
