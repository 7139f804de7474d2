"""The shipped samples and their gold must agree with each other and hold what their README promises."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from lxml import html

SAMPLES = Path(str(resources.files("fiel.data"))) / "samples"
GOLD = SAMPLES / "gold"
ARTICLES = {path.stem: path for path in sorted((SAMPLES / "articles").iterdir())}
HARD_NEGATIVES = {
    "acn-20250219-islas",
    "pl-20250225-mariel",
    "diario-mariel-8841",
    "rhc-378771",
    "rhc-360871",
}


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One line of match.tsv."""

    en: str
    es: str
    decision: str
    source: str


@cache
def content(stem: str) -> str:
    """What an article file says, without tags."""
    text = ARTICLES[stem].read_text(encoding="utf-8")
    return text if ARTICLES[stem].suffix == ".md" else str(html.fromstring(text).xpath("string()"))


@cache
def match_rows() -> list[MatchRow]:
    with (GOLD / "match.tsv").open(encoding="utf-8", newline="") as lines:
        return [MatchRow(**row) for row in csv.DictReader(lines, delimiter="\t")]


@cache
def alignments() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / "align.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def quote_files() -> dict[str, dict[str, Any]]:
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (GOLD / "quotes").glob("*.json")
    }


@cache
def findings() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((GOLD / "findings.json").read_text(encoding="utf-8"))
    return rows


def alignment(doc: str) -> dict[str, Any]:
    return next(pair for pair in alignments() if pair["doc"] == doc)


def language(stem: str) -> str:
    return "en" if any(row.en == stem for row in match_rows()) else "es"


def test_match_gold_names_every_article_once() -> None:
    named = [stem for row in match_rows() for stem in (row.en, row.es) if stem]
    assert sorted(named) == sorted(ARTICLES)


def test_there_are_enough_articles_of_each_language_and_form() -> None:
    by_form = [(language(stem), path.suffix) for stem, path in ARTICLES.items()]
    assert sum(lang == "en" for lang, _ in by_form) == 11
    assert sum(lang == "es" for lang, _ in by_form) == 17
    assert by_form.count(("en", ".html")) >= 2
    assert by_form.count(("es", ".html")) >= 3


@pytest.mark.parametrize("row", match_rows(), ids=lambda row: row.en or row.es)
def test_a_decision_says_whether_there_are_two_sides(row: MatchRow) -> None:
    assert row.decision in {"parallel", "partial", "none"}
    assert bool(row.en and row.es) == (row.decision != "none")
    assert row.source in ({"en", "es"} if row.decision != "none" else {""})


def test_every_pair_is_aligned_from_original_to_translation() -> None:
    pairs = {
        (row.en, row.es) if row.source == "en" else (row.es, row.en) for row in match_rows() if row.source
    }
    assert {tuple(pair["doc"].split("--")) for pair in alignments()} == pairs


@pytest.mark.parametrize("pair", alignments(), ids=lambda pair: pair["doc"])
class TestAlignmentGold:
    def test_sentences_stand_in_the_article_in_this_order(self, pair: dict[str, Any]) -> None:
        for stem, side in zip(pair["doc"].split("--"), ("src", "tgt"), strict=True):
            assert language(stem) == pair[f"{side}_lang"]
            position = content(stem).rindex(pair[side][0], 0, content(stem).index(pair[side][1]))
            for sentence in pair[side]:
                position = content(stem).index(sentence, position) + len(sentence)

    def test_each_sentence_is_in_exactly_one_bead(self, pair: dict[str, Any]) -> None:
        for side, name in enumerate(("src", "tgt")):
            indices = [i for bead in pair["gold"] for i in bead[side]]
            assert sorted(indices) == list(range(len(pair[name])))

    def test_paragraphs_begin_with_the_title_and_leave_no_gap(self, pair: dict[str, Any]) -> None:
        for side in ("src", "tgt"):
            paragraphs = pair[f"{side}_paragraphs"]
            assert len(paragraphs) == len(pair[side])
            assert paragraphs == sorted(paragraphs)
            assert set(paragraphs) == set(range(-1, paragraphs[-1] + 1))

    def test_beads_stand_in_source_order(self, pair: dict[str, Any]) -> None:
        sources = [i for bead in pair["gold"] for i in bead[0]]
        assert sources == sorted(sources)


