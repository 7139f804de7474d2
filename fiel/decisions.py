"""What people decided about matches, in one SQLite file: it survives every rebuild and wins over every score."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fiel.align.corrections import Correction, Corrections
from fiel.errors import OutputError

DECISIONS = "decisions.sqlite"
"""The file's name in a build directory."""


class Decisions:
    """Decisions by the two articles' ids; the file is made with the first decision."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def corrections(self) -> tuple[Correction, ...]:
        """All of them, by id."""
        if not self._path.is_file():
            return ()
        with self._open() as connection:
            rows = connection.execute("SELECT first, second, belong FROM pairs ORDER BY first, second")
            return tuple(Correction(first, second, bool(belong)) for first, second, belong in rows)

    def keep(self, correction: Correction) -> None:
        """Keep a decision, in the place of an earlier one on the same two articles.

        Raises InputError where one of them was given another counterpart before.
        """
        Corrections.of([*self.corrections(), correction])
        with self._open() as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO pairs (first, second, belong) VALUES (?, ?, ?)",
                (*sorted(correction.ids), correction.belong),
            )

    def forget(self, ids: frozenset[str]) -> bool:
        """Take a decision back; False where there was none on these two."""
        if not self._path.is_file():
            return False
        with self._open() as connection, connection:
            query = "DELETE FROM pairs WHERE first = ? AND second = ?"
            return connection.execute(query, sorted(ids)).rowcount > 0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=60)) as connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS pairs (first TEXT, second TEXT, belong INTEGER,"
                    " made TEXT DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (first, second)) WITHOUT ROWID"
                )
                yield connection
        except sqlite3.Error as error:
            raise OutputError(
                f"{self._path}: {error}; expected a file of decisions, or room and leave to make one"
            ) from error
