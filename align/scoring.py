"""From two embedded texts to the scores of all beads in the band around their path."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fiel.align.band import band
from fiel.align.evidence import Rarities, Scale, Side, TileEvidence
from fiel.align.kinds import Kinds
from fiel.align.semicrf import FORBIDDEN, Tile
from fiel.align.surface import Rarity, Surface
from fiel.align.weights import Weights
from fiel.models.encoder import ComposingEncoder, Matrix

Array = np.ndarray

USUAL, WEIGHT = Scale(0.25, 0.75, 1.0), 10
"""What similarities are in most documents (ntrex-dev .16 to .36 and .77 to .84, textberg-dev .06 and .65), counted
so many times beside those of the document, for two texts of a sentence or two have no scale of their own. Without
it single sentences were told apart the wrong way round; 1 to 10 leave the development sets as they are, 10 pairs
the fewest strangers."""
MANY = 100
"""Sentences from which on run vectors are made size by size: fewer at once are slower, more take memory."""


@dataclass(frozen=True, slots=True)
class EmbeddedText:
    """One side as the aligner sees it."""

    texts: tuple[str, ...]
    sums: Matrix
    """`ComposingEncoder.sums(texts)`: rows that add up."""
    paragraphs: tuple[int, ...] | None = None
    """The paragraph of each sentence, -1 the title; None if not known."""
    vectors: Matrix | None = None
    """`ComposingEncoder.vectors(sums)`, where they are known already."""

    def __post_init__(self) -> None:
        if len(self.texts) != len(self.sums):
            raise ValueError(f"{len(self.texts)} texts with {len(self.sums)} rows of sums")

    def part(self, first: int, last: int) -> "EmbeddedText":
        """The sentences from `first` up to `last`."""
        paragraphs = None if self.paragraphs is None else self.paragraphs[first:last]
        vectors = None if self.vectors is None else self.vectors[first:last]
        return EmbeddedText(self.texts[first:last], self.sums[first:last], paragraphs, vectors)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Evidence of one document pair: its tiles, and each tile's sentences with their evidence."""

    tiles: tuple[Tile, ...]
    kinds: Kinds
    scale: Scale
    source: Side
    target: Side
    rarities: Rarities

    def part(self, first: int, last: int, left: int, right: int, tiles: tuple[Tile, ...]) -> "Evidence":
        """Evidence of a stretch of source and a stretch of target sentences, on the scale of the whole."""
        return replace(
            self, tiles=tiles, source=self.source.part(first, last), target=self.target.part(left, right)
        )

    def tile_evidence(self, tile: Tile) -> tuple[TileEvidence, int, int]:
        """Evidence on the beads that end in a tile, and how many sentences lie before its stretch."""
        first = max(tile.top - self.kinds.reach, 0)
        left = max(tile.left - self.kinds.reach, 0)
        evidence = TileEvidence(
            self.source.part(first, tile.bottom - 1),
            self.target.part(left, tile.right - 1),
            self.scale,
            self.rarities,
            self.kinds,
        )
        return evidence, first, left


def gather(source: EmbeddedText, target: EmbeddedText, encoder: ComposingEncoder, kinds: Kinds) -> Evidence:
    """Everything that is known about a pair before any weight is applied."""
    tiles = band(source.sums, target.sums, encoder)
    sides = Surface.of(source.texts), Surface.of(target.texts)
    runs = run_vectors(source, encoder, kinds.reach), run_vectors(target, encoder, kinds.reach)
    scale, best = _measure(tiles, (runs[0][0], runs[1][0]), sides)
    balance = np.sqrt(scale.ratio)
    rarities = Rarities(
        Rarity.of(sides[0].numbers, sides[1].numbers), Rarity.of(sides[0].words, sides[1].words)
    )
    return Evidence(
        tiles,
        kinds,
        scale,
        Side(sides[0], runs[0], scale(best[0]), sides[0].lengths * balance),
        Side(sides[1], runs[1], scale(best[1]), sides[1].lengths / balance),
        rarities,
    )


def run_vectors(text: EmbeddedText, encoder: ComposingEncoder, longest: int) -> tuple[Matrix, ...]:
    """Vectors of all runs of 1 … `longest` consecutive sentences; the first element is there always."""
    if text.vectors is not None or len(text.sums) > MANY:
        known = encoder.vectors(text.sums) if text.vectors is None else text.vectors
        return (known, *map(encoder.vectors, _longer_runs(text.sums, longest)))
    added = [text.sums, *_longer_runs(text.sums, longest)]
    vectors = encoder.vectors(np.concatenate(added))
    return tuple(np.split(vectors, np.cumsum([len(rows) for rows in added])[:-1]))


