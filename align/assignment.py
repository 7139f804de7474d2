"""Who belongs to whom: one counterpart an article, and none where another article has taken it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fiel.align.document_evidence import Evidence

SLACK = 0.1
"""Two candidates that answer an article within so much of each other answer it alike. With .05 a summary of a
story goes to the update of that story once the story itself is taken."""


def answered(evidence: Evidence, side: str) -> float:
    """How much of one side's text the other answers: its covered share, less where they disagree."""
    return evidence[f"covered_{side}"] * evidence["agreement"] * evidence["figures"]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A source and a target that may belong together, by index."""

    source: int
    target: int
    probability: float
    evidence: Evidence
    lengths: tuple[int, int] = (1, 1)
    """Characters of the source and of the target."""

    @property
    def is_aligned(self) -> bool:
        """Whether the two resembled each other enough to be aligned."""
        return "covered_source" in self.evidence

    def answers(self, side: str) -> float:
        """See `answered`."""
        return answered(self.evidence, side)

    @property
    def strength(self) -> float:
        """What is answered on both sides, harmonic mean, times the characters that are: of two pairs that
        answer each other alike, the longer texts go first, and a summary cannot take their place."""
        source, target = self.answers("source"), self.answers("target")
        if not source + target:
            return 0.0
        return 2 * source * target / (source + target) * (source * self.lengths[0] + target * self.lengths[1])


def assign(candidates: Sequence[Candidate], accepted: float = 0.0) -> list[Candidate]:
    """Pairs that belong together, the strongest first, each of a probability of at least `accepted`.

    Competitive linking (Melamed 2000), with two conditions that keep summaries and updates from
    pairing up among themselves: for neither article may another candidate answer more of its text,
    and none that answers as much may have been taken before. An article whose original was translated
    more fully elsewhere stays alone. Candidates under `accepted` win nothing, yet stand in the way of others.
    """
    rivals: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for side in ("source", "target"):
            rivals[side, getattr(candidate, side)].append(candidate)
    taken: set[tuple[str, int]] = set()
    won = []
    for candidate in sorted(candidates, key=lambda c: (-c.strength, c.source, c.target)):
        ends = {("source", candidate.source), ("target", candidate.target)}
        if candidate.probability < accepted or ends & taken:
            continue
        if not any(_is_outdone(candidate, side, rivals[side, at], taken) for side, at in ends):
            taken |= ends
            won.append(candidate)
    return won


def _is_outdone(
    candidate: Candidate, side: str, rivals: Sequence[Candidate], taken: set[tuple[str, int]]
) -> bool:
    other = "target" if side == "source" else "source"
    mine = candidate.answers(side)
    return any(
        rival.answers(side) > mine + SLACK
        or ((other, getattr(rival, other)) in taken and rival.answers(side) >= mine - SLACK)
        for rival in rivals
        if rival is not candidate
    )
