"""Checks are chosen by name from one table."""

import pytest

from fiel.errors import SettingsError
from fiel.eval.checks import CHECKS, run_checks
from fiel.records import Passage


def test_every_check_is_listed_under_the_name_its_findings_bear() -> None:
    assert all(name == check.name for name, check in CHECKS.items())


def test_the_default_is_all_checks_and_a_choice_runs_only_those() -> None:
    source, target = Passage("No murieron 15.", "es"), Passage("50 died.", "en")
    assert {"number", "negation"} <= {f.check for f in run_checks(source, target)}
    assert {f.check for f in run_checks(source, target, ["number"])} == {"number"}


def test_an_unknown_name_fails_and_lists_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r'unknown check "numbers"; known checks: number, date, negation'):
        run_checks(Passage("", "es"), Passage("", "en"), ["numbers"])


@pytest.mark.parametrize("name", CHECKS)
def test_empty_passages_and_unknown_languages_give_nothing(name: str) -> None:
    assert CHECKS[name](Passage("", "es"), Passage("", "en")) == []
    assert CHECKS[name](Passage("Nein, 15.", "de"), Passage("No, 15.", "en")) == []
