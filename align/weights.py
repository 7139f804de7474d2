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
    """One value for each name in `TWO_SIDED` and `ONE_SIDED`, and one for borders that clauses cross."""

    two_sided: np.ndarray
    one_sided: np.ndarray
    shift: float = 0.0
    """For the gains of `shift_gains`; without it nothing is looked at more closely: faster, less exact."""
    signature: str = ""

    @classmethod
    def from_vector(cls, vector: np.ndarray, shift: float = 0.0) -> "Weights":
        """From the values of TWO_SIDED and ONE_SIDED, one after the other."""
        return cls(vector[: len(TWO_SIDED)], vector[len(TWO_SIDED) :], shift)


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
    return Weights(two_sided, one_sided, data["shift"], data["signature"])
