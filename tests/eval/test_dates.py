"""Days and months agree; relative days are resolved by each article's date."""

import datetime

import pytest

from fiel.eval.dates import DateCheck
from fiel.records import Passage

WEDNESDAY = datetime.date(2023, 12, 6)
THURSDAY = datetime.date(2023, 12, 7)


@pytest.mark.parametrize(
    ("spanish", "english", "messages"),
    [
        ("El lunes 4 de marzo llegó.", "He arrived on Monday, March 4.", []),
        ("El lunes llegó.", "He arrived on Tuesday.", ["major: date changed: lunes → Tuesday"]),
        ("En marzo llegó.", "He arrived in May.", ["major: date changed: marzo → May"]),
        ("El lunes llegó.", "He arrived.", ["minor: date missing: lunes"]),
        ("Llegó el 5/12/2023.", "He arrived on December 5, 2023.", []),
        ("Llegó el 5/12/2023.", "He arrived on 12/5/2023.", []),
        (
            "Llegó el 5/12/2023.",
            "He arrived on 5/12/2023.",
            ["minor: date may be read month first: 5/12/2023"],
        ),
        ("Llegó por la mañana.", "He arrived in the morning.", []),
        ("Llegará esta semana.", "It is due this week.", []),
        ("Llegará esta semana.", "It is due by Friday.", ["minor: date added: Friday"]),
        ("Llegará esta semana.", "It is due next week.", ["major: date changed: esta semana → next week"]),
        ("Desde la primavera.", "Since autumn.", ["major: date changed: primavera → autumn"]),
        ("A mediados de mayo.", "In mid-May.", []),
        ("A mediados de mayo.", "In late May.", ["major: date changed: mediados de → late"]),
        ("Zarpó al mediodía.", "It sailed at midnight.", ["major: date changed: mediodía → midnight"]),
        ("El año pasado creció.", "It grew in 2022.", []),
        ("Nació en Santo Domingo.", "She was born in Santo Domingo.", []),
        ("Puede que venga; marchó.", "She may come; they march.", []),
        ("La Tierra gira.", "The Earth goes round the Sun; he sat.", []),
        ("El martes 3 de sept. llegó.", "He arrived on Tues., Sept. 3.", []),
        ("En setiembre llegó.", "He arrived in September.", []),
        ("Los sábados y domingos cierra.", "It closes on Saturdays and Sundays.", []),
        ("El sábado llegó.", "He arrived on Sunday's train.", ["major: date changed: sábado → Sunday's"]),
    ],
)
def test_days_and_months_are_compared(spanish: str, english: str, messages: list[str]) -> None:
    findings = DateCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [f"{f.severity}: {f.message}" for f in findings] == messages


@pytest.mark.parametrize(
    ("spanish", "day", "english", "other_day", "count"),
    [
        ("Este miércoles dialogaron.", WEDNESDAY, "They met today.", WEDNESDAY, 0),
        ("Este miércoles dialogaron.", WEDNESDAY, "They met yesterday.", THURSDAY, 0),
        ("Este miércoles dialogaron.", WEDNESDAY, "They met today.", THURSDAY, 1),
        ("Dialogaron hoy.", WEDNESDAY, "They met on Wednesday.", THURSDAY, 0),
        ("Dialogaron hoy.", WEDNESDAY, "They met on Thursday.", THURSDAY, 1),
        ("Dialogaron ayer.", THURSDAY, "They met on Wednesday.", THURSDAY, 0),
        ("Dialogaron anoche.", THURSDAY, "They met late on Wednesday.", THURSDAY, 0),
        ("Dialogaron anteayer.", THURSDAY, "They met on Tuesday.", THURSDAY, 0),
        ("Dialogarán mañana.", WEDNESDAY, "They will meet on Thursday.", WEDNESDAY, 0),
        ("Dialogarán este jueves.", WEDNESDAY, "They will meet tomorrow.", WEDNESDAY, 0),
        ("Dialogan este miércoles.", WEDNESDAY, "They meet tonight.", WEDNESDAY, 0),
        ("Dialogarán mañana.", WEDNESDAY, "They will meet on Friday.", WEDNESDAY, 1),
        ("Dialogarán pasado mañana.", WEDNESDAY, "They will meet on Friday.", WEDNESDAY, 0),
        ("Dialogaron hoy.", WEDNESDAY, "They met yesterday.", THURSDAY, 0),
        ("Dialogaron hoy.", WEDNESDAY, "They met today.", THURSDAY, 1),
    ],
)
def test_relative_days_are_resolved_by_each_articles_date(
    spanish: str, day: datetime.date, english: str, other_day: datetime.date, count: int
) -> None:
    findings = DateCheck()(Passage(spanish, "es", date=day), Passage(english, "en", date=other_day))
    assert len(findings) == count
