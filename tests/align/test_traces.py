"""Names and dates as they are compared across languages."""

import pytest

from fiel.align.traces import dates, is_quoting, names, words


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
    ("text", "quoting"), [("«Sí», dijo", True), ("“Yes,” she said", True), ("it's", False)]
)
def test_quotation_marks_are_seen(text: str, quoting: bool) -> None:
    assert is_quoting(text) is quoting
