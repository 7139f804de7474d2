"""Spans over text become nested HTML, whatever their overlap."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.markup import Mark, mark_up

TEXTS = st.text(alphabet="ab<>&\"' ñ“é", max_size=20)
MARKS = st.lists(
    st.builds(
        lambda start, length, number: Mark(start, start + length, f"m{number}", "<t>", f"{number}", "#x"),
        st.integers(0, 30),
        st.integers(0, 12),
        st.integers(0, 9),
    ),
    max_size=6,
    unique_by=lambda mark: mark.css,
)


class Reader(HTMLParser):
    """The text of an HTML fragment, the marks around each character and the labels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, str]] = []
        self.characters: list[tuple[str, frozenset[str]]] = []
        self.labels: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.opened.append((tag, str(given["class"])))
        self.labels += [str(given["data-label"])] if "data-label" in given else []

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        around = frozenset(css for _, css in self.opened)
        self.characters += [(character, around) for character in data]


@given(TEXTS, MARKS, st.integers(0, 10))
def test_tags_nest_text_is_kept_and_each_character_has_its_marks(
    text: str, marks: list[Mark], offset: int
) -> None:
    reader = Reader(mark_up(text, marks, offset))
    assert not reader.opened
    assert reader.characters == [
        (character, frozenset(mark.css for mark in marks if mark.start <= place < mark.end))
        for place, character in enumerate(text, offset)
    ]


@given(TEXTS, MARKS, st.integers(0, 10))
def test_a_label_stands_once_in_the_piece_that_holds_the_end_of_its_mark(
    text: str, marks: list[Mark], offset: int
) -> None:
    end = offset + len(text)
    ending = [mark.label for mark in marks if max(mark.start, offset) < mark.end <= end]
    assert sorted(Reader(mark_up(text, marks, offset)).labels) == sorted(ending)


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([], "abcd"),
        ([Mark(0, 4, "q"), Mark(0, 4, "f")], '<mark class="q"><mark class="f">abcd</mark></mark>'),
        ([Mark(1, 2, "f"), Mark(0, 3, "q")], '<mark class="q">a<mark class="f">b</mark>c</mark>d'),
        ([Mark(1, 1, "empty"), Mark(5, 9, "beyond")], "abcd"),
    ],
)
def test_longer_and_earlier_marks_stand_outside(marks: list[Mark], html: str) -> None:
    assert mark_up("abcd", marks) == html
