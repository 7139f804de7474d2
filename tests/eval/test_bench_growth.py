"""Long texts must hold what their parts hold, and the figures must be complete."""

import json

from fiel.align.gold import read_gold
from fiel.data import GOLD
from fiel.eval.bench_growth import bench_growth, damaged_copies, joined
from fiel.models.encoder import composing, load_encoder


def test_a_joined_text_has_the_beads_of_its_parts() -> None:
    copies = damaged_copies(read_gold(GOLD / "align.jsonl"), 200, seed=1)
    whole = joined(copies)
    assert len(whole.source) == sum(len(copy.source) for copy in copies) >= 200
    texts = [[whole.target[j] for j in bead[1]] for bead in whole.beads]
    assert texts == [[copy.target[j] for j in bead[1]] for copy in copies for bead in copy.beads]


def test_long_texts_are_aligned_as_well_as_short_ones_and_growth_compares_their_times() -> None:
    figures = bench_growth(GOLD / "align.jsonl", composing(load_encoder("usem3")), sizes=(300, 600))
    assert set(figures) == {"300", "600", "short", "growth"}
    seconds = [figures[size]["aligning_seconds"] for size in ("300", "600")]
    assert figures["growth"] == seconds[1] / seconds[0]
    assert figures["600"]["strict"] > figures["short"]["strict"] - 0.03
    json.dumps(figures)
