"""A corpus to search in both languages: an SQLite full-text index with accents folded."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from fiel.data.characters import utf8_text
from fiel.data.files import write_atomically
from fiel.errors import InputError, OutputError
from fiel.records import Segment

INDEX = "concordance.sqlite"
"""Its name in a build directory."""
_FIRST, _LAST = "\x02", "\x03"
"""Around what was found, until it is known how it is to be shown."""
_SCHEMA = """
CREATE TABLE corpus (stamp TEXT);
CREATE TABLE segments (
    number INTEGER PRIMARY KEY, id TEXT, pair_id TEXT, split TEXT, score REAL,
    source_lang TEXT, target_lang TEXT, source_url TEXT, target_url TEXT, source TEXT, target TEXT
);
CREATE VIRTUAL TABLE texts USING fts5(
    source, target, content = 'segments', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
"""


class Hit(NamedTuple):
    """A segment that was found, and its neighbours in the document."""

    id: str
    pair_id: str
    split: str
    score: float
    source_lang: str
    target_lang: str
    source_url: str
    target_url: str
    source: str
    """With `marks` around what was found, as in `target`."""
    target: str
    before: tuple[str, str]
    """Source and target of the segment before; empty at the beginning of the document."""
    after: tuple[str, str]


def index_corpus(segments: Iterable[Segment], path: Path, stamp: str = "") -> int:
    """Make the index and say how many segments are in it; memory stays flat.

    `stamp` stands for the corpus: see `stamp_of`. Raises OutputError where it cannot be written.
    """
    count = 0
    try:
        with write_atomically(path) as temporary, closing(sqlite3.connect(temporary)) as connection:
            connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
            connection.execute("INSERT INTO corpus VALUES (?)", (stamp,))
            question_marks = ", ".join("?" * 11)
            for count, segment in enumerate(segments, 1):
                connection.execute(f"INSERT INTO segments VALUES ({question_marks})", _row(count, segment))
            connection.execute("INSERT INTO texts (texts) VALUES ('rebuild')")
            connection.commit()
    except sqlite3.Error as error:
        raise OutputError(f"{path}: {error}; expected room to write") from error
    return count


def stamp_of(path: Path) -> str | None:
    """The stamp of the corpus that an index was made of; None where there is no index that can be read."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return str(connection.execute("SELECT stamp FROM corpus").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return None


def find(
    path: Path,
    query: str,
    *,
    lang: str = "",
    expression: bool = False,
    limit: int = 20,
    marks: tuple[str, str] = ("", ""),
) -> Iterator[Hit]:
    """The segments with all the words of `query`, the best first, in either language or only in `lang`.

    Case and accents do not count: `migracion` finds *Migración*. Several words may be on different
    sides; words inside quotation marks must stand together. With `expression` the query is one of SQLite's FTS5
    (`migra* NOT acuerdo`, `source: visa`). Raises InputError for an index that is not there, for a query
    without words and for a malformed expression.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such index; expected one that `fiel find` made of a build or corpus")
    match = query if expression else _phrases(query)
    if not match:
        raise InputError(f'query "{query}": no word in it; expected what to look for')
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            for row in connection.execute(*_select(match, lang, limit)):
                before, after = (_neighbour(connection, row[0] + step, row[2]) for step in (-1, 1))
                source, target = (_mark(text, marks) for text in row[9:])
                yield Hit._make((*row[1:9], source, target, before, after))
    except sqlite3.OperationalError as error:
        raise InputError(f'query "{query}": {error}; expected words or an FTS5 expression') from error
    except sqlite3.Error as error:
        raise InputError(f"{path}: {error}; make the index again") from error


def _select(match: str, lang: str, limit: int) -> tuple[str, tuple[object, ...]]:
    """Direction may change from segment to segment, so a language is looked for on both sides."""
    shown = ", ".join(f"highlight(texts, {column}, char(2), char(3))" for column in range(2))
    by_lang = "AND ((source_lang = ? AND texts.rowid IN (SELECT rowid FROM texts WHERE source MATCH ?))"
    by_lang += " OR (target_lang = ? AND texts.rowid IN (SELECT rowid FROM texts WHERE target MATCH ?)))"
    return (
        "SELECT number, id, pair_id, split, segments.score, source_lang, target_lang, source_url, target_url,"
        f" {shown} FROM texts JOIN segments ON texts.rowid = number WHERE texts MATCH ?"
        f" {by_lang if lang else ''} ORDER BY texts.rank, number LIMIT ?",
        (match, *((lang, match, lang, match) if lang else ()), limit),
    )


def _phrases(query: str) -> str:
    """Words as FTS5 phrases, so that nothing in them is taken for an operator."""
    parts = query.split('"')
    if len(parts) % 2 == 0:  # an unclosed quotation mark
        parts = [query.replace('"', " ")]
    phrases = [part for place, text in enumerate(parts) for part in ([text] if place % 2 else text.split())]
    return " ".join(f'"{phrase.strip()}"' for phrase in phrases if any(map(str.isalnum, phrase)))


def _neighbour(connection: sqlite3.Connection, number: int, pair_id: str) -> tuple[str, str]:
    query = "SELECT source, target FROM segments WHERE number = ? AND pair_id = ?"
    return connection.execute(query, (number, pair_id)).fetchone() or ("", "")


def _mark(text: str, marks: tuple[str, str]) -> str:
    return text.replace(_FIRST, marks[0]).replace(_LAST, marks[1])


def _row(number: int, segment: Segment) -> tuple[object, ...]:
    source, target = segment.source, segment.target
    words = (segment.id, segment.pair_id, segment.split)
    rest = (source.lang, target.lang, source.url, target.url, source.text, target.text)
    clean = [utf8_text(text).replace(_FIRST, "").replace(_LAST, "") for text in (*words, *rest)]
    return (number, *clean[:3], segment.score, *clean[3:])
