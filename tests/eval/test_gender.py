"""A person's gender is not turned; another person's, or a thing's, is no evidence."""

import pytest

from fiel.eval.gender import GenderCheck
from fiel.records import Finding, Passage


def found(spanish: str, english: str) -> list[Finding]:
    return GenderCheck()(Passage(spanish, "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("spanish", "english", "message"),
    [
        ("Ella dijo que vendría.", "He said that he would come.", "gender turned: Ella → He"),
        ("La reina llegó ayer.", "The king arrived yesterday.", "gender turned: reina → king"),
        ("Fue elegida en 2010.", "He was elected in 2010.", "gender turned: elegida → He"),
        ("Trabajó como profesora.", "He worked as a teacher.", "gender turned: profesora → He"),
        (
            "Era una de las mejores de su clase.",
            "He was one of the best in his class.",
            "gender turned: una → He",
        ),
        ("La nombraron en marzo.", "They appointed him in March.", "gender turned: La → him"),
        (
            "Monroe es más conocida por su voz.",
            "Monroe is best known for his voice.",
            "gender turned: conocida → his",
        ),
        ("Era muy amable y simpática.", "He was very kind and likeable.", "gender turned: simpática → He"),
        (
            "Es la pequeña de cuatro hermanos.",
            "He is the youngest of four children.",
            "gender turned: pequeña → He",
        ),
        ("Decía que alguien la seguía.", "He said someone was following him.", "gender turned: la → He"),
        (
            "La jueza dará a conocer su fallo.",
            "The judge will publish his ruling.",
            "gender turned: jueza → his",
        ),
        ("Lo dijo una portavoz.", "A spokesman said so.", "gender turned: portavoz → spokesman"),
        (
            "Se casó con su cuñada.",
            "They married their brother-in-law.",
            "gender turned: cuñada → brother-in-law",
        ),
        ("Visitó a sus hermanas.", "She visited her brothers.", "gender turned: hermanas → brothers"),
    ],
)
def test_a_turned_gender_is_a_major_finding(spanish: str, english: str, message: str) -> None:
    assert [(f.severity.value, f.message) for f in found(spanish, english)] == [("major", message)]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Ella dijo que vendría.", "She said that she would come."),
        ("Su madre lo llevó a casa.", "His mother took him home."),
        ("La policía dijo que llegó tarde.", "Police said he was late."),
        ("El director le preguntó si venía.", "The director asked her if she was coming."),
        ("La calle Luna está dedicada a él.", "The street is named for him."),
        ("Corrió como remera en la Copa del Presidente.", "She rowed in the President's Cup."),
        ("En todas ellas ganó.", "He won each of them."),
        ("Habló en la Asamblea General y fue elegida.", "She spoke in the General Assembly and was elected."),
        ("Su consejo en la revista causó risa.", "His advice in the magazine caused laughter."),
        ("No está claro si volverá.", "It is unclear whether she will return."),
        ("La presidenta saludó al rey.", "The president greeted the king."),
        ("Quiere hacerlo sola.", "She wants to do it alone."),
        ("Sus padres la visitaron.", "Her parents visited her."),
        ("Dio una charla sobre su vida.", "He gave a talk about his life."),
        ("No es buena señal que venga.", "It is no good sign that he is coming."),
        ("El sábado será la segunda vez en un mes que venga.", "Saturday he comes for the second time."),
        ("La pesquisa sobre Ana Pérez no es completa.", "The inquiry into his case is not complete."),
    ],
)
def test_the_same_gender_or_another_person_is_none(spanish: str, english: str) -> None:
    assert found(spanish, english) == []


def test_it_works_from_english_into_spanish_with_spans_of_the_articles() -> None:
    (finding,) = GenderCheck()(Passage("She was elected.", "en", 5), Passage("Él fue elegido.", "es", 9))
    assert (finding.source_span, finding.target_span) == ((5, 8), (9, 11))
