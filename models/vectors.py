"""Sentence sums kept on disk, so that no sentence is encoded twice.

One SQLite file holds, for each encoder signature, the row of `ComposingEncoder.sums` under the
digest of its text, as float16: cosines move by less than 1e-4, and a result is the same whether its
rows were just computed or read back.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from fiel.errors import OutputError
from fiel.models.encoder import Matrix


def text_digest(text: str) -> bytes:
    """Sixteen bytes that stand for a text."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class VectorStore:
    """Rows by text, for one encoder signature; safe to read from several processes."""

    def __init__(self, path: Path, signature: str) -> None:
        self._path = path
        self._signature = signature
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS sums (signature TEXT, digest BLOB, row BLOB,"
                " PRIMARY KEY (signature, digest)) WITHOUT ROWID"
            )

    def missing(self, texts: Iterable[str]) -> set[str]:
        """The texts that are not stored."""
        wanted = {text_digest(text): text for text in texts}
        with self._open() as connection:
            found = connection.execute("SELECT digest FROM sums WHERE signature = ?", (self._signature,))
            for (digest,) in found:
                wanted.pop(digest, None)
        return set(wanted.values())

    def add(self, texts: Sequence[str], sums: Matrix) -> None:
        """Keep one row a text; a text that is stored already keeps its row."""
        rows = [
            (self._signature, text_digest(text), row.astype(np.float16).tobytes())
            for text, row in zip(texts, sums, strict=True)
        ]
        with self._open() as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO sums VALUES (?, ?, ?)", rows)

    def rows(self, texts: Sequence[str]) -> Matrix:
        """The stored rows, in the order of the texts; raises KeyError for a text that has none."""
        query = "SELECT row FROM sums WHERE signature = ? AND digest = ?"
        with self._open() as connection:
            found = [
                connection.execute(query, (self._signature, text_digest(text))).fetchone() for text in texts
            ]
        if None in found:
            raise KeyError(texts[found.index(None)])
        return np.stack([np.frombuffer(row, dtype=np.float16) for (row,) in found]).astype(np.float32)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=60)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise OutputError(
                f"{self._path}: {error}; expected room and leave to write (if the file is damaged, delete it)"
            ) from error
