"""`fiel match`: explanations, and decisions that outlast every run."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fiel.builds import load_build
from fiel.data import SAMPLES
from fiel.decisions import DECISIONS
from fiel.pipeline import build_corpus
from fiel.records import Decision
from fiel.settings import Settings, load_settings

Run = Callable[..., tuple[int, str, str]]

ORIGINAL, TRANSLATION, EARLIER = "rhc:378880", "rhc:378962", "rhc:378771"
PAIR = f"{ORIGINAL}~{TRANSLATION}"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """An original, its translation, an earlier report on the event, and a condensed pair."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in (378880, 378962, 378771, 378259, 378490):
        shutil.copy(next(SAMPLES.glob(f"rhc-{number}.*")), folder)
    return folder


def _pairs(directory: Path) -> set[str]:
    return {pair.id for pair in load_build(directory).pairs if pair.decision is not Decision.NONE}


def test_an_explanation_names_what_decided(run: Run, articles: Path, tmp_path: Path) -> None:
    """The same from files and from a build, whether the article is named by id or by file."""
    code, out, _ = run("match", articles, "--explain", "rhc-378771")
    assert code == 0
    assert "none" in out
    assert f"nearest is {TRANSLATION}" in " ".join(out.split())
    assert "figures" in out
    assert "not likely enough" in out
    build_corpus([articles], tmp_path / "build")
    assert run("match", tmp_path / "build", "--explain", EARLIER)[1] == out
    assert "paired" in run("match", tmp_path / "build", "--explain", TRANSLATION)[1]


def test_an_unknown_article_is_not_explained(run: Run, articles: Path) -> None:
    code, _, err = run("match", articles, "--explain", "rhc:37896")
    assert code == 1
    assert 'no article "rhc:37896" here; expected an id' in " ".join(err.split())
    assert "did you mean rhc:378962?" in " ".join(err.split())


def test_an_article_is_named_by_its_file_as_well(run: Run, articles: Path) -> None:
    assert run("match", articles, "--explain", "rhc-378962.md") == run(
        "match", articles, "--explain", TRANSLATION
    )


def test_a_decision_wins_over_every_later_run(run: Run, articles: Path, tmp_path: Path) -> None:
    directory = tmp_path / "build"
    build_corpus([articles], directory)
    assert PAIR in _pairs(directory)
    code, _, err = run("match", directory, "--refuse", PAIR, "--link", f"{EARLIER}~{TRANSLATION}")
    assert code == 0
    assert "Run `fiel build`" in " ".join(err.split())
    for settings in (Settings(), load_settings(match__days_after=5), load_settings(export__min_score=0.1)):
        build_corpus([articles], directory, settings)
        assert f"{EARLIER}~{TRANSLATION}" in _pairs(directory)
        assert PAIR not in _pairs(directory)
    linked = next(pair for pair in load_build(directory).pairs if pair.source_id == EARLIER)
    assert linked.score == 1.0
    assert linked.reason.startswith("a person put the two together")
    assert linked.evidence["figures"] < 0.8
    run("match", directory, "--undo", PAIR, "--undo", f"{EARLIER}~{TRANSLATION}")
    build_corpus([articles], directory)
    assert PAIR in _pairs(directory)


def test_decisions_on_files_are_kept_where_it_is_said(run: Run, articles: Path, tmp_path: Path) -> None:
    file = tmp_path / DECISIONS
    run("match", articles, "--decisions", file, "--refuse", PAIR)
    found = json.loads(run("match", articles, "--decisions", file, "--json")[1])
    assert PAIR not in [pair["id"] for pair in found]
    alone = next(pair for pair in found if pair["id"] == TRANSLATION)
    assert f"a person refused {ORIGINAL}" in alone["reason"]


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--refuse", PAIR], 2, "no place for decisions; expected --decisions FILE"),
        (["--decisions", "x", "--link", ORIGINAL], 2, 'one id; expected two with "~" between'),
        (["--decisions", "x", "--link", f"{ORIGINAL}~rhc:1"], 1, 'no article "rhc:1" here'),
        (["--decisions", "x", "--link", f"{ORIGINAL}~{ORIGINAL}"], 1, 'both are in "es"'),
        (["--decisions", "x", "--link", f"{ORIGINAL}~{EARLIER}"], 1, 'both are in "es"'),
        (["--decisions", "x", "--undo", PAIR], 1, "nothing was decided on these two"),
    ],
)
def test_a_decision_that_cannot_be_kept_is_said(
    run: Run, articles: Path, options: list[str], code: int, message: str
) -> None:
    found, _, err = run("match", articles, *options)
    assert found == code
    assert message in " ".join(err.split())


def test_pairs_as_two_addresses_a_line(run: Run, articles: Path) -> None:
    """The shape of WMT16: English before Spanish, no header, only pairs."""
    lines = run("match", articles, "--urls")[1].splitlines()
    assert len(lines) == 2
    for line in lines:
        english, spanish = line.split("\t")
        assert "/en/" in english
        assert "/en/" not in spanish


def test_the_benchmark_draws_its_curve(run: Run, articles: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.tsv"
    gold.write_text("en\tes\nrhc-378962\trhc-378880\nrhc-378490\trhc-378259\n", encoding="utf-8")
    code, out, _ = run("bench", "match", articles, "--gold", gold, "--curve", tmp_path / "curve.svg")
    assert code == 0
    assert json.loads(out)["f1"] == 1.0
    assert "<svg" in (tmp_path / "curve.svg").read_text(encoding="utf-8")
