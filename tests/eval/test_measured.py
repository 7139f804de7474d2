"""Each check's figures can be shown beside it, and the table is what the benchmark writes."""

import pytest

from fiel.eval.checks import CHECKS
from fiel.eval.measured import measured, table_lines


@pytest.mark.parametrize("check", [*CHECKS, "omission", "addition"])
def test_every_check_was_measured(check: str) -> None:
    figures = measured(check)
    assert figures is not None
    assert figures.false_alarms is not None
    assert figures.remarks is not None
    assert 0 <= figures.false_alarms <= figures.remarks <= 100
    assert figures.recall is not None
    assert 0 < figures.recall <= 1


def test_an_unknown_check_was_not() -> None:
    assert measured("horoscope") is None


def test_the_table_is_written_from_the_benchmark() -> None:
    row = {"recall": 0.5, "precision": None, "false_alarms": 2.0, "remarks": 4.0, "mqm_flags": 1.0}
    lines = list(table_lines({"signature": "fidelity|…", "checks": {"number": row}}))
    assert lines[-1] == "number\t0.5\t-\t2\t4"
    assert all(line.startswith("#") for line in lines[:-1])


def test_a_missing_figure_is_none() -> None:
    figures = measured("promoted")
    assert figures is not None
    assert (figures.false_alarms, figures.remarks) == (None, None)
