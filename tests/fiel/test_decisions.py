"""Decisions on matches, kept in a file."""

from pathlib import Path

import pytest

from fiel.align.corrections import Correction
from fiel.decisions import Decisions
from fiel.errors import InputError, OutputError


def test_what_is_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    assert Decisions(path).corrections() == ()
    assert not path.exists()
    Decisions(path).keep(Correction("s", "e", belong=True))
    Decisions(path).keep(Correction("f", "s", belong=False))
    assert Decisions(path).corrections() == (Correction("e", "s", True), Correction("f", "s", False))


def test_the_last_decision_on_two_articles_stays_and_can_be_taken_back(tmp_path: Path) -> None:
    kept = Decisions(tmp_path / "decisions.sqlite")
    kept.keep(Correction("s", "e", belong=True))
    kept.keep(Correction("e", "s", belong=False))
    assert kept.corrections() == (Correction("e", "s", belong=False),)
    assert kept.forget(frozenset("se"))
    assert not kept.forget(frozenset("se"))
    assert kept.corrections() == ()


def test_a_second_counterpart_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    kept = Decisions(tmp_path / "decisions.sqlite")
    kept.keep(Correction("s", "e", belong=True))
    with pytest.raises(InputError, match="correction of s: linked with e and f; expected one counterpart"):
        kept.keep(Correction("s", "f", belong=True))
    assert kept.corrections() == (Correction("e", "s", belong=True),)


def test_a_file_of_another_kind_is_said(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    path.write_text("a note, longer than the header of a database\n" * 20, encoding="utf-8")
    with pytest.raises(OutputError, match=r"decisions\.sqlite: .*expected a file of decisions"):
        Decisions(path).corrections()
