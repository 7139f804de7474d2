"""`fiel align`: the beads between two texts."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fiel.align.aligning import align_sentences
from fiel.api import Alignment, align_texts
from fiel.builds import load_build
from fiel.inputs import read_article, read_text
from fiel.options import Encoder, Pair, settings_from, write_json, write_tsv
from fiel.stages import encoder_of


class Form(StrEnum):
    """How beads are printed."""

    TSV = "tsv"
    LADDER = "ladder"
    JSON = "json"


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
        write_tsv(
            ("kind", "score", "source", "target"),
            ((kind, f"{score:.4f}", *texts) for kind, (*texts, score) in zip(kinds, rows, strict=True)),
        )
