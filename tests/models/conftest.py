"""Models that are built on the spot: tiny, real, and never downloaded."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from fiel.models.finetuning import TrainingSettings, default_settings, finetune
from fiel.models.new_marian import Shape
from fiel.models.training_card import Milestone, Training

PACKAGES = ("torch", "transformers", "datasets", "accelerate")
TINY = replace(
    default_settings("new"),
    epochs=30,
    evaluations=6,
    patience=6,
    shape=Shape(pieces=80, width=32, layers=1, heads=2, dropout=0.0),
)


@pytest.fixture(scope="session")
def hub() -> None:
    """The extra `hub`, with one thread: tiny models only wait for a second one. Skips without it."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        pytest.skip(f"needs the extra hub: {', '.join(missing)}")
    import torch

    torch.set_num_threads(1)


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
