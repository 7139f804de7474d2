"""The gate before all checks: how far two aligned texts are translations of each other."""

from collections.abc import Sequence

import numpy as np

from fiel.align.embedded_article import EmbeddedArticle
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.records import Bead, Sentence

RELATED = 0.45
"""Relatedness from which two texts are compared at all.

True pairs: .58 and more on ntrex-hard-dev, where sentences were deleted, .74 on ntrex-dev, .76 on the news,
.80 on the samples. Of 1,241 other pairs of the news and the samples two reach it, both a report that shares
whole sentences with another one; a third has .44, all others less.
"""


Whole = tuple[Bead, Matrix]
"""A bead with two sides and their unit vectors, 2 × dimensions."""


def whole_beads(
    source: EmbeddedArticle, target: EmbeddedArticle, beads: Sequence[Bead], encoder: ComposingEncoder
) -> list[Whole]:
    """The beads that have two sides, with what each of them means."""
    paired = [bead for bead in beads if bead.source and bead.target]
    if not paired:
        return []
    here = encoder.vectors(np.stack([source.sums[list(bead.source)].sum(axis=0) for bead in paired]))
    there = encoder.vectors(np.stack([target.sums[list(bead.target)].sum(axis=0) for bead in paired]))
    return [(bead, np.stack(sides)) for bead, *sides in zip(paired, here, there, strict=True)]


def relatedness(source: EmbeddedArticle, target: EmbeddedArticle, wholes: Sequence[Whole]) -> float:
    """The mean cosine of the beads over the characters of a text, of the text that fares better.

    A text without counterpart on the other side counts as 0, so that a condensed translation is still
    related to its original by its own sentences.
    """
    cosines = [max(0.0, float(sides[0] @ sides[1])) for _, sides in wholes]
    here = _mean(source.sentences, [bead.source for bead, _ in wholes], cosines)
    return max(here, _mean(target.sentences, [bead.target for bead, _ in wholes], cosines))


def _mean(sentences: Sequence[Sentence], used: Sequence[tuple[int, ...]], cosines: Sequence[float]) -> float:
    lengths = {sentence.index: len(sentence.text) for sentence in sentences}
    reached = sum(
        cosine * sum(lengths[index] for index in indices)
        for indices, cosine in zip(used, cosines, strict=True)
    )
    return reached / max(sum(lengths.values()), 1)
