"""Paragraphs are parted by blank lines, or by line ends where every line is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.paragraphs import split_paragraphs

CASES = [
    ("", []),
    ("\n \n\t\n", []),
    ("One.", ["One."]),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\n   \n \nTwo.", ["One.", "Two."]),
    ("A line that\nwas wrapped.", ["A line that was wrapped."]),
    ("First.\nSecond!\n“Third?”", ["First.", "Second!", "“Third?”"]),
    ("«Uno.»\n—Dos.\n\nTres", ["«Uno.»", "—Dos.", "Tres"]),
]


@pytest.mark.parametrize(("text", "paragraphs"), CASES)
def test_paragraphs_of_a_text(text: str, paragraphs: list[str]) -> None:
    assert split_paragraphs(text) == paragraphs


@given(st.lists(st.text("aá .“”—", min_size=1).map(str.strip).filter(bool), max_size=5))
def test_paragraphs_parted_by_blank_lines_come_back(paragraphs: list[str]) -> None:
    assert split_paragraphs("\n\n".join(paragraphs)) == paragraphs
