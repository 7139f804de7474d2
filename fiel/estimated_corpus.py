"""A corpus whose segments an estimator of quality measures too, for the rule `estimate` of cleaning."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from fiel.corpora import Corpus
from fiel.errors import SettingsError
from fiel.models.estimators import QualityEstimator, load_estimator
from fiel.models.vectors import VectorStore
from fiel.records import Segment
from fiel.settings import CleanSettings

RULE = "estimate"
CHUNK = 2048
"""Segments estimated at once: enough to fill batches, few enough to be held in memory."""


def with_estimates(corpus: Corpus, settings: CleanSettings, store: Path | None = None) -> Corpus:
    """The corpus, measured by the estimator that the settings name too; as it is, where they name none.

    `store` keeps the scores by text and estimator, in the file of a build's vectors, so that another
    limit computes nothing anew. Raises SettingsError for a limit without an estimator, and as
    `load_estimator` does.
    """
    if not settings.estimator:
        if RULE in (*settings.limits, *(settings.drop or ())):
            raise SettingsError(f"clean: {RULE} without an estimator; expected clean.estimator, or --with")
        return corpus
    scores: dict[str, float] = {}

    def measure(segment: Segment) -> Mapping[str, float]:
        if not scores:
            scores.update(
                estimate_segments(corpus, load_estimator(settings.estimator, *corpus.languages), store)
            )
        return {**corpus.measure(segment), RULE: scores[segment.id]}

    return replace(corpus, measure=measure)


def estimate_segments(
    corpus: Corpus, estimator: QualityEstimator, path: Path | None = None
) -> Iterator[tuple[str, float]]:
    """Ids of all segments and their scores; those that the store has are not estimated again."""
    store = VectorStore(path, estimator.signature) if path else None
    segments = iter(corpus.read())
    while chunk := list(islice(segments, CHUNK)):
        pairs = {segment.id: _texts(segment, corpus.languages) for segment in chunk}
        if store is None:
            yield from zip(pairs, estimator.scores(*zip(*pairs.values(), strict=True)), strict=True)
            continue
        keys = {"\t".join(pair): pair for pair in pairs.values()}
        if missing := {key: keys[key] for key in store.missing(keys)}:
            found = estimator.scores(*zip(*missing.values(), strict=True))
            store.add(list(missing), np.array(found, dtype=np.float32)[:, None])
        rows = store.rows(["\t".join(pair) for pair in pairs.values()])
        yield from zip(pairs, rows[:, 0].tolist(), strict=True)


def _texts(segment: Segment, languages: tuple[str, str]) -> tuple[str, str]:
    """Both texts in the estimator's direction, whichever is the original."""
    sides = {side.lang: side.text for side in (segment.source, segment.target)}
    return sides[languages[0]], sides[languages[1]]
