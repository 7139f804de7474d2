"""The omission check: a part of the original that the translation has nothing for, and the reverse.

A fragment is left out of one side; if that brings the rest clearly nearer to the other side, the
other side does not have it (occlusion).
"""

from dataclasses import dataclass

import numpy as np

from fiel.eval.excerpts import excerpt
from fiel.eval.fragments import Fragments, cut_all
from fiel.models.encoder import ComposingEncoder
from fiel.records import Finding, Passage, Severity

GAIN = 0.06


def find_omissions(source: Passage, target: Passage, encoder: ComposingEncoder) -> list[Finding]:
    """A finding for the part of the source without a counterpart in the target, and of the target added."""
    here, there = (_fragments(passage, encoder) for passage in (source, target))
    findings = []
    lost = _left_over(here, there, encoder)
    if lost is not None:
        start, end = here.run_span(lost.run)
        words = source.text[start:end]
        findings.append(
            Finding(
                "omission", "accuracy/omission", Severity.MAJOR, f"left out: {words}",
                (source.start + start, source.start + end), (target.start, target.start + len(target.text)),
                lost.confidence,
            )
        )  # fmt: skip
    added = _left_over(there, here, encoder)
    if added is not None:
        start, end = there.run_span(added.run)
        words = target.text[start:end]
        findings.append(
            Finding(
                "addition", "accuracy/addition", Severity.MAJOR, f"added: {words}",
                None, (target.start + start, target.start + end), added.confidence,
            )
        )  # fmt: skip
    return findings


@dataclass(frozen=True, slots=True)
class _LeftOver:
    run: tuple[int, int]
    confidence: float


def _fragments(passage: Passage, encoder: ComposingEncoder) -> Fragments:
    (pieces,) = cut_all([excerpt(passage.text, [(0, len(passage.text))])], passage.lang, encoder)
    return pieces


def _left_over(own: Fragments, other: Fragments, encoder: ComposingEncoder) -> _LeftOver | None:
    """The run of fragments whose removal brings the rest nearest to the other side, if clearly nearer."""
    count = len(own.spans)
    runs = [run for run in own.runs() if run[1] - run[0] < count]
    if not runs:
        return None
    rest = own.whole - own.run_sums(runs)
    other_vector = encoder.vectors(other.whole)[0]
    before = float(encoder.vectors(own.whole)[0] @ other_vector)
    gains = encoder.vectors(rest.astype(np.float32)) @ other_vector - before
    best = int(np.argmax(gains))
    return _LeftOver(runs[best], min(0.95, 0.5 + float(gains[best]) * 3)) if gains[best] >= GAIN else None
