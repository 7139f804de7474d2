"""Figures as they are compared across languages."""

import pytest

from fiel.align.figures import compare_figures, figures


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
        ("treinta y una casas, veintisiete familias", "thirty-one homes, twenty seven families"),
        ("a las 19:00", "at 7 p.m."),
        ("a las 7:30 de la tarde", "at 7:30 in the evening"),
        ("a las 12 p.m.", "at 12 PM"),
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


@pytest.mark.parametrize(
    ("spanish", "english", "agreed", "conflicts"),
    [
        ("a 40 kilómetros", "40 kilometers away", 1, 0),
        ("a 65 kilómetros", "40 miles away", 1, 0),
        ("a 65 kilómetros", "90 miles away", 0, 1),
        ("a 40 millas", "45 miles away", 0, 1),
        ("2.800 millones de libras", "£6.9 billion", 0, 1),
        ("entre 5 y 10 centímetros, hasta 15", "2 to 4 inches, up to 6", 3, 0),
        ("unas 12 hectáreas y 90 kilos", "30 acres and 200 pounds", 2, 0),
        ("29 grados el día 5", "84 degrees on the 6th", 0, 0),
        ("olas de 6 metros", "waves of 6 meters (18 feet)", 1, 0),
        ("en los años 80", "in the 1980s", 1, 0),
        ("el 5 de mayo", "in May", 0, 0),
        ("5 barcos, 3 botes", "5 ships, 4 boats", 1, 1),
    ],
)
def test_figures_clash_where_neither_unit_nor_decade_explains_them(
    spanish: str, english: str, agreed: int, conflicts: int
) -> None:
    for found in (
        compare_figures(spanish, "es", english, "en"),
        compare_figures(english, "en", spanish, "es"),
    ):
        assert (found.agreed, found.conflicts) == (agreed, conflicts)


def test_a_table_of_thousands_of_figures_is_compared_at_once() -> None:
    rows = [" ".join(str(10_001 + 7 * n + shift) for n in range(5000)) for shift in (0, 3)]
    found = compare_figures(rows[0], "es", f"{rows[1]} miles", "en")
    assert found.agreed + found.conflicts == 5000


def test_a_number_of_thousands_of_digits_is_one_figure() -> None:
    found = compare_figures("7" * 5000 + " mil km", "es", "8" * 5000 + " miles", "en")
    assert found.present == 1
