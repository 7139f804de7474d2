"""JSON lines: one article a line, and a reason with its place for every other line."""

import datetime
import json
from pathlib import Path

import pytest

from fiel.data.draft import Draft
from fiel.data.jsonl import LONGEST_LINE, read_drafts
from fiel.records import Skipped


def read_one(path: Path, line: bytes | str) -> Draft | Skipped:
    path.write_bytes(line.encode() if isinstance(line, str) else line)
    ((origin, draft),) = read_drafts(path)
    assert origin.startswith(str(path))
    return draft


def test_every_known_key_is_read_and_others_are_ignored(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "url": "https://a.example/1",
        "title": "T",
        "date": "2024-12-05",
        "outlet": "O",
        "lang": "xx",
    }
    row |= {"section": "s", "caption": "c", "paragraphs": ["One\nline.", " ", "Two."], "extra": {"a": [1]}}
    assert read_one(tmp_path / "a.jsonl", json.dumps(row)) == Draft(
        "T", ("One line.", "Two."), "7", "https://a.example/1", "O", datetime.date(2024, 12, 5), "", "c", "s"
    )


def test_text_is_parted_into_paragraphs_and_nothing_else_is_needed(tmp_path: Path) -> None:
    assert read_one(tmp_path / "a.jsonl", '{"text": "One.\\n\\nTwo.", "title": null}') == Draft(
        "", ("One.", "Two.")
    )


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        ("{broken", "malformed", "expected a JSON object"),
        ("[1, 2]", "malformed", "a JSON list"),
        ("[" * 100_000, "malformed", "expected a JSON object"),
        ("{}", "malformed", "expected text"),
        ('{"text": 5}', "malformed", "expected text"),
        ('{"paragraphs": ["a", 5]}', "malformed", "expected text"),
        ('{"text": "a", "paragraphs": "b"}', "malformed", "expected text"),
        ('{"text": "a", "title": ["b"]}', "malformed", "title is a list"),
        (b'{"text": "\0"}', "binary", "zero bytes"),
        (b"\xff\xfe{\0}\0", "malformed", "expected"),
        ("", "empty", "0 bytes"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(
    tmp_path: Path, line: bytes | str, reason: str, detail: str
) -> None:
    skipped = read_one(tmp_path / "a.jsonl", line)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason
    assert detail in skipped.detail


def test_a_bad_line_has_its_number_and_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n\n{bad\n{"text": "Two."}', encoding="utf-8")
    assert [origin for origin, _ in read_drafts(path)] == [f"{path}:1", f"{path}:3", f"{path}:4"]


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * (5 * LONGEST_LINE) + b'\n{"text": "Two."}\n')
    (first, skipped), (second, draft) = read_drafts(path)
    assert isinstance(skipped, Skipped)
    assert (first, skipped.reason) == (f"{path}:1", "too_large")
    assert (second, draft) == (f"{path}:2", Draft("", ("Two.",)))


def test_a_date_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "a.jsonl", '{"text": "One.", "date": "5/12/24"}')
    assert isinstance(draft, Draft)
    assert draft.notes == ("date not understood: 5/12/24",)
