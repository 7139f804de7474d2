"""The rules of the formats that hold a segment a line or a row."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fiel.data.corpus_rows import Languages, segment_of
from fiel.data.document_rows import read_document_rows
from fiel.data.lines import numbered_lines
from fiel.data.moses import moses_files
from fiel.data.problems import Problem
from fiel.data.separated import BITEXTOR, REVIEW, header_of
from fiel.errors import InputError, cause

_BREAKING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""Not the tab: it separates columns."""
_BATCH = 2_000


def validate_moses(path: Path, languages: Languages) -> Iterator[Problem]:
    """Moses: as many lines in each file, none blank, none with a tab or what other readers take for a break."""
    files = moses_files(path, languages)
    with ExitStack() as held:
        readers = [numbered_lines(place, held) for place in files.values()]
        for number, lines in enumerate(zip_longest(*readers), 1):
            if None in lines:
                short = [
                    place.name for place, line in zip(files.values(), lines, strict=True) if line is None
                ]
                cause = f"{' and '.join(short)} ended before, in line {number - 1}"
                yield Problem(number, cause, "get the files of one export: their lines belong together")
                return
            for (ending, place), (_, line) in zip(files.items(), lines, strict=True):
                if ending == "ids":
                    if line.count("\t") != 3:
                        yield Problem(number, f"{place.name}: {line.count(chr(9)) + 1} columns", "expected 4")
                else:
                    yield from _plain(number, line, f"{place.name}: ")


def _plain(number: int, line: str, where: str = "") -> Iterator[Problem]:
    if line.isprintable() and line:
        if line.isspace():
            yield Problem(
                number, f"{where}blank line", "take the pair out: readers that skip it shift the rest"
            )
        return
    if not line.strip():
        yield Problem(number, f"{where}blank line", "take the pair out: readers that skip it shift the rest")
    elif "\t" in line:
        yield Problem(number, f"{where}tab", "make it a space")
    elif found := _BREAKING.search(line):
        yield Problem(number, f"{where}character U+{ord(found[0]):04X}", "make it a space: it breaks lines")


def validate_tsv(path: Path, languages: Languages) -> Iterator[Problem]:
    """The full table: column names with both texts, as many cells in each line, values their columns can have."""
    return _table(
        path, languages, ("source_text", "target_text"), ("source_text", "target_text"), lambda row: row
    )


def validate_bitextor(path: Path, languages: Languages) -> Iterator[Problem]:
    """bitextor's: its column names, as many cells in each line, both texts, scores from 0 to 1."""

    def translated(row: dict[str, str]) -> dict[str, str]:
        numbers = ("sentences", "paragraphs")  # any form goes for these
        return {
            ours: row[name]
            for name, ours in BITEXTOR.items()
            if ours and name in row and not ours.endswith(numbers)
        }

    return _table(path, languages, tuple(BITEXTOR)[:4], ("src_text", "trg_text"), translated)


def validate_review(path: Path, languages: Languages) -> Iterator[Problem]:
    """The review sheet: its column names, as many cells in each line, both texts."""
    return _table(path, languages, REVIEW, ("source", "target"), None)


def validate_opustrainer(path: Path, languages: Languages) -> Iterator[Problem]:
    """OpusTrainer's: source, tab, target, and perhaps word links; no side blank."""
    with ExitStack() as held:
        for number, line in numbered_lines(path, held):
            parts = line.split("\t")
            if len(parts) not in (2, 3):
                yield Problem(number, f"{len(parts)} columns", "expected source, tab, target")
                continue
            for part in parts[:2]:
                yield from _plain(number, part)
            if parts[2:] and not re.fullmatch(r"(\d+-\d+( |$))*", parts[2]):
                yield Problem(number, f'word links "{parts[2][:30]}"', "expected such as 0-0 1-2")


