"""Find each article's counterpart in the other language, or say that there is none.

Articles near in time are compared by the vector of the whole text, then sentence by sentence; the few
that still resemble each other are aligned, and what the alignment shows decides. On real sites most
articles have no counterpart, so every step may only reject.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from fiel.align.assignment import Candidate, assign
from fiel.align.calibration import shipped_calibration
from fiel.align.corrections import Correction, Corrections
from fiel.align.document_evidence import gather_evidence, similarity
from fiel.align.duplicates import representatives
from fiel.align.embedded_article import EmbeddedArticle
from fiel.align.match_records import linked_record, lone_record, pair_record, why_refused
from fiel.align.neighbours import find_neighbours
from fiel.align.publication import publication
from fiel.errors import InputError
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.records import DocumentPair
from fiel.settings import Settings

__all__ = ["Correction", "EmbeddedArticle", "match_embedded"]

NEAREST = 6
"""Candidates of an article by the vector of the whole text. In ntrex-dev, every story with its distractors
and no dates, the right one is the first for all full translations, among five for all condensed ones."""
ALIKE_WHOLE = 0.55
"""Least cosine of whole texts: pairs of ntrex-dev have .82 and more, condensed ones .58 and more."""
ALIKE = 0.42
"""Least symmetric best match of a pair worth aligning: pairs have .73 and more, condensed ones .57 and more."""
ACCEPTED = 0.5
"""Least probability of a pair."""
KEPT_VECTORS = 4096
"""Articles whose sentence vectors are held at once, some 40 kB each."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """The articles that are still free, and what became of the others."""

    sources: list[EmbeddedArticle]
    targets: list[EmbeddedArticle]
    twins: dict[str, str]
    """Article id → id of the one that stands for it."""
    corrections: Corrections

    def side(self, is_source: bool) -> list[EmbeddedArticle]:
        return self.sources if is_source else self.targets


def match_embedded(
    articles: Sequence[EmbeddedArticle],
    encoder: ComposingEncoder,
    settings: Settings,
    decisions: Iterable[Correction] = (),
) -> tuple[DocumentPair, ...]:
    """One pair for every two articles that belong together, one of decision none for every other article.

    `decisions` are a person's and win; those on articles that are not here are left alone. Pairs come
    first. The result does not depend on the order of the articles. Raises InputError for an article
    that is neither in `settings.source_lang` nor in `settings.target_lang`, for two of one id, and for
    contradicting decisions.
    """
    articles = sorted(articles, key=lambda item: item.article.id)
    _check(articles, settings)
    corrections = Corrections.of(decisions)
    linked = _linked(articles, corrections, settings)
    bound = {name for pair in linked for name in (pair.source_id, pair.target_id)}
    pool = _pool([item for item in articles if item.article.id not in bound], corrections, settings)
    candidates = list(_candidates(pool, encoder, settings))
    won, _ = assign([candidate for candidate in candidates if candidate.probability >= ACCEPTED])
    return (*linked, *_records(pool, candidates, won, settings), *_twin_records(articles, pool, settings))


def _check(articles: Sequence[EmbeddedArticle], settings: Settings) -> None:
    languages = (settings.source_lang, settings.target_lang)
    known: set[str] = set()
    for article in (item.article for item in articles):
        if article.lang not in languages:
            raise InputError(f'{article.id}: language "{article.lang}"; expected {" or ".join(languages)}')
        if article.id in known:
            raise InputError(
                f"{article.id}: two articles of this id; expected one; read them with read_articles"
            )
        known.add(article.id)


def _linked(
    articles: Sequence[EmbeddedArticle], corrections: Corrections, settings: Settings
) -> list[DocumentPair]:
    """Records of the pairs that a person made of these articles."""
    known = {item.article.id: item.article for item in articles}
    records = []
    for link in dict.fromkeys(corrections.linked.values()):
        if not link.ids <= known.keys():
            continue
        source, target = sorted(
            (known[name] for name in link.ids), key=lambda article: article.lang != settings.source_lang
        )
        if source.lang == target.lang:
            raise InputError(
                f"correction of {source.id} and {target.id}: both are {source.lang}; expected two languages"
            )
        records.append(linked_record(source, target, link.decision))
    return records


def _pool(articles: list[EmbeddedArticle], corrections: Corrections, settings: Settings) -> _Pool:
    sides: list[list[EmbeddedArticle]] = []
    twins: dict[str, str] = {}
    days = _days(settings)
    for lang in (settings.source_lang, settings.target_lang):
        side = [item for item in articles if item.article.lang == lang]
        stands_for = representatives(
            [[sentence.text for sentence in item.sentences] for item in side],
            [publication(item.article) for item in side],
            [item.article.id for item in side],
            days,
        )
        twins |= {side[at].article.id: side[to].article.id for at, to in enumerate(stands_for) if at != to}
        sides.append([side[at] for at, to in enumerate(stands_for) if at == to])
    return _Pool(sides[0], sides[1], twins, corrections)


def _candidates(pool: _Pool, encoder: ComposingEncoder, settings: Settings) -> Iterator[Candidate]:
    """Pairs that resemble each other, with their evidence."""
    if not pool.sources or not pool.targets:
        return
    neighbours = find_neighbours(
        _whole(pool.sources, encoder),
        _whole(pool.targets, encoder),
        [publication(item.article) for item in pool.sources],
        [publication(item.article) for item in pool.targets],
        days=_days(settings),
        nearest=NEAREST,
        floor=ALIKE_WHOLE,
    )

    @lru_cache(KEPT_VECTORS)
    def vectors(is_source: bool, at: int) -> Matrix:
        return encoder.vectors(pool.side(is_source)[at].sums)

    calibration = shipped_calibration()
    # In the order of time, so that an article's vectors are still at hand when it comes again.
    for source, target in sorted(
        neighbours, key=lambda pair: publication(pool.sources[pair[0]].article).earliest
    ):
        left, right = pool.sources[source], pool.targets[target]
        alike = similarity(vectors(True, source), vectors(False, target))
        if {left.article.id, right.article.id} in pool.corrections.refused:
            continue
        if alike < ALIKE:  # kept to be named as the nearest
            yield Candidate(source, target, 0.0, {"similarity": alike})
            continue
        evidence = {"similarity": alike, **gather_evidence(left, right, encoder)}
        lengths = len(left.article.text), len(right.article.text)
        yield Candidate(source, target, calibration.probability(evidence), evidence, lengths)


def _days(settings: Settings) -> int:
    """How far apart two articles may lie; either may be the original, so the wider bound holds both ways."""
    return max(settings.match.days_before, settings.match.days_after)


def _whole(articles: list[EmbeddedArticle], encoder: ComposingEncoder) -> Matrix:
    return encoder.vectors(np.stack([item.sums.sum(axis=0) for item in articles]))


def _records(
    pool: _Pool, candidates: list[Candidate], won: list[Candidate], settings: Settings
) -> Iterator[DocumentPair]:
    """Records of the pairs that won, then of the articles that no pair took."""
    of: dict[tuple[bool, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        of[True, candidate.source].append(candidate)
        of[False, candidate.target].append(candidate)
    partner: dict[tuple[bool, int], str] = {}
    for pair in won:
        source, target = pool.sources[pair.source].article, pool.targets[pair.target].article
        partner |= {(True, pair.source): target.id, (False, pair.target): source.id}
        rivals = {
            **_names(pool, True, of[True, pair.source], pair),
            **_names(pool, False, of[False, pair.target], pair),
        }
        yield pair_record(source, target, pair, rivals)
    for is_source, lang in ((True, settings.target_lang), (False, settings.source_lang)):
        for at, item in enumerate(pool.side(is_source)):
            if (is_source, at) not in partner:
                yield _alone(pool, item, is_source, of[is_source, at], partner, lang)


def _names(
    pool: _Pool, is_source: bool, candidates: Iterable[Candidate], but: Candidate | None = None
) -> dict[str, float]:
    """The other articles of some candidates, with their probabilities."""
    others = pool.side(not is_source)
    return {
        others[c.target if is_source else c.source].article.id: c.probability
        for c in candidates
        if c is not but
    }


def _alone(
    pool: _Pool,
    item: EmbeddedArticle,
    is_source: bool,
    candidates: list[Candidate],
    partner: dict[tuple[bool, int], str],
    lang: str,
) -> DocumentPair:
    rivals = _names(pool, is_source, candidates)
    best = max(candidates, key=lambda c: (c.probability, c.evidence["similarity"]), default=None)
    refused = pool.corrections.refused_with(item.article.id)
    said = f"a person refused {', '.join(refused)}; " if refused else ""
    if best is None:
        reason = f"no article in {lang} of about that time resembles it"
        return lone_record(item.article, is_source, said + reason, rivals, {})
    other = best.target if is_source else best.source
    nearest = pool.side(not is_source)[other].article.id
    if best.probability < ACCEPTED:
        reason = why_refused(nearest, is_source, best.probability, best.evidence)
    elif (not is_source, other) in partner:
        reason = f"{nearest} has a fuller counterpart, {partner[not is_source, other]}"
    else:
        reason = f"{nearest} resembles it, but each of them resembles another article more"
    return lone_record(item.article, is_source, said + reason, rivals, best.evidence)


def _twin_records(
    articles: Sequence[EmbeddedArticle], pool: _Pool, settings: Settings
) -> Iterator[DocumentPair]:
    for item in articles:
        name = item.article.id
        if name in pool.twins:
            reason = f"the same text as {pool.twins[name]}, which stands for it"
            yield lone_record(item.article, item.article.lang == settings.source_lang, reason, {}, {})
