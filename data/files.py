"""Files written whole or not at all."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fiel.errors import OutputError


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, moved there once the block has ended well.

    On any error the temporary file is removed and what stood at `path` stays. Raises OutputError,
    naming the path, where the disk or the permissions refuse.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        os.replace(temporary, path)
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror or error}; expected a place that can be written"
        ) from error
    finally:
        with suppress(OSError):  # what could not be created cannot be removed
            temporary.unlink()


def file_digest(path: Path) -> str:
    """Stands for what is in a file, or for the reason why it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return str(error.strerror)  # its reader will say so


def remove_stale(path: Path) -> None:
    """Take away what an earlier run wrote and this one has nothing for."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; nothing goes there now, remove the old file") from error
