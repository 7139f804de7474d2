"""What was decided about articles, as records, with the reason in words."""

from collections.abc import Mapping
from dataclasses import replace

from fiel.align.assignment import Candidate
from fiel.align.direction import find_direction
from fiel.align.document_evidence import Evidence
from fiel.records import Article, Decision, DocumentPair

FULL = 0.8
"""Covered share of both texts from which a pair is parallel: translations of ntrex-dev have .98 and more, of
which up to two thirds of the sentences were kept .75 and less."""


def pair_record(
    source: Article, target: Article, candidate: Candidate, rivals: Mapping[str, float]
) -> DocumentPair:
    """The record of two articles that belong together.

    `source` is the one in the language of originals; which is the original is decided here.
    `rivals`: other candidates of the two, id → probability.
    """
    direction = find_direction(source, target)
    evidence = candidate.evidence if direction.first_is_original else turned(candidate.evidence)
    evidence = {**evidence, "direction": direction.confidence}
    first, second = (source, target) if direction.first_is_original else (target, source)
    decision = decide(evidence)
    rival, score = _best(rivals)
    return DocumentPair(
        id=f"{first.id}~{second.id}",
        source_id=first.id,
        target_id=second.id,
        decision=decision,
        score=candidate.probability,
        reason=say_shares(evidence) + _clashing(evidence),
        evidence=evidence,
        runner_up=rival,
        runner_up_score=score,
        direction=direction.phrase,
    )


def linked_record(source: Article, target: Article, evidence: Evidence) -> DocumentPair:
    """The record of two articles that a person put together."""
    record = pair_record(source, target, Candidate(0, 0, 1.0, evidence), {})
    return replace(record, reason=f"a person put the two together; {record.reason}")


def lone_record(
    article: Article,
    is_source: bool,
    reason: str,
    rivals: Mapping[str, float],
    evidence: Evidence,
) -> DocumentPair:
    """The record of an article that has no counterpart; `evidence` is that of its best candidate."""
    rival, score = _best(rivals)
    return DocumentPair(
        id=article.id,
        source_id=article.id if is_source else None,
        target_id=None if is_source else article.id,
        decision=Decision.NONE,
        score=score,
        reason=reason,
        evidence=evidence,
        runner_up=rival,
        runner_up_score=score,
    )


def decide(evidence: Evidence) -> Decision:
    """Whether a pair is parallel or partial."""
    lesser = min(evidence["covered_source"], evidence["covered_target"])
    return Decision.PARALLEL if lesser >= FULL else Decision.PARTIAL


def why_refused(nearest: str, is_source: bool, probability: float, evidence: Evidence) -> str:
    """Why the nearest article is no counterpart; `evidence` in the direction of the candidates."""
    if "covered_source" not in evidence:
        return f"nearest is {nearest}, but hardly a sentence of it is like one of this text"
    mine, theirs = evidence["covered_source"], evidence["covered_target"]
    if not is_source:
        mine, theirs = theirs, mine
    return (
        f"nearest is {nearest} ({probability:.0%}): it has {mine:.0%} of this text, "
        f"which has {theirs:.0%} of it{_clashing(evidence)}"
    )


def turned(evidence: Evidence) -> Evidence:
    """The evidence seen from the other side."""
    swapped = {
        **evidence,
        "covered_source": evidence["covered_target"],
        "covered_target": evidence["covered_source"],
    }
    return swapped | {name: -evidence[name] for name in ("length", "days", "ids") if name in evidence}


def say_shares(evidence: Evidence) -> str:
    """How much of each of two paired articles the other has, and what that makes of a partial pair."""
    source, target = evidence["covered_source"], evidence["covered_target"]
    shares = f"{source:.0%} of the original and {target:.0%} of the translation have their counterpart"
    if decide(evidence) is Decision.PARTIAL:
        what = "each has what the other lacks"
        if source != target:
            what = (
                "the translation is condensed"
                if source < target
                else "the translation has more than the original"
            )
        shares = f"{what}: {shares}"
    return shares


def _clashing(evidence: Evidence) -> str:
    count = round(evidence["conflicts"])
    return f"; {count} {'figure differs' if count == 1 else 'figures differ'}" if count else ""


def _best(rivals: Mapping[str, float]) -> tuple[str | None, float]:
    return max(rivals.items(), key=lambda item: (item[1], item[0]), default=(None, 0.0))
