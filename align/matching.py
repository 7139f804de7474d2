"""Find each article's counterpart in the other language, or say that there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fiel.align.direction import find_direction
from fiel.align.document_evidence import best_matches, probability
from fiel.align.neighbours import find_neighbours
from fiel.align.publication import publication
from fiel.errors import InputError
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.records import Article, Decision, DocumentPair, Sentence
from fiel.settings import Settings

NEAREST = 8
FLOOR = 0.5
ACCEPTED = 0.5


@dataclass(frozen=True, slots=True)
class EmbeddedArticle:
    """An article, its sentences, and the encoder's additive row of each (`ComposingEncoder.sums`)."""

    article: Article
    sentences: tuple[Sentence, ...]
    sums: Matrix


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about two articles, in either order; it wins over every score."""

    first_id: str
    second_id: str
    paired: bool
    """True to accept or link them, False to refuse the pair."""
    decision: Decision = Decision.PARALLEL
    """What an accepted pair is."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: int
    target: int
    score: float
    evidence: dict[str, float]


def match_embedded(
    articles: Sequence[EmbeddedArticle],
    encoder: ComposingEncoder,
    settings: Settings,
    decisions: Iterable[Correction] = (),
) -> tuple[DocumentPair, ...]:
    """One pair for every two articles that belong together, one of decision none for every other article.

    Articles are in `settings.source_lang` or `settings.target_lang`; raises InputError for another.
    The order is that of the articles, and the result does not depend on it otherwise.
    """
    sources, targets = _by_language(articles, settings)
    refused = {frozenset((c.first_id, c.second_id)) for c in decisions if not c.paired}
    candidates = _candidates(sources, targets, encoder, settings)
    candidates = [
        c
        for c in candidates
        if frozenset((sources[c.source].article.id, targets[c.target].article.id)) not in refused
    ]
    chosen = _mutual_best(candidates)
    pairs = [_pair(sources, targets, c, candidates) for c in chosen]
    taken = {side for c in chosen for side in (("s", c.source), ("t", c.target))}
    pairs += [
        _alone(sources, targets, "s", at, candidates) for at in range(len(sources)) if ("s", at) not in taken
    ]
    pairs += [
        _alone(sources, targets, "t", at, candidates) for at in range(len(targets)) if ("t", at) not in taken
    ]
    return tuple(pairs)


def _by_language(
    articles: Sequence[EmbeddedArticle], settings: Settings
) -> tuple[list[EmbeddedArticle], ...]:
    languages = (settings.source_lang, settings.target_lang)
    for item in articles:
        if item.article.lang not in languages:
            raise InputError(
                f'{item.article.id}: language "{item.article.lang}"; expected {" or ".join(languages)}'
            )
    return tuple([item for item in articles if item.article.lang == lang] for lang in languages)


def _candidates(
    sources: list[EmbeddedArticle],
    targets: list[EmbeddedArticle],
    encoder: ComposingEncoder,
    settings: Settings,
) -> list[_Candidate]:
    if not sources or not targets:
        return []
    days = max(settings.match.days_before, settings.match.days_after)
    neighbours = find_neighbours(
        _whole(sources, encoder),
        _whole(targets, encoder),
        [publication(item.article) for item in sources],
        [publication(item.article) for item in targets],
        days,
        NEAREST,
        FLOOR,
    )
    found = []
    for source, target in neighbours:
        evidence = best_matches(encoder.vectors(sources[source].sums), encoder.vectors(targets[target].sums))
        found.append(_Candidate(source, target, probability(evidence), evidence))
    return found


def _whole(articles: list[EmbeddedArticle], encoder: ComposingEncoder) -> Matrix:
    return encoder.vectors(np.stack([item.sums.sum(axis=0) for item in articles]))


def _mutual_best(candidates: list[_Candidate]) -> list[_Candidate]:
    """Pairs of which neither article has a better partner."""
    best_source: dict[int, _Candidate] = {}
    best_target: dict[int, _Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.evidence["similarity"], c.source, c.target)):
        best_source.setdefault(candidate.source, candidate)
        best_target.setdefault(candidate.target, candidate)
    return [c for c in best_source.values() if best_target[c.target] is c and c.score >= ACCEPTED]


def _pair(
    sources: list[EmbeddedArticle],
    targets: list[EmbeddedArticle],
    chosen: _Candidate,
    candidates: list[_Candidate],
) -> DocumentPair:
    source, target = sources[chosen.source].article, targets[chosen.target].article
    direction = find_direction(source, target)
    first, second = (source, target) if direction.first_is_original else (target, source)
    rivals = [
        (c.score, (sources[c.source] if c.target == chosen.target else targets[c.target]).article.id)
        for c in candidates
        if c is not chosen and (c.source == chosen.source or c.target == chosen.target)
    ]
    score, rival = max(rivals, default=(0.0, None))
    return DocumentPair(
        id=f"{first.id}~{second.id}",
        source_id=first.id,
        target_id=second.id,
        decision=Decision.PARALLEL,
        score=chosen.score,
        reason="sentences answer each other",
        evidence=chosen.evidence,
        runner_up=rival,
        runner_up_score=score,
        direction=direction.phrase,
    )


def _alone(
    sources: list[EmbeddedArticle],
    targets: list[EmbeddedArticle],
    side: str,
    at: int,
    candidates: list[_Candidate],
) -> DocumentPair:
    mine = sources if side == "s" else targets
    others = targets if side == "s" else sources
    rivals = [c for c in candidates if (c.source if side == "s" else c.target) == at]
    best = max(rivals, key=lambda c: c.score, default=None)
    other = None if best is None else others[best.target if side == "s" else best.source].article.id
    article = mine[at].article
    return DocumentPair(
        id=article.id,
        source_id=article.id if side == "s" else None,
        target_id=article.id if side == "t" else None,
        decision=Decision.NONE,
        score=best.score if best else 0.0,
        reason="no counterpart found" if best is None else f"nearest is {other}, too different",
        evidence=best.evidence if best else {},
        runner_up=other,
        runner_up_score=best.score if best else 0.0,
    )
