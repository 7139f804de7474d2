"""The formats a corpus is written in, by name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from fiel.data.corpus_jsonl import write_jsonl
from fiel.data.corpus_parquet import write_parquet
from fiel.data.corpus_rows import Languages
from fiel.data.moses import write_moses
from fiel.data.tmx import write_tmx
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


WRITERS: dict[str, Writer] = {
    "moses": write_moses,
    "tmx": write_tmx,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}
