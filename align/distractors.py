"""Hard negatives and condensed translations, made from any set of articles.

A matcher is only as good as what it was shown: unrelated articles are easy to tell apart. What
misleads it shares names, figures, date and whole sentences with the original and is still no
translation of it. All of it is made by rule from one seed; nothing here reads a second language.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from fiel.align.splitting import split_article
from fiel.records import TITLE, Article

_FIGURE = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}(?: [^\W\d_a-zß-öø-ÿ][^\W\d_]{2,})*")
_JOINT = {"en": ", and ", "es": ", y "}
_YEAR = re.compile(r"(?:19|20)\d\d")
LEAST = 3
"""An update that has changed fewer figures would hardly differ from the story, nor would a story from itself under
fewer other names."""


@dataclass(frozen=True, slots=True)
class Distractor:
    """An article that looks like another one's counterpart and is not."""

    kind: str
    """mixture | summary | update | periodic | renamed"""
    of: str
    """Id of the article whose place it tries to take."""
    article: Article
    lender: str = ""
    """Id of the other story that it borrows sentences from, if any."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """A shortened article."""

    article: Article
    kept: float
    """Share of the full text's characters, title included, that was kept."""


Body = list[list[str]]
"""Paragraphs of sentences."""


def make_distractors(articles: Sequence[Article], seed: int) -> Iterator[Distractor]:
    """Five distractors an article: one of each kind that its text allows, and mixtures for the others.

    They need others of the same language to borrow from: with a single article there are no mixture,
    periodic or renamed ones.
    """
    for number, article in enumerate(articles):
        others = [other for other in articles if other.lang == article.lang and other.id != article.id]
        for name in KINDS:
            made = _make(name, article, others, Random(f"{seed} {number} {name}"))
            made = made or _make("mixture", article, others, Random(f"{seed} {number} no {name}"))
            if made is not None:
                yield replace(made, article=replace(made.article, id=f"{article.id}+{name}"))


def _make(kind: str, article: Article, others: Sequence[Article], random: Random) -> Distractor | None:
    if kind in ALONE:
        made, lender = ALONE[kind](article, random), ""
    elif others:
        other = random.choice(others)
        made, lender = BORROWING[kind](article, other, random), other.id
    else:
        return None
    return Distractor(kind, article.id, made, lender) if made else None


def condense(article: Article, share: float, random: Random) -> Condensed:
    """The title and about `share` of the sentences, a third of these merged with the next one kept."""
    body = _sentences(article)
    places = [(p, s) for p, paragraph in enumerate(body) for s in range(len(paragraph))]
    count = max(1, round(share * len(places)))
    # The lead is what a translator keeps.
    kept = {places[0], *random.sample(places[1:], min(count - 1, len(places) - 1))}
    shortened = [[s for at, s in enumerate(paragraph) if (p, at) in kept] for p, paragraph in enumerate(body)]
    merged = [_merge_some(paragraph, article.lang, random) for paragraph in _without_empty(shortened)]
    length = len(article.title) + sum(len(body[p][s]) for p, s in kept)
    full = len(article.title) + sum(len(sentence) for paragraph in body for sentence in paragraph)
    return Condensed(replace(_with_body(article, merged), id=f"{article.id}+condensed"), length / full)


def _mixture(article: Article, other: Article, random: Random) -> Article | None:
    """Half of the paragraphs, shuffled with as many of another story, of which half at most."""
    mine, theirs = _sentences(article), _sentences(other)
    # The whole of a short story would be its counterpart, whatever else stands around it.
    if min(len(mine), len(theirs)) < 2:
        return None
    kept = random.sample(mine, (len(mine) + 1) // 2)
    mixed = kept + random.sample(theirs, min((len(theirs) + 1) // 2, len(kept)))
    random.shuffle(mixed)
    return _with_body(article, mixed)


def _summary(article: Article, random: Random) -> Article | None:
    """A third of the sentences: the same story told shorter in the same language."""
    body = _sentences(article)
    if sum(map(len, body)) < 6:
        return None
    return condense(article, 1 / 3, random).article


def _update(article: Article, random: Random) -> Article | None:
    """The next report on the event: every figure has changed, some sentences are gone."""
    body = [[_other_figures(s, random) for s in paragraph] for paragraph in _sentences(article)]
    body = _without_empty([[s for s in paragraph if random.random() > 0.15] for paragraph in body])
    made = replace(_with_body(article, body), title=_other_figures(article.title, random))
    changed = [found for found in _FIGURE.findall(made.text) if not _YEAR.fullmatch(found)]
    return made if body and len(changed) >= LEAST else None


def _periodic(article: Article, other: Article, random: Random) -> Article:
    """The same meeting at another date: seven sentences of ten are kept, the others are of another story."""
    spare = [s for paragraph in _sentences(other) for s in paragraph]
    body = _sentences(article)
    places = [(p, s) for p, paragraph in enumerate(body) for s in range(len(paragraph))]
    for p, s in random.sample(places, max(1, round(0.3 * len(places)))):
        body[p][s] = random.choice(spare)
    made = _with_body(article, body)
    if article.date is None:
        return made
    days = random.choice((-1, 1)) * random.randint(60, 200)
    return replace(made, date=article.date + datetime.timedelta(days=days))


def _renamed(article: Article, other: Article, random: Random) -> Article | None:
    """Another story with this one's names and figures in it."""
    names, figures = _NAME.findall(article.text), _FIGURE.findall(article.text)
    if not names or not figures or len(_NAME.findall(other.text)) < LEAST:
        return None
    body = [
        [
            _FIGURE.sub(lambda _: random.choice(figures), _NAME.sub(lambda _: random.choice(names), sentence))
            for sentence in paragraph
        ]
        for paragraph in _sentences(other)
    ]
    return _with_body(article, body)


ALONE: dict[str, Callable[[Article, Random], Article | None]] = {"summary": _summary, "update": _update}
BORROWING: dict[str, Callable[[Article, Article, Random], Article | None]] = {
    "mixture": _mixture,
    "periodic": _periodic,
    "renamed": _renamed,
}
KINDS = (*BORROWING, *ALONE)


def _sentences(article: Article) -> Body:
    body: Body = [[] for _ in article.paragraphs]
    for sentence in split_article(article):
        if sentence.paragraph != TITLE:
            body[sentence.paragraph].append(sentence.text)
    return _without_empty(body)


def _without_empty(body: Body) -> Body:
    return [paragraph for paragraph in body if paragraph]


def _with_body(article: Article, body: Body) -> Article:
    return replace(article, paragraphs=tuple(" ".join(paragraph) for paragraph in body))


def _merge_some(paragraph: list[str], lang: str, random: Random) -> list[str]:
    merged: list[str] = []
    for sentence in paragraph:
        if merged and random.random() < 1 / 3:
            merged[-1] = merged[-1].rstrip(".") + _JOINT.get(lang, ", ") + sentence[:1].lower() + sentence[1:]
        else:
            merged.append(sentence)
    return merged


def _other_figures(sentence: str, random: Random) -> str:
    """The sentence with every figure but years replaced by another with as many digits."""

    def other(found: re.Match[str]) -> str:
        digits = found[0]
        if _YEAR.fullmatch(digits):
            return digits
        choices = [str(random.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1)) for _ in range(3)]
        return next((choice for choice in choices if choice != digits), digits)

    return _FIGURE.sub(other, sentence)
