"""The same text, published twice."""

import pytest

from fiel.align.duplicates import representatives
from fiel.align.publication import Period

STORY = [f"La frase número {n} cuenta otra cosa de la misma historia." for n in range(20)]


@pytest.mark.parametrize(
    ("other", "twins"),
    [
        (STORY, True),
        ([*STORY[:19], "Una coletilla de la casa."], True),
        (["Título de la casa.", *STORY], True),
        (STORY[:10], False),
        ([*STORY[:14], *(f"Lo que sigue, {n}, es nuevo y habla de otra fecha." for n in range(6))], False),
        ([f"Nada en común, frase {n}." for n in range(20)], False),
        ([], False),
    ],
    ids=["same", "last sentence changed", "one added", "half", "periodic", "unrelated", "empty"],
)
def test_texts_are_twins_from_nineteen_twentieths_of_their_characters_on(
    other: list[str], twins: bool
) -> None:
    assert representatives([STORY, other], [Period(1, 1), Period(2, 2)], ["a", "b"], 3) == [
        0,
        0 if twins else 1,
    ]


def test_the_earliest_stands_for_the_others_and_equal_days_go_by_name() -> None:
    periods = [Period(5, 5), Period(3, 3), Period(3, 3)]
    assert representatives([STORY] * 3, periods, ["a", "c", "b"], 3) == [2, 2, 2]


def test_order_of_the_sentences_does_not_matter() -> None:
    assert representatives([STORY, STORY[::-1]], [Period(1, 1)] * 2, ["a", "b"], 3) == [0, 0]


def test_the_same_text_weeks_later_is_another_one() -> None:
    assert representatives([STORY, STORY], [Period(1, 1), Period(30, 30)], ["a", "b"], 3) == [0, 1]
