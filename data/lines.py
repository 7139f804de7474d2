"""Lines of a text file that may be hostile: decoded one by one, with their numbers."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from fiel.data.xml_reading import open_binary
from fiel.errors import InputError, cause

LONGEST_LINE = 1_000_000
"""Bytes: far beyond any segment with its provenance."""


def numbered_lines(path: Path, held: ExitStack) -> Iterator[tuple[int, str]]:
    """Lines without their line feed, numbered from 1; a file ending in `.gz` is decompressed.

    Raises InputError, naming the line, for one that is too long or not in UTF-8, and for a file that
    cannot be read to its end. `held` closes the file.
    """
    number = 0
    try:
        file = held.enter_context(open_binary(path))
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise InputError(
                    f"{path}:{number}: a line of over {LONGEST_LINE:,} bytes; is this the right file?"
                )
            yield number, line.removesuffix(b"\n").decode("utf-8")
    except UnicodeDecodeError as error:
        found = error.object[error.start : error.start + 4].hex(" ")
        raise InputError(f"{path}:{number}: bytes {found} are not UTF-8; save the file as UTF-8") from error
    except (OSError, EOFError) as error:
        raise InputError(
            f"{path}:{number}: {cause(error)}; expected a file that can be read to its end"
        ) from error
