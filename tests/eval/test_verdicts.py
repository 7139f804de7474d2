"""The worst finding decides the verdict; penalties 0, 1, 5, 25 make the score."""

import pytest

from fiel.eval.verdicts import judge
from fiel.records import Finding, Severity, Verdict


def finding(severity: str, confidence: float = 1.0) -> Finding:
    return Finding("x", "accuracy", Severity(severity), "…", confidence=confidence)


@pytest.mark.parametrize(
    ("severities", "label", "score"),
    [
        ([], "faithful", 100.0),
        (["neutral"], "faithful", 100.0),
        (["minor", "minor"], "minor", 92.0),
        (["minor", "major"], "major", 76.0),
        (["critical", "major"], "critical", 0.0),
        (["major"] * 9, "major", 0.0),
    ],
)
def test_the_worst_finding_decides_and_penalties_are_capped(
    severities: list[str], label: str, score: float
) -> None:
    assert judge([finding(s) for s in severities]) == Verdict(label, score)


def test_passages_that_are_no_translations_are_not_aligned_whatever_was_found() -> None:
    assert judge([finding("critical")], aligned=False).label == "not_aligned"


def test_a_grave_finding_of_low_confidence_alone_needs_a_human() -> None:
    assert judge([finding("major", 0.3)]).label == "needs_human"
    assert judge([finding("major", 0.3), finding("major", 0.9)]).label == "major"
