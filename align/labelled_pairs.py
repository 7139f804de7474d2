"""Pairs and hard non-pairs made from aligned documents: what the matcher is fitted and measured on."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from fiel.align.distractors import Distractor, condense, make_distractors
from fiel.errors import InputError, cause
from fiel.records import Article, DateSource

FIRST_DAY = datetime.date(2024, 1, 1)
CONDENSED = (1 / 3, 2 / 3)
"""Bounds of the share of sentences that a condensed translation keeps."""
MISLEADING = frozenset({"mixture", "periodic", "update", "renamed"})
"""Kinds of distractors that are no counterpart of anything. A summary is one, of a kind."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article and its full translation."""

    source: Article
    target: Article


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two articles, and whether one translates the other."""

    story: int
    kind: str
    """full | condensed, or the kinds of the distractors, source before target"""
    source: Article
    target: Article
    matches: bool
    covered: float = 0.0
    """For a pair that matches: the share of the fuller text that the other covers."""


def read_stories(path: Path, source_lang: str) -> list[Story]:
    """Stories of a file of aligned documents, one JSON object a line; the first sentence is the title.

    Sentences go in paragraphs of two. The stories are dated two a day, so that all have neighbours.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [_story(row, number, source_lang) for number, row in enumerate(rows)]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError) as error:
        raise InputError(
            f"{path}: {cause(error)}; expected JSON lines with doc, src_lang, tgt_lang, src and tgt"
        ) from error


def make_pairs(stories: Sequence[Story], seed: int) -> Iterator[LabelledPair]:
    """Full and condensed translations of each story, and its distractors with the story and each other.

    A distractor that borrows from another story comes with that story too.
    """
    of, lent = defaultdict(list), defaultdict(list)
    for one in distract(stories, seed):
        if one.kind in MISLEADING:
            of[one.of].append(one)
            lent[one.lender].append(one)
    for number, story in enumerate(stories):
        source, target = story.source, story.target
        yield LabelledPair(number, "full", source, target, True, 1.0)
        yield from _condensed(number, story, seed)
        for one in (*of[source.id], *lent[source.id]):
            yield LabelledPair(number, one.kind, one.article, target, False)
        for one in (*of[target.id], *lent[target.id]):
            yield LabelledPair(number, one.kind, source, one.article, False)
        for one, other in product(of[source.id], of[target.id]):
            kind = f"{one.kind}/{other.kind}"
            yield LabelledPair(number, kind, one.article, other.article, False)


def distract(stories: Sequence[Story], seed: int) -> Iterator[Distractor]:
    """Distractors of all articles of some stories.

    Of two that put sentences of one story into both sides of another only the first: they may be translations of
    each other.
    """
    articles = [article for story in stories for article in (story.source, story.target)]
    story_of = {article.id: at // 2 for at, article in enumerate(articles)}
    sides: dict[tuple[int, int], str] = {}
    for one in make_distractors(articles, seed):
        if one.lender:
            side = sides.setdefault((story_of[one.of], story_of[one.lender]), one.article.lang)
            if side != one.article.lang:
                continue
        yield one


def _condensed(number: int, story: Story, seed: int) -> Iterator[LabelledPair]:
    for copy in range(2):
        random = Random(f"{seed} {number} {copy} condensed")
        short = condense(story.target, random.uniform(*CONDENSED), random)
        yield LabelledPair(number, "condensed", story.source, short.article, True, short.kept)
        short = condense(story.source, random.uniform(*CONDENSED), random)
        yield LabelledPair(number, "condensed", short.article, story.target, True, short.kept)


def _story(row: dict[str, list[str]], number: int, source_lang: str) -> Story:
    sides = []
    for side in ("src", "tgt"):
        lang, (title, *body) = str(row[f"{side}_lang"]), row[side]
        paragraphs = tuple(" ".join(body[at : at + 2]) for at in range(0, len(body), 2))
        sides.append(
            Article(
                id=f"{row['doc']}:{lang}",
                lang=lang,
                title=title,
                paragraphs=paragraphs or (title,),
                date=FIRST_DAY + datetime.timedelta(days=number // 2),
                date_source=DateSource.METADATA,
            )
        )
    source, target = sorted(sides, key=lambda article: article.lang != source_lang)
    return Story(source, target)
