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
        ("El banco debe devolver el dinero.", "The bank should return the money.", ["minor"]),
        ("Es probable que nieve.", "It is certain to snow.", ["major"]),
        ("Es probable que nieve.", "Snow is on the cards, and expected by noon.", []),
        ("Se prevé que nieve.", "Snow is forecast.", []),
        ("Se prevé que nieve.", "It will snow.", ["minor"]),
        ("Al parecer, nevó.", "It seems to have snowed.", []),
        ("Al parecer, nevó.", "It snowed.", ["minor"]),
        ("El club estaría dispuesto a vender.", "The club is reportedly willing to sell.", []),
        ("El club estaría dispuesto a vender.", "The club is willing to sell.", ["minor"]),
        ("Estamos seguros de que nevará.", "We are hopeful that it will snow.", ["major"]),
        ("Pretende reducir el gasto.", "She wants to cut spending.", []),
        ("Está prohibido nadar.", "Swimming is not allowed.", []),
        ("La tienda que abrió ayer cerró.", "The shop that opened yesterday closed.", []),
    ],
)
def test_modality_is_compared_by_class(spanish: str, english: str, severities: list[str]) -> None:
    findings = ModalityCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.severity.value for finding in findings] == severities
