"""Figures and names as they are compared across languages."""

import pytest

from fiel.align.traces import dates, figures, is_converted, is_quoting, names, words


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("3 mil 410 viviendas", "3,410 homes"),
        ("mil 870 hectáreas", "1,870 hectares"),
        ("2 millones 50 mil", "2,050,000"),
        ("mil 900 millones de dólares", "1.9 billion dollars"),
        ("20 000 personas", "20,000 people"),
        ("16.000 millones", "16 billion"),
        ("21,8 megawatts", "21.8 megawatts"),
        ("el 11 de febrero de 2025", "February 11, 2025"),
        ("cinco semanas y doce días", "5 weeks and twelve days"),
        ("un barco", "a ship"),
        ("", ""),
    ],
)
def test_the_same_numbers_are_the_same_figures_in_both_languages(spanish: str, english: str) -> None:
    assert figures(spanish, "es") == figures(english, "en")


@pytest.mark.parametrize(
    ("spanish", "english"),
    [("3 mil 410", "3,862"), ("16 mil 500", "15,600"), ("el 61 por ciento", "54 percent")],
)
def test_other_numbers_are_other_figures(spanish: str, english: str) -> None:
    assert not figures(spanish, "es") & figures(english, "en")


def test_a_language_without_number_words_still_has_its_digits() -> None:
    assert figures("1.250 Menschen in zwei Orten", "de") == {"125": 1}


def test_names_are_found_without_their_accents_among_the_words_of_the_other_language() -> None:
    assert names("Ayer habló Marisol Tellería en Guantánamo.") <= words(
        "Marisol Telleria spoke in Guantanamo"
    )


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Llegó ayer a la ONU", "It came to the UN"),
        ("Rechaza la OEA", "The OAS refuses"),
        ("Ventas de EE. UU. a Cuba", "U.S. sales"),
        ("Ventas de EE.UU. a Cuba", "Sales of the US"),
        ("Lo dijo la UNESCO", "UNESCO said"),
    ],
)
def test_an_acronym_is_the_same_name_in_both_languages(spanish: str, english: str) -> None:
    assert names(f"Ayer {spanish}") & words(english)


def test_dates_are_days_of_months_whatever_the_order() -> None:
    assert dates("El 5 de diciembre y el 1º de mayo de 2024") == dates("December 5 and May 1, 2024")
    assert dates("el 5 de diciembre") != dates("December 6")
    assert dates("5 barcos en diciembre") == set()


@pytest.mark.parametrize(
    ("english", "spanish", "converted"),
    [
        ("40 miles away", "a 65 kilómetros", True),
        ("40 miles away", "a 40 millas", False),
        ("£6.9 billion", "2.800 millones de libras", False),
        ("40 kilometers away", "a 40 kilómetros", False),
    ],
)
def test_figures_prove_nothing_where_units_were_converted(
    english: str, spanish: str, converted: bool
) -> None:
    assert is_converted(english, "en", spanish, "es") is converted


@pytest.mark.parametrize(
    ("text", "quoting"), [("«Sí», dijo", True), ("“Yes,” she said", True), ("it's", False)]
)
def test_quotation_marks_are_seen(text: str, quoting: bool) -> None:
    assert is_quoting(text) is quoting
