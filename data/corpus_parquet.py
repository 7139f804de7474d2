"""A corpus as Parquet that `datasets` loads with a Translation feature."""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fiel.data.corpus_rows import Languages, row
from fiel.data.files import write_atomically
from fiel.data.splits import SPLITS
from fiel.records import Segment

_ROW_GROUP = 10_000
_INDICES = pa.list_(pa.int32())
_SIDE_COLUMNS = {
    "lang": pa.string(),
    "article": pa.string(),
    "url": pa.string(),
    "outlet": pa.string(),
    "date": pa.string(),
    "sentences": _INDICES,
    "paragraphs": _INDICES,
    "start": pa.int64(),
    "end": pa.int64(),
}


def write_parquet(
    segments: Iterable[Segment], directory: Path, name: str, languages: Languages
) -> list[Path]:
    """`NAME/data/train-00000-of-00001.parquet`, and the same for dev and test.

    `datasets.load_dataset` takes the folder NAME, or the files as "parquet". The columns are those
    of `corpus_rows.row`. Raises OutputError; nothing half-written is left.
    """
    schema = _schema(languages)
    paths = {split: directory / name / "data" / f"{split}-00000-of-00001.parquet" for split in SPLITS}
    with ExitStack() as held:
        writers = {
            split: held.enter_context(
                pq.ParquetWriter(held.enter_context(write_atomically(path)), schema, compression="zstd")
            )
            for split, path in paths.items()
        }
        waiting: dict[str, list[dict[str, object]]] = {split: [] for split in SPLITS}
        for segment in segments:
            rows = waiting[segment.split]
            rows.append(row(segment, languages))
            if len(rows) == _ROW_GROUP:
                writers[segment.split].write_table(pa.Table.from_pylist(rows, schema))
                rows.clear()
        for split, rows in waiting.items():
            writers[split].write_table(pa.Table.from_pylist(rows, schema))
    return list(paths.values())


def _schema(languages: Languages) -> pa.Schema:
    columns = {
        "id": pa.string(),
        "translation": pa.struct([(lang, pa.string()) for lang in sorted(languages)]),
        "score": pa.float64(),
        "type": pa.string(),
        "crossing": pa.bool_(),
        "flags": pa.list_(pa.string()),
        "split": pa.string(),
        "pair_id": pa.string(),
        "decision": pa.string(),
        **{
            f"{role}_{column}": kind
            for role in ("source", "target")
            for column, kind in _SIDE_COLUMNS.items()
        },
    }
    features = {column: _feature(kind) for column, kind in columns.items()}
    metadata = {"huggingface": json.dumps({"info": {"features": features}})}
    return pa.schema(list(columns.items()), metadata=metadata)


def _feature(kind: pa.DataType) -> object:
    """A column's type as the features of `datasets` spell it; the one struct is the translation."""
    if pa.types.is_struct(kind):
        return {"languages": [child.name for child in kind], "_type": "Translation"}
    if pa.types.is_list(kind):
        return [_feature(kind.value_type)]  # the spelling that releases before 4 read too
    return {"dtype": str(kind).replace("double", "float64"), "_type": "Value"}
