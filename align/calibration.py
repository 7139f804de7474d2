"""From evidence to the probability that two articles are translations of each other.

Logistic regression on few features, fitted by `python -m fiel.align.fit_matching` on pairs and
hard non-pairs made from aligned documents (docs/matching.md).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from fiel.align.document_evidence import TRANSLATED, Evidence
from fiel.errors import SettingsError

FEATURES = ("gap", "lesser", "agreement", "order", "conflicts", "names")

PLAIN = (
    "similarity", "whole", "lead", "figures", "dates", "names", "quotes", "order", "certainty",
)  # fmt: skip
"""Features that are weighed as they are."""
GAP = 20.0
"""How sharply a gap counts: the first twentieth as much as the next three."""
SLIPS = 8.0
"""Figures that agree for one that may clash by a slip: an update changes most, a translator few."""
MOST_CONFLICTS = 3.0
"""More clashing figures prove no more."""


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
    """What a calibration may weigh, by name, from a pair's evidence.

    `gap` is what the text that is covered better lacks still: of a translation, full or condensed, nearly
    nothing, while a text of the same event or another story's paragraphs leave some on both sides. `lesser` is the
    share of the other text: the fuller a translation, the less should be lacking. `conflicts` are the figures that
    clash beyond what slips explain.
    """
    shares = evidence["covered_source"], evidence["covered_target"]
    return {
        "gap": float(np.log1p(GAP * (1 - max(shares)))),
        "fuller": max(shares),
        "lesser": min(shares),
        "agreement": max(evidence["agreement"], TRANSLATED),
        "conflicts": min(max(evidence["conflicts"] - evidence["same_figures"] / SLIPS, 0.0), MOST_CONFLICTS),
        "title": evidence.get("title", 0.5),
        "length": abs(evidence.get("length", 0.0)),
        **{name: evidence[name] for name in PLAIN},
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
