"""The benchmark's files are read as they are meant, the own pairs among them."""

import datetime
import json
from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.fidelity_cases import EXPECTED, read_cases

HALVES = [Path(__file__).with_name(f"fidelity-{half}.jsonl") for half in ("tuned", "held-out")]


@pytest.mark.parametrize("path", HALVES, ids=lambda path: path.stem)
def test_every_own_pair_has_a_faithful_twin_and_a_known_fault(path: Path) -> None:
    cases = list(read_cases(path))
    clean = {case.group: case.target for case in cases if case.label == "clean"}
    faulty = [case for case in cases if case.label != "clean"]
    assert len(clean) == len(faulty) > 150
    assert all(case.target != clean[case.group] for case in faulty)
    assert {case.label for case in faulty} <= EXPECTED.keys()


def test_the_halves_share_no_sentence() -> None:
    sources = [{case.source for case in read_cases(path)} for path in HALVES]
    assert not sources[0] & sources[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\n", "pairs.jsonl: empty; expected JSON lines"),
        ('\n{"good": "a"}\n', 'pairs.jsonl:2: no key "src"; expected a row of DEMETR'),
        ("[]", "pairs.jsonl:1: .*expected a row of DEMETR"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(text)
    with pytest.raises(InputError, match=says):
        list(read_cases(path))


def test_the_days_of_the_articles_reach_the_passages(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    row = {
        "phenomenon": "critical_date",
        "src": "Llegó hoy.",
        "good": "It came yesterday.",
        "bad": "It came.",
    }
    path.write_text(json.dumps(row | {"src_date": "2024-10-10", "tgt_date": "2024-10-11"}))
    source, target = next(read_cases(path)).passages
    assert (source.date, target.date) == (datetime.date(2024, 10, 10), datetime.date(2024, 10, 11))
