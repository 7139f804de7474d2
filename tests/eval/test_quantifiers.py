"""Quantities and hedges are kept; a loss is a hint, a change is grave."""

import pytest

from fiel.eval.quantifiers import QuantifierCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "messages"),
    [
        ("Todos los países votaron.", "Every country voted.", []),
        ("La mayoría votó.", "Most voted.", []),
        ("Casi mil personas.", "About a thousand people.", []),
        ("Todos los países votaron.", "Some countries voted.", ["changed: Todos (all) → Some (some)"]),
        ("Todos los países votaron.", "Several countries voted.", ["changed: Todos (all) → Several (some)"]),
        ("Tendrá como máximo cien camas.", "It will have no more than a hundred beds.", []),
        ("No todos los socios votaron.", "Some members did not vote.", []),
        ("Ganamos por muy poco.", "We won, but only just.", ["lost: muy (very)", "added: only (only)"]),
        ("Casi mil personas.", "A thousand people.", ["lost: Casi (almost)"]),
        ("No solo llueve en la costa.", "It rains not only on the coast.", []),
        ("Uno de cada tres alumnos falta.", "One out of every three students is absent.", []),
        ("Es un país pobre.", "It is a very poor country.", ["added: very (very)"]),
    ],
)
def test_quantifiers_are_compared_by_class(spanish: str, english: str, messages: list[str]) -> None:
    findings = QuantifierCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.message for finding in findings] == messages
