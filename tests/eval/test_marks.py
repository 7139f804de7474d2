"""Pairing of quotation marks, in one paragraph and across paragraphs."""

import pytest

from fiel.eval.marks import quoted_segments


def found(text: str) -> list[str]:
    paragraphs = text.split("¶")
    return [paragraphs[s.paragraph][s.text_start : s.text_end] for s in quoted_segments(paragraphs)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“a b”", ["a b"]),
        ("„a b“ and ‹c d›", ["a b", "c d"]),
        ('"a b" "c d"', ["a b", "c d"]),
        ("“a b“ used twice", ["a b"]),
        ("“a b\" and «c d”", ["a b", "c d"]),
        ("“ a b”", [" a b"]),
        ("«a “b ‘c’ d” e»", ["a “b ‘c’ d” e"]),
        ("“a “b” c”", ["a “b” c"]),
        ("'a b'", ["a b"]),
        ("the students' union and the '90s", []),
        ("'the people's army' and the boys' club", ["the people's army"]),
        ("'we know the boys' club,' he said", ["we know the boys' club,"]),
        ("a 12\" pipe, 6'2\" tall, Washington´s, coup d\"état", []),
        ("“a 12\" pipe”", ["a 12\" pipe"]),
        ('"" and “”', []),
        ("“a¶“b”", ["a", "b"]),
        ("“a¶b c¶d”", ["a", "b c", "d"]),
        ("“a¶b c¶“d”", ["a", "d"]),
        ("“a. “b”", ["a.", "b"]),
        ("`` a b , '' she said . `` It 's c '' .", ["a b ,", "It 's c"]),
        ("``a¶''b'' and ''c''", ["a", "b", "c"]),
        ("the boys '' club", []),
    ],
)  # fmt: skip
def test_outermost_quotations(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


def test_doubled_marks_are_spanned_whole() -> None:
    text = "``a b,'' she said. ``It's c.''"
    assert [text[s.start : s.end] for s in quoted_segments([text])] == ["``a b,''", "``It's c.''"]


def test_a_lost_closing_mark_does_not_swallow_the_next_paragraph() -> None:
    first, *rest = quoted_segments(["“Lost and gone.", "A plain paragraph.", "Another."])
    assert (first.end, first.state.value, rest) == (len("“Lost and gone."), "unclosed", [])
