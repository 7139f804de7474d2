"""Shared by the tests of the corpus writers: one segment, with whatever is to be different about it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from fiel.records import Decision, Segment, Side


def make_segment(es: str = "Hola.", en: str = "Hello.", **changes: Any) -> Segment:
    sides = {
        lang: Side(
            lang=lang,
            text=text,
            article_id=f"rhc:{number}",
            url=f"https://faro.example/{lang}/{number}?a=1&b=<2>",
            outlet="",
            date=datetime.date(2024, 3, number),
            sentences=sentences,
            paragraphs=(0,) * len(sentences),
            span=(10, 10 + len(text)),
        )
        for lang, text, number, sentences in (("es", es, 1, (3,)), ("en", en, 2, (3, 4)))
    }
    values: dict[str, Any] = {
        "id": "rhc:1-rhc:2-3",
        "source": sides["es"],
        "target": sides["en"],
        "kind": "1-2",
        "score": 0.93,
        "crossing": False,
        "split": "train",
        "pair_id": "rhc:1-rhc:2",
        "decision": Decision.PARALLEL,
    }
    return Segment(**{**values, **changes})


@pytest.fixture(scope="session")
def segment() -> Callable[..., Segment]:
    """Builds a segment: `segment(es, en, score=…)`."""
    return make_segment
