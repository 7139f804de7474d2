"""Models that are built on the spot: tiny, real, and never downloaded."""

from dataclasses import replace
from pathlib import Path

import pytest

from fiel.models.finetuning import finetune
from fiel.models.training_card import Milestone, Training
from fiel.models.training_settings import Shape, TrainingSettings, default_settings

TINY = replace(
    default_settings("new"),
    epochs=30,
    evaluations=6,
    patience=6,
    shape=Shape(pieces=80, width=32, layers=1, heads=2, dropout=0.0),
)


@pytest.fixture(scope="session")
def tiny_settings() -> TrainingSettings:
    """A training of some seconds."""
    return TINY


@pytest.fixture(scope="session")
def trained(
    hub: None, corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Training, list[Milestone]]:
    """A new model trained on the tiny corpus: its folder, its card, and what progress was told."""
    output = tmp_path_factory.mktemp("training") / "out"
    told: list[Milestone] = []
    training = finetune(corpus, output, "new", TINY, lambda milestone, steps: told.append(milestone))
    return output, training, told
