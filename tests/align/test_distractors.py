"""Hard negatives and condensed texts."""

import datetime
import re
from random import Random

import pytest

from fiel.align.distractors import KINDS, condense, make_distractors
from fiel.records import Article, DateSource

ORDINALS = ("Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho")


def story(name: str, topic: str) -> Article:
    paragraphs = tuple(
        f"Ayer {topic} reunió a {37 + n} personas en Sancti {word}. "
        f"Según María {word}, {topic} seguirá hasta el {n + 11}."
        for n, word in enumerate(ORDINALS)
    )
    day = datetime.date(2025, 2, 3)
    return Article(name, "es", f"Crece {topic}", paragraphs, date=day, date_source=DateSource.METADATA)


STORIES = [story("a:1", "la feria"), story("a:2", "el taller"), story("a:3", "la campaña")]


def test_an_article_gets_one_of_each_kind_and_the_same_ones_from_the_same_seed() -> None:
    made = list(make_distractors(STORIES, 1))
    assert [(d.of, d.kind) for d in made] == [(a.id, kind) for a in STORIES for kind in KINDS]
    assert len({d.article.id for d in made} | {a.id for a in STORIES}) == len(made) + len(STORIES)
    assert made == list(make_distractors(STORIES, 1))
    assert made != list(make_distractors(STORIES, 2))


def test_an_update_changes_every_figure_and_nothing_else() -> None:
    update = next(d for d in make_distractors(STORIES[:1], 1) if d.kind == "update")
    before = {re.sub(r"\d+", "#", p): re.findall(r"\d+", p) for p in STORIES[0].paragraphs}
    for paragraph in update.article.paragraphs:
        for sentence in re.findall(r"[^.]+\.", paragraph):
            assert any(re.sub(r"\d+", "#", sentence.strip()) in text for text in before)
    assert not set(re.findall(r"\d+", update.article.text)) >= set(re.findall(r"\d+", STORIES[0].text))


def test_a_periodic_story_has_another_date_and_all_others_the_same() -> None:
    for distractor in make_distractors(STORIES, 1):
        assert (distractor.article.date == STORIES[0].date) == (distractor.kind != "periodic")


def test_a_lone_article_has_nothing_to_borrow() -> None:
    assert {d.kind for d in make_distractors(STORIES[:1], 1)} == {"summary", "update"}


@pytest.mark.parametrize("share", [1 / 3, 1 / 2, 2 / 3])
def test_a_condensed_text_keeps_the_share_it_says(share: float) -> None:
    condensed = condense(STORIES[0], share, Random(5))
    assert condensed.kept == pytest.approx(share, abs=0.05)
    assert len(condensed.article.text) == pytest.approx(condensed.kept * len(STORIES[0].text), rel=0.1)
    assert condensed.article.title == STORIES[0].title
