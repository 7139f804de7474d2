"""Who did what to whom is not turned; what cannot be read with certainty is left alone."""

import pytest

from fiel.eval.roles import RolesCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "count"),
    [
        ("Perú acusó a Bolivia de espionaje.", "Bolivia accused Peru of spying.", 1),
        ("Perú acusó a Bolivia de espionaje.", "Peru accused Bolivia of spying.", 0),
        ("Perú acusó a Bolivia de espionaje.", "Bolivia was accused by Peru of spying.", 0),
        ("Perú acusó a Bolivia de espionaje.", "Peru was accused by Bolivia of spying.", 1),
        ("Perú fue acusado por Bolivia.", "Bolivia accused Peru.", 0),
        ("Perú fue acusado por Bolivia.", "Peru accused Bolivia.", 1),
        ("A Rita Ocampo la criticó Saúl Vera.", "Saúl Vera criticized Rita Ocampo.", 0),
        ("A Rita Ocampo la criticó Saúl Vera.", "Rita Ocampo criticized Saúl Vera.", 1),
        ("Al ver a Rita Ocampo, la saludó Saúl Vera.", "Saúl Vera greeted Rita Ocampo on seeing her.", 0),
        ("Chile derrotó a Haití.", "Haiti lost the final to Chile.", 0),
        ("Chile derrotó a Haití.", "Chile lost the final to Haiti.", 1),
        ("El club Norte vendió el pase al club Sur.", "Club Norte sold the player to Club Sur.", 0),
        ("Panamá apoyó a Belice.", "Belize won the backing of Panama.", 0),
        ("Panamá apoyó a Belice.", "Panama won the backing of Belize.", 1),
        ("Los obreros demandaron a la empresa.", "The company sued the workers.", 1),
        ("Los obreros demandaron a la empresa.", "The workers sued the company.", 0),
        ("Nexa absorbió a Lumbra en Quito.", "Lumbra is now in the hands of Nexa.", 0),
        ("Perú, acusado de espionaje, calló.", "Bolivia accused Peru of spying.", 0),
    ],
)
def test_exchanged_sides_are_a_minor_finding(spanish: str, english: str, count: int) -> None:
    findings = RolesCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.severity for finding in findings] == ["minor"] * count
    turned = RolesCheck()(Passage(english, "en"), Passage(spanish, "es"))
    assert len(turned) == count
