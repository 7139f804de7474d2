"""Quotations: marks, kinds, states, groups and cues."""

from pathlib import Path

import pytest

from fiel.eval.quotes import extract_quotes
from fiel.records import Article, QuoteKind


def article(text: str, lang: str = "en", title: str = "") -> Article:
    return Article(id="a", lang=lang, title=title, paragraphs=tuple(text.split("¶")))


def cases(lang: str) -> list[tuple[str, ...]]:
    text = Path(__file__).with_name(f"quotes-{lang}.tsv").read_text(encoding="utf-8")
    return [
        (lang, *line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize(("lang", "text", "words", "kind", "verb", "speaker"), [*cases("en"), *cases("es")])
def test_invented_sentence(lang: str, text: str, words: str, kind: str, verb: str, speaker: str) -> None:
    quotes = [q for q in extract_quotes(article(text, lang)) if q.kind is not QuoteKind.REPORTED]
    if kind == "none":
        assert not quotes
        return
    quote = next((q for q in quotes if q.text.strip().startswith(words)), None)
    assert quote is not None, [q.text for q in quotes]
    assert (quote.kind.value, quote.cue_verb, quote.speaker_id) == (kind, verb, speaker)
