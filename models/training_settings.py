"""What is trained, on which pairs, and for how long."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Annotated, Any

from pydantic import ConfigDict, Field, NonNegativeInt, PositiveFloat, PositiveInt, ValidationError
from pydantic.dataclasses import dataclass

from fiel.errors import SettingsError

NEW = "new"
"""In place of a model: begin with nothing."""
Share = Annotated[float, Field(ge=0, lt=1)]


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Shape:
    """How large a new model is."""

    pieces: PositiveInt = 4000
    """At most: a small corpus has fewer."""
    width: PositiveInt = 128
    layers: PositiveInt = 2
    """Of the encoder, and as many of the decoder."""
    heads: PositiveInt = 4
    dropout: Share = 0.0
    """On 477 pairs, 25 epochs: chrF on what it was trained on 14 with .1. For 100,000 pairs take .1."""


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class TrainingSettings:
    """All that can be set of a training."""

    source_lang: str = "es"
    target_lang: str = "en"
    min_score: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Pairs of a lower probability stay out."""
    refused_flags: tuple[str, ...] = ()
    """Pairs that bear one of these stay out."""
    max_tokens: PositiveInt = 200
    """Pairs with a longer side stay out."""
    epochs: PositiveFloat = 5
    batch: PositiveInt = 16
    """Pairs a step."""
    learning_rate: PositiveFloat = 3e-5
    label_smoothing: Share = 0.1
    evaluations: PositiveInt = 20
    """How often dev chrF is measured and a checkpoint written."""
    patience: PositiveInt = 5
    """Evaluations without a better dev chrF before training stops."""
    lora_rank: NonNegativeInt = 0
    """Rank of LoRA's matrices (Hu et al. 2021), merged into the model at the end; 0 trains all weights."""
    seed: int = 1
    shape: Shape = Shape()
    """Only for a new model."""


def default_settings(model: str, source_lang: str = "es", target_lang: str = "en") -> TrainingSettings:
    """What suits a trained model; for `new`, many more and larger steps."""
    if model == NEW:
        return TrainingSettings(
            source_lang, target_lang, epochs=25, batch=8, learning_rate=2e-3, evaluations=10, patience=10
        )
    return TrainingSettings(source_lang, target_lang)


def adapt(settings: TrainingSettings, changes: Mapping[str, Any]) -> TrainingSettings:
    """The settings with some replaced, `shape.width` and the like for one of a new model's shape.

    Raises SettingsError, naming the key and what is known or expected.
    """
    values: dict[str, Any] = {}
    for name, value in changes.items():
        section, dot, key = name.rpartition(".")
        if dot:
            values[section] = values.get(section, asdict(settings.shape)) | {key: value}
        else:
            values[name] = value
    try:
        return replace(settings, **values)
    except ValidationError as error:
        raise SettingsError("\n".join(map(_explain, error.errors()))) from None


def _explain(item: Any) -> str:
    key = ".".join(map(str, item["loc"]))
    if item["type"] != "unexpected_keyword_argument":
        return f"training: {key} = {item['input']!r}: {item['msg']}"
    known = [field.name for field in fields(TrainingSettings) if field.name != "shape"]
    known += [f"shape.{field.name}" for field in fields(Shape)]
    return f'training: unknown key "{key}"; known: {", ".join(known)}'
