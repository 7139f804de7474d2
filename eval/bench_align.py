"""Measures sentence alignment on documents aligned by hand."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fiel
from fiel.align.aligning import EmbeddedText, align_embedded
from fiel.align.galechurch import align_lengths
from fiel.align.gold import BeadIndices, GoldDocument, read_gold
from fiel.align.overlap import align_overlaps
from fiel.align.weights import shipped_weights
from fiel.eval.bead_score import bootstrap, calibration, count, score, score_by_kind
from fiel.models.encoder import ComposingEncoder, Encoder, composing

MAX_SIDE = 6
BOOTSTRAP_ROUNDS = 1000
SEED = 0

Aligner = Callable[[GoldDocument], Sequence[BeadIndices]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Beads of a document, and the seconds they took."""

    beads: tuple[BeadIndices, ...]
    probabilities: tuple[float, ...]
    encoding: float
    total: float


def bench_align(path: Path, encoder: Encoder, compare: bool = False) -> dict[str, Any]:
    """Figures of `align_embedded` on a file of gold documents, JSON-serialisable.

    `strict`, `lax`, `null`: precision, recall and F1 as `bead_score` counts; `intervals`: 95 % of
    documents drawn again; `by_kind`; `calibration`: whether probabilities hold (`bead_score`);
    `sentences_per_second`, both sides, encoding included; `cost_ratio`: all seconds for one second of
    encoding each sentence once. With `compare`, the same of each baseline under `baselines`, with
    `time_ratio`, its seconds for one of ours. Raises
    InputError for a file of another kind.
    """
    documents = read_gold(path)
    adding = composing(encoder)
    adding.sums(["The first call loads what later calls use."])
    timed = [_align(document, adding) for document in documents]
    figures = _figures(documents, [one.beads for one in timed])
    encoding, total = (sum(getattr(one, name) for one in timed) for name in ("encoding", "total"))
    figures |= {
        "calibration": calibration(
            [probability for one in timed for probability in one.probabilities],
            [
                bead in document.beads
                for document, one in zip(documents, timed, strict=True)
                for bead in one.beads
            ],
        ),
        "documents": len(documents),
        "sentences": _sentences(documents),
        "sentences_per_second": _sentences(documents) / total,
        "seconds": {"encoding": encoding, "total": total},
        "cost_ratio": total / encoding,
        "signature": _signature(path, encoder),
    }
    if compare:
        figures["baselines"] = {
            name: _baseline(documents, align, total)
            for name, align in (
                ("gale-church", lambda one: align_lengths(one.source, one.target)),
                ("overlap", lambda one: align_overlaps(one.source, one.target, encoder)),
            )
        }
    return figures


def _align(document: GoldDocument, encoder: ComposingEncoder) -> Timed:
    started = time.perf_counter()
    sums = encoder.sums(document.source), encoder.sums(document.target)
    encoded = time.perf_counter()
    beads = align_embedded(
        EmbeddedText(document.source, sums[0], document.source_paragraphs),
        EmbeddedText(document.target, sums[1], document.target_paragraphs),
        encoder,
        max_side=MAX_SIDE,
        pair_id=document.doc,
    )
    ended = time.perf_counter()
    return Timed(
        tuple((bead.source, bead.target) for bead in beads),
        tuple(bead.score for bead in beads),
        encoded - started,
        ended - started,
    )


def _baseline(documents: Sequence[GoldDocument], align: Aligner, ours: float) -> dict[str, Any]:
    started = time.perf_counter()
    answers = [align(document) for document in documents]
    seconds = time.perf_counter() - started
    return _figures(documents, answers) | {
        "sentences_per_second": _sentences(documents) / seconds,
        "seconds": {"total": seconds},
        "time_ratio": seconds / ours,
    }


def _figures(documents: Sequence[GoldDocument], answers: Sequence[Sequence[BeadIndices]]) -> dict[str, Any]:
    pairs = [(one.beads, answer) for one, answer in zip(documents, answers, strict=True)]
    counts = [count(gold, answer) for gold, answer in pairs]
    return {name: value._asdict() for name, value in score(counts).items()} | {
        "intervals": bootstrap(counts, BOOTSTRAP_ROUNDS, SEED),
        "by_kind": {kind: value._asdict() for kind, value in score_by_kind(pairs).items()},
    }


def _sentences(documents: Sequence[GoldDocument]) -> int:
    return sum(len(one.source) + len(one.target) for one in documents)


def _signature(path: Path, encoder: Encoder) -> str:
    digest = hashlib.blake2b(path.read_bytes(), digest_size=6).hexdigest()
    return (
        f"align|scorer:vecalign|max_side:{MAX_SIDE}|weights:{shipped_weights().signature}"
        f"|encoder:{encoder.signature}|bootstrap:{BOOTSTRAP_ROUNDS}/{SEED}|data:{digest}|fiel:{fiel.__version__}"
    )
