"""What a quality estimator says of a checked translation, quote by quote and bead by bead.

It stands beside the findings and changes no verdict: a low estimate is a reason to look, not an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fiel.models.estimators import QualityEstimator
from fiel.pair_view import CheckedPair


@dataclass(frozen=True, slots=True)
class BeadEstimate:
    """The sentences of a bead, and the estimator's score."""

    bead: int
    source: str
    target: str
    score: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """Scores on the estimator's own scale, the higher the better."""

    signature: str
    quotes: Mapping[int, float]
    """By index of the quote pair; those with words on both sides."""
    beads: tuple[BeadEstimate, ...]
    """Those with sentences on both sides, the worst first."""

    @property
    def mean(self) -> float | None:
        """Of the beads; None if there is none."""
        return sum(item.score for item in self.beads) / len(self.beads) if self.beads else None

    @property
    def by_bead(self) -> dict[int, float]:
        """Scores by index of the bead."""
        return {item.bead: item.score for item in self.beads}


def estimate(checked: CheckedPair, estimator: QualityEstimator) -> Estimates:
    """Every quote and every bead that both texts have, estimated in one go."""
    quotes = {
        pair.index: (
            " ".join(checked.source.text[slice(*pair.source_span)].split()),
            " ".join(checked.target.text[slice(*pair.target_span)].split()),
        )
        for pair in checked.quote_pairs
        if pair.source_span and pair.target_span
    }
    beads = {
        bead.index: (
            " ".join(checked.source_sentences[sentence].text for sentence in bead.source),
            " ".join(checked.target_sentences[sentence].text for sentence in bead.target),
        )
        for bead in checked.beads
        if bead.source and bead.target
    }
    passages = [*quotes.values(), *beads.values()]
    scores = estimator.scores([source for source, _ in passages], [target for _, target in passages])
    around = [
        BeadEstimate(index, *texts, score)
        for (index, texts), score in zip(beads.items(), scores[len(quotes) :], strict=True)
    ]
    return Estimates(
        estimator.signature,
        dict(zip(quotes, scores[: len(quotes)], strict=True)),
        tuple(sorted(around, key=lambda item: (item.score, item.bead))),
    )
