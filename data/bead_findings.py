"""Fidelity findings, those inside quotes too, by the bead they lie in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fiel.records import BeadFinding, Finding, QuotePair, Segment, Side, Span

Findings = Mapping[tuple[str, int], Sequence[BeadFinding]]
"""By pair id and bead index."""


def findings_by_bead(findings: Iterable[BeadFinding]) -> dict[tuple[str, int], list[BeadFinding]]:
    """Findings by pair id and bead index."""
    found: dict[tuple[str, int], list[BeadFinding]] = {}
    for finding in findings:
        found.setdefault((finding.pair_id, finding.bead), []).append(finding)
    return found


def bead_of(segment: Segment) -> int | None:
    """The index of the segment's bead, from its id; None for a segment that no build made."""
    index = segment.id.removeprefix(f"{segment.pair_id}-")
    return int(index) if index.isdecimal() else None


def findings_in_quotes(
    segments: Iterable[Segment], quote_pairs: Mapping[str, Sequence[QuotePair]]
) -> Iterator[BeadFinding]:
    """The findings of quotes, by pair id, given to the segments that their spans touch.

    A finding without a span belongs to every segment that its quote touches.
    """
    for segment in segments:
        bead = bead_of(segment)
        for pair in quote_pairs.get(segment.pair_id, ()) if bead is not None else ():
            for finding in pair.findings:
                if _touches(segment, pair, finding):
                    yield BeadFinding(segment.pair_id, int(bead or 0), finding)


def _touches(segment: Segment, pair: QuotePair, finding: Finding) -> bool:
    spans = (finding.source_span, finding.target_span)
    if spans == (None, None):
        spans = (pair.source_span, pair.target_span)
    return _overlap(segment.source, spans[0]) or _overlap(segment.target, spans[1])


def _overlap(side: Side, span: Span | None) -> bool:
    return span is not None and span[0] < side.span[1] and side.span[0] < span[1]
