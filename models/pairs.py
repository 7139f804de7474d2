"""The pairs of an exported corpus, one split in one direction, as training and evaluation read them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fiel.errors import InputError

PLACES = ("", "data", "*/data", "corpus/*/data")
"""Where the Parquet files lie under a build, its `corpus`, the corpus's own folder, or its `data`."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Sentences and their translations, with what they were chosen from."""

    table: pa.Table
    """Columns `id`, `source`, `target`."""
    digest: str
    """Of the ids and texts chosen, in order."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """How many were left out, for each reason."""

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @property
    def ids(self) -> list[str]:
        return self._column("id")

    @property
    def sources(self) -> list[str]:
        return self._column("source")

    @property
    def targets(self) -> list[str]:
        return self._column("target")

    def _column(self, name: str) -> list[str]:
        values: list[str] = self.table.column(name).to_pylist()
        return values


def read_pairs(
    corpus: Path,
    split: str,
    source_lang: str,
    target_lang: str,
    *,
    min_score: float = 0.0,
    refused_flags: Iterable[str] = (),
) -> Pairs:
    """The pairs of a split that are sure enough and bear none of the refused flags.

    `corpus` is a build, its `corpus` folder, or a folder with `train*.parquet` and the like; either
    language may be the source. Raises InputError: no such split, other languages, nothing left.
    """
    files = _files(corpus, split)
    table = _read(files, source_lang, target_lang)
    total = table.num_rows
    dropped: dict[str, int] = {}
    if min_score > 0 and "score" in table.column_names:
        table = _keep(table, pc.greater_equal(table.column("score"), min_score), "low_score", dropped)
    if "flags" in table.column_names:
        for flag in refused_flags:
            # a row without flags is kept
            bearing = pa.array([flag in (flags or ()) for flags in table.column("flags").to_pylist()])
            table = _keep(table, pc.invert(bearing), flag, dropped)
    if not table.num_rows:
        left_out = ", ".join(f"{count} {reason}" for reason, count in dropped.items())
        raise InputError(f"{files[0]}: no pairs of {total} left ({left_out}); lower the demands")
    chosen = pa.table(
        {
            "id": table.column("id"),
            "source": pc.struct_field(table.column("translation"), source_lang),
            "target": pc.struct_field(table.column("translation"), target_lang),
        }
    )
    return Pairs(chosen, _digest(chosen), dropped)


def _keep(table: pa.Table, wanted: pa.ChunkedArray, reason: str, dropped: dict[str, int]) -> pa.Table:
    kept = table.filter(wanted)
    if kept.num_rows < table.num_rows:
        dropped[reason] = table.num_rows - kept.num_rows
    return kept


def _files(corpus: Path, split: str) -> list[Path]:
    names = ("dev", "validation") if split == "dev" else (split,)
    for place in PLACES:
        for name in names:
            found = sorted(corpus.glob(f"{place}/{name}*.parquet" if place else f"{name}*.parquet"))
            if len({path.parent for path in found}) > 1:
                raise InputError(
                    f"{corpus}: several corpora; name one: {', '.join({str(p.parent) for p in found})}"
                )
            if found:
                return found
    raise InputError(
        f"{corpus}: no {split}*.parquet; expected a build exported with the format parquet (`fiel build`)"
    )


def _read(files: list[Path], source_lang: str, target_lang: str) -> pa.Table:
    try:
        table = pa.concat_tables(pq.read_table(path) for path in files)
        languages = {child.name for child in table.schema.field("translation").type}
        table.schema.field("id")
    except (OSError, pa.ArrowException, KeyError, TypeError) as error:
        raise InputError(f"{files[0]}: {error}; expected rows with id and translation") from error
    if not {source_lang, target_lang} <= languages:
        raise InputError(
            f"{files[0]}: languages {', '.join(sorted(languages))}; expected {source_lang} and {target_lang}"
        )
    if not table.num_rows:
        raise InputError(
            f"{files[0]}: no rows; splits are by document: build from more, or give this split a larger share"
        )
    return table


def _digest(table: pa.Table) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for batch in table.to_batches():
        for row in batch.to_pylist():
            digest.update("\t".join(row.values()).encode() + b"\n")
    return digest.hexdigest()
