"""Names that only one passage has, though the other side may well say them otherwise.

The name check knows spellings and the gazetteer. Here a name without counterpart is weighed against
meaning (Abbey, la abadía) and against the whole of the other text (she, for Warren).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fiel.eval.coverage import Doubt
from fiel.eval.names import Name, is_named, read_names
from fiel.records import Finding, Passage, Severity, Span

ANSWERED = 0.48
"""Similarity of the nearest word of the other side from which it may stand for a name.

Of names of one side alone that were added or missing, 17 of 18 in clean pairs of MT-GenEval that were translated lie
above (Abbey, abadía .66; Pythia, Pitonisa .51), none of 34 that were removed or replaced in DEMETR (id9, id25).
"""


def weigh_names(
    findings: Iterable[Finding], source: Passage, target: Passage, doubted: tuple[list[Doubt], list[Doubt]]
) -> Iterator[Finding]:
    """The findings, names of one side alone minor where a word of the other probably stands for them.

    Acronyms stand for themselves, and so does what the gazetteer knows, but for adjectives (filipina).
    `doubted` is what coverage.py doubts.
    """
    for finding in findings:
        alone = _alone(finding)
        if alone is None:
            yield finding
            continue
        side, span = alone
        passage = (source, target)[side]
        start, end = span[0] - passage.start, span[1] - passage.start
        adjective = passage.text[start:end].islower()
        loose = adjective or any(name.kind == "name" for name in _names_in(passage, start, end))
        nearest = max((d.nearest for d in doubted[side] if start <= d.start < end), default=0.0)
        yield replace(finding, severity=Severity.MINOR) if loose and nearest >= ANSWERED else finding


def named_elsewhere(findings: Iterable[Finding], texts: Sequence[Passage]) -> Iterator[Finding]:
    """The findings, names of one side alone minor where the other text has them somewhere else.

    `texts` are the two whole articles, which spans point into.
    """
    for finding in findings:
        alone = _alone(finding)
        if alone is not None:
            side, (start, end) = alone
            if any(is_named(name, texts[1 - side]) for name in _names_in(texts[side], start, end)):
                finding = replace(finding, severity=Severity.MINOR)
        yield finding


def _names_in(passage: Passage, start: int, end: int) -> list[Name]:
    return [name for name in read_names(passage.text, passage.lang) if start <= name.start < end]


def _alone(finding: Finding) -> tuple[int, Span] | None:
    """The side (0, the source) and span of a major finding on a name that one side alone has."""
    if finding.check != "name" or finding.severity is not Severity.MAJOR:
        return None
    if finding.source_span and finding.target_span is None:
        return 0, finding.source_span
    if finding.target_span and finding.source_span is None:
        return 1, finding.target_span
    return None
