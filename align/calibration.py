"""From evidence to the probability that two articles are translations of each other.

Logistic regression on few features, fitted by `python -m fiel.align.fit_matching` on pairs and
hard non-pairs made from aligned documents. More features did not help there (docs/matching.md).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from fiel.align.document_evidence import TRANSLATED, Evidence
from fiel.errors import SettingsError

FEATURES = ("fuller", "agreement", "figures")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic regression, by feature."""

    weights: dict[str, float]
    centre: dict[str, float]
    """Values that speak neither for nor against a pair: halfway between pairs and hard non-pairs."""
    intercept: float
    signature: str = ""

    def contributions(self, evidence: Evidence) -> dict[str, float]:
        """What each feature adds to the log-odds, beside the intercept."""
        known = features(evidence)
        return {name: weight * (known[name] - self.centre[name]) for name, weight in self.weights.items()}

    def probability(self, evidence: Evidence) -> float:
        """Between 0 and 1; .5 where pairs and hard non-pairs were equally many."""
        total = self.intercept + sum(self.contributions(evidence).values())
        return float(1 / (1 + np.exp(-total)))


def features(evidence: Evidence) -> dict[str, float]:
    """What a calibration may weigh, by name, from a pair's evidence."""
    shares = evidence["covered_source"], evidence["covered_target"]
    return {
        "fuller": max(shares),
        "lesser": min(shares),
        "agreement": max(evidence["agreement"], TRANSLATED),
        "figures": evidence["figures"],
        "names": evidence["names"],
        "quotes": evidence["quotes"],
        "order": evidence["order"],
        "similarity": evidence.get("similarity", 0.0),
        "title": evidence.get("title", 0.5),
        "length": abs(evidence.get("length", 0.0)),
    }


def vector(evidence: Evidence, names: Sequence[str]) -> list[float]:
    """The values of some features."""
    known = features(evidence)
    return [known[name] for name in names]


@cache
def shipped_calibration() -> Calibration:
    """The weights of `matching_weights.json`; raises SettingsError if they are of other features."""
    data = json.loads((files("fiel.align") / "matching_weights.json").read_text(encoding="utf-8"))
    weights = data["weights"]
    if tuple(weights) != FEATURES:
        raise SettingsError(
            f"matching_weights.json: weights of {', '.join(weights)}; expected {', '.join(FEATURES)}; "
            "run python -m fiel.align.fit_matching"
        )
    return Calibration(weights, data["centre"], data["intercept"], data["signature"])
