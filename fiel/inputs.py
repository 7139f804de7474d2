"""Single texts named on the command line: a file, or `-` for stdin."""

import sys
from dataclasses import replace
from pathlib import Path

from fiel.api import as_article
from fiel.data.decoding import Undecodable, clean, decode
from fiel.data.language import WIDER
from fiel.data.reading import READABLE, read_file
from fiel.errors import InputError
from fiel.records import Article, Skipped


def read_text(path: Path) -> str:
    """The decoded text of a file or of stdin; raises InputError, naming it, for what is no text."""
    decoded = decode(_read_bytes(path))
    if isinstance(decoded, Undecodable):
        raise InputError(f"{path}: {decoded.reason}: {decoded.detail}")
    return decoded.text


def read_lines(path: Path) -> tuple[str, ...]:
    """The sentences of a file or of stdin with one a line; an empty line is one too, an empty file has none.

    Only line feeds end a line, as other tools count them. Raises InputError, naming the line.
    """
    lines = _read_bytes(path).removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").split(b"\n")
    sentences = []
    for number, line in enumerate(lines if any(lines) else [], 1):
        try:
            sentences.append(" ".join(clean(line.decode("utf-8")).text.split()))
        except UnicodeDecodeError as error:
            found = line[error.start : error.start + 4].hex(" ")
            raise InputError(
                f"{path}:{number}: bytes {found} are not UTF-8; save the file as UTF-8"
            ) from error
    return tuple(sentences)


def _read_bytes(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; expected a text file") from error


def read_article(path: Path, lang: str = "") -> Article:
    """The article in a file of any form, or in plain text on stdin, whatever its language.

    A file whose suffix is not known is read as plain text. `lang`, where a person has said it, is not
    looked into. Raises InputError, naming the file, where there is none.
    """
    if not path.is_file() or path.suffix.lower() not in READABLE:
        return as_article(read_text(path), lang=lang, origin="stdin" if str(path) == "-" else str(path))
    item = next(read_file(path, WIDER), None)
    if isinstance(item, Article):
        return replace(item, lang=lang) if lang else item
    why = f"{item.reason}: {item.detail}" if isinstance(item, Skipped) else "no article"
    raise InputError(f"{path}: {why}; expected a news article")
