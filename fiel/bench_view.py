"""Figures of a benchmark as a table for the terminal, readable in 80 columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

KINDS = 8
"""Bead kinds shown, the smallest first."""
Figures = Mapping[str, Any]


def render_alignment_figures(by_set: Mapping[str, Figures]) -> RenderableType:
    """For each set our line and one a baseline: F1 strict, lax, null, by kind, and the time."""
    return Group(*(part for name, figures in by_set.items() for part in _one_set(name, figures)))


def _one_set(name: str, figures: Figures) -> Iterator[RenderableType]:
    systems = {"fiel": figures, **figures.get("baselines", {})}
    yield Rule(
        Text(f"{name}: {figures['documents']} documents, {figures['sentences']} sentences"), align="left"
    )
    table = Table.grid(padding=(0, 2))
    for column in range(6):
        table.add_column(justify="right" if column else "left")
    table.add_row(
        *(Text(head, style="dim") for head in ("F1", "strict", "95 %", "lax", "null", "sentences/s"))
    )
    for system, found in systems.items():
        table.add_row(
            system,
            _f1(found["strict"]),
            _interval(found["intervals"]),
            _f1(found["lax"]),
            _f1(found["null"]),
            f"{found['sentences_per_second']:.0f}",
        )
    yield table
    yield _kinds(systems)
    held = figures["calibration"]
    yield Text(
        f"beads are right with {held['expected']:.3f} by their probabilities, {held['right']:.3f} are, "
        f"error in ten bins {held['error']:.3f}"
    )
    yield Text(
        f"encoding each sentence once {figures['seconds']['encoding']:.2f} s, with aligning "
        f"{figures['seconds']['total']:.2f} s: {figures['cost_ratio']:.2f} times"
    )
    for system, found in list(systems.items())[1:]:
        yield Text(f"{system} took {found['time_ratio']:.2g} times as long")
    yield Text(figures["signature"], style="dim")


def _kinds(systems: Mapping[str, Figures]) -> Table:
    known = {kind for found in systems.values() for kind in found["by_kind"]}
    kinds = sorted(known, key=lambda kind: (sum(map(int, kind.split("-"))), kind))[:KINDS]
    table = Table.grid(padding=(0, 2))
    table.add_row(*(Text(head, style="dim") for head in ("by kind", *kinds)))
    for system, found in systems.items():
        table.add_row(
            system, *(_f1(found["by_kind"][kind]) if kind in found["by_kind"] else "–" for kind in kinds)
        )
    return table


def _f1(score: Mapping[str, float]) -> str:
    """Three digits."""
    return f"{score['f1']:.3f}".replace("0.", ".", 1)


def _interval(intervals: Mapping[str, tuple[float, float]]) -> str:
    if not intervals:
        return ""
    low, high = intervals["strict"]
    return f"{low:.3f}–{high:.3f}".replace("0.", ".")
