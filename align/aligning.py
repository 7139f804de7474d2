"""Sentence alignment: which sentences of the target translate which of the source, and how surely.

A semi-Markov field over beads (`semicrf`) weighs the evidence on every bead (`evidence`) in a band
around the path (`band`). The alignment returned is the one with the most beads expected to be right,
and a bead's score is its probability.
"""

from collections.abc import Sequence

import numpy as np

from fiel.align.kinds import Kinds, bead_kinds
from fiel.align.scoring import EmbeddedText, gather, score
from fiel.align.semicrf import FORBIDDEN, Cell, Posterior, Tile, best_path, posterior
from fiel.align.weights import Weights, shipped_weights
from fiel.models.encoder import ComposingEncoder, Encoder, composing
from fiel.records import Bead

__all__ = ["EmbeddedText", "align_embedded", "align_sentences"]

Lock = tuple[tuple[int, ...], tuple[int, ...]]
"""Source and target sentences of a bead that must be kept."""


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    max_side: int = 6,
    locks: Sequence[Lock] = (),
    pair_id: str = "",
) -> tuple[Bead, ...]:
    """The beads of two lists of sentences, every sentence in exactly one, in source order."""
    adding = composing(encoder)
    embedded_source, embedded_target = (
        EmbeddedText(tuple(side), adding.sums(side)) for side in (source, target)
    )
    return align_embedded(
        embedded_source, embedded_target, adding, max_side=max_side, locks=locks, pair_id=pair_id
    )


def align_embedded(
    source: EmbeddedText,
    target: EmbeddedText,
    encoder: ComposingEncoder,
    *,
    max_side: int = 6,
    locks: Sequence[Lock] = (),
    pair_id: str = "",
    weights: Weights | None = None,
) -> tuple[Bead, ...]:
    """The same for sentences that are embedded already. `weights`: others than the fitted ones."""
    kinds = bead_kinds(max_side)
    evidence = gather(source, target, encoder, kinds)
    scores = score(evidence, weights or shipped_weights())
    probable = posterior(evidence.tiles, scores, kinds)
    path = best_path(evidence.tiles, _gains(scores, probable), kinds)
    return tuple(
        _bead(cell, evidence.tiles, probable, kinds, pair_id, index) for index, cell in enumerate(path)
    )


def _gains(scores: Sequence[np.ndarray], probable: Posterior) -> list[np.ndarray]:
    """The probability of each bead that may be."""
    return [
        np.where(score > FORBIDDEN / 2, beads, FORBIDDEN)
        for score, beads in zip(scores, probable.beads, strict=True)
    ]


def _bead(
    cell: Cell, tiles: Sequence[Tile], probable: Posterior, kinds: Kinds, pair_id: str, index: int
) -> Bead:
    a, b = kinds.pairs[cell.kind]
    tile = tiles[cell.tile]
    probability = probable.beads[cell.tile][cell.kind, cell.i - tile.top, cell.j - tile.left]
    source, target = tuple(range(cell.i - a, cell.i)), tuple(range(cell.j - b, cell.j))
    return Bead(pair_id, index, source, target, float(probability))
