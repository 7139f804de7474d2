"""Alignments side by side as one HTML page that needs no script and nothing from outside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fiel.api import Alignment
from fiel.pair_view import RowView, view_rows
from fiel.records import Sentence
from fiel.report import Signature, page_environment
from fiel.side_by_side import Column, column


@dataclass(frozen=True, slots=True)
class Section:
    """One alignment as the page shows it."""

    name: str
    anchor: str
    languages: tuple[str, str]
    kinds: tuple[tuple[str, int], ...]
    """The most frequent first."""
    beads: int
    moved: int
    rows: tuple[RowView, ...]


def render_page(alignments: Mapping[str, Alignment], signature: Signature) -> str:
    """The texts in two columns in the source's order, between them kind and probability of each bead."""
    sections = [
        _section(name, alignment, f"pair-{number}")
        for number, (name, alignment) in enumerate(alignments.items(), 1)
    ]
    page = (
        page_environment()
        .get_template("alignment.html")
        .render(
            title=sections[0].name if len(sections) == 1 and sections[0].name else "Alignment",
            sections=sections,
            signature=signature,
            checks=(),
            estimates=None,
        )
    )
    return f"{page}\n"


def _section(name: str, alignment: Alignment, anchor: str) -> Section:
    source, target = (
        _column(texts, paragraphs)
        for texts, paragraphs in zip((alignment.source, alignment.target), alignment.paragraphs, strict=True)
    )
    kinds = Counter(bead.kind for bead in alignment.beads).most_common()
    moved = sum(bead.crossing for bead in alignment.beads)
    rows = view_rows(alignment.beads, source, target, anchor)
    return Section(name, anchor, alignment.languages, tuple(kinds), len(alignment.beads), moved, rows)


def _column(texts: Sequence[str], paragraphs: Sequence[int]) -> Column:
    """Without paragraphs all sentences stand in one."""
    places = paragraphs or (0,) * len(texts)
    return column(
        Sentence("", index, paragraph, 0, len(text), text)
        for index, (text, paragraph) in enumerate(zip(texts, places, strict=True))
    )
