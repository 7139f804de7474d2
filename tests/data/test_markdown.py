"""Markdown and plain text: a title, paragraphs, no markup, and the file's own letters."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.markdown import read_markdown, strip_markup
from fiel.records import Dropped

LAYOUTS = [
    ("# Title\n\nOne.\n\nTwo.", "Title", ("One.", "Two.")),
    ("\n\n# *Title*\n\n---\n\nOne.\n\n***\n\nTwo.\n", "Title", ("One.", "Two.")),
    ("# Title\nOne.", "Title", ("One.",)),
    ("Title\n=====\n\nOne.", "Title", ("One.",)),
    ("A headline without marks\n\nOne.\n\nTwo.", "A headline without marks", ("One.", "Two.")),
    ("¿Un titular?\n\nUno.", "¿Un titular?", ("Uno.",)),
    ("One sentence.\n\nTwo.", "", ("One sentence.", "Two.")),
    ("Only one line", "", ("Only one line",)),
    ("# Title\n\n## Part\nOne.\n\n> Quoted\n> lines.", "Title", ("Part", "One.", "Quoted lines.")),
    ("# Title\n\n- One\n- Two\n\n1. Three\n2. Four", "Title", ("One", "Two", "Three", "Four")),
    ("# Title\n\n- No lo sé -respondió.", "Title", ("- No lo sé -respondió.",)),
    ("# Title\n\n—No lo sé.\n—Yo tampoco.", "Title", ("—No lo sé.", "—Yo tampoco.")),
    ("# Title", "Title", ()),
    ("", "", ()),
]


@pytest.mark.parametrize(("text", "title", "paragraphs"), LAYOUTS)
def test_title_and_paragraphs_of_a_layout(text: str, title: str, paragraphs: tuple[str, ...]) -> None:
    draft = read_markdown(text)
    assert (draft.title, draft.paragraphs) == (title, paragraphs)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("He said **no**.", "He said no."),
        ("***All*** of _it_ and __more__", "All of it and more"),
        ("**bold with *both* inside**", "bold with both inside"),
        ("[the plan](https://example.org/a_b) fails", "the plan fails"),
        ("![alt](a.jpg)Text", "Text"),
        ("see <https://example.org/a>", "see https://example.org/a"),
        ("a<br/>b <em>c</em><!-- d -->", "ab c"),
        (r"5\. Not a list, 2 \* 3", "5. Not a list, 2 * 3"),
        ("AT&amp;T&nbsp;said", "AT&T\u00a0said"),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ("a < b and c > d", "a < b and c > d"),
        ("cited [1] and [sic]", "cited [1] and [sic]"),
        ("**unclosed", "**unclosed"),
    ],
)
def test_light_markup_goes_and_look_alikes_stay(marked: str, plain: str) -> None:
    assert strip_markup(marked) == plain


def test_front_matter_gives_what_the_text_does_not() -> None:
    draft = read_markdown(
        '---\ntitle: "A title: with colon"\nurl: <https://example.org/a>\nDate: 2024-12-05\n'
        "outlet: Diario\nkeywords: a, b\n\n---\nOne.\n\nTwo."
    )
    assert draft.title == "A title: with colon"
    assert draft.url == "https://example.org/a"
    assert draft.date == datetime.date(2024, 12, 5)
    assert draft.outlet == "Diario"
    assert draft.paragraphs == ("One.", "Two.")


def test_a_date_that_cannot_be_read_is_noted() -> None:
    assert read_markdown("---\ndate: last Friday\n---\nOne.").notes == ("date not understood: last Friday",)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_markdown("---\nOne: two, three.\n\nFour.").paragraphs == ("--- One: two, three.", "Four.")
    assert read_markdown("---\n\n---\n\nFour.").paragraphs == ("Four.",)


def test_what_an_image_shows_is_kept_beside_the_body() -> None:
    draft = read_markdown("# T\n\n![The minister](a.jpg)\n\nOne.")
    assert draft.paragraphs == ("One.",)
    assert draft.dropped == (Dropped("caption", "The minister"),)


@given(st.lists(st.text("abc áñ“”«»—.,'", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_without_markup_every_block_is_a_slice_of_the_file(paragraphs: list[str]) -> None:
    text = "# A title\n\n" + "\n\n".join(paragraphs) + "\n"
    draft = read_markdown(text)
    assert all(paragraph in text for paragraph in draft.paragraphs)
    assert draft.paragraphs == tuple(paragraph.strip() for paragraph in paragraphs)
