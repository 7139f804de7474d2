"""Sentence sums kept on disk, so that no sentence is encoded twice.

One SQLite file holds, for each encoder signature, the row of `ComposingEncoder.sums` under the
digest of its text, as float16: cosines move by less than 1e-4, and a result is the same whether its
rows were just computed or read back.
"""

import hashlib
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from fiel.errors import OutputError
from fiel.models.encoder import Matrix

AT_ONCE = 500
"""Rows to a query; SQLite may allow no more than 999."""
PAGE = 16_384
"""Bytes: seven rows of two kilobytes go in a page; in one of SQLite's own size it would be one."""
MAPPED = 1 << 28
"""Bytes of the file that are read through the memory map: with it and one connection for all reads an
article's rows come in .2 ms, with a connection for each in 1.5 ms."""


def text_digest(text: str) -> bytes:
    """Sixteen bytes that stand for a text."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class VectorStore:
    """Rows by text, for one encoder signature; safe to read from several processes."""

    def __init__(self, path: Path, signature: str) -> None:
        self._path = path
        self._signature = signature
        self._reading: sqlite3.Connection | None = None
        with self._open() as connection:
            connection.execute(f"PRAGMA page_size = {PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS sums (signature TEXT, digest BLOB, row BLOB,"
                " PRIMARY KEY (signature, digest))"
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
        digests = [text_digest(text) for text in texts]
        found: dict[bytes, bytes] = {}
        for start in range(0, len(digests), AT_ONCE):
            some = digests[start : start + AT_ONCE]
            query = f"SELECT digest, row FROM sums WHERE signature = ? AND digest IN ({_places(some)})"
            with self._explained():
                found.update(self._reader().execute(query, (self._signature, *some)))
        for text, digest in zip(texts, digests, strict=True):
            if digest not in found:
                raise KeyError(text)
        joined = b"".join(found[digest] for digest in digests)
        return np.frombuffer(joined, dtype=np.float16).reshape(len(texts), -1).astype(np.float32)

    def _reader(self) -> sqlite3.Connection:
        """The connection for reading, opened once."""
        if self._reading is None:
            self._reading = sqlite3.connect(self._path, timeout=60)
            self._reading.execute(f"PRAGMA mmap_size = {MAPPED}")
            weakref.finalize(self, self._reading.close)
        return self._reading

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._explained(), closing(sqlite3.connect(self._path, timeout=60)) as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(
                f"{self._path}: {error}; expected room and leave to write (if the file is damaged, delete it)"
            ) from error


def _places(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
