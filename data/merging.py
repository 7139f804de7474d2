"""Corpora from elsewhere, and several corpora as one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fiel.data.corpus_rows import Languages
from fiel.data.exports import READERS
from fiel.data.near_duplicates import exact_key
from fiel.data.validation import format_of
from fiel.errors import InputError
from fiel.records import Segment


def read_corpus(path: Path, languages: Languages, form: str = "") -> Iterator[Segment]:
    """The segments of a corpus file of any origin and known format.

    `form` is a name in `exports.READERS`; without it the file's name and first bytes decide. Raises
    InputError, with the place, for a file that breaks the rules of its format.
    """
    form = form or format_of(path, languages)
    if form not in READERS:
        raise InputError(f'{path}: unknown format "{form}"; known formats: {", ".join(READERS)}')
    return READERS[form](path, languages)


def merge(corpora: Iterable[Iterable[Segment]]) -> Iterator[Segment]:
    """The segments of all corpora in order, each id once.

    A segment that an earlier corpus has too, id and texts, is passed over; another text under the
    same id gets a new id. What is remembered is about 150 bytes a segment.
    """
    known: dict[str, int] = {}
    for corpus in corpora:
        for segment in corpus:
            text = exact_key(segment)
            identifier = _free(segment.id, text, known)
            if identifier:
                known[identifier] = text
                yield segment if identifier == segment.id else replace(segment, id=identifier)


def _free(identifier: str, text: int, known: dict[str, int]) -> str:
    """The id itself, or with a number; empty if this very segment is known."""
    candidate, number = identifier, 1
    while candidate in known:
        if known[candidate] == text:
            return ""
        number += 1
        candidate = f"{identifier}~{number}"
    return candidate
