"""What the end of a sentence shows: cut too early, or nothing but signs."""

import pytest

from fiel.align.surface import Surface


@pytest.mark.parametrize(
    ("text", "following", "is_cut"),
    [
        ("El presidente de EE.", "UU. viajó a La Habana.", True),
        ("Habló la Sra.", "Rosales.", True),
        ("Lo dijo Gen .", "Barrios .", True),
        ("Véase la nota No.", "12.", True),
        ("Vive en St.", "petersburg Street.", True),
        ("Nadie lo vio a él.", "UU. y otros.", False),
        ("Eso dijo la ONU.", "El ministro calló.", False),
        ("Ya es así.", "12 ministros asistieron.", False),
        ("Vino ayer;", "después se fue.", False),
    ],
)
def test_a_sentence_that_ends_in_an_abbreviation_is_cut_if_the_next_goes_on(
    text: str, following: str, is_cut: bool
) -> None:
    surface = Surface.of([text, following])
    assert surface.cut.tolist() == [float(is_cut), 0.0]


@pytest.mark.parametrize(
    ("text", "wordless"),
    [("..... ", 1.0), ('h * " ', 1.0), ("24 a !", 1.0), ("Sí.", 0.0), ("1. Ñu", 0.0), ("", 1.0)],
)
def test_what_a_scanner_makes_of_stains_has_no_word(text: str, wordless: float) -> None:
    assert Surface.of([text]).wordless.tolist() == [wordless]


def test_words_are_the_beginnings_of_long_words_without_accents() -> None:
    assert Surface.of(["Educación, EDUCACION y la ley"]).words[0] == {"educa": 2}
