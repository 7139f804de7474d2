"""The same text, published twice."""

import re

import pytest

from fiel.align.duplicates import representatives
from fiel.align.publication import Period

NAMES = ("Ana", "Bruno", "Celia", "Darío", "Elena", "Fabio", "Gema", "Hugo", "Irene", "Jorge")
SENTENCES = [
    f"La frase de {name} cuenta otra cosa de la misma historia en {10 + n} líneas."
    for n, name in enumerate(NAMES)
]
STORY = "\n\n".join(SENTENCES)


def stand_for(*texts: str, days: tuple[int, ...] = (1, 2), ids: str = "abc") -> list[int]:
    periods = [Period(day, day) for day in days]
    return representatives(texts, "es", periods, ids[: len(texts)], 3)


@pytest.mark.parametrize(
    ("other", "twins"),
    [
        (STORY, True),
        (STORY.replace("Jorge", "Jordi"), True),
        (STORY.replace("cuenta", "narra", 5), True),
        ("Título de la casa.\n\n" + STORY, True),
        (STORY.replace(". ", "; "), True),
        ("\n\n".join(SENTENCES[:5]), False),
        ("\n\n".join([*SENTENCES[:7], *(f"Lo que sigue, {n}, es nuevo." for n in SENTENCES[:3])]), False),
        (STORY.replace("14 líneas", "15 líneas"), False),
        (re.sub("(Ana|Bruno|Celia)", r"Re\1", STORY), False),
        ("Nada en común con ella.", False),
        ("", False),
    ],
    ids=["same", "a name corrected", "words changed here and there", "one added", "other punctuation",
         "half", "periodic", "new figures", "other people", "unrelated", "empty"],
)  # fmt: skip
def test_texts_are_twins_that_share_nearly_all_words_and_all_figures_and_names(
    other: str, twins: bool
) -> None:
    assert stand_for(STORY, other) == [0, 0 if twins else 1]


def test_the_earliest_stands_for_the_others_and_equal_days_go_by_id() -> None:
    assert stand_for(STORY, STORY, STORY, days=(5, 3, 3), ids="acb") == [2, 2, 2]


def test_order_of_the_sentences_does_not_matter() -> None:
    assert stand_for(STORY, "\n\n".join(SENTENCES[::-1])) == [0, 0]


def test_the_same_text_weeks_later_is_another_one() -> None:
    assert stand_for(STORY, STORY, days=(1, 30)) == [0, 1]


def test_nothing_has_no_twins() -> None:
    assert stand_for(days=()) == []
