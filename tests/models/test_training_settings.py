"""What can be set of a training, and what is said of the rest."""

import pytest

from fiel.errors import SettingsError
from fiel.models.training_settings import Shape, TrainingSettings, adapt


def test_settings_and_the_shape_of_a_new_model_are_replaced() -> None:
    settings = adapt(TrainingSettings(seed=7), {"epochs": 3, "shape.width": 64, "shape.heads": 2})
    assert settings == TrainingSettings(seed=7, epochs=3.0, shape=Shape(width=64, heads=2))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"epochs": 0}, "epochs = 0: Input should be greater than 0"),
        ({"batch": "many"}, "batch = 'many': Input should be a valid integer"),
        ({"speed": 9}, r'unknown key "speed"; known: source_lang, .*, seed, shape\.pieces'),
        ({"shape.depth": 9}, r'unknown key "shape\.depth"; known: '),
        ({"form.depth": 9}, r'unknown key "form"; known: '),
    ],
)
def test_an_impossible_setting_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        adapt(TrainingSettings(), changes)
