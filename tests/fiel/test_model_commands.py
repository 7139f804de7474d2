"""The commands for translation models, on models that are made on the spot."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fiel.cli import main
from fiel.models.training_card import Training

Run = Callable[..., tuple[int, str, str]]

TINY = (
    "--epochs=2", "--set=shape.pieces=80", "--set=shape.width=16", "--set=shape.layers=1",
    "--set=shape.heads=2", "--set=evaluations=2", "--set=label_smoothing=0",
)  # fmt: skip
needs_apertium = pytest.mark.skipif(shutil.which("apertium") is None, reason="needs apertium")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line; gives exit code, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["fiel", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        output = capsys.readouterr()
        return int(end.value.code or 0), output.out, output.err

    return call


def test_both_directions_are_trained_compared_and_used(
    hub: None, run: Run, corpus: Path, tmp_path: Path
) -> None:
    code, out, err = run(
        "finetune", corpus, "-o", tmp_path, "--both", "--refuse", "doubtful", "--min-score", 0.8, *TINY
    )
    assert code == 0
    assert out.split() == [str(tmp_path / pair / "model") for pair in ("es-en", "en-es")]
    assert "28 pairs, 8 steps" in err
    training = Training.read(tmp_path / "en-es" / "model")
    assert training
    assert training.dropped == {"low_score": 1, "doubtful": 1}
    settings = training.run["settings"]
    assert (settings["source_lang"], settings["label_smoothing"], settings["shape"]["width"]) == ("en", 0, 16)

    code, out, _ = run(
        "evaluate", corpus, "--training", tmp_path / "en-es", "--rounds", 10, "--html", tmp_path / "page.html"
    )
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[1:4]] == ["before", "after", "reference"]
    assert "3 sentences, en to es" in out
    assert "BLEU|nrefs:1|bs:10|" in out
    assert "<table" in (tmp_path / "page.html").read_text()

    # what was trained before is what a further training is compared with
    again = tmp_path / "again"
    first = tmp_path / "es-en" / "model"
    code, _, _ = run("finetune", corpus, "-o", again, "--model", first, "--epochs", 1, "--lora-rank", 2)
    assert code == 0
    code, out, _ = run("evaluate", corpus, "--training", again, "--rounds", 10, "--json")
    assert code == 0
    systems = json.loads(out)["systems"]
    assert list(systems) == ["before", "after", "reference"]
    assert systems["before"]["signature"].startswith("hub:model@")
    assert systems["before"]["signature"] != systems["after"]["signature"]

    code, out, err = run(
        "translate", "--with", again / "model", "--lines", _lines(tmp_path, "Hola.", "Adiós.")
    )
    assert code == 0
    assert len(out.splitlines()) == 2
    assert "2 lines in" in err


def test_a_folder_without_a_finished_training_is_refused(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "es-en").mkdir()
    (tmp_path / "es-en" / "run.json").write_text("{}")
    code, _, err = run("evaluate", corpus, "--training", tmp_path)
    assert code == 1
    assert (
        f"no run.json; expected a folder that `fiel finetune` made; there is one in {tmp_path}/es-en" in err
    )
    code, _, err = run("evaluate", corpus, "--training", tmp_path / "es-en")
    assert code == 1
    assert "the training has not ended" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["evaluate", "."], "no system to evaluate; expected --training DIR or --with MODEL"),
        (["translate", "x", "--reference", "y"], "--reference: compares line by line; expected --lines"),
        (["finetune", ".", "-o", "x", "--set", "rate=1"], 'unknown key "rate"; known: source_lang'),
        (["finetune", ".", "-o", "x", "--set", "rate"], 'no "="; expected such as learning_rate=1e-4'),
        (["finetune", ".", "-o", "x", "--epochs", "0"], "epochs = 0.0: Input should be greater than 0"),
    ],
)
def test_wrong_usage_is_said_in_one_message(run: Run, arguments: list[str], message: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err


@needs_apertium
def test_lines_are_measured_against_a_reference(run: Run, tmp_path: Path) -> None:
    texts = _lines(tmp_path, "El ministerio abrió dos hospitales.", "Llueve.")
    reference = tmp_path / "en.txt"
    reference.write_text("The ministry opened two hospitals.\nIt rains.\n")
    code, out, err = run("translate", "--lines", texts, "--reference", reference)
    assert code == 0
    assert out.splitlines()[0] == "The ministry opened two hospitals."
    assert "2 lines in" in err
    assert "chrF|nrefs:1|" in err
    reference.write_text("One.\n")
    code, _, err = run("translate", "--lines", texts, "--reference", reference)
    assert code == 1
    assert "1 lines; expected 2" in err


def _lines(folder: Path, *texts: str) -> Path:
    path = folder / "lines.txt"
    path.write_text("".join(f"{text}\n" for text in texts))
    return path
