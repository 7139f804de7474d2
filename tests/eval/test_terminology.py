"""Known wrong renderings are found, unless an accepted one is there too."""

from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.phrases import alternatives
from fiel.eval.tables import read_table
from fiel.eval.terminology import TerminologyCheck, read_terms
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "severities"),
    [
        ("El canciller llegó.", "The foreign minister arrived.", []),
        ("El canciller llegó.", "The chancellor arrived.", ["major"]),
        ("El vicecanciller cubano llegó.", "The Cuban vice chancellor arrived.", ["major"]),
        ("Hablaron del tráfico de emigrantes.", "They spoke of human trafficking.", ["major"]),
        ("Hablaron del tráfico de emigrantes.", "They spoke of migrant smuggling.", []),
        ("Hablaron del tráfico de personas.", "They spoke of people smuggling.", ["major"]),
        ("El bloqueo continúa.", "The embargo goes on.", ["minor"]),
        ("Pretenden volver.", "They pretend to return.", ["major"]),
        ("La canciller alemana llegó.", "The visitor arrived.", []),
    ],
)
def test_wrong_terms_are_found(spanish: str, english: str, severities: list[str]) -> None:
    findings = TerminologyCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.severity.value for finding in findings] == severities


def test_a_house_has_its_own_terms(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_text(
        "# Spanish, accepted\nMesa Redonda\tRound Table\nBloqueo\tembargo\t\tminor\tour paper says embargo\n"
    )
    check = TerminologyCheck(read_terms(path))

    def found(spanish: str, english: str) -> list[str]:
        return [finding.message for finding in check(Passage(spanish, "es"), Passage(english, "en"))]

    assert found("La Mesa Redonda de hoy.", "Today's Round Table.") == []
    assert found("La Mesa Redonda de hoy.", "Today's panel.") == ["term not found: Mesa Redonda (house.tsv)"]
    assert found("El bloqueo continúa.", "The embargo goes on.") == []
    assert found("El bloqueo continúa.", "It goes on.") == [
        "term not found: bloqueo (our paper says embargo)"
    ]
    assert found("El canciller llegó.", "The chancellor arrived.") != []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mesa redonda\n", r"house.tsv:1: 1 columns; expected Spanish, accepted"),
        ("# terms\nmesa\ttable\t\tgrave\n", r'house.tsv:2: severity "grave"; expected one of .*major'),
        ("mesa\t\t\n", r"house.tsv:1"),
    ],
)
def test_a_file_of_other_rows_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "house.tsv").write_text(text)
    with pytest.raises(InputError, match=message):
        read_terms(tmp_path / "house.tsv")


def test_no_rendering_is_both_accepted_and_wrong() -> None:
    for spanish, accepted, wrong, *_ in read_table("terminology", 5):
        assert not set(alternatives(accepted)) & set(alternatives(wrong)), spanish
