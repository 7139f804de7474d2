"""The datasheet: every number counted, and a card that the hub's own library reads."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from fiel.data.corpus_figures import count_corpus
from fiel.data.datasheet import write_datasheet
from fiel.data.exports import WRITERS
from fiel.data.leakage import Leakage
from fiel.records import Segment

Make = Callable[..., Segment]
PAIR = ("es", "en")


@pytest.fixture
def corpus(segment: Make) -> list[Segment]:
    first = segment("Una nota de cuatro.", "A note.", pair_id="a", flags=("digits",), licence="CC BY | 4.0")
    second = segment("Hola.", "Hello.", pair_id="b", split="test", score=1.0)
    outlet = replace(second.source, outlet="Radio Faro")
    turned = replace(second, source=second.target, target=second.source, id="c")
    return [first, replace(second, source=outlet), turned]


def test_figures_are_counted(corpus: list[Segment]) -> None:
    """By hand: three segments of two documents."""
    figures = count_corpus(corpus)
    assert (figures.segments, figures.documents) == (3, 2)
    assert figures.words == {"es": 6, "en": 4}
    assert figures.splits == {"train": 1, "test": 2}
    assert figures.outlets == {"unknown": 2, "Radio Faro": 1}
    assert figures.years == {"2024": 3}
    assert figures.directions == {"es → en": 2, "en → es": 1}
    assert figures.flags == {"digits": 1}
    assert figures.scores == {18: 1, 19: 2}
    assert figures.lengths == {0: 3}


def test_the_page(corpus: list[Segment], tmp_path: Path) -> None:
    """Tables, funnel, limits and leakage; plots are images; the same corpus gives the same bytes."""
    leakage = [Leakage("test", 2, 1, 0, 0, 0, 0)]
    options = {"funnel": [("clean", 4, 3, {"duplicate": 1})], "leakage": leakage}
    paths = write_datasheet(count_corpus(corpus), tmp_path, "rhc", PAIR, **options)  # type: ignore[arg-type]
    first = [path.read_bytes() for path in paths]
    page = first[0].decode()
    for wanted in (
        "3 segments out of 2 document pairs: 4 words in en, 6 words in es.",
        "| Radio Faro | 1 |",
        "| characters of the original, from | segments |\n| --- | ---: |\n| 0 | 3 |\n",
        "| probability of the alignment, from | segments |\n| --- | ---: |\n| 0.9 | 3 |\n",
        "| clean | 4 | 3 | 1 duplicate |",
        r"| CC BY \| 4.0 | 1 |",
        "known from training: source 1 (50.0 %)",
    ):
        assert wanted in page
    for path in paths[1:]:
        assert etree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    write_datasheet(count_corpus(corpus), tmp_path, "rhc", PAIR, **options)  # type: ignore[arg-type]
    assert [path.read_bytes() for path in paths] == first


def test_the_hub_reads_the_card(
    corpus: list[Segment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its front matter is valid, and `datasets` takes the splits from it."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    hub = pytest.importorskip("huggingface_hub")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    WRITERS["parquet"](corpus, tmp_path, "rhc", PAIR)
    page, *_ = write_datasheet(count_corpus(corpus), tmp_path, "rhc", PAIR)
    card = hub.DatasetCard.load(page).data
    assert (card.language, card.license, card.size_categories) == (["en", "es"], "other", ["n<1K"])
    loaded = datasets.load_dataset(str(tmp_path / "rhc"), cache_dir=str(tmp_path / "cache"))
    assert {split: rows.num_rows for split, rows in loaded.items()} == {"train": 1, "test": 2}


def test_an_empty_corpus_has_a_page(tmp_path: Path) -> None:
    page, *_ = write_datasheet(count_corpus([]), tmp_path, "rhc", PAIR)
    assert "0 segments out of 0 document pairs: no words." in page.read_text(encoding="utf-8")
