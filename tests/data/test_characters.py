"""What corpus files cannot hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fiel.data.characters import one_line, utf8_text, xml_text

anything = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\tb", "a b"),
        ("a\r\n\r\nb", "a b"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a b c d e f"),
        ("  a  b ", "a  b"),
        ("a\xa0b", "a\xa0b"),
        ("a\x00b\x1fc", "a b c"),
        ("\ud800", "\ufffd"),
        ("\u2028", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(anything)
def test_one_line_is_one_line_to_every_reader(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line
    line.encode()


@given(anything)
def test_xml_text_is_what_xml_can_hold_and_nothing_more_is_replaced(text: str) -> None:
    """lxml refuses what XML cannot hold; alone, each other character stays itself."""
    etree.Element("seg").text = xml_text(text)
    for character in text:
        try:
            etree.Element("seg").text = character
        except ValueError:
            assert xml_text(character) == "\ufffd"
        else:
            assert xml_text(character) == character


@given(anything)
def test_utf8_text_changes_surrogates_only(text: str) -> None:
    assert utf8_text(text).encode().decode() == re.sub("[\ud800-\udfff]", "\ufffd", text)
