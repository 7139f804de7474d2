"""How the matcher stands up to distractors: `fiel bench match DOCUMENTS.jsonl`.

From clean aligned documents a collection is made in which every story stands with its distractors on both
sides (`fiel.align.distractors`), and matched as a whole. Three more collections: with condensed
translations in place of the full ones, without any translation, and without dates.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import fiel
from fiel.align.distractors import condense
from fiel.align.embedded_article import EmbeddedArticle, embed
from fiel.align.labelled_pairs import CONDENSED, MISLEADING, Story, distract
from fiel.align.matching import match_embedded
from fiel.eval.bench_match import GoldRow, score_pairs
from fiel.models.encoder import ComposingEncoder
from fiel.records import Article, DateSource, Decision, DocumentPair
from fiel.settings import Settings

WITHIN = 0.1
"""How near the covered share of a condensed translation must come to the share that was kept."""


def bench_distractors(
    stories: Sequence[Story], encoder: ComposingEncoder, settings: Settings, seed: int = 2
) -> dict[str, Any]:
    """Figures of the four collections, JSON-serialisable.

    `full`, `undated`: precision, recall and confusion of pairs. `condensed`: the same for the answer `partial`
    on condensed translations among full ones, half and half, and how often the covered share is within .1.
    `absent`: pairs claimed when either side's articles stand with nothing but distractors of their
    translations; a summary is a translation of a kind, so there are none.
    """
    articles = [article for story in stories for article in (story.source, story.target)]
    distractors = list(distract(stories, seed))
    plain = [embed(article, encoder) for article in articles]
    extra = [embed(one.article, encoder) for one in distractors]
    misleading = [item for item, one in zip(extra, distractors, strict=True) if one.kind in MISLEADING]
    undated = [_without_date(item) for item in (*plain, *extra)]
    gold = [_gold_row(Decision.PARALLEL, story.source, story.target) for story in stories]
    gold += [_gold_row(Decision.NONE, one.article) for one in distractors]
    return {
        "signature": f"distractors|seed:{seed}|encoder:{encoder.signature}"
        f"|settings:{settings.signature('match')}|fiel:{fiel.__version__}",
        "stories": len(stories),
        "distractors": len(distractors),
        "full": _figures(match_embedded([*plain, *extra], encoder, settings), gold),
        "undated": _figures(match_embedded(undated, encoder, settings), gold),
        "condensed": bench_condensed(stories, encoder, settings, seed),
        "absent": _bench_absent(plain, misleading, encoder, settings),
    }


def bench_condensed(
    stories: Sequence[Story], encoder: ComposingEncoder, settings: Settings, seed: int = 2
) -> dict[str, Any]:
    """Precision, recall and confusion of `partial` with every second translation condensed, both halves in turn."""
    claimed = near = 0
    confusion: Counter[tuple[str, str]] = Counter()
    for turn in (0, 1):
        kept: dict[frozenset[str], float] = {}
        gold, items = [], []
        for number, story in enumerate(stories):
            target, decision = story.target, Decision.PARALLEL
            if number % 2 == turn:
                random = Random(f"{seed} {number} condensed")
                short = condense(target, random.uniform(*CONDENSED), random)
                target, decision = short.article, Decision.PARTIAL
                kept[frozenset((story.source.id, target.id))] = short.kept
            items += [story.source, target]
            gold.append(_gold_row(decision, story.source, target))
        pairs = match_embedded([embed(item, encoder) for item in items], encoder, settings)
        found = score_pairs(pairs, gold, {item.id: item.id for item in items})
        confusion.update(
            {
                (said, answer): count
                for said, row in found["confusion"].items()
                for answer, count in row.items()
            }
        )
        partial = [pair for pair in pairs if pair.decision is Decision.PARTIAL]
        claimed += len(partial)
        near += sum(
            abs(_lesser(pair) - kept[ends]) <= WITHIN for pair in partial if (ends := _ends(pair)) in kept
        )
    right = confusion[Decision.PARTIAL, Decision.PARTIAL]
    return {
        "precision": right / claimed if claimed else 0.0,
        "recall": right / len(stories),
        "share_within_tenth": near / right if right else 0.0,
        "confusion": {said: {answer: confusion[said, answer] for answer in Decision} for said in Decision},
    }


def _bench_absent(
    plain: Iterable[EmbeddedArticle],
    misleading: Iterable[EmbeddedArticle],
    encoder: ComposingEncoder,
    settings: Settings,
) -> dict[str, Any]:
    """Claims among the articles of one language and the distractors in the other, for both languages."""
    plain, misleading = list(plain), list(misleading)
    count, claims = 0, []
    for lang in (settings.source_lang, settings.target_lang):
        items = [item for item in plain if item.article.lang == lang]
        items += [item for item in misleading if item.article.lang != lang]
        count += len(items)
        pairs = match_embedded(items, encoder, settings)
        claims += [pair.id for pair in pairs if pair.decision is not Decision.NONE]
    return {"articles": count, "claims": len(claims), "false": sorted(claims)}


def _gold_row(decision: Decision, *articles: Article) -> GoldRow:
    return GoldRow({article.lang: article.id for article in articles}, decision, "")


def _figures(pairs: Sequence[DocumentPair], gold: Sequence[GoldRow]) -> dict[str, Any]:
    ids = {name: name for pair in pairs for name in (pair.source_id, pair.target_id) if name is not None}
    found = score_pairs(pairs, gold, ids)
    return {name: found[name] for name in ("precision", "recall", "f1", "confusion", "false", "missed")}


def _ends(pair: DocumentPair) -> frozenset[str]:
    return frozenset(name for name in (pair.source_id, pair.target_id) if name is not None)


def _lesser(pair: DocumentPair) -> float:
    return min(pair.evidence["covered_source"], pair.evidence["covered_target"])


def _without_date(item: EmbeddedArticle) -> EmbeddedArticle:
    return replace(item, article=replace(item.article, date=None, date_source=DateSource.NONE))
