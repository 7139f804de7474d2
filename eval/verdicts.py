"""What the findings on a passage add up to, in MQM-compatible severities."""

from collections.abc import Iterable

from fiel.records import Finding, Severity, Verdict

CAP = 25
"""One critical finding takes the whole score; more cannot take more."""
SURE = 0.5
"""A finding below this confidence cannot decide by itself: a person must look."""


def judge(findings: Iterable[Finding], aligned: bool = True) -> Verdict:
    """The verdict on a passage and its score, 100·(1 − penalty/25).

    The worst finding decides, not the sum or the mean. Passages that are no
    translations of each other (`aligned` false) are `not_aligned`, whatever was found.

    >>> judge([])
    Verdict(label='faithful', score=100.0)
    """
    found = tuple(findings)
    score = 100.0 * (1 - min(CAP, sum(finding.severity.penalty for finding in found)) / CAP)
    if not aligned:
        return Verdict("not_aligned", 0.0)
    worst = max((finding.severity for finding in found), key=lambda s: s.penalty, default=Severity.NEUTRAL)
    if worst is Severity.NEUTRAL:
        return Verdict("faithful", score)
    grave = worst in (Severity.MAJOR, Severity.CRITICAL)
    if grave and all(f.confidence < SURE for f in found if f.severity is worst):
        return Verdict("needs_human", score)
    return Verdict(worst.value, score)
