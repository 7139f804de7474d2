"""Find each article's counterpart in the other language, or say that there is none.

Articles near in time are compared by the vector of the whole text, then sentence by sentence; the few
that still resemble each other are aligned, and what the alignment shows decides (`comparing`). On real
sites most articles have no counterpart, so every step may only reject.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fiel.align.assignment import Candidate, assign
from fiel.align.comparing import compare, compare_two
from fiel.align.corrections import Correction, Corrections
from fiel.align.duplicates import representatives
from fiel.align.embedded_article import EmbeddedArticle, MatchableArticle
from fiel.align.match_records import linked_record, lone_record, pair_record, why_refused
from fiel.align.publication import publication
from fiel.errors import InputError
from fiel.models.encoder import ComposingEncoder
from fiel.records import DocumentPair, MatchCandidate, Outcome
from fiel.settings import Settings

__all__ = ["Correction", "EmbeddedArticle", "Matching", "find_counterparts", "match_embedded"]

ACCEPTED = 0.8
"""Least probability of a pair. The probability is that among as many pairs as hard non-pairs: of four times as many
of these one in two would be a pair. Full translations of ntrex-dev have .8 and more."""
RIVAL = 0.5
"""Least probability of a candidate that may keep two others from being a pair."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What was decided about articles, and what was compared for it."""

    pairs: tuple[DocumentPair, ...]
    candidates: tuple[MatchCandidate, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """The articles that are still free, and what became of the others."""

    sources: list[MatchableArticle]
    targets: list[MatchableArticle]
    twins: dict[str, str]
    """Article id → id of the one that stands for it."""
    corrections: Corrections

    def side(self, is_source: bool) -> list[MatchableArticle]:
        return self.sources if is_source else self.targets

    def ids(self, candidate: Candidate) -> tuple[str, str]:
        return self.sources[candidate.source].article.id, self.targets[candidate.target].article.id


def match_embedded(
    articles: Sequence[MatchableArticle],
    encoder: ComposingEncoder,
    settings: Settings,
    decisions: Iterable[Correction] = (),
) -> tuple[DocumentPair, ...]:
    """The pairs of `find_counterparts`."""
    return find_counterparts(articles, encoder, settings, decisions).pairs


def find_counterparts(
    articles: Sequence[MatchableArticle],
    encoder: ComposingEncoder,
    settings: Settings,
    decisions: Iterable[Correction] = (),
) -> Matching:
    """One pair for every two articles that belong together, one of decision none for every other article.

    `decisions` are a person's and win; those on articles that are not here are left alone. Pairs come
    first. The result does not depend on the order of the articles. Raises InputError for an article
    that is neither in `settings.source_lang` nor in `settings.target_lang`, for two of one id, and for
    contradicting decisions.
    """
    articles = sorted(articles, key=lambda item: item.article.id)
    _check(articles, settings)
    corrections = Corrections.of(decisions)
    linked = list(_linked(articles, corrections, encoder, settings))
    bound = {name for pair in linked for name in (pair.source_id, pair.target_id)}
    pool = _pool([item for item in articles if item.article.id not in bound], corrections, settings)
    compared = list(compare(pool.sources, pool.targets, encoder, _days(settings)))
    free = [candidate for candidate in compared if frozenset(pool.ids(candidate)) not in corrections.refused]
    won = assign([candidate for candidate in free if candidate.probability >= RIVAL], ACCEPTED)
    return Matching(
        (*linked, *_records(pool, free, won, settings), *_twin_records(articles, pool, settings)),
        tuple(_told(pool, compared, won)),
    )


def _check(articles: Sequence[MatchableArticle], settings: Settings) -> None:
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
    articles: Sequence[MatchableArticle],
    corrections: Corrections,
    encoder: ComposingEncoder,
    settings: Settings,
) -> Iterator[DocumentPair]:
    """Records of the pairs that a person made of these articles."""
    known = {item.article.id: item for item in articles}
    for link in dict.fromkeys(corrections.linked.values()):
        if not link.ids <= known.keys():
            continue
        source, target = sorted(
            (known[name] for name in link.ids), key=lambda item: item.article.lang != settings.source_lang
        )
        if source.article.lang == target.article.lang:
            raise InputError(
                f"correction of {source.article.id} and {target.article.id}: both are "
                f"{source.article.lang}; expected two languages"
            )
        yield linked_record(source.article, target.article, compare_two(source, target, encoder))


def _pool(articles: list[MatchableArticle], corrections: Corrections, settings: Settings) -> _Pool:
    sides: list[list[MatchableArticle]] = []
    twins: dict[str, str] = {}
    days = _days(settings)
    for lang in (settings.source_lang, settings.target_lang):
        side = [item for item in articles if item.article.lang == lang]
        stands_for = representatives(
            [item.article.text for item in side],
            lang,
            [publication(item.article) for item in side],
            [item.article.id for item in side],
            days,
        )
        twins |= {side[at].article.id: side[to].article.id for at, to in enumerate(stands_for) if at != to}
        sides.append([side[at] for at, to in enumerate(stands_for) if at == to])
    return _Pool(sides[0], sides[1], twins, corrections)


def _days(settings: Settings) -> int:
    """How far apart two articles may lie; either may be the original, so the wider bound holds both ways."""
    return max(settings.match.days_before, settings.match.days_after)


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
    item: MatchableArticle,
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
    articles: Sequence[MatchableArticle], pool: _Pool, settings: Settings
) -> Iterator[DocumentPair]:
    for item in articles:
        name = item.article.id
        if name in pool.twins:
            reason = (
                f"twin of {pool.twins[name]}, which stands for it: nearly all words and all figures agree"
            )
            yield lone_record(item.article, item.article.lang == settings.source_lang, reason, {}, {})


def _told(pool: _Pool, compared: Sequence[Candidate], won: Sequence[Candidate]) -> Iterator[MatchCandidate]:
    """What became of every candidate."""
    winners = set(map(id, won))
    for candidate in compared:
        ids = pool.ids(candidate)
        if frozenset(ids) in pool.corrections.refused:
            outcome = Outcome.REFUSED
        elif id(candidate) in winners:
            outcome = Outcome.PAIRED
        elif candidate.probability >= ACCEPTED:
            outcome = Outcome.OUTDONE
        else:
            outcome = Outcome.UNLIKELY if candidate.is_aligned else Outcome.UNALIKE
        yield MatchCandidate(*ids, candidate.probability, candidate.evidence, outcome)
