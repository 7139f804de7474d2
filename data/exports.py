"""The formats a corpus is written in and read from, by name."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from fiel.data.corpus_jsonl import read_jsonl, write_jsonl
from fiel.data.corpus_parquet import read_parquet, write_parquet
from fiel.data.corpus_rows import Languages
from fiel.data.document_rows import read_document_rows, write_document_rows
from fiel.data.documents import Sentences
from fiel.data.moses import read_moses, write_moses
from fiel.data.separated import (
    read_bitextor,
    read_opustrainer,
    read_review,
    read_tsv,
    write_bitextor,
    write_opustrainer,
    write_review,
    write_tsv,
)
from fiel.data.tmx import read_tmx, write_tmx
from fiel.data.wmt import read_wmt, write_wmt
from fiel.data.xces import read_xces, write_xces
from fiel.data.xliff import read_xliff, write_xliff
from fiel.data.xliff2 import read_xliff2, write_xliff2
from fiel.records import Segment


class Writer(Protocol):
    """Writes a corpus in one format."""

    def __call__(
        self, segments: Iterable[Segment], directory: Path, name: str, languages: Languages
    ) -> list[Path]:
        """The files written, each whole. Segments are taken one by one, never held all at once.

        `languages` are the codes of the originals and of the translations. Raises OutputError, with
        the path, where the disk refuses, and for a segment that is not in both languages.
        """


class Reader(Protocol):
    """Reads a corpus in one format, from whatever tool."""

    def __call__(self, path: Path, languages: Languages) -> Iterator[Segment]:
        """The segments, one by one; what the file does not say of them takes neutral values.

        Raises InputError, with the place, for a file that breaks the rules of the format.
        """


WRITERS: dict[str, Writer] = {
    "moses": write_moses,
    "tmx": write_tmx,
    "xliff": write_xliff,
    "xliff2": write_xliff2,
    "xces": partial(write_xces, sentences={}),
    "tsv": write_tsv,
    "bitextor": write_bitextor,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "documents": partial(write_document_rows, sentences={}),
    "wmt": write_wmt,
    "opustrainer": write_opustrainer,
    "review": write_review,
}
SPLIT_BY_FILE = frozenset(("parquet", "documents", "wmt", "opustrainer"))
"""Formats with a file a split, in the order of `splits.SPLITS`, and none for a split without segments."""

READERS: dict[str, Reader] = {
    "moses": read_moses,
    "tmx": read_tmx,
    "xliff": read_xliff,
    "xliff2": read_xliff2,
    "xces": read_xces,
    "tsv": read_tsv,
    "bitextor": read_bitextor,
    "jsonl": read_jsonl,
    "parquet": read_parquet,
    "documents": read_document_rows,
    "wmt": read_wmt,
    "opustrainer": read_opustrainer,
    "review": read_review,
}


def writers(sentences: Sentences) -> dict[str, Writer]:
    """The writers of a corpus whose articles are at hand: formats of whole documents then hold them whole."""
    whole: dict[str, Writer] = {
        "xces": partial(write_xces, sentences=sentences),
        "documents": partial(write_document_rows, sentences=sentences),
    }
    return WRITERS | whole
