"""What the checks say of translations whose faults are known, and how fast they say it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fiel.eval.checks import run_checks
from fiel.eval.comparing import Doubted, weighed
from fiel.eval.coverage import doubts
from fiel.eval.fidelity_cases import Case
from fiel.eval.risk import risk
from fiel.eval.tokens import tokenise
from fiel.models.encoder import Encoder, Matrix
from fiel.models.word_vectors import word_vectors
from fiel.records import Finding, Severity

GRAVE = (Severity.MAJOR, Severity.CRITICAL)


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what the checks said."""

    case: Case
    findings: tuple[Finding, ...]
    risk: float
    similarity: float | None = None
    """Cosine of the two sides, with an encoder."""
    missing: float = 0.0
    """The probability of the word that is most surely missing or added."""

    @property
    def flagged(self) -> bool:
        """Whether there is a finding of major or worse."""
        return any(finding.severity in GRAVE for finding in self.findings)

    def flagged_by(self, check: str) -> bool:
        """Whether this check has such a finding."""
        return any(f.severity in GRAVE and f.check == check for f in self.findings)

    def found_by(self, check: str) -> bool:
        """Whether this check has any finding."""
        return any(f.check == check for f in self.findings)


def judge_cases(cases: Sequence[Case], names: Sequence[str], encoder: Encoder | None = None) -> list[Judged]:
    """Every case with its findings and its risk; nothing is found missing or added without an encoder."""
    whole: dict[str, Matrix] = {}
    if encoder is not None and cases:
        texts = sorted({text for case in cases for text in (case.source, case.target)})
        whole = dict(zip(texts, encoder.encode(texts), strict=True))
    judged = []
    for case in cases:
        source, target = case.passages
        findings, cosine = run_checks(source, target, names), None
        doubted: Doubted = ([], [])
        if encoder is not None:
            rows = np.stack([whole[case.source], whole[case.target]])
            doubted = doubts(source, target, word_vectors(encoder), rows)
            findings = tuple(weighed(findings, source, target, doubted))
            cosine = float(rows[0] @ rows[1])
        missed = [[doubt.probability for doubt in side] for side in doubted]
        surest = max((value for side in missed for value in side), default=0.0)
        danger = risk(source, target, findings, cosine, missed)
        judged.append(Judged(case, findings, danger, cosine, surest))
    return judged


def pairs_per_second(cases: Sequence[Case], names: Sequence[str], encoder: Encoder | None) -> float:
    """How many pairs the checks take in a second of one core; encoding words and passages is not counted."""
    if encoder is not None:
        vectors = word_vectors(encoder)
        whole = np.zeros((2, vectors.rows(["a"]).shape[1]), dtype=np.float32)
        for lang, other in (("es", "en"), ("en", "es")):
            texts = [case.source if lang == "es" else case.target for case in cases]
            words = {token.low.removesuffix("'s") for text in texts for token in tokenise(text)}
            vectors.crowding(sorted(words), other)
    begun = time.process_time()
    for case in cases:
        source, target = case.passages
        findings = run_checks(source, target, names)
        if encoder is not None:
            weighed(findings, source, target, doubts(source, target, vectors, whole))
    return len(cases) / max(time.process_time() - begun, 1e-9)
