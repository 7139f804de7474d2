"""Corpora from files and several as one."""

from pathlib import Path

import pytest

from fiel.corpora import Corpus, corpus_of_file, join
from fiel.data.cleaning import clean, rules_of
from fiel.settings import CleanSettings

PAIR = ("es", "en")
LINES = {
    "Los hospitales recibieron 16 ambulancias ayer.": "The hospitals received 15 ambulances yesterday.",
    "La directora no asistió a la reunión del consejo.": "The director did not attend the council meeting.",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "other.tsv"
    found.write_text("".join(f"{es}\t{en}\n" for es, en in LINES.items()), encoding="utf-8")
    return found


def flags(corpus: Corpus) -> list[tuple[str, ...]]:
    return [found.hits for found in clean(corpus.read, rules_of(CleanSettings()), corpus.measure)]


def test_the_checks_look_at_a_corpus_from_elsewhere_when_asked(path: Path) -> None:
    """The number that was changed is found; without the checks only the digits are compared."""
    plain, checked = corpus_of_file(path, PAIR), corpus_of_file(path, PAIR, check=True)
    assert flags(plain) == [(), ()]
    assert flags(checked) == [("fidelity",), ()]
    first = next(iter(checked.read()))
    assert [finding.check for finding in checked.findings(first)] == ["number"]
    assert plain.findings(first) == ()


def test_joined_corpora_are_measured_each_in_its_own_way(path: Path, tmp_path: Path) -> None:
    """A segment that two have belongs to the first, and so do its findings; ids that clash get a number."""
    second = tmp_path / "second" / "other.tsv"
    second.parent.mkdir()
    second.write_text(path.read_text(encoding="utf-8").replace("15", "14"), encoding="utf-8")
    joined = join([corpus_of_file(path, PAIR), corpus_of_file(second, PAIR, check=True)], PAIR)
    segments = list(joined.read())
    assert [segment.id for segment in segments] == ["other-0-1", "other-0-2", "other-0-1~2"]
    assert [bool(joined.findings(segment)) for segment in segments] == [False, False, False]
    turned = join([corpus_of_file(second, PAIR, check=True), corpus_of_file(path, PAIR)], PAIR)
    assert [bool(turned.findings(segment)) for segment in turned.read()] == [True, False, False]
