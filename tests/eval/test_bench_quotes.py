"""The measure of quote extraction, on the seed article and on small files."""

import json
from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.bench_quotes import bench_quotes, block_offsets, same_speaker
from fiel.eval.quotes import extract_quotes
from fiel.records import Article

TEXT = "# Rain\n\n“It rains today,” said Ann Lee.\n\nThe mayor, Bob Ray, called it “a small disaster.”\n"


def gold(tmp_path: Path, *quotes: tuple[str, str, str]) -> Path:
    rows = []
    for text, state, speaker in quotes:
        start = TEXT.index(text)
        rows.append(
            {
                "start": start - 1,
                "end": start + len(text) + 1,
                "text_start": start,
                "text_end": start + len(text),
                "open_close": state,
                "speaker": speaker,
            }
        )
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"quotes": rows}), encoding="utf-8")
    return path


@pytest.fixture
def article_path(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_seed_is_found_whole(shared: Path) -> None:
    """12 of 12 segments at their offsets, with states and speakers, in 10 logical quotations."""
    result = bench_quotes(shared / "seed/rhc-371346-en.md", shared / "seed/rhc-371346-quotes.json")
    expected = {
        "precision": 1,
        "recall": 1,
        "f1": 1,
        "speaker_accuracy": 1,
        "exact_offsets": 12,
        "states": 12,
    }
    assert {key: result[key] for key in expected} == expected
    assert (result["gold"], result["logical_found"], result["logical_gold"]) == (12, 10, 10)


def test_all_agree(tmp_path: Path, article_path: Path) -> None:
    wanted = gold(
        tmp_path, ("It rains today,", "closed", "Ann Lee"), ("a small disaster.", "closed", "Bob Ray")
    )
    result = bench_quotes(article_path, wanted)
    assert (result["f1"], result["speaker_accuracy"], result["exact_offsets"], result["states"]) == (
        1,
        1,
        2,
        2,
    )
    assert result["signature"].startswith("quotes|overlap:0.8|")


def test_misses_and_wrong_speakers_are_counted(tmp_path: Path, article_path: Path) -> None:
    result = bench_quotes(article_path, gold(tmp_path, ("It rains today,", "unclosed", "Bob Ray")))
    assert (result["precision"], result["recall"]) == (0.5, 1)
    assert (result["speaker_accuracy"], result["states"]) == (0, 0)


def test_no_gold_gives_zero_not_an_error(tmp_path: Path, article_path: Path) -> None:
    assert bench_quotes(article_path, gold(tmp_path))["f1"] == 0


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("{", "gold quotations as JSON"),
        ("{}", "no key 'quotes'"),
        ('{"quotes": [{"start": 1}]}', "no key 'end'"),
    ],
)
def test_unusable_gold_is_named(tmp_path: Path, article_path: Path, content: str, match: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=match):
        bench_quotes(article_path, path)


def test_missing_gold_is_named(tmp_path: Path, article_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json"):
        bench_quotes(article_path, tmp_path / "none.json")


def test_a_paragraph_that_is_not_in_the_file_is_named() -> None:
    article = Article(id="a", lang="en", title="", paragraphs=("One.", "Two."))
    assert block_offsets(article, "One. x Two.", "f") == {0: 0, 1: 7}
    with pytest.raises(InputError, match=r"f: paragraph 1, 'Two\.'"):
        block_offsets(article, "Two. One.", "f")


def test_a_surname_names_the_same_speaker() -> None:
    article = Article(id="a", lang="en", title="", paragraphs=("“It rains,” said Ana Peña Díaz.",))
    (quote,) = extract_quotes(article)
    assert same_speaker(quote, "Pena Diaz")
    assert not same_speaker(quote, "Ana Solís")
