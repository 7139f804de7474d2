"""Names lost, added or replaced are found; the same name in another language is not."""

import pytest

from fiel.eval.names import NameCheck
from fiel.records import Finding, Passage


def found(spanish: str, english: str) -> list[Finding]:
    return NameCheck()(Passage(spanish, "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("La ONU llamó a la OTAN.", "The UN called on NATO."),
        ("EE.UU. y la parte cubana dialogan.", "The United States and the Cuban side are in talks."),
        ("Las tropas estadounidenses llegaron a Turquía.", "US troops arrived in Turkey."),
        ("Lo dijo Ana Quintero en La Habana.", "Ana Quintero said so in Havana."),
        ("El filósofo Aristarco nació en Samos.", "The philosopher Aristarchus was born on Samos."),
        ("Trabaja en el Ministerio de Salud.", "She works at the Ministry of Health."),
        ("La hija de los duques de Lorena llegó.", "The daughter of the dukes of Lorraine arrived."),
        ("Sesionó la Corte Suprema en Washington.", "The Supreme Court met in Washington."),
        ("Francesco Bellini ganó en París.", "Francesco Bellini won in Paris."),
        ("El siglo XVII fue el de Oro.", "The 17th century was the Golden one."),
        ("Vive en Papúa Nueva Guinea.", "She lives in PNG."),
        ("Los artistas afroamericanos llegaron.", "The African-American artists arrived."),
        ("La integración euroasiática avanza.", "Euro-Asian integration goes on."),
        ("Llegó a la iglesia de Santa María.", "He came to St. Mary's church."),
        ("Lo informó el Ministerio de Salud Pública.", "The Health Ministry reported it."),
        ("El Minsap lo informó.", "The Ministry of Public Health reported it."),
        ("¿Quién paga los daños?", "Who pays for the damage?"),
        ("Según la Cepal, crecerá.", "It will grow, according to ECLAC's report."),
    ],
)
def test_the_same_names_in_the_other_language_are_no_finding(spanish: str, english: str) -> None:
    assert found(spanish, english) == []


@pytest.mark.parametrize(
    ("spanish", "english", "message"),
    [
        (
            "La delegación de Angola llegó.",
            "The delegation from Zambia arrived.",
            "name changed: Angola → Zambia",
        ),
        (
            "Se reunió ayer con Odalys Quintana.",
            "She met Odalys Herrera.",
            "name changed: Quintana → Herrera",
        ),
        ("El acuerdo con Vietnam se firmó.", "The agreement was signed.", "name missing: Vietnam"),
        ("El acuerdo se firmó.", "The agreement with Norway was signed.", "name added: Norway"),
    ],
)
def test_another_name_or_none_is_a_major_finding(spanish: str, english: str, message: str) -> None:
    assert [(f.severity.value, f.message) for f in found(spanish, english)] == [("major", message)]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Sustituyó al capitán Furyk.", "He replaced captain Jim Furyk."),
        ("Lo dijo Raúl Agüero Valdés.", "Aguero Valdes said so."),
        ("Dirige la Unión Eléctrica.", "He heads Cuba´s Electric Union."),
        ("Habló el presidente Donald Trump.", "US President Donald Trump spoke."),
        ("El ciclón llegó a Bayamo.", "The cyclone reached Bayamo, in eastern Cuba."),
        ("Lo dijo en inglés ante la prensa.", "She said so to the press."),
    ],
)
def test_a_name_made_fuller_or_a_country_for_the_reader_is_minor(spanish: str, english: str) -> None:
    assert {finding.severity.value for finding in found(spanish, english)} <= {"minor"}


def test_a_short_acronym_that_may_be_spelled_out_is_minor() -> None:
    (finding,) = found("Padecen TCA muchas personas.", "Many people suffer from eating disorders.")
    assert finding.severity.value == "minor"


def test_spans_are_offsets_into_the_articles() -> None:
    (finding,) = NameCheck()(Passage("Fue a Angola.", "es", 10), Passage("He went to Zambia.", "en", 20))
    assert (finding.source_span, finding.target_span) == ((16, 22), (31, 37))


def test_a_given_name_is_translated_by_a_given_name_alone() -> None:
    (finding,) = found("Lo halló un sabio llamado Aristarco.", "A sage named Kenneth found it.")
    assert finding.message == "name added: Kenneth"


@pytest.mark.parametrize(
    ("spanish", "english", "message"),
    [
        (
            "Habló la senadora Mariela Bellini.",
            "Senator Mariana Bellini spoke.",
            "name changed: Mariela → Mariana",
        ),
        (
            "Cerró el Ministerio de Educación.",
            "The Ministry of Health closed.",
            "name changed: Ministerio de Educación → Ministry of Health",
        ),
    ],
)
def test_names_that_look_alike_may_be_two(spanish: str, english: str, message: str) -> None:
    (finding,) = found(spanish, english)
    assert (finding.severity, finding.message) == ("major", message)
