"""Past and future are not turned; what may be either is left alone."""

import pytest

from fiel.eval.tense import TenseCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "messages"),
    [
        (
            "El ministro anunció la medida.",
            "The minister will announce it.",
            ["past became future: anunció → will"],
        ),
        ("Firmarán el acuerdo.", "They signed the agreement.", ["future became past: Firmarán → signed"]),
        ("Van a firmar el acuerdo.", "They signed the agreement.", ["future became past: Van → signed"]),
        ("El ministro anunció la medida.", "The minister announced it.", []),
        ("Firmarán el acuerdo.", "They will sign the agreement.", []),
        ("Anunció que vendrían.", "He announced that they would come.", []),
        ("Esperaba que viniera.", "He expected that she will come.", []),
        ("Dijo que mañana viaja.", "He said he will travel tomorrow.", []),
        ("Firmarán el acuerdo.", "The agreement is to be signed.", []),
        (
            "Llegaron por la mañana.",
            "They will arrive in the morning.",
            ["past became future: Llegaron → will"],
        ),
        ("Ahora es así.", "It was so.", ["present became past: es → was"]),
        ("La planta produce acero.", "The plant makes steel.", []),
        (
            "Los científicos estudian el suelo.",
            "They studied the soil.",
            ["present became past: estudian → studied"],
        ),
        ("Los científicos estudian el suelo.", "They study soil based on clay.", []),
        ("El barco llegó.", "The ship is here.", ["past became present: llegó → is"]),
        ("Ha crecido mucho.", "It has grown a lot.", []),
        ("Se siente la compañía.", "The company was felt.", []),
        (
            "El club venderá el estadio, anunció.",
            "The club sold the stadium, it announced.",
            ["future became past: venderá → sold"],
        ),
        ("El club venderá el estadio, anunció.", "The club is to sell the stadium, it announced.", []),
        ("El club venderá el estadio, anunció.", "The club announced plans to sell the stadium.", []),
        (
            "Están pintando la escuela que se quemó.",
            "They painted the school after the fire.",
            ["present became past: Están → painted"],
        ),
        ("Están pintando la escuela que se quemó.", "They are painting the school that burned.", []),
        ("Se oía detrás.", "It was heard behind.", []),
        ("Rosa Alvarado confía.", "Rosa Alvarado trusts it will.", []),
        ("Acaba de nacer.", "It has just been born.", []),
        ("Está por nacer.", "It will soon be born.", []),
        ("Está por nacer.", "It is born.", ["lost: Está (imminent)"]),
        ("Iba a cerrar.", "It was to close.", []),
    ],
)
def test_past_and_future_are_compared(spanish: str, english: str, messages: list[str]) -> None:
    findings = TenseCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity == "minor" for finding in findings)


def test_an_aspect_that_became_its_opposite_is_major() -> None:
    (finding,) = TenseCheck()(
        Passage("Sigue siendo socio.", "es"), Passage("He is no longer a member.", "en")
    )
    assert (finding.message, finding.severity) == (
        "changed: Sigue (continuing) → no (ended)",
        "major",
    )
