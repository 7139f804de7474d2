"""Single texts named on the command line: a file, or `-` for stdin."""

import sys
from pathlib import Path

from fiel.api import as_article
from fiel.data.decoding import Undecodable, decode
from fiel.data.reading import read_file
from fiel.errors import InputError
from fiel.records import Article, Skipped


def read_text(path: Path) -> str:
    """The decoded text of a file or of stdin; raises InputError, naming it, for what is no text."""
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; expected a text file") from error
    decoded = decode(content)
    if isinstance(decoded, Undecodable):
        raise InputError(f"{path}: {decoded.reason}: {decoded.detail}")
    return decoded.text


def read_article(path: Path) -> Article:
    """The article in a file of any form, or in plain text on stdin, whatever its language.

    Raises InputError, naming the file, where there is none.
    """
    if str(path) == "-":
        return as_article(read_text(path), origin="stdin")
    item = next(read_file(path, ()), None)
    if isinstance(item, Article):
        return item
    why = f"{item.reason}: {item.detail}" if isinstance(item, Skipped) else "no article"
    raise InputError(f"{path}: {why}; expected a news article")
