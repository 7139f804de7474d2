"""The commands that run one stage alone, on plain files or on a build directory."""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from fiel.align.aligning import align_sentences
from fiel.api import Alignment, align_texts, match_articles
from fiel.builds import is_build, load_build
from fiel.data.reading import read_articles
from fiel.inputs import read_article, read_text
from fiel.options import (
    BuildDirectory,
    Encoder,
    Json,
    Set,
    SettingsFile,
    Sources,
    settings_from,
    talk,
    write_json,
)
from fiel.records import Article, DocumentPair
from fiel.settings import Settings
from fiel.stages import encoder_of


class Form(StrEnum):
    """How beads are printed."""

    TSV = "tsv"
    LADDER = "ladder"
    JSON = "json"


Pair = Annotated[
    str | None, typer.Option("--pair", metavar="ID", help="Only this document pair.", show_default=False)
]


def read(sources: Sources, settings_file: SettingsFile = None, assignments: Set = None) -> None:
    """Articles as JSON lines: text, language, date, and what was taken out of the body."""
    for article in _articles(sources, settings_from(settings_file, assignments)):
        values = asdict(article) | {"date": article.date and article.date.isoformat()}
        typer.echo(json.dumps(values, ensure_ascii=False))


def match(
    sources: Sources,
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
    as_json: Json = False,
) -> None:
    """Which articles are translations of each other, and why the others stand alone.

    Prints one line a pair: source, target, decision, probability, reason. SRC may be a build directory.
    """
    if len(sources) == 1 and is_build(sources[0]):
        pairs = load_build(sources[0]).pairs
    else:
        settings = settings_from(settings_file, assignments, encoder=encoder)
        pairs = match_articles(_articles(sources, settings), settings)
    if as_json:
        write_json([asdict(pair) for pair in pairs])
    else:
        _write_tsv(("source", "target", "decision", "score", "reason"), map(_pair_row, pairs))


def align(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="The original, or a build directory.", show_default=False)
    ],
    target: Annotated[
        Path | None, typer.Argument(metavar="[TARGET]", help="Its translation.", show_default=False)
    ] = None,
    lines: Annotated[bool, typer.Option("--lines", help="The files hold one sentence a line.")] = False,
    form: Annotated[Form, typer.Option("--format", help="How to print the beads.")] = Form.TSV,
    pair: Pair = None,
    encoder: Encoder = None,
) -> None:
    """The beads between two texts, or those of a build.

    `tsv`: kind, probability, source, target. `ladder`: [0]:[0, 1]:0.97, as Vecalign prints it. `json`: all.
    A single - stands for stdin.
    """
    settings = settings_from(None, None, encoder=encoder)
    if target is None:
        build = load_build(source)
        for document in build.pairs:
            if document.id in build.beads and pair in (None, document.id):
                sides = [
                    tuple(sentence.text for sentence in build.sentences[str(article)])
                    for article in (document.source_id, document.target_id)
                ]
                _show_alignment(Alignment(sides[0], sides[1], build.beads[document.id]), form)
        return
    if lines:
        first, second = (tuple(read_text(path).splitlines()) for path in (source, target))
        beads = align_sentences(first, second, encoder_of(settings.encoder), max_side=settings.align.max_side)
        _show_alignment(Alignment(first, second, beads), form)
    else:
        _show_alignment(align_texts(read_article(source), read_article(target), settings), form)


def score(directory: BuildDirectory, as_json: Json = False, pair: Pair = None) -> None:
    """The quotes of a build: what became of each in the translation, and its verdict."""
    build = load_build(directory)
    rows = []
    for identifier, quote_pairs in build.quote_pairs.items():
        if pair not in (None, identifier):
            continue
        document = next(p for p in build.pairs if p.id == identifier)
        texts = [build.articles[str(side)].text for side in (document.source_id, document.target_id)]
        for quote_pair in quote_pairs:
            spans = (quote_pair.source_span, quote_pair.target_span)
            words = [text[slice(*span)] if span else "" for text, span in zip(texts, spans, strict=True)]
            rows.append(asdict(quote_pair) | {"source_text": words[0], "target_text": words[1]})
    if as_json:
        write_json(rows)
    else:
        columns = ("pair_id", "index", "status", "verdict", "findings", "source_text", "target_text")
        _write_tsv(columns, ([_cell(row[column]) for column in columns] for row in rows))


def _articles(sources: list[Path], settings: Settings) -> Iterator[Article]:
    for item in read_articles(sources, (settings.source_lang, settings.target_lang)):
        if isinstance(item, Article):
            yield item
        else:
            talk.print(f"skipped {item.origin}: {item.reason}: {item.detail}", markup=False, soft_wrap=True)


def _show_alignment(alignment: Alignment, form: Form) -> None:
    rows = alignment.rows()
    if form is Form.LADDER:
        for bead in alignment.beads:
            typer.echo(f"{list(bead.source)}:{list(bead.target)}:{bead.score:.4f}")
    elif form is Form.JSON:
        write_json(
            [
                asdict(bead) | {"kind": bead.kind, "source_text": source, "target_text": target}
                for bead, (source, target, _) in zip(alignment.beads, rows, strict=True)
            ]
        )
    else:
        kinds = [bead.kind for bead in alignment.beads]
        _write_tsv(
            ("kind", "score", "source", "target"),
            ((kind, f"{score:.4f}", *texts) for kind, (*texts, score) in zip(kinds, rows, strict=True)),
        )


def _pair_row(pair: DocumentPair) -> list[Any]:
    return [pair.source_id or "", pair.target_id or "", pair.decision, f"{pair.score:.4f}", pair.reason]


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return value["label"]
    if isinstance(value, tuple | list):
        return "; ".join(
            f"{finding['severity']} {finding['check']}: {finding['message']}" for finding in value
        )
    return value


def _write_tsv(header: tuple[str, ...], rows: Any) -> None:
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
