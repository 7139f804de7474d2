"""A checked translation as JUnit XML, so that a CI server lists its quotes like tests."""

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from fiel.data.files import write_atomically
from fiel.eval.relatedness import RELATED
from fiel.eval.scoring import is_at_least
from fiel.eval.verdicts import judge
from fiel.pair_view import CheckedPair
from fiel.records import Article, Finding, QuotePair, Severity, Verdict

NAME_LENGTH = 60
UNJUDGED = frozenset({"not_aligned", "not_scored"})
"""Verdicts that say nothing for or against the words of a quote."""
STRANGERS = "the texts are no translations of each other; nothing was compared"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(pairs: Iterable[CheckedPair], path: Path, fail_on: Severity = Severity.MAJOR) -> None:
    """Write a suite a pair: a case a quote and one for the text around; verdicts from `fail_on` up fail.

    Texts that are no translations of each other fail as they do with `--fail-on`.

    Raises OutputError where the file cannot be written.
    """
    root = ElementTree.Element("testsuites", name="fiel")
    for checked in pairs:
        root.append(_suite(checked, fail_on))
    _count(root)
    tree = ElementTree.ElementTree(root)
    ElementTree.indent(tree)
    with write_atomically(path) as temporary:
        tree.write(temporary, encoding="utf-8", xml_declaration=True)


def _suite(checked: CheckedPair, fail_on: Severity) -> ElementTree.Element:
    source, target, scored = checked.source, checked.target, checked.scored
    suite = ElementTree.Element("testsuite", name=_clean(f"{target.id} against {source.id}"))
    for pair in scored.quote_pairs:
        case = _case(suite, target, f"{pair.index + 1} {pair.status.value}: {_words(pair, source, target)}")
        if is_at_least(pair.verdict, fail_on):
            _fail(case, pair.findings, fail_on)
        elif pair.verdict.label in UNJUDGED:
            _skip(case, pair.verdict)
    case = _case(suite, target, "outside the quotes")
    around = [item.finding for item in scored.bead_findings]
    if any(is_at_least(judge([finding]), fail_on) for finding in around):
        _fail(case, around, fail_on)
    elif scored.relatedness < RELATED:
        ElementTree.SubElement(case, "failure", type="not_aligned", message=STRANGERS)
    _count(suite)
    return suite


def _count(element: ElementTree.Element) -> None:
    """The counts that schemas ask for; `skipped` is none of the whole's, and nothing takes time."""
    counted = (("tests", ""), ("failures", "/failure"), ("skipped", "/skipped"))
    for name, path in counted[: 2 if element.tag == "testsuites" else 3]:
        element.set(name, str(len(element.findall(f".//testcase{path}"))))
    element.set("errors", "0")
    element.set("time", "0")


def _case(suite: ElementTree.Element, target: Article, name: str) -> ElementTree.Element:
    attributes = {"classname": _clean(target.id), "name": _clean(name), "time": "0"}
    return ElementTree.SubElement(suite, "testcase", attributes)


def _fail(case: ElementTree.Element, findings: Iterable[Finding], fail_on: Severity) -> None:
    """Add the failure with the findings that make it, the worst first."""
    grave = [finding for finding in findings if finding.severity.penalty >= fail_on.penalty]
    grave.sort(key=lambda finding: -finding.severity.penalty)
    worst = grave[0]
    failure = ElementTree.SubElement(
        case, "failure", type=worst.type, message=_clean(f"{worst.severity.value}: {worst.message}")
    )
    failure.text = _clean("\n".join(f"{f.severity.value} {f.check}: {f.message}" for f in grave))


def _skip(case: ElementTree.Element, verdict: Verdict) -> None:
    ElementTree.SubElement(case, "skipped", message=verdict.label.replace("_", " "))


def _words(pair: QuotePair, source: Article, target: Article) -> str:
    article, span = (target, pair.target_span) if pair.target_span else (source, pair.source_span)
    words = " ".join(article.text[slice(*span)].split()) if span else ""
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1].rstrip() + "…"


def _clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return _NOT_IN_XML.sub("�", text)
