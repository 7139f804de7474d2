"""Fidelity findings, those inside quotes too, by the segment they lie in."""

from collections.abc import Iterable, Iterator

from fiel.records import BeadFinding, Finding, QuotePair, Segment, Side, Span


def findings_in(
    segment: Segment, elsewhere: Iterable[BeadFinding], quote_pairs: Iterable[QuotePair]
) -> Iterator[Finding]:
    """The findings that concern a segment, out of those of its document pair.

    Findings outside quotes belong to their bead, those of a quote to every segment that their spans
    touch; one without a span belongs to all that its quote touches.
    """
    bead = _bead_of(segment)
    yield from (found.finding for found in elsewhere if found.bead == bead)
    for pair in quote_pairs if bead is not None else ():
        yield from (finding for finding in pair.findings if _touches(segment, pair, finding))


def _bead_of(segment: Segment) -> int | None:
    """The index of the segment's bead, from its id; None for a segment that no build made."""
    index = segment.id.removeprefix(f"{segment.pair_id}-")
    return int(index) if index.isdecimal() else None


def _touches(segment: Segment, pair: QuotePair, finding: Finding) -> bool:
    spans = (finding.source_span, finding.target_span)
    if spans == (None, None):
        spans = (pair.source_span, pair.target_span)
    return _overlap(segment.source, spans[0]) or _overlap(segment.target, spans[1])


def _overlap(side: Side, span: Span | None) -> bool:
    return span is not None and span[0] < side.span[1] and side.span[0] < span[1]
