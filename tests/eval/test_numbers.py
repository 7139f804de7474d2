"""Numbers are compared by value; only a difference of value is a finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.eval.numbers import NumberCheck
from fiel.eval.numbers_reading import read_numbers
from fiel.records import Finding, Passage, Severity


def found(spanish: str, english: str) -> list[Finding]:
    return NumberCheck()(Passage(spanish, "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("el 6 por ciento de 16.000 millones", "6% of 16 billion"),
        ("mil 200 millones de pesos", "1.2 billion pesos"),
        ("3 mil 500 médicos", "3,500 doctors"),
        ("20 000 personas", "20,000 people"),
        ("a comienzos del siglo XX", "early in the 20th century"),
        ("un tercio de los votos", "a third of the vote"),
        ("entre 1981 y 1987", "in 1981-87"),
        ("ratones de cuatro meses de edad", "four-month-old mice"),
        ("cuatro de cada diez", "four in ten"),
        ("los octavos de final", "the last 16"),
        ("un acuerdo con terceros países", "an agreement with third countries"),
        ("a las 7 p.m.", "at 19:00"),
        ("a las 21:15, hora local", "at 9:15 p.m. local time"),
        ("subió seis décimas", "it rose 0.6 points"),
        ("nueve centésimas de segundo", "nine hundredths of a second"),
        ("medio centenar de médicos", "some 50 doctors"),
        ("a las siete de la noche", "at 7 p.m."),
        ("el 5/12/2023", "on December 5, 2023"),
        ("ganaron 2-1", "they won 2-1"),
        ("ambos firmaron", "the two signed"),
        ("una docena de heridos", "twelve injured"),
        ("los años 90", "the 1990s"),
        ("la Segunda Guerra Mundial", "World War II"),
        ("a 20 km de la costa", "20 km (12 miles) off the coast"),
        ("quince días después", "two weeks later"),
        ("entre 2 y 5 centímetros", "1 to 2 inches"),
        ("del 5 al 10 % y otra vez 10 %", "from 5 to 10%"),
        ("La gripe dejó mil muertos", "The flu left a thousand dead"),
        ("dos mujeres y un hombre", "two women and one man"),
        ("su 60 aniversario", "its sixtieth anniversary"),
        ("quinientos miembros", "a five-hundred member group"),
        (
            "pronostican hasta 10, tras los 5 centímetros de ayer",
            "up to 4 are forecast, after yesterday's 2 inches",
        ),
        # fidelity.md's exceptions
        ("por ciento | por cien", "per cent | percent"),
        ("subió un 2,8 %", "it rose 2.8 per cent"),
        ("cincuenta por ciento", "50%"),
        ("16.000 millones", "16 billion"),
        ("5 mil millones", "5bn"),
        ("un billón de pesos", "a trillion pesos"),
        ("2 mil 345 millones 600 mil pesos", "2,345,600,000 pesos"),
        ("mil 200 millones", "1.2 billion"),
        ("3 mil 500", "three thousand five hundred"),
        ("en el siglo XIX", "in the nineteenth century"),
        ("el VIII Congreso", "the Eighth Congress"),
        ("Juan Pablo II", "John Paul II"),
        ("un tercio", "one-third"),
        ("tres cuartas partes", "75 percent"),
        ("la mitad", "50 percent"),
        ("la guerra de 1981-87", "the 1981-1987 war"),
        ("un bebé de cuatro meses", "a four-month-old baby"),
        ("cuatro de cada diez", "4 out of 10"),
        ("cuatro de cada diez", "40 percent"),
        ("dos de cada tres", "two thirds"),
        ("octavos de final", "round of 16"),
        ("llegó un hombre", "a man came"),
        ("llegó un hombre", "one man came"),
        ("terceros países", "third countries"),
        ("quince personas", "15 people"),
        ("15 personas", "fifteen people"),
        ("medio millón", "half a million"),
        ("millón y medio", "1.5 million"),
        ("en los años 90", "in the nineties"),
        ("a las 7 p. m.", "at 19:00"),
        # units and currencies
        ("30 grados Celsius", "86 degrees Fahrenheit"),
        ("a 30 °C", "at 86 °F"),
        ("10 kilos", "22 pounds"),
        ("18 mil toneladas", "18,000 tons"),
        ("cobró 300 USD", "he charged $300"),
        ("cobró 300 dólares", "he charged US$300"),
        ("cobró mil 300 CUP", "he charged 1,300 pesos"),
        ("cobró $300", "he charged 300 pesos"),
    ],
)
def test_the_same_value_in_other_words_is_no_finding(spanish: str, english: str) -> None:
    assert found(spanish, english) == []


@pytest.mark.parametrize(
    ("spanish", "english", "severity", "message"),
    [
        ("15 heridos", "50 injured", "critical", "number changed: 15 → 50"),
        ("16.000 millones", "16 million", "critical", "number changed: 16.000 millones → 16 million"),
        ("en el siglo XV", "in the 14th century", "critical", "number changed: XV → 14"),
        ("dos de ellos", "one of them", "major", "number changed: dos → one"),
        ("el segundo set", "the third set", "major", "number changed: segundo → third"),
        ("80 km (50 millas)", "80 km (45 miles)", "critical", "number changed: 50 → 45"),
        ("a las 7 p.m.", "at 7 a.m.", "critical", "number changed: 7 p.m. → 7 a.m."),
        ("murieron 27 personas", "people died", "major", "number missing: 27"),
        ("murieron personas", "27 people died", "major", "number added: 27"),
        (
            "más de 16.4 millones",
            "more than 16 million",
            "minor",
            "number rounded: 16.4 millones → 16 million",
        ),
        ("las dos mujeres", "the women", "minor", "number missing: dos"),
        ("16 mil millones", "16 million", "critical", "number changed: 16 mil millones → 16 million"),
        ("el 30 por ciento", "30 million", "critical", "number changed: 30 → 30 million"),
        ("seis de cada diez", "four in ten", "critical", "number changed: seis de cada diez → four in ten"),
        ("100 kilómetros", "100 miles", "major", "unit changed: 100 kilómetros → 100 miles"),
        ("cobró 300 pesos", "he charged $300", "major", "unit changed: 300 pesos → $300"),
        ("cobró 300 euros", "he charged 300 dollars", "major", "unit changed: 300 euros → 300 dollars"),
        ("cinco años", "five months", "major", "unit changed: cinco años → five months"),
        (
            "ocho años de cárcel",
            "eight months in prison",
            "major",
            "unit changed: ocho años de → eight months in",
        ),
        ("2.367.050 votos", "2,367.050 votes", "minor", "number format: 2.367.050 → 2,367.050"),
    ],
)
def test_a_difference_is_named_and_graded(spanish: str, english: str, severity: str, message: str) -> None:
    assert [(f.severity.value, f.message) for f in found(spanish, english)] == [(severity, message)]


def test_both_directions_are_checked_and_other_languages_left_alone() -> None:
    assert NumberCheck()(Passage("five cars", "en"), Passage("seis autos", "es"))
    assert NumberCheck()(Passage("cinq voitures", "fr"), Passage("six cars", "en")) == []


def test_spans_are_offsets_into_the_articles() -> None:
    (finding,) = NumberCheck()(Passage("Murieron 15.", "es", 100), Passage("It killed 50.", "en", 7))
    assert (finding.source_span, finding.target_span) == ((109, 111), (17, 19))


@given(st.integers(min_value=10, max_value=10**9))
def test_a_number_grouped_in_each_house_style_agrees_and_one_more_does_not(value: int) -> None:
    spanish = f"{value:,}".replace(",", ".")
    assert found(f"unas {spanish} cosas", f"{value:,} things") == []
    severities = {f.severity for f in found(f"son {spanish} cosas", f"{value + 1:,} things")}
    assert severities == {Severity.CRITICAL}


@given(st.text(max_size=80), st.sampled_from(["es", "en"]))
def test_any_text_can_be_read_and_spans_lie_in_it(text: str, lang: str) -> None:
    for number in read_numbers(text, lang):
        assert 0 <= number.start < number.end <= len(text)
