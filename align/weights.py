"""The fitted weights of the evidence, read from `weights.json`."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from fiel.align.evidence import ONE_SIDED, TWO_SIDED
from fiel.errors import SettingsError


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One value for each name in `TWO_SIDED` and `ONE_SIDED`."""

    two_sided: np.ndarray
    one_sided: np.ndarray
    signature: str = ""

    @classmethod
    def from_vector(cls, vector: np.ndarray, signature: str = "") -> "Weights":
        return cls(vector[: len(TWO_SIDED)], vector[len(TWO_SIDED) :], signature)

    @property
    def vector(self) -> np.ndarray:
        return np.concatenate([self.two_sided, self.one_sided])


@cache
def shipped_weights() -> Weights:
    """The weights that `python -m fiel.align.fit` wrote; raises SettingsError if they fit other evidence."""
    data = json.loads((files("fiel.align") / "weights.json").read_text(encoding="utf-8"))
    for names, key in ((TWO_SIDED, "two_sided"), (ONE_SIDED, "one_sided")):
        if tuple(data[key]) != names:
            raise SettingsError(
                f"weights.json: {key} has {', '.join(data[key])}; expected {', '.join(names)}; "
                "run python -m fiel.align.fit"
            )
    two_sided, one_sided = (np.array(list(data[key].values())) for key in ("two_sided", "one_sided"))
    return Weights(two_sided, one_sided, data["signature"])
