"""The commands for corpora, on corpus files from elsewhere."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fiel import corpus_commands
from fiel.errors import InputError, SettingsError

ES = "El ministro habló ayer con la prensa sobre los acuerdos migratorios."
EN = "The minister spoke with the press yesterday about the migration agreements."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three lines of OpusTrainer's form: a translation, its copy, and what is none."""
    path = tmp_path / "other.tsv"
    path.write_text(f"{ES}\t{EN}\n{ES}\t{EN}\n{ES} Eran 345.\t{ES} Eran 345.\n", encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    app = typer.Typer()
    for name, command in (
        ("clean", corpus_commands.clean_corpus),
        ("validate", corpus_commands.validate),
        ("find", corpus_commands.find_in_corpus),
        ("merge", corpus_commands.merge),
    ):
        app.command(name)(command)
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


def rows(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_clean_counts_each_rule(corpus: Path) -> None:
    result = run("clean", corpus)
    found = {row[0]: row[2:] for row in rows(result)}
    assert (found["duplicate"], found["identical"], found["digits"]) == (["1", "1"], ["1", "1"], ["0", "0"])
    assert "3 segments, 1 stay, 2 are left out" in result.stderr


def test_clean_lists_and_explains(corpus: Path) -> None:
    """What a rule hits, all that is left out, and one segment's measures."""
    found = run("clean", corpus, "--rule", "identical", "--set", 'clean.limits={"identical": 99}')
    assert [row[:4] for row in rows(found)[1:]] == [["other-0-3", "drops", "", "62"]]
    assert "3 segments, 3 stay after this rule" in found.stderr
    listed = rows(run("clean", corpus, "--dropped"))
    assert [(row[0], row[1]) for row in listed[1:]] == [
        ("other-0-2", "duplicate"),
        ("other-0-3", "language identical"),
    ]
    explained = {row[0]: row[3] for row in rows(run("clean", corpus, "--explain", "other-0-2"))}
    assert {rule for rule, fate in explained.items() if fate == "drops"} == {"duplicate"}
    with pytest.raises(SettingsError, match='unknown rule "same"; known rules: empty'):
        run("clean", corpus, "--rule", "same")
    with pytest.raises(InputError, match='no segment "x"'):
        run("clean", corpus, "--explain", "x")


def test_validate_names_file_line_cause_and_way_out(corpus: Path, tmp_path: Path) -> None:
    assert run("validate", corpus).exit_code == 0
    broken = tmp_path / "broken.tmx"
    broken.write_text("<tmx>\n<body>", encoding="utf-8")
    result = run("validate", corpus, broken)
    assert result.exit_code == 1
    assert f"{broken}:2: the file ends before all is closed" in result.stdout
    assert "; is it cut off? get it again" in result.stdout
    folder = run("validate", tmp_path)
    assert (folder.stdout, f"{corpus}: valid" in folder.stderr) == (result.stdout, True)


def test_find_indexes_a_corpus_once_and_again_when_it_changed(corpus: Path) -> None:
    first = run("find", "press", corpus, "--limit", "1")
    assert "indexed 3 segments" in first.stderr
    assert f"  es   | {ES} | {ES}\n  en   | {EN} | {EN}" in first.stdout
    assert "indexed" not in run("find", "AGREEMENTS", corpus).stderr
    assert '"visa" is not in the corpus' in run("find", "visa", corpus).stderr
    corpus.write_text(f"{ES}\t{EN} A visa!\n", encoding="utf-8")
    assert "indexed 1 segments" in run("find", "visa", corpus).stderr
    with pytest.raises(InputError, match="no build and no index"):
        run("find", "visa", corpus.parent)


def test_merge_cleans_writes_and_indexes(corpus: Path, tmp_path: Path) -> None:
    """Copies across corpora go too; nothing but the corpus is left in the folder."""
    second = tmp_path / "second.tsv"
    second.write_text(f"{ES}\t{EN}\nSí, señor.\tYes, sir.\n", encoding="utf-8")
    out = tmp_path / "out"
    result = run("merge", corpus, second, "-o", out, "--to", "moses", "--name", "all", "--check")
    assert (out / "all.en-es.es").read_text(encoding="utf-8") == f"{ES}\nSí, señor.\n"
    files = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    written = {f"all.en-es.{ending}" for ending in ("en", "es", "ids")}
    sheet = {f"all/{name}" for name in ("README.md", "lengths.svg", "scores.svg", "years.svg")}
    assert files == written | sheet | {"concordance.sqlite"}
    assert "documents in both: 0" in result.stderr
    assert "Yes, sir." in run("find", "senor", out).stdout
    assert "pretty_name: all" in (out / "all" / "README.md").read_text(encoding="utf-8")
    with pytest.raises(SettingsError, match='unknown format "tmz"; known formats: moses, tmx'):
        run("merge", corpus, "-o", out, "--to", "tmz")
