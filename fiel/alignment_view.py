"""Alignments side by side on the terminal, readable in 80 columns."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from fiel.api import Alignment
from fiel.records import Bead
from fiel.report import DOUBTFUL
from fiel.side_by_side import Row, order_rows

POINTER_WORDS = 5
"""How much of a moved passage its pointer repeats."""
MIDDLE = 5
"""Columns between the texts."""


def render_view(alignments: Mapping[str, Alignment]) -> RenderableType:
    """Each alignment in two columns in the source's order; between them kind and probability.

    A moved passage stands beside its original; a line in the other column marks the place it has there.
    """
    return Group(*(part for name, one in alignments.items() for part in _render_pair(name, one)))


def _render_pair(name: str, alignment: Alignment) -> Iterator[RenderableType]:
    if name:
        yield Rule(name, align="left", style="dim")
    yield Text(_summary(alignment), style="dim")
    table = Table.grid(padding=(0, 1), expand=True)
    for ratio, width in ((1, None), (None, MIDDLE), (1, None)):
        table.add_column(ratio=ratio, width=width, justify="center" if width else "left")
    rows = order_rows(alignment.beads)
    passed: set[int] = set()
    for row in rows:
        table.add_row(*_cells(row, alignment, row.bead.index in passed))
        passed.add(row.bead.index)
    yield table


def _summary(alignment: Alignment) -> str:
    """`es → en · 10 beads: 8 1-1, 1 1-2, 1 1-0 · 2 moved`."""
    kinds = Counter(bead.kind for bead in alignment.beads).most_common()
    moved = sum(bead.crossing for bead in alignment.beads)
    parts = [
        " → ".join(lang or "?" for lang in alignment.languages),
        f"{len(alignment.beads)} beads"
        + (": " if kinds else "")
        + ", ".join(f"{number} {kind}" for kind, number in kinds),
    ]
    return " · ".join([*parts, f"{moved} moved"] if moved else parts)


def _cells(row: Row, alignment: Alignment, is_above: bool) -> tuple[Text, Text, Text]:
    bead = row.bead
    if row.pointer:
        words = alignment.target[bead.target[0]].split()
        start = " ".join(words[:POINTER_WORDS]) + (" …" if len(words) > POINTER_WORDS else "")
        where = f"{'↑' if is_above else '↓'} {_numbers(bead.target)} {start}"
        return Text(), Text(), Text(where, style="dim italic")
    return (
        _sentences(alignment.source, bead.source),
        _middle(bead, row.moved),
        _sentences(alignment.target, bead.target),
    )


def _middle(bead: Bead, moved: bool) -> Text:
    doubtful = bead.score < DOUBTFUL
    text = Text(bead.kind, style="bold")
    text.append(f"\n{bead.score:.2f}{'?' if doubtful else ''}", style="yellow" if doubtful else "dim")
    if moved:
        text.append("\nmoved", style="magenta")
    return text


def _sentences(texts: Sequence[str], indices: Sequence[int]) -> Text:
    """The sentences, each after its number in the ladder."""
    parts = [Text.assemble((f"{index} ", "dim"), texts[index]) for index in indices]
    return Text("\n").join(parts) if parts else Text("—", style="dim")


def _numbers(indices: Sequence[int]) -> str:
    return str(indices[0]) if len(indices) == 1 else f"{indices[0]}–{indices[-1]}"
