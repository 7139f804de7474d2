"""The monotone alignment of one stretch: a first pass, a closer look at doubtful borders, a second pass."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fiel.align.borders import discourage, doubtful_borders, shift_gains
from fiel.align.junctions import closer_runs, doubtful_junctions, tiles_over
from fiel.align.scoring import EmbeddedText, Evidence, score, score_tile
from fiel.align.semicrf import FORBIDDEN, Posterior, bead_probabilities, best_path, posterior
from fiel.align.weights import Weights
from fiel.models.encoder import ComposingEncoder

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class ProbableBead:
    """A bead and how probable it is."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float
    crossing: bool = False

    def moved(self, by_source: int, by_target: int) -> "ProbableBead":
        """The same bead in texts that begin so many sentences earlier."""
        return replace(
            self,
            source=tuple(i + by_source for i in self.source),
            target=tuple(j + by_target for j in self.target),
        )


def monotone_beads(
    evidence: Evidence,
    source: EmbeddedText,
    target: EmbeddedText,
    encoder: ComposingEncoder,
    weights: Weights,
    alone: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset()),
) -> list[ProbableBead]:
    """The beads of the path with the most beads expected to be right.

    `alone`: source and target sentences that must stay one-sided.
    """
    tiles, kinds = evidence.tiles, evidence.kinds
    scores = score(evidence, weights)
    _keep_alone(scores, evidence, alone)
    probable = posterior(tiles, scores, kinds)
    closer = _look_closer(scores, probable, evidence, source, target, encoder, weights)
    if closer:
        scores = closer
        _keep_alone(scores, evidence, alone)
        probable = posterior(tiles, scores, kinds)
    beads = bead_probabilities(tiles, probable)
    for score_of_tile, worth in zip(scores, beads, strict=True):
        worth[score_of_tile <= FORBIDDEN / 2] = FORBIDDEN
    found = []
    for kind, number, i, j in best_path(tiles, beads, kinds):
        a, b = kinds.pairs[kind]
        probability = beads[number][kind, i - tiles[number].top, j - tiles[number].left]
        found.append(ProbableBead(tuple(range(i - a, i)), tuple(range(j - b, j)), float(probability)))
    return found


def _look_closer(
    scores: Sequence[Array],
    probable: Posterior,
    evidence: Evidence,
    source: EmbeddedText,
    target: EmbeddedText,
    encoder: ComposingEncoder,
    weights: Weights,
) -> list[Array]:
    """Scores with what clauses and joined sentences say where the first pass is in doubt; none if it is not."""
    if not weights.shift:
        return []
    tiles, kinds, sizes = evidence.tiles, evidence.kinds, (len(source.texts), len(target.texts))
    borders = doubtful_borders(tiles, probable, *sizes)
    junctions = doubtful_junctions(tiles, probable, kinds, *sizes)
    if not borders and not len(junctions[0]) and not len(junctions[1]):
        return []
    sides = [
        replace(side, anew=closer_runs(text, between, encoder, kinds.reach)) if len(between) else side
        for side, text, between in zip(
            (evidence.source, evidence.target), (source, target), junctions, strict=True
        )
    ]
    closer = replace(evidence, source=sides[0], target=sides[1])
    touched = tiles_over(tiles, junctions, kinds.reach)
    changed = [
        score_tile(closer, tile, weights) if number in touched else score_of_tile
        for number, (tile, score_of_tile) in enumerate(zip(tiles, scores, strict=True))
    ]
    gains = shift_gains(borders, source, target, encoder, evidence.scale)
    return discourage(changed, tiles, kinds, borders, weights.shift * gains)


def _keep_alone(
    scores: Sequence[Array], evidence: Evidence, alone: tuple[frozenset[int], frozenset[int]]
) -> None:
    """Forbid two-sided beads with these sentences."""
    for tile, score_of_tile in zip(evidence.tiles, scores, strict=True):
        for index, (a, b) in enumerate(evidence.kinds.two_sided):
            for sentence in alone[0]:
                rows = slice(max(sentence + 1 - tile.top, 0), max(sentence + 1 + a - tile.top, 0))
                score_of_tile[index, rows] = FORBIDDEN
            for sentence in alone[1]:
                columns = slice(max(sentence + 1 - tile.left, 0), max(sentence + 1 + b - tile.left, 0))
                score_of_tile[index, :, columns] = FORBIDDEN
