"""Estimates of quality as a measure of cleaning."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from fiel.corpora import Corpus, corpus_of_file
from fiel.data.cleaning import clean, rules_of
from fiel.errors import SettingsError
from fiel.estimated_corpus import estimate_segments, with_estimates
from fiel.settings import CleanSettings

RIGHT = ("El ministerio abrió dos hospitales.", "The ministry opened two hospitals.")
WRONG = ("La escuela cerró ayer.", "Nobody expected the Caribbean rural fair.")


class Counting:
    """Scores by length, and remembers what it was asked."""

    signature = "counting|1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def scores(self, sources: Sequence[str], translations: Sequence[str]) -> list[float]:
        self.asked += sources
        return [float(len(text)) for text in translations]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{es}\t{en}\n" for es, en in (RIGHT, WRONG, RIGHT)), encoding="utf-8")
    return corpus_of_file(path, ("es", "en"))


def test_every_segment_is_estimated_and_what_is_stored_only_once(corpus: Corpus, tmp_path: Path) -> None:
    estimator, store = Counting(), tmp_path / "vectors.sqlite"
    without = dict(estimate_segments(corpus, estimator))
    assert sorted(without.values()) == sorted(float(len(en)) for _, en in (RIGHT, WRONG, RIGHT))
    estimator.asked.clear()
    assert dict(estimate_segments(corpus, estimator, store)) == without
    assert sorted(estimator.asked) == sorted([RIGHT[0], WRONG[0]])
    estimator.asked.clear()
    assert dict(estimate_segments(corpus, estimator, store)) == without
    assert estimator.asked == []


def test_without_an_estimator_the_corpus_is_as_it_was_and_a_limit_is_refused(corpus: Corpus) -> None:
    assert with_estimates(corpus, CleanSettings()) is corpus
    for settings in (CleanSettings(limits={"estimate": 20}), CleanSettings(drop=("estimate",))):
        with pytest.raises(SettingsError, match="estimate without an estimator; expected clean"):
            with_estimates(corpus, settings)


@pytest.mark.skipif(shutil.which("apertium") is None, reason="needs apertium")
def test_what_is_below_the_limit_is_dropped_with_its_reason(corpus: Corpus) -> None:
    settings = CleanSettings(estimator="chrf:apertium", limits={"estimate": 30}, drop=("estimate",))
    measured = with_estimates(corpus, settings)
    found = list(clean(measured.read, rules_of(settings), measured.measure))
    assert [cleaned.reasons for cleaned in found] == [(), ("estimate",), ()]
