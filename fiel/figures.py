"""Histograms as inline SVG that take their colours from the page.

matplotlib is imported on first use: it takes longer than the rest of the report.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

BINS = 24
INK, FIRST, SECOND = "#010203", "#040506", "#070809"
"""Stand-ins in the drawing for what the page's style sheet decides, in both colour schemes."""
DRAWINGS: tuple[dict[str, Any], ...] = (
    {"histtype": "stepfilled", "color": FIRST, "alpha": 0.55},
    {"histtype": "step", "color": SECOND, "linewidth": 1.8},
)
PAGE_COLOURS = {INK: "currentColor", FIRST: "var(--series-1)", SECOND: "var(--series-2)"}


def histogram(
    name: str, series: Mapping[str, Sequence[float]], *, label: str, limits: tuple[float, float]
) -> str:
    """One or two series over `limits`, as an `<svg>` element; values outside count in the last bins.

    The first series is filled, the second an outline, so that they differ without colour. The same
    input gives the same bytes. `name` keeps the ids of several figures on one page apart.
    """
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    low, high = limits
    edges = [low + (high - low) * step / BINS for step in range(BINS + 1)]
    with matplotlib.rc_context({"svg.hashsalt": "fiel", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(4.6, 2.3), layout="constrained")
        axes = figure.subplots()
        for place, (legend, values) in enumerate(series.items()):
            clipped = [min(max(value, low), high) for value in values]
            axes.hist(clipped, bins=edges, label=f"{legend} ({len(values):,})", **DRAWINGS[place])
        axes.set_xlim(low, high)
        axes.set_xlabel(label, color=INK)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(INK)
        axes.tick_params(colors=INK)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        figure.legend(loc="outside upper left", ncols=2, frameon=False, labelcolor=INK, fontsize=9)
        buffer = io.StringIO()
        undated = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(buffer, format="svg", transparent=True, metadata=undated)
    return _for_page(buffer.getvalue(), name, f"Histogram: {label}")


def _for_page(svg: str, name: str, title: str) -> str:
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)  # it would hold for the whole page
    svg = re.sub(r"font-family: [^;]*;", "", svg)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    for stand_in, colour in PAGE_COLOURS.items():
        svg = svg.replace(stand_in, colour)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
