"""Documents aligned by hand: what the aligner is fitted on and measured against."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fiel.errors import InputError, cause

BeadIndices = tuple[tuple[int, ...], tuple[int, ...]]
"""The source and the target sentences of a bead."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Two lists of sentences and the beads between them."""

    doc: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[BeadIndices, ...]
    source_paragraphs: tuple[int, ...] | None = None
    target_paragraphs: tuple[int, ...] | None = None


def read_gold(path: Path) -> list[GoldDocument]:
    """The documents of a file, one JSON object a line with `doc`, `src`, `tgt` and `gold`.

    Beads are `[source indices, target indices]`; `src_paragraphs` and `tgt_paragraphs` may be there.
    Raises InputError, naming the line.
    """
    documents = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                documents.append(_document(line, f"{path}:{number}"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected JSON lines of aligned documents") from error
    if not documents:
        raise InputError(f"{path}: empty; expected JSON lines of aligned documents")
    return documents


def gold_files(path: Path) -> list[Path]:
    """The file itself, or all JSON lines of a folder; raises InputError for a folder without."""
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.jsonl"))
    if not found:
        raise InputError(f"{path}: no .jsonl file in this folder; expected JSON lines of aligned documents")
    return found


def _document(line: str, place: str) -> GoldDocument:
    try:
        row: dict[str, Any] = json.loads(line)
        document = GoldDocument(
            str(row["doc"]),
            tuple(row["src"]),
            tuple(row["tgt"]),
            tuple((tuple(source), tuple(target)) for source, target in row["gold"]),
            _paragraphs(row.get("src_paragraphs")),
            _paragraphs(row.get("tgt_paragraphs")),
        )
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f'{place}: {cause(error)}; expected {{"doc": …, "src": […], "tgt": […], "gold": [[[0], [0, 1]], …]}}'
        ) from error
    for beads, texts, name in ((0, document.source, "src"), (1, document.target, "tgt")):
        outside = [i for bead in document.beads for i in bead[beads] if not 0 <= i < len(texts)]
        if outside:
            raise InputError(f"{place}: bead with {name} {outside[0]}; expected 0 to {len(texts) - 1}")
    return document


def _paragraphs(values: Sequence[int] | None) -> tuple[int, ...] | None:
    return None if values is None else tuple(values)
