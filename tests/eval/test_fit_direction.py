"""How far the grounds for the original are trusted."""

from pathlib import Path

import pytest

from fiel.align.direction import Record, shipped_records
from fiel.eval.fit_direction import calibration, count, left_out, read_directed, with_counts

SAMPLES = Path(__file__).parents[2] / "data" / "samples"


def test_the_shipped_counts_are_those_of_the_samples() -> None:
    """Else run the command in the head of direction.tsv."""
    pairs = read_directed(SAMPLES / "articles", SAMPLES / "gold" / "match.tsv", ("es", "en"))
    assert count(pairs) == shipped_records()


def test_originals_of_the_samples_are_told_by_the_counts_on_the_others() -> None:
    pairs = read_directed(SAMPLES / "articles", SAMPLES / "gold" / "match.tsv", ("es", "en"))
    found = calibration(list(left_out(pairs)))
    assert (found["pairs"], found["right"]) == (10, 1.0)
    assert abs(found["confidence"] - found["right"]) < 0.1


def test_figures_of_calibration_by_hand() -> None:
    found = calibration([0.9, 0.4])
    assert found["right"] == 0.5
    assert found["confidence"] == pytest.approx(0.75)
    assert found["brier"] == pytest.approx((0.01 + 0.36) / 2)


def test_only_the_counts_of_the_table_change() -> None:
    table = "# comment\thouse\nhouse\t1\t1\t0\t0\n"
    written = with_counts(table, {"house": Record((1, 1), (8, 2))})
    assert written == "# comment\thouse\nhouse\t1\t1\t8\t2\n"
