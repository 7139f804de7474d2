"""JUnit XML that a CI server can read: a case a quote, failures from a severity on."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from fiel.errors import OutputError
from fiel.eval.scoring import ScoredPair
from fiel.junit import write_junit
from fiel.pair_view import CheckedPair
from fiel.records import (
    Article,
    BeadFinding,
    Decision,
    DocumentPair,
    Finding,
    QuotePair,
    QuoteStatus,
    Severity,
    Verdict,
)

ARTICLE = Article(
    "rhc:1", "en", "", ("“We & <they>\x08 agree on this one thing, which takes very many words to say.”",)
)
WHOLE = (0, len(ARTICLE.text))


def pair(index: int, severity: Severity | None, label: str) -> QuotePair:
    found = [Finding("number", "accuracy/number", severity, "2 < 3 & more", WHOLE)] if severity else []
    return QuotePair(
        "p", index, QuoteStatus.MATCHED, (0,), (0,), WHOLE, WHOLE, True, 0.8, "same", tuple(found),
        Verdict(label, 50.0),
    )  # fmt: skip


PAIRS = (
    pair(0, Severity.CRITICAL, "critical"),
    pair(1, Severity.MINOR, "minor"),
    pair(2, Severity.MAJOR, "needs_human"),
    pair(3, None, "faithful"),
)
SCORED = ScoredPair((), (), PAIRS, (), Verdict("critical", 0.0))


def suite(tmp_path: Path, scored: ScoredPair, fail_on: Severity) -> ElementTree.Element:
    path = tmp_path / "deep" / "junit.xml"
    write_junit([checked(scored)], path, fail_on)
    (found,) = ElementTree.parse(path).getroot()
    return found


def checked(scored: ScoredPair) -> CheckedPair:
    pair = DocumentPair("p", "rhc:1", "rhc:1", Decision.PARALLEL, 1.0, "")
    return CheckedPair(pair, ARTICLE, ARTICLE, (), (), (), scored)


@pytest.mark.parametrize("label", ["critical", "not_aligned"])
def test_the_file_has_the_shape_that_ci_servers_read(tmp_path: Path, label: str) -> None:
    path = tmp_path / "junit.xml"
    scored = SCORED if label == "critical" else ScoredPair((), (), (), (), Verdict(label, 0.0), 0.1)
    write_junit([checked(scored)], path, Severity.MINOR)
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "junit.xsd"))
    schema.assertValid(etree.parse(path))


@pytest.mark.parametrize(
    ("fail_on", "failed"), [(Severity.CRITICAL, 1), (Severity.MAJOR, 1), (Severity.MINOR, 2)]
)
def test_verdicts_from_the_chosen_severity_on_fail_and_doubts_do_not(
    tmp_path: Path, fail_on: Severity, failed: int
) -> None:
    root = suite(tmp_path, SCORED, fail_on)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", str(failed), "0")
    assert len(root.findall("testcase")) == 5
    assert len(root.findall("testcase/failure")) == failed


def test_a_case_is_named_by_its_quote_and_a_failure_by_its_finding(tmp_path: Path) -> None:
    case = suite(tmp_path, SCORED, Severity.MAJOR)[0]
    assert case.get("classname") == "rhc:1"
    assert (case.get("name") or "").startswith("1 matched: “We & <they>� agree")
    failure = case[0]
    assert (failure.get("type"), failure.get("message")) == ("accuracy/number", "critical: 2 < 3 & more")


def test_findings_outside_the_quotes_are_one_case(tmp_path: Path) -> None:
    around = BeadFinding("p", 4, Finding("name", "accuracy/name", Severity.MAJOR, "name missing: Ana", WHOLE))
    case = suite(tmp_path, replace(SCORED, bead_findings=(around,)), Severity.MAJOR)[-1]
    assert case.get("name") == "outside the quotes"
    assert case[0].text == "major name: name missing: Ana"


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"junit\.xml"):
        write_junit([checked(SCORED)], tmp_path / "file" / "junit.xml")


def test_a_suite_a_pair_and_the_sums_above(tmp_path: Path) -> None:
    write_junit([checked(SCORED), checked(SCORED)], tmp_path / "junit.xml")
    root = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert [suite.get("name") for suite in root] == ["rhc:1 against rhc:1"] * 2
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("10", "2", "0")


def test_a_quote_that_was_not_judged_is_skipped(tmp_path: Path) -> None:
    stray = ScoredPair((), (), (pair(0, None, "not_aligned"),), (), Verdict("not_aligned", 0.0))
    case, _ = suite(tmp_path, stray, Severity.MINOR)
    assert case[0].tag == "skipped"
    assert case[0].get("message") == "not aligned"


def test_texts_that_are_no_translations_of_each_other_fail(tmp_path: Path) -> None:
    strangers = ScoredPair((), (), (), (), Verdict("not_aligned", 0.0), 0.1)
    (case,) = suite(tmp_path, strangers, Severity.CRITICAL)
    assert (case[0].tag, case[0].get("type")) == ("failure", "not_aligned")
