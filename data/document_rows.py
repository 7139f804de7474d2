"""Document pairs as Parquet rows that `datasets` loads: both texts in sentences, and how they align."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fiel.data.characters import utf8_text
from fiel.data.corpus_parquet import feature, read_rows
from fiel.data.corpus_rows import Languages, segment_of, sides_by_language
from fiel.data.documents import CorpusDocument, DocumentSide, Sentences, documents_of
from fiel.data.files import remove_stale, write_atomically
from fiel.data.splits import SPLITS
from fiel.errors import InputError
from fiel.records import Segment

_ROW_GROUP = 2_000  # sentences
_BATCH = 50  # documents
_TEXTS = pa.list_(pa.string())
_INDICES = pa.list_(pa.list_(pa.list_(pa.int32())))


def write_document_rows(
    segments: Iterable[Segment], directory: Path, name: str, languages: Languages, sentences: Sentences
) -> list[Path]:
    """`NAME-documents/data/train-00000-of-00001.parquet`, and the same for dev and test, if they hold any.

    A row: `pair_id`, the sentences under each language code, `align` with the indices of each link's
    sentences in the order of the codes, `scores` of the links, `source_lang`, and id, address, outlet and
    date of both articles. Raises OutputError; nothing half-written is left.
    """
    folder = directory / f"{name}-documents" / "data"
    paths = {split: folder / f"{split}-00000-of-00001.parquet" for split in SPLITS}
    schema = _schema(languages)
    writers: dict[str, pq.ParquetWriter] = {}
    waiting: dict[str, list[dict[str, object]]] = {split: [] for split in SPLITS}
    held_back = dict.fromkeys(SPLITS, 0)
    with ExitStack() as held:

        def write(split: str) -> None:
            if split not in writers:
                place = held.enter_context(write_atomically(paths[split]))
                writers[split] = held.enter_context(pq.ParquetWriter(place, schema, compression="zstd"))
            writers[split].write_table(pa.Table.from_pylist(waiting[split], schema))
            waiting[split], held_back[split] = [], 0

        for document in documents_of(segments, sentences):
            waiting[document.split].append(_row(document, languages))
            held_back[document.split] += len(document.source.sentences)
            if held_back[document.split] >= _ROW_GROUP:
                write(document.split)
        for split in SPLITS:
            if waiting[split]:
                write(split)
    for split in paths.keys() - writers.keys():
        remove_stale(paths[split])
    return [path for split, path in paths.items() if split in writers]


def read_document_rows(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of document rows; raises InputError, naming the row, where the links point nowhere."""
    codes = sorted(languages)
    for number, row in enumerate(read_rows(path, _BATCH), 1):
        try:
            roles = (
                ("source", "target")
                if row.get("source_lang", languages[0]) == codes[0]
                else ("target", "source")
            )
            for place, (indices, score) in enumerate(zip(row["align"], row["scores"], strict=True)):
                values = {key: value for key, value in row.items() if key not in (*codes, "align", "scores")}
                for role, code, chosen in zip(roles, codes, indices, strict=True):
                    values[f"{role}_lang"] = code
                    values[f"{role}_text"] = " ".join(row[code][index] for index in chosen)
                    values[f"{role}_sentences"] = chosen
                yield segment_of(values | {"score": score}, languages, path.stem, place)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise InputError(f"{path}: row {number}: {error!r}; expected the rows of documents") from error


def _row(document: CorpusDocument, languages: Languages) -> dict[str, object]:
    for link in document.links:
        sides_by_language(link.segment, languages)  # refuses a segment in other languages
    sides = (document.source, document.target)
    swapped = document.source.first.lang > document.target.first.lang
    row: dict[str, object] = {
        "pair_id": utf8_text(document.pair_id),
        "source_lang": document.source.first.lang,
        "align": [
            [link.target, link.source] if swapped else [link.source, link.target] for link in document.links
        ],
        "scores": [link.segment.score for link in document.links],
        "split": document.split,
    }
    for role, side in zip(("source", "target"), sides, strict=True):
        row[side.first.lang] = [utf8_text(text) for _, text in side.sentences]
        row |= _columns(role, side)
    return row


def _columns(role: str, side: DocumentSide) -> dict[str, object]:
    first = side.first
    return {
        f"{role}_article": utf8_text(first.article_id),
        f"{role}_url": utf8_text(first.url),
        f"{role}_outlet": utf8_text(first.outlet),
        f"{role}_date": first.date.isoformat() if first.date else None,
    }


def _schema(languages: Languages) -> pa.Schema:
    columns = {
        "pair_id": pa.string(),
        **dict.fromkeys(sorted(languages), _TEXTS),
        "align": _INDICES,
        "scores": pa.list_(pa.float64()),
        "source_lang": pa.string(),
        "split": pa.string(),
        **{
            f"{role}_{key}": pa.string()
            for role in ("source", "target")
            for key in ("article", "url", "outlet", "date")
        },
    }
    features = {column: feature(kind) for column, kind in columns.items()}
    return pa.schema(
        list(columns.items()), metadata={"huggingface": json.dumps({"info": {"features": features}})}
    )
