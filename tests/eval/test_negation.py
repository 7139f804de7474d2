"""A negation lost or added is found; what only looks like one is not."""

import pytest

from fiel.eval.negation import NegationCheck
from fiel.records import Finding, Passage


def found(spanish: str, english: str) -> list[Finding]:
    return NegationCheck()(Passage(spanish, "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Aún no se conocen las causas del accidente.", "The causes of the crash are still unknown."),
        ("Carece de respaldo.", "It has no backing."),
        ("Impidió que se reunieran.", "It blocked them from meeting."),
        ("Sin embargo, siguen allí.", "However, they are still there."),
        ("Está más unida que nunca.", "It is more united than ever."),
        ("Lo dijo Médicos Sin Fronteras.", "Doctors Without Borders said so."),
        ("No solo ganaron, sino que convencieron.", "They not only won but convinced."),
        ("No solo ganaron, también convencieron.", "Besides winning, they convinced."),
        ("Los daños fueron «no graves».", "The damage was “non-serious”."),
        ("Es un hecho innegable.", "It is an undeniable fact."),
        ("En apenas dos semanas terminaron.", "They finished in just two weeks."),
        ("Nada más llegar, habló.", "As soon as he arrived, he spoke."),
        ("No vino nadie nunca.", "Nobody ever came."),
        ("No tiene ni agua ni luz.", "It has neither water nor power."),
        ("No lograron un acuerdo.", "They failed to reach an agreement."),
        ("No tienen medicinas.", "They lack medicines."),
        ("Se fue sin hablar.", "He left without speaking."),
        ("No llegó hasta el lunes.", "It arrived only after Monday."),
        ("No lo reconoce.", "He denies it."),
        ("No irá a menos que llueva.", "He will not go unless it rains."),
        ("La parte cubana no aceptó la propuesta.", "The Cuban side refused the proposal."),
        ("Ya no viven aquí.", "They no longer live here."),
        ("No cabe duda de que vendrán.", "They will undoubtedly come."),
        ("No obstante, ganaron.", "Nevertheless, they won."),
        ("Vive en el No. 5 de la calle.", "He lives at No. 5 in the street."),
        ("No creo que nadie lo sepa.", "I don't think anyone knows."),
        ("No es más que un pretexto.", "It is a pretext."),
        ("Es imposible saberlo.", "It is not possible to know."),
        ("¿Por qué no vino?", "Why didn't she come?"),
        ("Lo sabe mejor que nadie, más que nunca.", "He knows it better than anyone, more than ever."),
        ("Médicos Sin Fronteras ayudó.", "Médecins Sans Frontières helped."),
        ("No solo resistió, sino que venció.", "It resisted and won as well."),
        ("Es innegable.", "It cannot be denied."),
        ("Quería paz y nada más.", "He wanted peace and nothing else."),
        ("Quería paz, nada más.", "He only wanted peace."),
        ("No es justo.", "It is unfair."),
        ("No es miembro.", "He is a non-member."),
        ("No está de acuerdo.", "He disagrees."),
        ("Una mujer no identificada llamó.", "An unidentified woman called."),
        ("Como era de esperar, vino.", "Not unexpectedly, he came."),
        ("Como no podía ser de otra manera, vino.", "As was to be expected, he came."),
        ("Ni siquiera habló.", "He did not even speak."),
        ("Tampoco habló.", "Neither did he speak."),
        ("No está listo y ellos tampoco han firmado.", "It isn't ready, nor have they signed."),
        ("El puente no volverá a abrirse en invierno.", "The bridge will stay closed this winter."),
        ("La huelga no fue total.", "The strike was partial."),
        ("El tesorero sigue prófugo.", "The treasurer has not been caught."),
        ("La niña ya está fuera de peligro.", "The girl is no longer in danger."),
        (
            "Nadie quiso hablar con la prensa local.",
            "All of them, men and women, refused to talk to local reporters.",
        ),
        ("El valle sigue sin luz tres días después.", "Three days later, the valley still has no power."),
        ("Atracó sin contratiempos.", "It docked smoothly."),
    ],
)
def test_the_same_polarity_is_no_finding(spanish: str, english: str) -> None:
    assert found(spanish, english) == []


@pytest.mark.parametrize(
    ("spanish", "english", "message"),
    [
        ("No habrá acuerdo.", "There will be an agreement.", "negation lost: No"),
        ("Habrá acuerdo.", "There will be no agreement.", "negation added: no"),
        ("Firmaron el acuerdo.", "They didn't sign the agreement.", "negation added: didn't"),
        ("Nunca lo aceptaremos.", "We will accept it.", "negation lost: Nunca"),
        ("Nadie vino a la reunión.", "Everybody came to the meeting.", "negation lost: Nadie"),
        ("Mostró el plan.", "He did not unveil the plan.", "negation added: not"),
        ("El puente no volverá a abrirse.", "The bridge will open again.", "negation lost: no"),
        ("Sin ella no habrían ganado.", "They would have won without her.", "negation lost: no"),
        ("Es solo el final.", "It isn't only the end.", "negation added: isn't only"),
        ("Sin embargo, vinieron.", "However, they did not come.", "negation added: not"),
        (
            "La empresa anunció que los daños eran «no graves».",
            "The firm did not announce that the damage was “non-serious”.",
            "negation added: not",
        ),
    ],
)
def test_a_turned_polarity_is_a_critical_finding(spanish: str, english: str, message: str) -> None:
    assert [(f.severity.value, f.message) for f in found(spanish, english)] == [("critical", message)]


def test_a_negation_in_words_copied_as_they_are_is_a_title() -> None:
    assert found("La canción «Don't Look Back» sonó.", "The song Don't Look Back was played.") == []


def test_spans_are_offsets_into_the_articles() -> None:
    (finding,) = NegationCheck()(Passage("Hoy no habrá.", "es", 50), Passage("Today there will be.", "en"))
    assert (finding.source_span, finding.target_span) == ((54, 56), None)


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("El acuerdo carece de respaldo.", "The deal has backing."),
        ("El banco dejó de prestar.", "The bank lends."),
        ("Los obreros salieron.", "The workers refused to leave."),
    ],
)
def test_a_negative_word_with_nothing_negative_on_the_other_side_is_major(spanish: str, english: str) -> None:
    (finding,) = found(spanish, english)
    assert finding.severity == "major"
    assert finding.message.startswith("negative word")


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Camina sin bastón.", "She walks with a cane."),
        ("Desmintió que hubiera un pacto.", "She said that there was a pact."),
    ],
)
def test_a_clear_word_with_nothing_negative_on_the_other_side_is_found(spanish: str, english: str) -> None:
    (finding,) = found(spanish, english)
    assert finding.message.startswith("negative word lost")
