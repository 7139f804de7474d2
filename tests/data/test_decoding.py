"""Bytes become clean text, or it is said why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.decoding import Decoded, Undecodable, clean, decode

TEXT = "La señora Quesada explicó: «Habrá más diálogo», y añadió que “es justo”."
MOJIBAKE = TEXT.replace("«", "").replace("»", "").encode().decode("latin-1")

READABLE = [
    (TEXT.encode(), ()),
    (TEXT.encode("utf-8-sig"), ()),
    (TEXT.encode("utf-16"), ()),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), ()),
    (TEXT.encode("cp1252"), ("encoding:cp1252",)),
]


@pytest.mark.parametrize(("data", "notes"), READABLE)
def test_the_encodings_of_news_sites_give_the_same_text(data: bytes, notes: tuple[str, ...]) -> None:
    assert decode(data) == Decoded(TEXT, notes)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x01\x02\x03", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (TEXT.encode("utf-16-le"), "binary"),
        (bytes(range(1, 256)) * 4, "encoding"),
        ("Дипломатические переговоры".encode("koi8-r"), "encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    refused = decode(data)
    assert isinstance(refused, Undecodable)
    assert refused.reason == reason


def test_a_stray_byte_does_not_turn_utf8_into_cp1252() -> None:
    decoded = decode(TEXT.encode() + b"\xe9 ok")
    assert isinstance(decoded, Decoded)
    assert decoded.text == TEXT + "\ufffd ok"
    assert decoded.notes == ("encoding:damaged utf-8",)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Fern\u0061\u0301ndez", "Fernández"),
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("20\u00a0000\u202f€\u2003x", "20 000 € x"),
        ("a\u200bb\ufeffc\u00add\u202ee\u0000f\ud800g\ufffeh", "abcdefgh"),
        ("tab\tstays", "tab\tstays"),
        ("Washington´s", "Washington´s"),
    ],
)
def test_odd_characters_become_plain(raw: str, text: str) -> None:
    assert clean(raw) == Decoded(text)


def test_mojibake_of_a_whole_text_is_undone_and_noted() -> None:
    assert clean(MOJIBAKE).text == TEXT.replace("«", "").replace("»", "")
    assert clean(MOJIBAKE).notes == ("mojibake repaired",)
    assert clean("dijo â€œsí\u00ad".encode("cp1252").decode("cp1252")).notes == ("mojibake",)


@pytest.mark.parametrize("text", ["Fernández y FernÃ¡ndez", "dijo Ã³ “sí”"])
def test_mixed_mojibake_is_noted_and_left_alone(text: str) -> None:
    assert clean(text) == Decoded(text, ("mojibake",))


@pytest.mark.parametrize("text", ["São Paulo, manhã", "MANHÃ, MÃE", "Âmbar", "âme", "Ça va", "naïve — “ok”"])
def test_languages_that_use_the_same_letters_are_no_mojibake(text: str) -> None:
    assert clean(text) == Decoded(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    if not once.notes:
        assert clean(once.text).text == once.text


@given(st.binary())
def test_any_bytes_give_encodable_text_or_a_reason(data: bytes) -> None:
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        decoded.text.encode()
