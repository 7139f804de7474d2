"""A statement must not become a question."""

import pytest

from fiel.eval.questions import QuestionCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "severities"),
    [
        ("Vendrá mañana.", "She will come tomorrow.", []),
        ("¿Vendrá mañana?", "Will she come tomorrow?", []),
        ("Vendrá mañana.", "Will she come tomorrow?", ["major"]),
        ("¿Vendrá mañana?", "She will come tomorrow.", ["minor"]),
        ("Me preguntó por qué vino.", "She asked me: why did he come?", []),
    ],
)
def test_question_and_statement_are_kept_apart(spanish: str, english: str, severities: list[str]) -> None:
    findings = QuestionCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.severity.value for finding in findings] == severities
