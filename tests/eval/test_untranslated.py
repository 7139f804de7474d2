"""Words left in the original's language are found; names, titles and loans are not."""

import pytest

from fiel.eval.untranslated import UntranslatedCheck
from fiel.records import Finding, Passage


def found(spanish: str, english: str) -> list[Finding]:
    return UntranslatedCheck()(Passage(spanish, "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("spanish", "english", "words"),
    [
        ("Tenía una gran ventaja en el juego.", "He had a great ventaja in the game.", ["ventaja"]),
        ("Eventualmente volvieron.", "Eventualmente they came back.", ["Eventualmente"]),
        ("Firmó el presidente de los Estados Unidos.", "The United Estados signed.", ["Estados"]),
        ("Fue el comienzo de todo.", "It was el comienzo of everything.", ["el comienzo"]),
        ("Se cayó y se rompió.", "It fell y broke.", ["y"]),
        ("Hablaron los escolares.", "The niños spoke.", ["niños"]),
    ],
)
def test_foreign_words_are_found_run_by_run(spanish: str, english: str, words: list[str]) -> None:
    findings = found(spanish, english)
    assert [english[f.target_span[0] : f.target_span[1]] for f in findings if f.target_span] == words
    assert {f.severity.value for f in findings} == {"major"}


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("El hospital central de control regional.", "The central hospital of regional control."),
        ("Lo organizó la Casa de las Américas.", "The Casa de las Américas organised it."),
        ("Del Prado ganó en Los Ángeles.", "Del Prado won in Los Angeles."),
        ("Habló el viceministro Tomás Arosemena.", "Deputy Minister Tomás Arosemena spoke."),
        ("Costó veinte pesos.", "It cost twenty pesos."),
        ("La vicepresidenta Elsa Rodríguez viajó.", "Vice President Elsa Rodríguez traveled."),
        ("Cerró el Hospital Hermanos Loriga.", "The Hermanos Loriga Hospital closed."),
        ("Comieron en una paladar.", "They ate in a paladar."),
        ("Cantaron «Mi Tierra Querida» anoche.", "Last night they sang “Mi Tierra Querida”."),
        ("Escriba a info@prensa.example hoy.", "Write to info@prensa.example today."),
    ],
)
def test_names_titles_loans_and_shared_words_are_not(spanish: str, english: str) -> None:
    assert found(spanish, english) == []


def test_english_left_in_spanish_is_found_too() -> None:
    (finding,) = UntranslatedCheck()(
        Passage("They kept the sovereignty of all.", "en"),
        Passage("Guardaron la sovereignty de todos.", "es", 10),
    )
    assert finding.target_span == (23, 34)
