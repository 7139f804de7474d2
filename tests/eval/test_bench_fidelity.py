"""The benchmark's figures are what a hand count gives, and the same at every run."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fiel.errors import InputError
from fiel.eval.bench_fidelity import auc, bench_fidelity
from fiel.models.encoder import Matrix


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def demetr(phenomenon: str, source: str, good: str, bad: str) -> dict[str, Any]:
    return {"phenomenon": phenomenon, "src": source, "good": good, "bad": bad}


def test_recall_and_false_alarms_are_counted_by_hand(tmp_path: Path) -> None:
    number = "critical_id10_numbers_replaced"
    path = write(
        tmp_path / "demetr.jsonl",
        demetr(number, "Murieron 15 personas.", "15 people died.", "50 people died."),
        demetr("critical_id8_negation", "Vino Ana Pérez.", "Ana Pérez came.", "Ana Pérez did not come."),
        demetr(number, "Son 20 los casos.", "There are 40 cases.", "There are 50 cases."),
    )
    result = bench_fidelity([path], rounds=10)
    assert result["recall_by_phenomenon"] == {number: 1.0, "critical_id8_negation": 1.0}
    assert result["false_alarms"] == pytest.approx(33.33)
    assert result["pairwise"] == pytest.approx(2.5 / 3, abs=1e-3)
    assert result["checks"]["number"]["recall"] == 1.0


def test_flags_on_real_translations_are_set_against_the_base_rate(tmp_path: Path) -> None:
    grave = {"category": "Accuracy", "severity": "Major"}
    path = write(
        tmp_path / "mqm.jsonl",
        {"src": "Son 15.", "tgt": "They are 50.", "errors": [grave], "system": "a"},
        {"src": "Son 16.", "tgt": "They are 16.", "errors": [], "system": "reference"},
        {"src": "Son 17.", "tgt": "They are 17.", "errors": [grave], "system": "b"},
        {"src": "Son 18.", "tgt": "They are 18!", "errors": [], "system": "b"},
    )
    mqm = bench_fidelity([path], rounds=10)["mqm"]
    assert (mqm["base_rate"], mqm["precision"], mqm["recall"]) == (0.5, 1.0, 0.5)


def test_beads_of_aligned_documents_are_clean_pairs(tmp_path: Path) -> None:
    path = write(
        tmp_path / "news.jsonl",
        {
            "src_lang": "en",
            "tgt_lang": "es",
            "src": ["15 people came.", "They did not stay.", "Why?"],
            "tgt": ["Vinieron 15 personas.", "Se quedaron.", "¿Por", "qué?"],
            "gold": [[[0], [0]], [[1], [1]], [[2], [2, 3]]],
        },
    )
    result = bench_fidelity([path], rounds=5)
    assert (result["pairs"], result["false_alarms"], result["auc"]) == (2, 50.0, None)


def test_the_answer_is_json_and_the_same_at_every_run(tmp_path: Path) -> None:
    path = write(tmp_path / "demetr.jsonl", demetr("critical_id8_negation", "Vino.", "Came.", "Never came."))
    first, second = (bench_fidelity([path], rounds=5) for _ in range(2))
    assert first.pop("pairs_per_second") > 0
    assert second.pop("pairs_per_second") > 0
    assert json.dumps(first) == json.dumps(second)
    assert "data:" in first["signature"]


class ByWord:
    """An encoder that knows one word: texts with it point elsewhere."""

    signature = "by-word"

    def encode(self, texts: Sequence[str]) -> Matrix:
        rows = [(0.0, 1.0) if "fell" in text else (1.0, 0.0) for text in texts]
        return np.array(rows, dtype=np.float32)


def test_similarity_orders_pairs_without_findings(tmp_path: Path) -> None:
    path = write(tmp_path / "demetr.jsonl", demetr("critical_id7_antonym", "Subió.", "It rose.", "It fell."))
    assert bench_fidelity([path], checks=["number"], rounds=5)["auc"] == 0.5
    ranked = bench_fidelity([path], encoder=ByWord(), checks=["number"], rounds=5)
    assert ranked["auc"] == 1.0
    assert "+omission+addition|encoder:by-word" in ranked["signature"]


def test_baselines_stand_beside_the_checks(tmp_path: Path) -> None:
    path = write(tmp_path / "demetr.jsonl", demetr("critical_id7_antonym", "Subió.", "It rose.", "It fell."))
    baselines = bench_fidelity([path], encoder=ByWord(), rounds=5, compare=True)["baselines"]
    assert baselines["cosine"] == {"auc": 1.0, "pairwise": 1.0}
    assert "baselines" not in bench_fidelity([path], rounds=5)


def test_precision_of_a_check_is_that_on_its_faults_and_their_twins(tmp_path: Path) -> None:
    number = "critical_id10_numbers_replaced"
    path = write(
        tmp_path / "demetr.jsonl",
        demetr(number, "Murieron 15 personas.", "15 people died.", "50 people died."),
        demetr(number, "Son 20 los casos.", "There are 40 cases.", "There are 50 cases."),
    )
    figures = bench_fidelity([path], rounds=5)["checks"]["number"]
    assert figures["precision"] == pytest.approx(2 / 3, abs=1e-3)
    assert (figures["false_alarms"], figures["remarks"]) == (50.0, 50.0)


def test_another_kind_of_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "other.jsonl", {"src": "a", "tgt": "b"})
    with pytest.raises(InputError, match=r"other\.jsonl:1: .*expected a row of DEMETR"):
        bench_fidelity([path])


def test_auc_counts_ties_half() -> None:
    assert auc([1, 1], [1, 1]) == 0.5
    assert auc([], [1]) is None


FLOORS = {
    "critical_id4_codemix": 0.92,
    "critical_id8_negation": 0.9,
    "critical_id9_ne_replaced": 0.85,
    "critical_id10_numbers_replaced": 0.98,
    "critical_id20_shuffled": 0.6,
    "critical_id25_ne_removed": 0.65,
    "major_id19_question": 0.9,
}


def test_floors_hold_on_the_development_half(shared: Path) -> None:
    result = bench_fidelity([shared / "bench/fidelity/demetr-dev.jsonl"], rounds=2)
    recall = result["recall_by_phenomenon"]
    assert {name: recall[name] for name in FLOORS if recall[name] < FLOORS[name]} == {}
    assert result["false_alarms"] <= 6
    assert result["auc"] >= 0.75
