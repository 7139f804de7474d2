"""`fiel score`: the quotes of a build on the terminal, as JSON, as a page and for a CI server."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fiel.cli import main
from fiel.data import SAMPLES

PAIR = ("rhc-378163.md", "rhc-378271.md")
CLEAN = ("rhc-380371.html", "rhc-380452.md")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs of the samples, one of them with a planted fault."""
    directory = tmp_path_factory.mktemp("score") / "build"
    sources = [str(SAMPLES / name) for name in (*PAIR, *CLEAN)]
    assert fiel("build", *sources, "-o", str(directory)) == 0
    return directory


def fiel(*arguments: str) -> int:
    before = sys.argv
    sys.argv = ["fiel", *arguments]
    try:
        main()
    except SystemExit as ending:
        return int(ending.code or 0)
    finally:
        sys.argv = before
    return 0


def test_the_worst_pair_comes_first_and_no_line_is_wider_than_80(
    build: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert fiel("score", str(build)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 pairs: 1 critical")
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    assert text.index("number changed: 16 mil 500 → 15,600") < text.index("rhc:380371")
    assert "settings" in lines[-1]


def test_the_json_has_the_signature_and_each_pair_with_its_id(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fiel("score", str(build), "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data["signature"]) == {"version", "settings", "encoder"}
    assert data["pairs"][0]["verdict"]["label"] == "critical"
    assert {pair["pair"] for pair in data["pairs"]} == {"rhc:378163~rhc:378271", "rhc:380371~rhc:380452"}


def test_page_junit_and_exit_status(build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, junit = tmp_path / "scores.html", tmp_path / "junit.xml"
    outputs = ["--html", str(page), "--junit", str(junit), "--fail-on", "critical"]
    assert fiel("score", str(build), *outputs) == 1
    assert "number changed: 16 mil 500" in page.read_text(encoding="utf-8")
    root = ElementTree.parse(junit).getroot()
    assert (len(root), root.get("failures")) == (2, "1")
    capsys.readouterr()


def test_a_dismissed_finding_fails_no_more(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fiel("score", str(build), "--pair", "rhc:378163~rhc:378271", "--json")
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    found = [finding for quote in pair["quotes"] for finding in quote["findings"]] + pair["outside_quotes"]
    rows = [f"{finding['key']}\tlooked at" for finding in found if finding["severity"] == "critical"]
    dismissals = tmp_path / "dismissals.tsv"
    dismissals.write_text("\n".join(["key\treason", *rows, "0123\tgone"]) + "\n", encoding="utf-8")
    assert fiel("score", str(build), "--fail-on", "critical") == 1
    assert fiel("score", str(build), "--fail-on", "critical", "--dismissals", str(dismissals)) == 0
    assert "1 dismissal matched nothing: 0123 (gone)" in capsys.readouterr().err


def test_a_dismissal_for_another_pair_of_the_build_did_match(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fiel("score", str(build), "--pair", "rhc:378163~rhc:378271", "--json")
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    key = next(finding["key"] for quote in pair["quotes"] for finding in quote["findings"])
    dismissals = tmp_path / "dismissals.tsv"
    dismissals.write_text(f"{key}\tlooked at\n0123\tgone\n", encoding="utf-8")
    arguments = ["--pair", "rhc:380371~rhc:380452", "--json", "--dismissals", str(dismissals)]
    assert fiel("score", str(build), *arguments) == 0
    assert json.loads(capsys.readouterr().out)["unmatched_dismissals"] == {"0123": "gone"}


def test_a_pair_put_together_by_hand_may_be_no_translation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unrelated texts are never called unfaithful, nor passed as texts without quotes or faults."""
    directory = tmp_path / "build"
    sources = [str(SAMPLES / name) for name in (PAIR[0], CLEAN[1])]
    arguments = ["build", *sources, "-o", str(directory)]
    assert fiel(*arguments) == 0
    assert fiel("match", str(directory), "--link", "rhc:378163~rhc:380452") == 0
    assert fiel(*arguments) == 0
    capsys.readouterr()
    assert fiel("score", str(directory), "--json", "--fail-on", "critical") == 1
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    assert (pair["verdict"]["label"], pair["quotes"], pair["outside_quotes"]) == ("not_aligned", [], [])
    assert pair["relatedness"] < 0.45
    assert "not aligned" in (directory / "report.html").read_text(encoding="utf-8")


def test_an_unknown_pair_is_an_error(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fiel("score", str(build), "--pair", "rhc:1~rhc:2") == 1
    assert 'no pair "rhc:1~rhc:2"' in " ".join(capsys.readouterr().err.split())
