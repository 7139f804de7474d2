"""Several corpora as one, and new splits for a corpus that was put together."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fiel.data.corpus_rows import Languages
from fiel.data.exports import READERS
from fiel.data.leakage import twin_documents
from fiel.data.near_duplicates import exact_key
from fiel.data.splits import assign_splits
from fiel.data.validation import format_of
from fiel.errors import InputError
from fiel.records import Decision, DocumentPair, Segment
from fiel.settings import ExportSettings

Read = Callable[[], Iterable[Segment]]
"""Gives a corpus from the start, each time the same."""


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


def split_corpus(read: Read, settings: ExportSettings) -> Iterator[Segment]:
    """A corpus with splits given anew over all its documents, as `splits.assign_splits` does.

    Documents that share sentences are kept together. Segments whose document is not known are for
    training: cut anywhere, their neighbours would leak.
    """
    pairs: dict[str, DocumentPair] = {}
    dates: dict[str, datetime.date | None] = {}
    for segment in read():
        if segment.pair_id not in pairs and segment.source.article_id and segment.target.article_id:
            source, target = segment.source, segment.target
            pairs[segment.pair_id] = DocumentPair(
                segment.pair_id, source.article_id, target.article_id, Decision.PARALLEL, 1.0, ""
            )
            dates[segment.pair_id] = target.date or source.date
    twins = [two for two in twin_documents(read()) if pairs.keys() >= set(two)]
    by_date = dates if settings.split_by == "date" else None
    splits = assign_splits(pairs.values(), settings, twins=twins, dates=by_date)
    for segment in read():
        yield replace(segment, split=splits.get(segment.pair_id, "train"))


def _free(identifier: str, text: int, known: dict[str, int]) -> str:
    """The id itself, or with a number; empty if this very segment is known."""
    candidate, number = identifier, 1
    while candidate in known:
        if known[candidate] == text:
            return ""
        number += 1
        candidate = f"{identifier}~{number}"
    return candidate
