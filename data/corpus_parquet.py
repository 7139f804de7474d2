"""A corpus as Parquet that `datasets` loads with a Translation feature."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fiel.data.characters import utf8_text
from fiel.data.corpus_rows import Languages, bead_type, segment_of, sides_by_language
from fiel.data.files import remove_stale, write_atomically
from fiel.data.splits import SPLITS
from fiel.errors import InputError, cause
from fiel.records import Segment, Side

_ROW_GROUP = 2_000  # what waits in memory; twice as many as datasets writes, since each leaves a note
_INDICES = pa.list_(pa.int32())
_SIDE_COLUMNS: dict[str, tuple[pa.DataType, Callable[[Side], object]]] = {
    "lang": (pa.string(), lambda side: side.lang),
    "article": (pa.string(), lambda side: side.article_id),
    "url": (pa.string(), lambda side: side.url),
    "outlet": (pa.string(), lambda side: side.outlet),
    "date": (pa.string(), lambda side: side.date and side.date.isoformat()),
    "sentences": (_INDICES, lambda side: side.sentences),
    "paragraphs": (_INDICES, lambda side: side.paragraphs),
    "start": (pa.int64(), lambda side: side.span[0]),
    "end": (pa.int64(), lambda side: side.span[1]),
}
_COLUMNS: dict[str, tuple[pa.DataType, Callable[[Segment], object]]] = {
    "score": (pa.float64(), lambda segment: segment.score),
    "type": (pa.string(), bead_type),
    "crossing": (pa.bool_(), lambda segment: segment.crossing),
    "flags": (pa.list_(pa.string()), lambda segment: segment.flags),
    "split": (pa.string(), lambda segment: segment.split),
    "pair_id": (pa.string(), lambda segment: segment.pair_id),
    "decision": (pa.string(), lambda segment: segment.decision.value),
    "encoder": (pa.string(), lambda segment: segment.encoder),
    "settings": (pa.string(), lambda segment: segment.settings),
    "licence": (pa.string(), lambda segment: segment.licence),
}
"""The columns of `corpus_rows.row` after the translation, and where they come from. They are made
column by column: rows as dictionaries took twice the time."""


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
        for split, group in _row_groups(segments):
            if split not in writers:
                place = held.enter_context(write_atomically(paths[split]))
                writers[split] = held.enter_context(pq.ParquetWriter(place, schema, compression="zstd"))
            writers[split].write_table(_table(group, languages, schema))
            del group  # or it would wait beside the next
    for split in paths.keys() - writers.keys():
        remove_stale(paths[split])
    return [path for split, path in paths.items() if split in writers]


def read_parquet(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of a Parquet file with the columns of `corpus_rows.row`, or some of them.

    Raises InputError, naming the row, for a value that its column cannot have.
    """
    for number, values in enumerate(read_rows(path)):
        try:
            yield segment_of(values, languages, path.stem, number)
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(f"{path}: row {number + 1}: {error}; expected the rows of a corpus") from error


def read_rows(path: Path, batch: int = _ROW_GROUP) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file as dictionaries, `batch` of them at a time; raises InputError for another file."""
    try:
        with pq.ParquetFile(path) as file:
            for group in file.iter_batches(batch_size=batch):
                yield from group.to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: {cause(error)}; expected a Parquet file") from error


def _row_groups(segments: Iterable[Segment]) -> Iterator[tuple[str, list[Segment]]]:
    """Segments of one split together, as many as make a row group, at the end what is left."""
    waiting: dict[str, list[Segment]] = {split: [] for split in SPLITS}
    for segment in segments:
        group = waiting[segment.split]
        group.append(segment)
        if len(group) == _ROW_GROUP:
            yield segment.split, group
            waiting[segment.split] = []
    yield from ((split, group) for split, group in waiting.items() if group)


def _table(group: list[Segment], languages: Languages, schema: pa.Schema) -> pa.Table:
    sides = [sides_by_language(segment, languages) for segment in group]
    texts = [_array([pair[lang].text for pair in sides], pa.string()) for lang in sorted(languages)]
    arrays = [
        _array([segment.id for segment in group], pa.string()),
        pa.StructArray.from_arrays(texts, sorted(languages)),
        *(_array(list(map(value, group)), kind) for kind, value in _COLUMNS.values()),
    ]
    for role in ([segment.source for segment in group], [segment.target for segment in group]):
        arrays += [_array(list(map(value, role)), kind) for kind, value in _SIDE_COLUMNS.values()]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([utf8_text(value) for value in values], kind)


def _schema(languages: Languages) -> pa.Schema:
    columns = {
        "id": pa.string(),
        "translation": pa.struct([(lang, pa.string()) for lang in sorted(languages)]),
        **{column: kind for column, (kind, _) in _COLUMNS.items()},
        **{
            f"{role}_{column}": kind
            for role in ("source", "target")
            for column, (kind, _) in _SIDE_COLUMNS.items()
        },
    }
    features = {column: feature(kind) for column, kind in columns.items()}
    metadata = {"huggingface": json.dumps({"info": {"features": features}})}
    return pa.schema(list(columns.items()), metadata=metadata)


def feature(kind: pa.DataType) -> object:
    """A column's type as the features of `datasets` spell it; the one struct is the translation."""
    if pa.types.is_struct(kind):
        return {"languages": [child.name for child in kind], "_type": "Translation"}
    if pa.types.is_list(kind):
        return [feature(kind.value_type)]  # the spelling that releases before 4 read too
    return {"dtype": str(kind).replace("double", "float64"), "_type": "Value"}
