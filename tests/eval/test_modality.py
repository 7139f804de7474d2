"""Obligation, possibility and hearsay are kept; a loss is a hint, a change is grave."""

import pytest

from fiel.eval.modality import ModalityCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "severities"),
    [
        ("El gobierno debe responder.", "The government must respond.", []),
        ("Tienen que salir.", "They need to leave.", []),
        ("Podrían volver.", "They might return.", []),
        ("Quizás vuelvan.", "They are likely to return.", []),
        ("El gobierno debe responder.", "The government may respond.", ["major"]),
        ("El gobierno debe responder.", "The government responds.", ["minor"]),
        ("Llegó en mayo.", "He arrived in May.", []),
        ("El 5 de mayo llegó.", "May 5 was when he arrived.", []),
        ("Quizás llegue en mayo.", "May they arrive in May.", []),
        ("El presunto autor huyó.", "The alleged culprit fled.", []),
        ("El presunto autor huyó.", "The culprit fled.", ["minor"]),
    ],
)
def test_modality_is_compared_by_class(spanish: str, english: str, severities: list[str]) -> None:
    findings = ModalityCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.severity.value for finding in findings] == severities
