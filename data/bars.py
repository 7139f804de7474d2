"""A bar chart as an SVG file of its own."""

import io
from collections.abc import Mapping


def bars(values: Mapping[str, int], label: str, unit: str) -> str:
    """One bar a key, in their order; the same input gives the same bytes.

    matplotlib is imported on first use: it takes longer than the rest.
    """
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with matplotlib.rc_context({"svg.hashsalt": "fiel", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(4.6, 2.3), layout="constrained")
        axes = figure.subplots()
        axes.bar(range(len(values)), list(values.values()), color="#2f6f9f")
        step = max(1, -(-len(values) // 10))  # ten labels are legible
        axes.set_xticks(range(0, len(values), step), list(values)[::step])
        axes.set_xlabel(label)
        axes.set_ylabel(unit)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return buffer.getvalue()
