"""The opposite is warned of; both or neither word is no opposite."""

import pytest

from fiel.eval.antonyms import AntonymCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "messages"),
    [
        ("Llegaron más turistas.", "Fewer tourists came.", ["perhaps the opposite: más → Fewer"]),
        ("Apoyaron la moción.", "They opposed the motion.", ["perhaps the opposite: Apoyaron → opposed"]),
        ("Habló antes de la votación.", "He spoke after the vote.", ["perhaps the opposite: antes → after"]),
        ("Llegaron más turistas.", "More tourists came.", []),
        ("Hubo más turistas y menos vuelos.", "There were fewer flights and more tourists.", []),
        ("Ya está fuera de peligro.", "He is out of danger.", []),
        ("El puente no volverá a abrirse.", "The bridge will stay closed.", []),
        ("El peso se hundió.", "The peso recovered.", ["perhaps the opposite: hundió → recovered"]),
        ("Más tarde habló.", "Less was said later, but more was done.", []),
        ("Entre ellos está Ana.", "Among those who left is Ana.", []),
    ],
)
def test_opposites_are_warned_of(spanish: str, english: str, messages: list[str]) -> None:
    findings = AntonymCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity == "minor" for finding in findings)
