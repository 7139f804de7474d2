"""A checked translation as JUnit XML, so that a CI server lists its quotes like tests."""

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from fiel.data.files import write_atomically
from fiel.eval.scoring import ScoredPair, is_at_least
from fiel.eval.verdicts import judge
from fiel.records import Article, Finding, QuotePair, Severity

NAME_LENGTH = 60
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(
    source: Article, target: Article, scored: ScoredPair, path: Path, fail_on: Severity = Severity.MAJOR
) -> None:
    """Write one test case a quote and one for the text around them; verdicts from `fail_on` up fail.

    Raises OutputError where the file cannot be written.
    """
    suite = ElementTree.Element("testsuite", name=_clean(f"fiel check {target.id}"))
    for pair in scored.quote_pairs:
        case = _case(suite, target, f"{pair.index + 1} {pair.status.value}: {_words(pair, source, target)}")
        if is_at_least(pair.verdict, fail_on):
            _fail(case, pair.findings, fail_on)
    case = _case(suite, target, "outside the quotes")
    around = [item.finding for item in scored.bead_findings]
    if any(is_at_least(judge([finding]), fail_on) for finding in around):
        _fail(case, around, fail_on)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    tree = ElementTree.ElementTree(suite)
    ElementTree.indent(tree)
    with write_atomically(path) as temporary:
        tree.write(temporary, encoding="utf-8", xml_declaration=True)


def _case(suite: ElementTree.Element, target: Article, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", classname=_clean(target.id), name=_clean(name))


def _fail(case: ElementTree.Element, findings: Iterable[Finding], fail_on: Severity) -> None:
    """Add the failure with the findings that make it, the worst first."""
    grave = [finding for finding in findings if finding.severity.penalty >= fail_on.penalty]
    grave.sort(key=lambda finding: -finding.severity.penalty)
    worst = grave[0]
    failure = ElementTree.SubElement(
        case, "failure", type=worst.type, message=_clean(f"{worst.severity.value}: {worst.message}")
    )
    failure.text = _clean("\n".join(f"{f.severity.value} {f.check}: {f.message}" for f in grave))


def _words(pair: QuotePair, source: Article, target: Article) -> str:
    article, span = (target, pair.target_span) if pair.target_span else (source, pair.source_span)
    words = " ".join(article.text[slice(*span)].split()) if span else ""
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1].rstrip() + "…"


def _clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return _NOT_IN_XML.sub("�", text)
