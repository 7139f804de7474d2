"""Corpora as JSON lines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.corpus_jsonl import write_jsonl
from fiel.records import Segment

Make = Callable[..., Segment]


def test_a_row(segment: Make, tmp_path: Path) -> None:
    """Every column, once."""
    [path] = write_jsonl([segment(flags=("short",), split="dev")], tmp_path, "rhc", ("es", "en"))
    assert path.name == "rhc.jsonl"
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "id": "rhc:1-rhc:2-3",
        "translation": {"en": "Hello.", "es": "Hola."},
        "score": 0.93,
        "type": "1:2",
        "crossing": False,
        "flags": ["short"],
        "split": "dev",
        "pair_id": "rhc:1-rhc:2",
        "decision": "parallel",
        "encoder": "",
        "settings": "",
        "licence": "",
        "source_lang": "es",
        "source_article": "rhc:1",
        "source_url": "https://faro.example/es/1?a=1&b=<2>",
        "source_outlet": "",
        "source_date": "2024-03-01",
        "source_sentences": [3],
        "source_paragraphs": [0],
        "source_start": 10,
        "source_end": 15,
        "target_lang": "en",
        "target_article": "rhc:2",
        "target_url": "https://faro.example/en/2?a=1&b=<2>",
        "target_outlet": "",
        "target_date": "2024-03-02",
        "target_sentences": [3, 4],
        "target_paragraphs": [0, 0],
        "target_start": 10,
        "target_end": 16,
    }


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_round_trip(segment: Make, tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Any text comes back as it was, and no reader sees more lines than segments."""
    [path] = write_jsonl(
        (segment(text, text) for text in texts), tmp_path_factory.mktemp("jsonl"), "c", ("es", "en")
    )
    lines = path.read_bytes().decode().splitlines()
    assert [json.loads(line)["translation"] for line in lines] == [{"en": text, "es": text} for text in texts]


def test_a_lone_surrogate_is_replaced_visibly(segment: Make, tmp_path: Path) -> None:
    [path] = write_jsonl([segment("a\ud83d.")], tmp_path, "c", ("es", "en"))
    assert json.loads(path.read_bytes())["translation"]["es"] == "a\ufffd."