@pytest.mark.parametrize("stem", sorted(quote_files()))
def test_quote_offsets_reproduce_text_marks_and_cue(stem: str) -> None:
    gold = quote_files()[stem]
    assert gold["source"] == ARTICLES[stem].name
    for quote in gold["quotes"]:
        text = content(stem)
        assert text[quote["text_start"] : quote["text_end"]] == quote["text"]
        assert text[quote["start"]] in "“«"
        assert (text[quote["end"] - 1] in "”»") == (quote["open_close"] == "closed")
        if quote["cue"]:
            assert text[quote["cue_start"] : quote["cue_end"]] == quote["cue"]
        last_name = quote["speaker"].split()[-1]
        assert last_name in text


def test_quote_gold_covers_both_languages() -> None:
    languages = [language(stem) for stem in quote_files()]
    assert languages.count("en") >= 5
    assert languages.count("es") >= 5


@pytest.mark.parametrize("finding", findings(), ids=lambda finding: finding["check"])
def test_a_finding_shows_its_words_once_on_each_side(finding: dict[str, str]) -> None:
    assert alignment(f"{finding['source']}--{finding['target']}")
    assert content(finding["source"]).count(finding["source_text"]) == 1
    assert content(finding["target"]).count(finding["target_text"]) == 1
    assert finding["severity"] in {"critical", "major", "minor"}


def test_every_fault_is_planted() -> None:
    assert {finding["check"] for finding in findings()} == {
        "number",
        "negation",
        "omission",
        "speaker",
        "promoted",
        "paraphrased",
    }


def test_the_condensed_article_keeps_a_third_to_two_thirds() -> None:
    (row,) = [row for row in match_rows() if row.decision == "partial"]
    pair = alignment(f"{row.es}--{row.en}")
    kept = sum(len(source) for source, target in pair["gold"] if target)
    assert 1 / 3 <= kept / len(pair["src"]) <= 2 / 3


def test_merges_splits_a_crossing_and_one_sided_beads_occur() -> None:
    beads = [bead for pair in alignments() for bead in pair["gold"]]
    shapes = {(len(source), len(target)) for source, target in beads}
    assert {(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)} <= shapes
    targets = [bead[1][0] for bead in alignment("rhc-379771--rhc-379855")["gold"] if all(bead)]
    assert targets != sorted(targets)


def test_the_odd_quotes_occur() -> None:
    quotes = [(stem, quote) for stem, gold in quote_files().items() for quote in gold["quotes"]]
    for lang in ("en", "es"):
        own = [quote for stem, quote in quotes if language(stem) == lang]
        assert any(quote["open_close"] == "continued" for quote in own)
        assert any(quote["partial"] for quote in own)
    assert any(quote["cue_position"] == "inset" and "—" in quote["text"] for _, quote in quotes)
    assert any("“" in quote["text"] for _, quote in quotes), "curly quotes inside angle quotes"
    assert {content(stem)[quote["start"]] for stem, quote in quotes} == {"“", "«"}


def test_hard_negatives_and_articles_without_counterpart_occur() -> None:
    alone = {row.en or row.es for row in match_rows() if row.decision == "none"}
    assert alone == HARD_NEGATIVES | {"rhc-379688", "rhc-378402", "rhc-380299"}


def test_the_earlier_talks_share_some_sentences_with_the_later_ones() -> None:
    original = alignment("rhc-379078--rhc-379150")["src"]
    shared = [sentence for sentence in original if sentence in content("rhc-360871")]
    assert 3 <= len(shared) <= len(original) / 3


def test_the_address_does_not_tell_the_language() -> None:
    assert "radiohc.cu/en/" in content("rhc-379771")
    assert language("rhc-379771") == "es"
    assert "radiohc.cu/noticias/" in content("rhc-380452")
    assert language("rhc-380452") == "en"


def test_one_original_is_english_and_one_is_of_another_outlet() -> None:
    assert ("prairie-bridge-letter", "rhc-380663", "en") in {(r.en, r.es, r.source) for r in match_rows()}
    assert "rhc-379091" in {row.en for row in match_rows() if row.es.startswith("pl-")}