def validate_jsonl(path: Path, languages: Languages) -> Iterator[Problem]:
    """JSON lines: an object each with a `translation` into both languages, values their columns can have."""
    with ExitStack() as held:
        for number, line in numbered_lines(path, held):
            try:
                values = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(number, f"no JSON: {error}"[:200], "expected one JSON object a line")
                continue
            if not isinstance(values, dict):
                yield Problem(number, f"a {type(values).__name__}", "expected an object")
            else:
                yield from _row(number, values, languages)


def validate_parquet(path: Path, languages: Languages) -> Iterator[Problem]:
    """Parquet: a `Translation` feature with both languages, and text in every row."""
    with _open(path) as file:
        schema = file.schema_arrow
        if "translation" not in schema.names or not pa.types.is_struct(schema.field("translation").type):
            yield Problem(
                0, f"columns {', '.join(schema.names)[:100]}", 'expected a struct column "translation"'
            )
            return
        missing = set(languages) - {field.name for field in schema.field("translation").type}
        if missing:
            yield Problem(
                0, f"no {' and no '.join(sorted(missing))} in translation", "choose the languages it has"
            )
            return
        if not _is_translation(schema):
            remedy = "write the huggingface metadata: without it `datasets` loads a plain struct"
            yield Problem(0, 'the schema does not declare the feature "Translation"', remedy)
        row = 0
        for batch in file.iter_batches(_BATCH, columns=["translation"]):
            for lang in languages:
                texts = pc.utf8_trim_whitespace(pc.struct_field(batch.column(0), lang))
                blank = pc.fill_null(pc.equal(texts, ""), True)
                for index in pc.indices_nonzero(blank).to_pylist():
                    yield Problem(row + index + 1, f"no {lang} text", "take the row out")
            row += batch.num_rows


def validate_documents(path: Path, languages: Languages) -> Iterator[Problem]:
    """Document rows: the sentences of both languages, and links that point to some of them."""
    with _open(path) as file:
        missing = {*languages, "align", "scores"} - set(file.schema_arrow.names)
        if missing:
            yield Problem(
                0, f"no column {' and no column '.join(sorted(missing))}", "is this a file of documents?"
            )
            return
    for _ in read_document_rows(path, languages):
        pass


def _table(
    path: Path,
    languages: Languages,
    needed: Collection[str],
    texts: Collection[str],
    translate: Callable[[dict[str, str]], dict[str, str]] | None,
) -> Iterator[Problem]:
    columns = header_of(path)
    if missing := [column for column in needed if column not in columns]:
        yield Problem(1, f"no column {' and no column '.join(missing)}", "write the column names in line 1")
        return
    with ExitStack() as held:
        for number, line in numbered_lines(path, held):
            parts = line.removesuffix("\r").split("\t")
            if len(parts) != len(columns):
                remedy = f"expected {len(columns)} as in line 1: is there a tab in a text?"
                yield Problem(number, f"{len(parts)} columns", remedy)
            elif number > 1:
                values = dict(zip(columns, parts, strict=True))
                for column in texts:
                    yield from _plain(number, values[column], f"{column}: ")
                if translate:
                    yield from _row(number, translate(values), languages)


def _row(number: int, values: dict[str, str], languages: Languages) -> Iterator[Problem]:
    try:
        segment = segment_of(values, languages, "", number)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        yield Problem(number, str(error)[:200], "correct the value or leave it out")
        return
    for side in (segment.source, segment.target):
        if side.lang not in languages:
            yield Problem(number, f'language "{side.lang}"', f"expected {' and '.join(languages)}")
        elif not side.text.strip():
            yield Problem(number, f"no {side.lang} text", "take the pair out")


def _is_translation(schema: pa.Schema) -> bool:
    try:
        described = json.loads((schema.metadata or {}).get(b"huggingface", b"{}"))
        return bool(described["info"]["features"]["translation"]["_type"] == "Translation")
    except (ValueError, KeyError, TypeError):
        return False


def _open(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: {cause(error)}; expected a Parquet file") from error
