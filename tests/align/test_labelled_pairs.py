"""What the matcher is fitted on."""

import json
from pathlib import Path

import pytest

from fiel.align.labelled_pairs import distract, make_pairs, read_stories
from fiel.errors import InputError


def rows(count: int) -> str:
    lines = []
    for number in range(count):
        body = {
            "src": [
                "A title",
                *(f"In town {number} they counted {n} cars near Mount {n}." for n in range(11, 17)),
            ],
            "tgt": [
                "Un título",
                *(f"En {number} contaron {n} autos junto a Monte {n}." for n in range(11, 17)),
            ],
        }
        lines.append(json.dumps({"doc": f"d{number}", "src_lang": "en", "tgt_lang": "es", **body}))
    return "\n".join(lines)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl"
    path.write_text(rows(3), encoding="utf-8")
    return path


def test_stories_come_in_the_language_of_originals_first(documents: Path) -> None:
    story = read_stories(documents, "es")[0]
    assert (story.source.lang, story.source.title, story.target.title) == ("es", "Un título", "A title")
    assert story.source.date == story.target.date
    assert len(story.source.paragraphs) == 3


def test_each_story_gives_its_pairs_and_more_non_pairs(documents: Path) -> None:
    pairs = list(make_pairs(read_stories(documents, "es"), seed=1))
    for story in range(3):
        kinds = [pair.kind for pair in pairs if pair.story == story and pair.matches]
        assert kinds == ["full", *["condensed"] * 4]
    assert sum(pair.matches for pair in pairs) < sum(not pair.matches for pair in pairs)
    assert not any("summary" in pair.kind for pair in pairs)
    assert pairs == list(make_pairs(read_stories(documents, "es"), seed=1))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"doc": "d", "text": []}', encoding="utf-8")
    with pytest.raises(InputError, match=r'other.jsonl: no key "src_lang"; expected JSON lines with doc'):
        read_stories(path, "es")


def test_distractors_that_would_translate_each_other_are_left_out(documents: Path) -> None:
    """With three stories many borrow from the same one."""
    stories = read_stories(documents, "es")
    articles = {article.id: story for story in stories for article in (story.source, story.target)}
    seen: dict[tuple[str, str], set[str]] = {}
    for one in distract(stories, seed=1):
        if one.lender:
            ends = articles[one.of].source.id, articles[one.lender].source.id
            seen.setdefault(ends, set()).add(one.article.lang)
    assert seen
    assert all(len(languages) == 1 for languages in seen.values())


def test_what_borrows_from_a_story_is_no_pair_with_it_either(documents: Path) -> None:
    stories = read_stories(documents, "es")
    pairs = list(make_pairs(stories, seed=1))
    lent = [one for one in distract(stories, seed=1) if one.lender == stories[0].source.id]
    assert lent
    for one in lent:
        assert any(p.source == one.article and p.target == stories[0].target and not p.matches for p in pairs)
