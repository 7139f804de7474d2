"""A corpus as Parquet that `datasets` loads with a Translation feature."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fiel.data.corpus_rows import Languages, row
from fiel.data.files import write_atomically
from fiel.data.splits import SPLITS
from fiel.errors import OutputError
from fiel.records import Segment

_Row = dict[str, object]
_ROW_GROUP = 1_000  # as datasets writes them; what waits in memory
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
    """`NAME/data/train-00000-of-00001.parquet`, and the same for dev and test, if they hold segments.

    `datasets.load_dataset` takes the folder NAME, or the files as "parquet"; it fails on a split of
    no rows, hence no file for one, and none is left from an earlier run. The columns are those of
    `corpus_rows.row`. Raises OutputError; nothing half-written is left.
    """
    paths = {split: directory / name / "data" / f"{split}-00000-of-00001.parquet" for split in SPLITS}
    schema = _schema(languages)
    writers: dict[str, pq.ParquetWriter] = {}
    with ExitStack() as held:
        for split, rows in _row_groups(segments, languages):
            if split not in writers:
                place = held.enter_context(write_atomically(paths[split]))
                writers[split] = held.enter_context(pq.ParquetWriter(place, schema, compression="zstd"))
            writers[split].write_table(pa.Table.from_pylist(rows, schema))
    for split in paths.keys() - writers.keys():
        _remove(paths[split])
    return [path for split, path in paths.items() if split in writers]


def _row_groups(segments: Iterable[Segment], languages: Languages) -> Iterator[tuple[str, list[_Row]]]:
    """Rows of one split together, as many as make a row group, at the end what is left."""
    waiting: dict[str, list[_Row]] = {split: [] for split in SPLITS}
    for segment in segments:
        waiting[segment.split].append(row(segment, languages))
        if len(waiting[segment.split]) == _ROW_GROUP:
            yield segment.split, waiting[segment.split]
            waiting[segment.split] = []
    yield from ((split, rows) for split, rows in waiting.items() if rows)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror}; this split is empty now, remove the old file"
        ) from error


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
