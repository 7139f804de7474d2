"""Known wrong renderings are found, unless an accepted one is there too."""

import pytest

from fiel.eval.phrases import alternatives
from fiel.eval.tables import read_table
from fiel.eval.terminology import TerminologyCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "severities"),
    [
        ("El canciller llegó.", "The foreign minister arrived.", []),
        ("El canciller llegó.", "The chancellor arrived.", ["major"]),
        ("El vicecanciller cubano llegó.", "The Cuban vice chancellor arrived.", ["major"]),
        ("Hablaron del tráfico de emigrantes.", "They spoke of human trafficking.", ["major"]),
        ("Hablaron del tráfico de emigrantes.", "They spoke of migrant smuggling.", []),
        ("El bloqueo continúa.", "The embargo goes on.", ["minor"]),
        ("Pretenden volver.", "They pretend to return.", ["major"]),
        ("La canciller alemana llegó.", "The visitor arrived.", []),
    ],
)
def test_wrong_terms_are_found(spanish: str, english: str, severities: list[str]) -> None:
    findings = TerminologyCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.severity.value for finding in findings] == severities


def test_no_rendering_is_both_accepted_and_wrong() -> None:
    for spanish, accepted, wrong, *_ in read_table("terminology", 5):
        assert not set(alternatives(accepted)) & set(alternatives(wrong)), spanish
