"""A dismissed finding has a key that outlives a rebuild, and a reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.dismissals import dismiss, finding_key, load_dismissals, say_unmatched, unmatched
from fiel.records import Article, Finding, QuotePair, QuoteStatus, Severity, Verdict

FINDING = Finding(
    "number", "accuracy/mistranslation/number", Severity.CRITICAL, "number changed", (2, 4), (2, 4)
)


def pair(span: tuple[int, int]) -> QuotePair:
    return QuotePair(
        "p", 0, QuoteStatus.MATCHED, (0,), (0,), span, span, True, 0.8, "same", (), Verdict("faithful", 100.0)
    )


def key(
    text: str, finding: Finding = FINDING, around: str = "", identifier: str = "rhc:1", other: str = ""
) -> str:
    """Of a finding on a quote, `text`, that ends two articles; `other` is what the original's quote says."""
    target = Article(identifier, "en", "", (around + text,))
    source = Article("rhc:2", "es", "", (around + (other or text),))
    moved = replace(finding, source_span=_later(2, 4, around), target_span=_later(2, 4, around))
    ends = len(source.text), len(target.text)
    quotes = replace(pair((0, 1)), source_span=(len(around), ends[0]), target_span=(len(around), ends[1]))
    return finding_key(source, target, moved, quotes)


def _later(start: int, end: int, around: str) -> tuple[int, int]:
    return start + len(around), end + len(around)


def test_a_key_depends_on_articles_quote_and_check_but_not_on_white_space() -> None:
    assert key("“We are here”") == key("“We are  \nhere”")
    assert key("“We are here”") != key("“We are there”")
    assert key("“We are here”") != key("“We are here”", other="«Estamos allá»")
    assert key("“We are here”") != key("“We are here”", identifier="rhc:7")
    other = Finding("negation", "t", Severity.CRITICAL, "m", (2, 4), (2, 4))
    assert key("“We are here”") != key("“We are here”", other)


def test_an_edit_elsewhere_in_the_article_keeps_the_key() -> None:
    assert key("“We are here”") == key("“We are here”", around="A new lead. ")
    once, later = (
        key("“We are here”", around=around, identifier=f"sha:{number}")
        for number, around in enumerate(["", "A new lead. "])
    )
    assert once == later


def test_two_findings_of_one_check_on_one_quote_are_dismissed_apart() -> None:
    second = Finding("number", "t", Severity.CRITICAL, "m", (5, 8), (5, 8))
    article = Article("rhc:1", "en", "", ("“We are here”",))
    keys = {finding_key(article, article, finding, pair((0, 13))) for finding in (FINDING, second)}
    assert len(keys) == 2


def test_a_dismissed_finding_is_neutral() -> None:
    assert dismiss(FINDING, "k", {"k": "r"}) == replace(FINDING, severity=Severity.NEUTRAL)
    assert dismiss(FINDING, "other", {"k": "r"}) is FINDING


def test_a_dismissal_that_no_pair_has_a_finding_for_is_named() -> None:
    left = unmatched({"0a": "house style", "0b": "sic", "0c": "old"}, [{"0a": "house style"}, {"0c": "old"}])
    assert say_unmatched(left) == "1 dismissal matched nothing: 0b (sic)"


def test_a_file_of_dismissals_may_have_comments_and_a_header(tmp_path: Path) -> None:
    file = tmp_path / "dismissed.tsv"
    file.write_text("# by the desk\nkey\treason\n\n0a1b\thouse style\n", encoding="utf-8")
    assert load_dismissals(file) == {"0a1b": "house style"}


def test_a_key_without_a_reason_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "dismissed.tsv"
    file.write_text("key\treason\n0a1b\t\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"dismissed.tsv:2: .*expected a key and a reason"):
        load_dismissals(file)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv: No such file or directory; expected a TSV"):
        load_dismissals(tmp_path / "none.tsv")
