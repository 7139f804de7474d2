"""Alignments as text: a ladder, a table, JSON, a page, a view for the terminal."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum

from rich.console import Console

from fiel.alignment_page import render_page
from fiel.alignment_view import render_view
from fiel.api import Alignment
from fiel.data.ladder import ladder_lines
from fiel.errors import InputError
from fiel.report import Signature

COLUMNS = 80
"""Width of the view in a file."""

Alignments = Mapping[str, Alignment]
"""By the name of the pair."""


class Form(StrEnum):
    """How beads are written."""

    TSV = "tsv"
    LADDER = "ladder"
    JSON = "json"
    VIEW = "view"
    HTML = "html"

    @property
    def suffix(self) -> str:
        """Of a file that holds it."""
        return ".txt" if self is Form.VIEW else f".{self.value}"


def write(alignments: Alignments, form: Form, signature: Signature) -> str:
    """The alignments in one text.

    Raises InputError for a ladder of several pairs: it could not be told which bead is whose.
    """
    if form is Form.LADDER:
        if len(alignments) > 1:
            raise InputError(
                f"a ladder of {len(alignments)} pairs; expected one: choose it with --pair, or --format tsv"
            )
        return "".join(f"{line}\n" for one in alignments.values() for line in ladder_lines(one.beads))
    if form is Form.JSON:
        beads = [bead for one in alignments.values() for bead in _json_beads(one)]
        return json.dumps(beads, ensure_ascii=False, indent=1) + "\n"
    if form is Form.HTML:
        return render_page(alignments, signature)
    if form is Form.VIEW:
        page = Console(file=io.StringIO(), width=COLUMNS)
        with page.capture() as captured:
            page.print(render_view(alignments))
        return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
    return _table(alignments)


def _json_beads(alignment: Alignment) -> Iterator[dict[str, object]]:
    for bead, (source, target, _) in zip(alignment.beads, alignment.rows(), strict=True):
        yield asdict(bead) | {"kind": bead.kind, "source_text": source, "target_text": target}


def _table(alignments: Alignments) -> str:
    """A bead a row; of several pairs the first column says which."""
    several = len(alignments) > 1
    text = io.StringIO()
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    writer.writerow([*(["pair"] if several else []), "kind", "score", "source", "target", "crossing"])
    for name, alignment in alignments.items():
        for bead, (source, target, _) in zip(alignment.beads, alignment.rows(), strict=True):
            cells = [bead.kind, f"{bead.score:.4f}", source, target, int(bead.crossing)]
            writer.writerow([*([name] if several else []), *cells])
    return text.getvalue()
