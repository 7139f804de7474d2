"""Training from nothing, after a kill, with LoRA; and what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from fiel.errors import InputError, OutputError, SettingsError
from fiel.models.chrf import corpus_chrf
from fiel.models.finetuning import finetune
from fiel.models.pairs import read_pairs
from fiel.models.seq2seq import Seq2SeqTranslator
from fiel.models.training_card import Milestone, Training
from fiel.models.training_settings import TrainingSettings

Trained = tuple[Path, Training, list[Milestone]]


def test_a_new_model_learns_its_sentences(trained: Trained, corpus: Path) -> None:
    output, training, _ = trained
    assert training.losses[-1][1] < training.losses[0][1] / 2
    pairs = read_pairs(corpus, "train", "es", "en", min_score=0.5)
    before, after = (
        corpus_chrf(Seq2SeqTranslator(str(output / name), "es", "en").translate(pairs.sources), pairs.targets)
        for name in ("start", "model")
    )
    assert before < 20  # sentences of one pattern: noise already shares letters with them
    assert after > 60


def test_the_best_weights_on_dev_are_kept(trained: Trained) -> None:
    _, training, _ = trained
    best = max(training.dev_chrfs, key=lambda point: point[1])
    assert dict(training.dev_chrfs)[training.best_step] == best[1]


def test_progress_is_told_what_the_card_keeps(trained: Trained) -> None:
    _, training, told = trained
    assert tuple(told) == training.history


def test_the_card_holds_settings_digests_and_curves(trained: Trained, corpus: Path) -> None:
    output, training, _ = trained
    card = (output / "model" / "README.md").read_text()
    assert card.startswith("---\nlanguage:\n- es\n- en\n")
    assert f"| learning rate | {training.run['settings']['learning_rate']} |" in card
    assert read_pairs(corpus, "train", "es", "en", min_score=0.5).digest in card
    assert "left out: 1 low_score" in card
    assert (output / "model" / "training.svg").read_text().count("<svg") == 1


def test_a_finished_training_is_not_done_again(
    trained: Trained, corpus: Path, tiny_settings: TrainingSettings
) -> None:
    output, training, _ = trained
    start = time.monotonic()
    assert finetune(corpus, output, "new", tiny_settings) == training
    assert time.monotonic() - start < 2


def test_another_training_in_the_same_folder_is_refused(
    trained: Trained, corpus: Path, tiny_settings: TrainingSettings
) -> None:
    with pytest.raises(OutputError, match="holds another training, with another settings"):
        finetune(corpus, trained[0], "new", replace(tiny_settings, epochs=2))


def test_after_a_kill_it_ends_where_it_would_have_ended(
    trained: Trained, corpus: Path, tiny_settings: TrainingSettings, tmp_path: Path
) -> None:
    output, whole, _ = trained
    run = json.loads((output / "run.json").read_text())
    code = (
        "import sys, time; from pathlib import Path; import torch; torch.set_num_threads(1)\n"
        "from fiel.models.finetuning import finetune; from fiel.models.training_settings import *\n"
        "slow = lambda milestone, steps: time.sleep(0.3)\n"
        "finetune(Path(sys.argv[1]), Path(sys.argv[2]), 'new', TrainingSettings(**eval(sys.argv[3])), slow)"
    )
    settings = run["settings"] | {"refused_flags": ()}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, corpus, tmp_path / "out", repr(settings)]
    )
    checkpoint = tmp_path / "out" / "checkpoints" / f"checkpoint-{whole.steps // 3}" / "trainer_state.json"
    while process.poll() is None and not checkpoint.exists():
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL
    resumed = finetune(corpus, tmp_path / "out", "new", tiny_settings)
    assert 0 < resumed.resumed_at < resumed.steps == whole.steps
    assert resumed.losses[-1][1] == pytest.approx(whole.losses[-1][1], rel=0.05)
    assert len(resumed.history) == len(whole.history)


def test_it_stops_early_where_dev_does_not_get_better(
    hub: None, corpus: Path, tiny_settings: TrainingSettings, tmp_path: Path
) -> None:
    settings = replace(tiny_settings, learning_rate=1e-9, patience=1)
    training = finetune(corpus, tmp_path, "new", settings)
    assert [step for step, _ in training.dev_chrfs] == [20, 40]
    assert (training.best_step, training.steps) == (20, 40)


def test_lora_is_merged_into_a_model_that_loads_by_itself(
    trained: Trained, corpus: Path, tmp_path: Path
) -> None:
    pytest.importorskip("peft")
    import torch
    from transformers import AutoModelForSeq2SeqLM

    start = trained[0] / "model"
    settings = TrainingSettings(epochs=2, lora_rank=2, learning_rate=1e-3, evaluations=2)
    finetune(corpus, tmp_path / "out", str(start), settings)
    before, after = (
        AutoModelForSeq2SeqLM.from_pretrained(folder).state_dict()
        for folder in (start, tmp_path / "out" / "model")
    )
    assert before.keys() == after.keys()
    query = "model.decoder.layers.0.self_attn.q_proj.weight"
    assert not torch.equal(before[query], after[query])


# The converter loads the tokenizer, which recommends a package whose result it never uses.
@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses:UserWarning")
def test_the_result_converts_to_ctranslate2(trained: Trained, tmp_path: Path) -> None:
    converters = pytest.importorskip("ctranslate2.converters")
    converters.TransformersConverter(str(trained[0] / "model")).convert(str(tmp_path / "ct2"))
    assert (tmp_path / "ct2" / "model.bin").exists()


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"lora_rank": 4}, SettingsError, "lora_rank adapts a trained model"),
        ({"max_tokens": 1}, InputError, "no training pair has at most 1 tokens"),
        ({"min_score": 0.99}, InputError, "no pairs of 30 left"),
    ],
)
def test_what_cannot_be_trained_is_said(
    hub: None,
    corpus: Path,
    tiny_settings: TrainingSettings,
    tmp_path: Path,
    settings: dict[str, float],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        finetune(corpus, tmp_path / "out", "new", replace(tiny_settings, **settings))  # type: ignore[arg-type]
