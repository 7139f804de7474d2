"""What becomes of a quote in a translation: every status, attribution, cue shift and label, case by case."""

import csv
from pathlib import Path

import pytest

from fiel.api import check_translation
from fiel.records import Article, QuotePair

AROUND = (
    (
        "El Consejo Provincial de Varadero Nuevo celebró el lunes su sesión ordinaria con sesenta delegados.",
        "La próxima reunión se realizará en noviembre, informó la secretaría.",
    ),
    (
        "The Provincial Council of Varadero Nuevo held its regular session on Monday with sixty delegates.",
        "The next meeting will take place in November, the secretariat reported.",
    ),
)


def cases() -> list[tuple[str, str, str, str]]:
    text = (Path(__file__).parent / "quote-pairs.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(name, spanish, english, expected) for name, spanish, english, expected in rows]


def article(lang: str, text: str) -> Article:
    first, last = AROUND[lang == "en"]
    return Article(lang, lang, "", (first, *text.split("¶"), last))


def told(pair: QuotePair) -> str:
    """The pair as the table writes it."""
    shifted = any(finding.check == "cue_shift" for finding in pair.findings)
    return f"{pair.status}:{pair.attribution}{':cue' * shifted}{':back' * pair.back_translation}"


@pytest.mark.parametrize(
    ("spanish", "english", "expected"), [pytest.param(*row, id=name) for name, *row in cases()]
)
def test_every_quote_pair_is_told_as_a_reader_would(spanish: str, english: str, expected: str) -> None:
    checked = check_translation(article("es", spanish), article("en", english))
    assert " ".join(map(told, checked.scored.quote_pairs)) == expected
