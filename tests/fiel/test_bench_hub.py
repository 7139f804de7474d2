"""The benchmarks and their gate with an encoder of the extra `hub`, by its folder."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fiel.cli import main
from fiel.data import GOLD, SAMPLES
from fiel.eval.gate import data_digest

Bench = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def bench(tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Runs `fiel bench … --encoder hub:FOLDER`; gives exit code, figures and stderr."""

    def call(*arguments: object) -> tuple[int, dict[str, Any], str]:
        words = ["fiel", "bench", *map(str, arguments), "--encoder", f"hub:{tiny_encoder}"]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as end:
            main()
        output = capsys.readouterr()
        return int(end.value.code or 0), json.loads(output.out), output.err

    return call


def test_alignment_and_a_gate_that_asks_for_more(bench: Bench, tmp_path: Path) -> None:
    data, gate = tmp_path / "align.jsonl", tmp_path / "gate.json"
    data.write_text((GOLD / "align.jsonl").read_text().splitlines()[0] + "\n")
    gate.write_text(
        json.dumps({"align": {"one": {"data": data_digest((data,)), "at_least": {"strict.f1": 0.999}}}})
    )
    code, figures, err = bench("align", data, "--gate", gate)
    assert code == 1
    assert "hub:tiny@" in figures["signature"]
    assert "gate align one: strict.f1" in err


def test_matching(bench: Bench, tmp_path: Path) -> None:
    for name in ("rhc-378271.md", "rhc-378163.md"):
        shutil.copy(SAMPLES / name, tmp_path)
    gold = tmp_path / "gold.tsv"
    gold.write_text("en\tes\nrhc-378271\trhc-378163\n")
    code, figures, _ = bench("match", tmp_path, "--gold", gold)
    assert code == 0
    assert figures["articles"] == 2
    assert "hub:tiny@" in figures["signature"]


def test_fidelity(bench: Bench, tmp_path: Path) -> None:
    row = {
        "id": 1,
        "phenomenon": "critical_id10_numbers_replaced",
        "src": "El ministerio abrió 20 hospitales.",
        "ref": "The ministry opened 20 hospitals.",
        "good": "The ministry opened 20 hospitals.",
        "bad": "The ministry opened 30 hospitals.",
    }
    data = tmp_path / "demetr.jsonl"
    data.write_text(json.dumps(row) + "\n")
    code, figures, _ = bench("fidelity", data)
    assert code == 0
    assert "hub:tiny@" in figures["signature"]
