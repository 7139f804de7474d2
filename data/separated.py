"""Corpora as tab-separated lines: the full table, ParaCrawl's, OpusTrainer's, and a sheet to review.

A cell is one line without tabs (see `characters.one_line`); nothing is quoted, since most tools that
read such files cut at tabs.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, cast

from fiel.data.characters import one_line
from fiel.data.corpus_rows import Languages, bead_type, cells, joined_flags, segment_of, sides_by_language
from fiel.data.files import remove_stale, write_atomically
from fiel.data.lines import numbered_lines
from fiel.data.splits import SPLITS
from fiel.errors import InputError, OutputError
from fiel.records import Segment

COLUMNS = (
    "id", "score", "source_text", "target_text", "type", "crossing", "flags", "split", "pair_id",
    "decision", "encoder", "settings", "licence",
    *(
        f"{role}_{column}"
        for role in ("source", "target")
        for column in ("lang", "article", "url", "outlet", "date", "sentences", "paragraphs", "start", "end")
    ),
)  # fmt: skip
"""Of the full table: the columns of `corpus_rows.row`, the texts by role."""

BITEXTOR = {
    "src_url": "source_url",
    "trg_url": "target_url",
    "src_text": "source_text",
    "trg_text": "target_text",
    "aligner_score": "score",
    "src_paragraph_id": "source_paragraphs",
    "trg_paragraph_id": "target_paragraphs",
    "src_sentence_id": "source_sentences",
    "trg_sentence_id": "target_sentences",
    "translation_direction": "",
}
"""Columns of bitextor's `.sent.gz` and ours. Paragraph and sentence numbers are ours, with `+` between."""

REVIEW = ("id", "source_no", "source", "target", "target_no", "score", "type", "flags", "verdict", "comment")
"""Of the sheet; the last two are for the reviewer."""


