"""Which articles of the two languages resemble each other, and what speaks for each two of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from fiel.align.assignment import Candidate
from fiel.align.calibration import shipped_calibration
from fiel.align.document_evidence import Evidence, gather_evidence, similarity
from fiel.align.embedded_article import EmbeddedArticle, MatchableArticle
from fiel.align.neighbours import find_neighbours
from fiel.align.publication import publication
from fiel.models.encoder import ComposingEncoder, Matrix

NEAREST = 6
"""Candidates of an article by the vector of the whole text. In ntrex-dev, every story with its distractors
and no dates, the right one is the first for all full translations, among five for all condensed ones."""
ALIKE_WHOLE = 0.55
"""Least cosine of whole texts: pairs of ntrex-dev have .82 and more, condensed ones .58 and more."""
ALIKE = 0.42
"""Least symmetric best match of a pair worth aligning: pairs have .73 and more, condensed ones .57 and more."""
AT_HAND = 1024
"""Articles of a side whose rows are held at once, some 120 kB each: all of the date window at 140 a day."""


def compare(
    sources: Sequence[MatchableArticle],
    targets: Sequence[MatchableArticle],
    encoder: ComposingEncoder,
    days: int,
) -> Iterator[Candidate]:
    """Pairs that resemble each other and lie within `days`, with their evidence, in the order of time."""
    if not sources or not targets:
        return
    periods = [publication(item.article) for item in sources]
    neighbours = find_neighbours(
        _whole(sources, encoder),
        _whole(targets, encoder),
        periods,
        [publication(item.article) for item in targets],
        days=days,
        nearest=NEAREST,
        floor=ALIKE_WHOLE,
    )

    @lru_cache(AT_HAND)
    def source_at(at: int) -> tuple[EmbeddedArticle, Matrix]:
        return _at_hand(sources[at], encoder)

    @lru_cache(AT_HAND)
    def target_at(at: int) -> tuple[EmbeddedArticle, Matrix]:
        return _at_hand(targets[at], encoder)

    calibration = shipped_calibration()
    # In the order of time, so that an article's rows are still at hand when it comes again.
    for source, target in sorted(neighbours, key=lambda pair: periods[pair[0]].earliest):
        (left, left_vectors), (right, right_vectors) = source_at(source), target_at(target)
        evidence: Evidence = {"similarity": similarity(left_vectors, right_vectors)}
        if evidence["similarity"] < ALIKE:  # kept to be named as the nearest
            yield Candidate(source, target, 0.0, evidence)
        else:
            evidence |= gather_evidence(left, right, encoder)
            lengths = len(left.article.text), len(right.article.text)
            yield Candidate(source, target, calibration.probability(evidence), evidence, lengths)


def compare_two(source: MatchableArticle, target: MatchableArticle, encoder: ComposingEncoder) -> Evidence:
    """All that speaks for two articles, however little they resemble each other."""
    (left, left_vectors), (right, right_vectors) = _at_hand(source, encoder), _at_hand(target, encoder)
    return {
        "similarity": similarity(left_vectors, right_vectors),
        **gather_evidence(left, right, encoder),
    }


def _at_hand(item: MatchableArticle, encoder: ComposingEncoder) -> tuple[EmbeddedArticle, Matrix]:
    loaded = item.load()
    return loaded, encoder.vectors(loaded.sums)


def _whole(items: Sequence[MatchableArticle], encoder: ComposingEncoder) -> Matrix:
    return encoder.vectors(np.stack([item.load().sums.sum(axis=0) for item in items]))
