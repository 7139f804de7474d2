"""Records survive their table."""

import datetime
from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.record_tables import read_table, write_table
from fiel.records import (
    Article,
    DateSource,
    Decision,
    DocumentPair,
    Dropped,
    Finding,
    QuotePair,
    QuoteStatus,
    Severity,
    Verdict,
)

ARTICLE = Article(
    id="rhc:1",
    lang="es",
    title="Título",
    paragraphs=("Uno.", "Dos — «tres»."),
    date=datetime.date(2026, 3, 1),
    date_source=DateSource.CAPTION,
    dropped=(Dropped("tail", "Fuente: PL"),),
)
PAIRS = [
    DocumentPair(
        "p1", "rhc:1", "rhc:2", Decision.PARALLEL, 0.9, "same text", {"numbers": 0.5, "vectors": 0.8}
    ),
    DocumentPair("p2", None, "rhc:3", Decision.NONE, 0.1, "no candidate", runner_up="rhc:1"),
]
QUOTES = [
    QuotePair("p1", 0, QuoteStatus.MATCHED, (0,), (0, 1), (0, 4), None, True, 0.9, "same", (
        Finding("number", "accuracy/mistranslation/number", Severity.CRITICAL, "3 became 4", (0, 1), (5, 6)),
    ), Verdict("critical", 0.0)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("record_type", "records"),
    [(Article, [ARTICLE]), (DocumentPair, PAIRS), (QuotePair, QUOTES), (Article, [])],
)
def test_what_is_written_is_read_back(tmp_path: Path, record_type: type, records: list[object]) -> None:
    write_table(records, record_type, tmp_path / "table.parquet")
    assert read_table(record_type, tmp_path / "table.parquet") == records


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    write_table(PAIRS, DocumentPair, tmp_path / "a")
    write_table(PAIRS, DocumentPair, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("content", [b"", b"PAR1 not really"])
def test_a_broken_table_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pairs.parquet").write_bytes(content)
    with pytest.raises(InputError, match=r"pairs\.parquet: .*; expected a table of DocumentPair rows"):
        read_table(DocumentPair, tmp_path / "pairs.parquet")