def write_tsv(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.tsv`: one segment a line with all its provenance, under a line of column names."""
    path = directory / f"{name}.tsv"
    with write_atomically(path) as temporary, _open(temporary) as file:
        file.write("\t".join(COLUMNS) + "\n")
        for segment in segments:
            values = _texts(segment, languages) | dict(cells(segment))
            file.write("\t".join([one_line(values.get(column, "")) for column in COLUMNS]) + "\n")
    return [path]


def read_tsv(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of a table with the column names of `COLUMNS`, or some of them."""
    return _segments(path, languages, lambda values: values)


def write_bitextor(
    segments: Iterable[Segment], directory: Path, name: str, languages: Languages
) -> list[Path]:
    """`NAME.es-en.sent.gz`, as bitextor leaves it: always from `languages[0]` to `languages[1]`."""
    path = directory / f"{name}.{'-'.join(languages)}.sent.gz"
    with write_atomically(path) as temporary, ExitStack() as held:
        packed = held.enter_context(
            gzip.GzipFile("", "wb", 6, held.enter_context(temporary.open("wb")), mtime=0)
        )
        packed.write(("\t".join(BITEXTOR) + "\n").encode())
        for segment in segments:
            sides = sides_by_language(segment, languages)
            source, target = (sides[lang] for lang in languages)
            texts = _texts(segment, languages)
            if source is segment.target:
                texts["source_text"], texts["target_text"] = texts["target_text"], texts["source_text"]
            columns = (
                source.url or source.article_id,
                target.url or target.article_id,
                texts["source_text"],
                texts["target_text"],
                repr(segment.score),
                *("+".join(map(str, side.paragraphs)) for side in (source, target)),
                *("+".join(map(str, side.sentences)) for side in (source, target)),
                f"{segment.source.lang}-{segment.target.lang}",
            )
            packed.write(("\t".join(map(one_line, columns)) + "\n").encode())
    return [path]


def read_bitextor(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of a bitextor file with a line of column names, packed or not."""
    return _segments(path, languages, lambda values: _from_bitextor(values, languages))


def write_opustrainer(
    segments: Iterable[Segment], directory: Path, name: str, languages: Languages
) -> list[Path]:
    """`NAME.train.es-en.tsv`, source and target only, and the same for dev and test, if they hold segments.

    What OpusTrainer and Marian train on; the source is the text in `languages[0]`.
    """
    paths = {split: directory / f"{name}.{split}.{'-'.join(languages)}.tsv" for split in SPLITS}
    files: dict[str, IO[str]] = {}
    with ExitStack() as held:
        for segment in segments:
            sides = sides_by_language(segment, languages)
            if segment.split not in files:
                temporary = held.enter_context(write_atomically(paths[segment.split]))
                files[segment.split] = held.enter_context(_open(temporary))
            texts = [_printable(sides[lang].text, segment.id) for lang in languages]
            files[segment.split].write("\t".join(texts) + "\n")
    for split in paths.keys() - files.keys():
        remove_stale(paths[split])
    return [path for split, path in paths.items() if split in files]


def read_opustrainer(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of lines of source and target; a third column, word links, is passed over."""
    with ExitStack() as held:
        for number, line in numbered_lines(path, held):
            parts = line.split("\t")
            if len(parts) not in (2, 3):
                raise InputError(f"{path}:{number}: {len(parts)} columns; expected source, tab, target")
            values = {"source_text": parts[0], "target_text": parts[1]}
            yield segment_of(values, languages, path.name.partition(".")[0], number)


def write_review(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.review.tsv`: what a person needs to judge the alignment, with room for verdict and comment.

    Opens in a spreadsheet: a cell that would count as a formula there starts with an apostrophe.
    """
    path = directory / f"{name}.review.tsv"
    with write_atomically(path) as temporary, _open(temporary) as file:
        file.write("\t".join(REVIEW) + "\n")
        for segment in segments:
            texts = _texts(segment, languages)
            columns = (
                segment.id,
                " ".join(map(str, segment.source.sentences)),
                texts["source_text"],
                texts["target_text"],
                " ".join(map(str, segment.target.sentences)),
                f"{segment.score:.4f}",
                bead_type(segment),
                joined_flags(segment),
                "",
                "",
            )
            file.write("\t".join([_no_formula(one_line(cell)) for cell in columns]) + "\n")
    return [path]


def read_review(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of a review sheet; a verdict that was filled in becomes the flag `review:VERDICT`."""
    return _segments(path, languages, _from_review)


def header_of(path: Path) -> list[str]:
    """The cells of the first line; raises InputError for a file without lines."""
    with ExitStack() as held:
        for _, line in numbered_lines(path, held):
            return line.removesuffix("\r").removeprefix("\ufeff").split("\t")
    raise InputError(f"{path}: empty; expected a line of column names")


def _segments(
    path: Path, languages: Languages, translate: Callable[[dict[str, str]], dict[str, Any]]
) -> Iterator[Segment]:
    columns = header_of(path)
    with ExitStack() as held:
        for number, line in numbered_lines(path, held):
            parts = line.removesuffix("\r").split("\t")
            if len(parts) != len(columns):
                raise InputError(
                    f"{path}:{number}: {len(parts)} columns; expected {len(columns)} as in line 1"
                )
            if number == 1:
                continue
            try:
                values = translate(dict(zip(columns, parts, strict=True)))
                yield segment_of(values, languages, path.name.partition(".")[0], number)
            except ValueError as error:
                raise InputError(f"{path}:{number}: {error}; correct the cell or empty it") from error


def _from_bitextor(values: dict[str, str], languages: Languages) -> dict[str, Any]:
    found = {ours: values.get(theirs, "") for theirs, ours in BITEXTOR.items() if ours}
    for role in ("source", "target"):
        for column in ("paragraphs", "sentences"):
            numbers = found[f"{role}_{column}"].split("+")
            found[f"{role}_{column}"] = " ".join(numbers) if all(map(str.isdecimal, numbers)) else ""
    found["source_lang"], found["target_lang"] = languages
    if values.get("translation_direction") == "-".join(languages[::-1]):
        return {_exchanged(column): value for column, value in found.items()}
    return dict(found)


def _exchanged(column: str) -> str:
    role, _, rest = column.partition("_")
    return {"source": "target_", "target": "source_"}[role] + rest if rest else column


def _from_review(values: dict[str, str]) -> dict[str, Any]:
    values = {column: value.removeprefix("'") for column, value in values.items()}
    verdict = "_".join(values.get("verdict", "").split())
    return {
        "id": values.get("id"),
        "source_text": values.get("source"),
        "target_text": values.get("target"),
        "source_sentences": values.get("source_no", ""),
        "target_sentences": values.get("target_no", ""),
        "score": values.get("score"),
        "type": values.get("type"),
        "flags": values.get("flags", "") + (f" review:{verdict}" if verdict else ""),
    }


def _texts(segment: Segment, languages: Languages) -> dict[str, str]:
    sides_by_language(segment, languages)  # refuses a segment in other languages
    return {
        "id": segment.id,
        "source_text": _printable(segment.source.text, segment.id),
        "target_text": _printable(segment.target.text, segment.id),
    }


def _printable(text: str, segment_id: str) -> str:
    line = one_line(text)
    if not line:
        raise OutputError(f"segment {segment_id}: no printable text; expected a sentence")
    return line


def _no_formula(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "'") and cell else cell


def _open(path: Path) -> IO[str]:
    return cast(IO[str], path.open("w", encoding="utf-8", newline="\n"))
