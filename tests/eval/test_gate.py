"""A figure below its floor is named, and a gate that asks for nonsense is an error."""

from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.gate import Floors, data_digest, hold_against, load_gate

FIGURES = {"strict": {"f1": 0.95}, "false_alarms": 7.0}


def test_figures_on_the_right_side_pass() -> None:
    floors = Floors(data="x", at_least={"strict.f1": 0.95}, at_most={"false_alarms": 7})
    assert hold_against(FIGURES, floors) == []


def test_each_figure_on_the_wrong_side_is_named_with_its_bound() -> None:
    floors = Floors(data="x", at_least={"strict.f1": 0.96}, at_most={"false_alarms": 6})
    assert [str(missed) for missed in hold_against(FIGURES, floors)] == [
        "strict.f1 = 0.9500; expected at least 0.96",
        "false_alarms = 7.0000; expected at most 6.0",
    ]


def test_a_figure_the_benchmark_lacks_is_an_error() -> None:
    with pytest.raises(InputError, match=r'asks for "strict\.f2"'):
        hold_against(FIGURES, Floors(data="x", at_least={"strict.f2": 0.5}))


def test_the_shipped_gate_is_well_formed() -> None:
    assert set(load_gate()) == {"align", "match", "quotes", "pairs", "fidelity"}


def test_an_unknown_key_in_a_gate_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gate.json").write_text('{"align": {"x": {"data": "y", "floor": 1}}}')
    with pytest.raises(InputError, match="expected floors as in"):
        load_gate(tmp_path / "gate.json")


def test_the_digest_depends_on_contents_alone(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.md").write_text("text")
    assert data_digest([tmp_path / "a"]) == data_digest([tmp_path / "b"])
    assert data_digest([tmp_path / "a"]) != data_digest([tmp_path / "a", tmp_path / "b"])
