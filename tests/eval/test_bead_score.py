"""Bead scores must be the reference scorer's."""

import importlib.util
import random
from pathlib import Path

import pytest

from fiel.eval.bead_score import bootstrap, calibration, count, score, score_by_kind

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


def _random_beads(rng: random.Random) -> Beads:
    beads: Beads = []
    i = j = 0
    while i < 12 or j < 12:
        a, b = rng.choice([(1, 1), (1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (2, 2)])
        a, b = min(a, 12 - i), min(b, 12 - j)
        if a or b:
            beads.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    return beads


def test_figures_are_those_of_the_reference_scorer(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_align", shared / "bench" / "score_align.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    rng = random.Random(3)
    for _ in range(50):
        pairs = [(_random_beads(rng), _random_beads(rng)) for _ in range(3)]
        ours = score(count(gold, predicted) for gold, predicted in pairs)
        theirs = reference.score(pairs)
        for name, value in ours.items():
            assert value._asdict() == theirs[name]


@pytest.mark.parametrize(
    ("gold", "predicted", "strict", "lax", "null"),
    [
        ([((0,), (0,))], [((0,), (0,))], 1.0, 1.0, 0.0),
        ([((0,), (0, 1))], [((0,), (0,)), ((), (1,))], 0.0, 2 / 3, 0.0),
        ([((0,), ()), ((1,), (0,))], [((0,), ()), ((1,), (0,))], 1.0, 1.0, 1.0),
        ([], [], 0.0, 0.0, 0.0),
    ],
)
def test_known_cases(gold: Beads, predicted: Beads, strict: float, lax: float, null: float) -> None:
    figures = score([count(gold, predicted)])
    assert [figures[name].f1 for name in ("strict", "lax", "null")] == pytest.approx([strict, lax, null])


def test_kinds_are_scored_apart() -> None:
    figures = score_by_kind([([((0,), (0,)), ((1,), (1, 2))], [((0,), (0,)), ((1,), (1,)), ((), (2,))])])
    assert {kind: value.f1 for kind, value in figures.items()} == {"0-1": 0.0, "1-1": 2 / 3, "1-2": 0.0}


def test_intervals_hold_the_figure_and_one_document_has_none() -> None:
    rng = random.Random(5)
    counts = [count(_random_beads(rng), _random_beads(rng)) for _ in range(20)]
    low, high = bootstrap(counts, 200, seed=1)["strict"]
    assert low < score(counts)["strict"].f1 < high
    assert bootstrap(counts[:1], 200, seed=1) == {}


def test_calibration_is_the_distance_of_what_is_stated_from_what_is_right() -> None:
    found = calibration([0.9, 0.9, 0.95, 0.95, 0.55], [True, True, True, False, False])
    assert found == pytest.approx({"expected": 0.85, "right": 0.6, "error": (0.7 + 0.55) / 5})
    assert calibration([1.0, 0.0], [True, False])["error"] == 0.0
    assert calibration([], []) == {"expected": 0.0, "right": 0.0, "error": 0.0}
