"""Risk orders pairs: a finding weighs most, then what may be missing, an acronym kept, and length."""

from fiel.eval.risk import risk
from fiel.records import Finding, Passage, Severity

SOURCE = Passage("El ministro visitó ayer el hospital.", "es")
TARGET = Passage("The minister visited the hospital.", "en")


def test_findings_weigh_by_severity_and_confidence() -> None:
    def with_one(severity: Severity, confidence: float) -> float:
        return risk(SOURCE, TARGET, [Finding("number", "t", severity, "", None, None, confidence)])

    ordered = [with_one(Severity.MINOR, 0.9), with_one(Severity.MAJOR, 0.5), with_one(Severity.CRITICAL, 0.9)]
    assert risk(SOURCE, TARGET, []) < ordered[0] < ordered[1] < ordered[2]


def test_words_without_counterpart_and_dissimilar_sides_are_a_risk() -> None:
    calm = risk(SOURCE, TARGET, [], similarity=0.9, missing=[[0.1, 0.1], [0.1]])
    assert calm < risk(SOURCE, TARGET, [], similarity=0.5, missing=[[0.1, 0.1], [0.1]])
    assert calm < risk(SOURCE, TARGET, [], similarity=0.9, missing=[[0.1, 0.9], [0.1]])


def test_an_acronym_kept_as_it_is_is_a_risk() -> None:
    source = Passage("La ACT es masa.", "es")
    assert risk(source, Passage("The TBW is mass", "en"), []) < risk(
        source, Passage("The ACT is mass", "en"), []
    )