def _longer_runs(sums: Matrix, longest: int) -> Iterator[Matrix]:
    """Sums of all runs of 2, 3 … `longest` rows."""
    added = sums
    for size in range(2, min(longest, len(sums)) + 1):
        added = added[:-1] + sums[size - 1 :]
        yield added


def score(evidence: Evidence, weights: Weights) -> list[Array]:
    """One array a tile, kinds × rows × columns: the score of each bead where it ends."""
    return [score_tile(evidence, tile, weights) for tile in evidence.tiles]


def score_tile(evidence: Evidence, tile: Tile, weights: Weights) -> Array:
    """The array of one tile."""
    seen, first, left = evidence.tile_evidence(tile)
    scores = np.full((len(evidence.kinds.pairs), *tile.shape), FORBIDDEN)
    for index, (a, b) in enumerate(evidence.kinds.pairs):
        if (a, b) not in seen.kinds:
            continue
        total = np.zeros(seen.shape(a, b))
        for weight, value in zip(weights.two_sided, seen.two_sided(a, b), strict=True):
            total += weight * value
        _enter(scores[index], total, first + a - tile.top, left + b - tile.left)
    skipped = seen.one_sided(evidence.source.part(first, tile.bottom - 1)) @ weights.one_sided
    _enter(scores[-2], np.repeat(skipped[:, None], tile.shape[1], axis=1), first + 1 - tile.top, 0)
    added = seen.one_sided(evidence.target.part(left, tile.right - 1)) @ weights.one_sided
    _enter(scores[-1], np.repeat(added[None], tile.shape[0], axis=0), 0, left + 1 - tile.left)
    return scores


def _enter(scores: Array, values: Array, row: int, column: int) -> None:
    """Write values whose first one stands at (row, column) of the tile; what lies before the tile is cut."""
    values = values[max(-row, 0) :, max(-column, 0) :]
    row, column = max(row, 0), max(column, 0)
    scores[row : row + values.shape[0], column : column + values.shape[1]] = values


def _measure(
    tiles: Sequence[Tile], vectors: tuple[Matrix, Matrix], sides: tuple[Surface, Surface]
) -> tuple[Scale, tuple[Array, Array]]:
    """The document's scale, and the best similarity of each sentence inside the band."""
    best = np.full(len(vectors[0]), -1.0), np.full(len(vectors[1]), -1.0)
    choice = np.full(len(vectors[0]), -1), np.full(len(vectors[1]), -1)
    for rows, columns in _stretches(tiles):
        close = vectors[0][rows] @ vectors[1][columns].T
        for axis, here, across in ((0, rows, columns), (1, columns, rows)):
            value, at = close.max(axis=1 - axis), close.argmax(axis=1 - axis) + across.start
            better = value > best[axis][here]
            best[axis][here] = np.where(better, value, best[axis][here])
            choice[axis][here] = np.where(better, at, choice[axis][here])
    if not len(choice[0]) or not len(choice[1]):
        return Scale(0.0, 1.0, 1.0), best
    mutual = np.flatnonzero(choice[1][choice[0]] == np.arange(len(choice[0])))
    pairs = len(choice[0]) * len(choice[1])
    middle = float(np.median(best[0][mutual]))
    mean = (pairs * float(vectors[0].mean(axis=0) @ vectors[1].mean(axis=0)) + WEIGHT * USUAL.mean) / (
        pairs + WEIGHT
    )
    level = (len(mutual) * middle + WEIGHT * USUAL.level) / (len(mutual) + WEIGHT)
    sure = mutual[best[0][mutual] >= middle]
    ratio = sides[1].lengths[choice[0][sure]].sum() / sides[0].lengths[sure].sum()
    return Scale(mean, level, float(ratio)), best


def _stretches(tiles: Sequence[Tile]) -> Iterator[tuple[slice, slice]]:
    """The sentences of each tile."""
    for tile in tiles:
        rows = slice(max(tile.top - 1, 0), tile.bottom - 1)
        columns = slice(max(tile.left - 1, 0), tile.right - 1)
        if rows.start < rows.stop and columns.start < columns.stop:
            yield rows, columns
