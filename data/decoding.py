"""Bytes to clean text: encodings, Unicode form, odd spaces, control characters, mojibake."""

import re
import unicodedata
from dataclasses import dataclass

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PLAUSIBLE_SIGNS = frozenset("¿¡«»“”„‘’‚‹›–—…·•ªº°´€£©®™§\u00a0½¼¾")
_LETTERS_PER_BAD_BYTE = 4
"""A damaged UTF-8 text still has sound accented letters; cp1252 read as UTF-8 has next to none."""

# What UTF-8 looks like after a reading as cp1252: é → Ã©, “ → â€œ, ¿ → Â¿
MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|â\u0080[\u0080-\u00bf]")
_CP1252_SIGNS = {
    ord(byte.to_bytes().decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}

LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text and what was noticed on the way."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Why bytes give no text: reason `empty`, `binary` or `encoding`."""

    reason: str
    detail: str


def decode(data: bytes) -> Decoded | Undecodable:
    """Clean text of a file's bytes.

    UTF-8, or UTF-16 with a byte order mark; else cp1252 if that gives plausible text, noted as
    `encoding:cp1252`; UTF-8 with stray broken bytes keeps U+FFFD in their place, noted as
    `encoding:damaged utf-8`.
    """
    if not data.strip():
        return Undecodable("empty", f"{len(data)} bytes, no text")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _clean_decoded(data.decode(encoding, errors="replace"))
    if b"\0" in data:
        return Undecodable("binary", "zero bytes; expected text")
    try:
        return _clean_decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def clean(text: str) -> Decoded:
    """Text in NFC with plain spaces and line feeds, without control characters.

    Mojibake is noted as `mojibake`, or undone and noted as `mojibake repaired` if the whole text
    read back byte for byte is valid UTF-8.

    >>> clean("Fern\\u00c3\\u00a1ndez")
    Decoded(text='Fernández', notes=('mojibake repaired',))
    """
    notes: tuple[str, ...] = ()
    if MOJIBAKE.search(text):
        repaired = _repair(text)
        text, notes = (text, ("mojibake",)) if repaired is None else (repaired, ("mojibake repaired",))
    text = LINE_ENDS.sub("\n", text)
    text = _ODD_SPACES.sub(" ", text)
    return Decoded(unicodedata.normalize("NFC", INVISIBLE.sub("", text)), notes)


def _clean_decoded(text: str, *notes: str) -> Decoded | Undecodable:
    decoded = clean(text)
    if not decoded.text.strip():
        return Undecodable("empty", "only spaces or control characters")
    return Decoded(decoded.text, (*notes, *decoded.notes))


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> Decoded | Undecodable:
    damaged = data.decode("utf-8", errors="replace")
    bad = damaged.count("\ufffd")
    if (
        sum(character.isalpha() and not character.isascii() for character in damaged)
        > _LETTERS_PER_BAD_BYTE * bad
    ):
        return _clean_decoded(damaged, "encoding:damaged utf-8")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if _is_plausible(text):
        return _clean_decoded(text, "encoding:cp1252")
    return Undecodable("encoding", f"byte 0x{data[error.start]:02x} at {error.start}; expected UTF-8")


def _is_plausible(text: str) -> bool:
    """Western text is mostly ASCII letters, and the rest are accented letters and typographic signs."""
    letters = sum(character.isalpha() for character in text)
    foreign = [character for character in text if not character.isascii()]
    strange = sum(not character.isalpha() and character not in _PLAUSIBLE_SIGNS for character in foreign)
    controls = sum(character < " " and character not in "\t\n\r\f" for character in text)
    return letters > len(text) / 3 and len(foreign) < letters / 3 and strange + controls <= len(foreign) / 20


def _repair(text: str) -> str | None:
    try:
        return text.translate(_CP1252_SIGNS).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
