"""What stands around the body is taken off and kept; the body stays."""

import pytest

from fiel.data.draft import Draft
from fiel.data.furniture import Furniture, furniture, strip_furniture
from fiel.records import Dropped

BODY = ("The talks ended on Friday.", "Both sides will meet again.", "No date was given.")


@pytest.mark.parametrize("row", furniture(), ids=lambda row: f"{row.kind}-{row.place}-{row.example}")
def test_every_row_takes_its_example_off_its_place(row: Furniture) -> None:
    paragraphs = {
        "first": (row.example, *BODY),
        "last": (*BODY, row.example),
        "any": (BODY[0], row.example, *BODY[1:]),
        "rest": (*BODY, row.example, "Another headline of today"),
        "end": (*BODY, row.example),
    }[row.place]
    bare = strip_furniture(Draft("Title", paragraphs))
    assert bare.paragraphs[:3] == BODY
    assert bare.dropped[0].kind == row.kind
    if row.place == "end":
        assert f"{bare.paragraphs[3]} {bare.dropped[0].text}" == row.example
    else:
        assert len(bare.paragraphs) == 3
        assert bare.dropped[0].text == row.example


@pytest.mark.parametrize(
    "paragraph",
    [
        "Por Cuba y para Cuba.",
        "By Friday the talks had ended.",
        "Fuentes del ministerio dijeron que no habrá acuerdo.",
        "Comentarios de este tipo no ayudan, dijo.",
        "Share of exports fell.",
        "“Sí”, dijo (con una sonrisa).",
        "El 50/50 no convence.",
        "Related articles of the law were amended.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(paragraph: str) -> None:
    for paragraphs in ((paragraph, *BODY), (*BODY, paragraph)):
        assert strip_furniture(Draft("Title", paragraphs)).paragraphs == paragraphs


def test_a_tail_after_initials_after_a_byline_all_come_off_in_reading_order() -> None:
    bare = strip_furniture(Draft("T", (*BODY, "(Source: PL)", "jg/mks", "Edited by Marta Quesada")))
    assert bare.paragraphs == BODY
    assert [dropped.text for dropped in bare.dropped] == ["(Source: PL)", "jg/mks", "Edited by Marta Quesada"]


def test_a_caption_said_again_is_dropped_but_not_a_near_repeat() -> None:
    near = "The talks in Havana, on Friday the 4th."
    draft = Draft("T", (BODY[0], "Talks in Havana", near), caption="Talks in Havana.")
    bare = strip_furniture(draft)
    assert bare.paragraphs == (BODY[0], near)
    assert bare.dropped == (Dropped("repeated", "Talks in Havana"),)


def test_a_title_said_again_is_dropped_at_the_top_only() -> None:
    bare = strip_furniture(Draft("No date", ("No date", *BODY, "No date")))
    assert bare.paragraphs == (*BODY, "No date")


def test_the_dateline_is_found_below_a_byline_and_kept_without_its_dash() -> None:
    bare = strip_furniture(Draft("T", ("By Marta Quesada", f"Havana, December 5 (RHC)-- {BODY[0]}")))
    assert bare.paragraphs == BODY[:1]
    assert bare.dateline == "Havana, December 5 (RHC)"
    assert bare.dropped == (
        Dropped("byline", "By Marta Quesada"),
        Dropped("dateline", "Havana, December 5 (RHC)--"),
    )


def test_nothing_but_furniture_leaves_an_empty_body() -> None:
    assert strip_furniture(Draft("T", ("La Habana, 5 dic (RHC)", "jg/mks"))).paragraphs == ()
