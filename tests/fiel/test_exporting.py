"""What leaves: cleaned once, split by document, every file counted."""

import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from fiel.corpora import Corpus
from fiel.data.cleaning import measure
from fiel.data.exports import READERS, WRITERS
from fiel.exporting import clean_and_split, export_corpus, formats_of
from fiel.records import Decision, Segment, Side
from fiel.report import FunnelStep
from fiel.settings import Settings, load_settings

PAIR = ("es", "en")
THINGS = {
    "puerto": "port",
    "museo": "museum",
    "parque": "park",
    "teatro": "theatre",
    "puente": "bridge",
    "faro": "light",
}
PLACES = ("Holguín", "Camagüey", "Granma", "Matanzas", "Las Tunas")


def segments() -> list[Segment]:
    """Sixty of thirty documents, two each: one of their own, and rain or the same boilerplate."""
    made = []
    for number, ((es, en), place) in enumerate(product(THINGS.items(), PLACES)):
        texts = (f"El {es} de {place} cerró ayer.", f"The {en} of {place} closed yesterday.")
        made.append(segment(number, 0, *texts))
        texts = (f"Llovió en {place} {number} veces.", f"It rained in {place} {number} times.")
        if number % 2:
            texts = ("Síganos en nuestras redes sociales.", "Follow us on our social networks.")
        made.append(segment(number, 1, *texts))
    return made


def segment(number: int, index: int, *texts: str) -> Segment:
    date = datetime.date(2024, 1, 1 + number)
    source, target = (
        Side(lang, text, f"{lang}{number}", "", "", date, (index,), (0,), (0, len(text)))
        for lang, text in zip(PAIR, texts, strict=True)
    )
    pair_id, score = f"p{number}", 0.6 if index else 0.9
    return Segment(
        f"{pair_id}-{index}", source, target, "1-1", score, False, "train", pair_id, Decision.PARALLEL
    )


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(PAIR, segments, measure, lambda segment: (), {})


def settings(**changes: Any) -> Settings:
    return load_settings(**{"export__dev": 0.2, "export__test": 0.2, **changes})


def test_every_file_is_counted_and_the_funnel_adds_up(corpus: Corpus, tmp_path: Path) -> None:
    """Boilerplate goes, and of the rain in a place all but one: each with the first of its reasons."""
    before = (FunnelStep("align", 60, 60),)
    exported = export_corpus(corpus, tmp_path, settings(), funnel=before)
    step = exported.funnel[-1]
    assert (exported.funnel[:-1], step.stage, step.came_in) == (before, "clean", 60)
    assert step.came_in == step.went_out + step.lost
    assert step.dropped == {"boilerplate": 15, "near_duplicate": 10}
    counts = {file.name: file.segments for file in exported.files}
    assert {counts[f"corpus.{ending}"] for ending in ("tmx", "tsv", "jsonl", "en-es.ids")} == {step.went_out}
    for file in exported.files:
        assert file.bytes == (tmp_path / file.name).stat().st_size
        if file.name.endswith((".es-en.tsv", ".es-en.xml")):
            form = "wmt" if file.name.endswith(".xml") else "opustrainer"
            assert file.segments == len(list(READERS[form](tmp_path / file.name, PAIR)))


def test_another_threshold_moves_no_document(corpus: Corpus) -> None:
    loose, tight = (
        {found.segment.pair_id: found.segment.split for found in clean_and_split(corpus, chosen)}
        for chosen in (settings(), settings(export__min_score=0.8, clean__profile="strict"))
    )
    assert loose == tight
    assert set(loose.values()) == {"train", "dev", "test"}


def test_by_date_the_latest_are_held_out(corpus: Corpus) -> None:
    chosen = settings(export__split_by="date", clean__drop=[])
    splits = {found.segment.pair_id: found.segment.split for found in clean_and_split(corpus, chosen)}
    assert [splits[f"p{number}"] for number in (0, 17, 18, 23, 24, 29)] == [
        "train",
        "train",
        "dev",
        "dev",
        "test",
        "test",
    ]


def test_what_is_measured_once_serves_every_threshold(tmp_path: Path) -> None:
    """Kept measures decide, whatever the text says."""
    kept = {made.id: measure(made) | {"digits": 1.0} for made in segments()}
    whole = Corpus(PAIR, segments, lambda segment: kept[segment.id], lambda segment: (), {})
    found = list(clean_and_split(whole, settings(clean__drop=["digits"])))
    assert {one.reasons for one in found} == {("digits",)}


def test_no_format_named_means_all() -> None:
    assert formats_of(load_settings().export) == tuple(WRITERS)
    assert formats_of(load_settings(export__formats=["tmx"]).export) == ("tmx",)


def test_leakage_is_of_what_was_written(corpus: Corpus, tmp_path: Path) -> None:
    """Without cleaning the boilerplate of training is in dev and test; no document ever is."""
    exported = export_corpus(corpus, tmp_path, settings(clean__drop=[], export__formats=["jsonl"]))
    assert all(found.pairs > 0 for found in exported.leakage)
    assert [found.documents for found in exported.leakage] == [0, 0]
    page = (tmp_path / "corpus" / "README.md").read_text(encoding="utf-8")
    assert all(str(found) in page for found in exported.leakage)
