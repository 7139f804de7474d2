"""Sentence alignment: which sentences of the target translate which of the source, and how surely.

A semi-Markov field over beads (`semicrf`) weighs the evidence on every bead (`evidence`) in a band
around the path (`band`), and looks closer where borders are in doubt (`borders`). The alignment is the
one with the most beads expected to be right, and a bead's score is its probability. Then passages that
were moved are looked for among the sentences left alone (`crossing`).
"""

from collections.abc import Sequence

from fiel.align.band import band
from fiel.align.crossing import Run, with_crossing
from fiel.align.kinds import bead_kinds
from fiel.align.locks import Lock, Locked, sort_locks
from fiel.align.monotone import ProbableBead, monotone_beads
from fiel.align.scoring import EmbeddedText, Evidence, gather
from fiel.align.weights import Weights, shipped_weights
from fiel.models.encoder import ComposingEncoder, Encoder, composing
from fiel.records import Bead

__all__ = ["EmbeddedText", "align_embedded", "align_sentences"]


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    max_side: int = 6,
    locks: Sequence[Lock] = (),
    pair_id: str = "",
) -> tuple[Bead, ...]:
    """The beads of two lists of sentences, every sentence in exactly one, in source order.

    `max_side`: most sentences on one side of a bead. `locks`: beads to keep; alignment happens between
    them. Raises InputError for a lock with a sentence that is not there or is in another lock.
    """
    adding = composing(encoder)
    embedded_source, embedded_target = (
        EmbeddedText(tuple(side), adding.sums(side)) for side in (source, target)
    )
    return align_embedded(
        embedded_source, embedded_target, adding, max_side=max_side, locks=locks, pair_id=pair_id
    )


def align_embedded(
    source: EmbeddedText,
    target: EmbeddedText,
    encoder: ComposingEncoder,
    *,
    max_side: int = 6,
    locks: Sequence[Lock] = (),
    pair_id: str = "",
    weights: Weights | None = None,
) -> tuple[Bead, ...]:
    """The same for sentences that are embedded already. `weights`: others than the fitted ones."""
    weights = weights or shipped_weights()
    evidence = gather(source, target, encoder, bead_kinds(max_side))
    locked = sort_locks(locks, len(source.texts), len(target.texts), pair_id)
    beads = (
        _between(locked, evidence, source, target, encoder, weights)
        if locks
        else monotone_beads(evidence, source, target, encoder, weights)
    )

    def align(here: Run, there: Run) -> list[ProbableBead]:
        run, other = source.part(*here), target.part(*there)
        tiles = band(run.sums, other.sums, encoder)
        found = monotone_beads(evidence.part(*here, *there, tiles), run, other, encoder, weights)
        return [bead.moved(here.first, there.first) for bead in found]

    free = with_crossing(beads, evidence, weights, align)
    found = _with_locks(free, locks, locked) if locks else free
    return tuple(
        Bead(pair_id, index, bead.source, bead.target, bead.probability, bead.crossing)
        for index, bead in enumerate(found)
    )


def _between(
    locked: Locked,
    evidence: Evidence,
    source: EmbeddedText,
    target: EmbeddedText,
    encoder: ComposingEncoder,
    weights: Weights,
) -> list[ProbableBead]:
    """Beads of each stretch between locks; sentences of locks that cross stay alone."""
    beads = []
    for here in locked.stretches:
        stretch_source, stretch_target = (
            source.part(here.first, here.last),
            target.part(here.left, here.right),
        )
        tiles = band(stretch_source.sums, stretch_target.sums, encoder)
        part = evidence.part(here.first, here.last, here.left, here.right, tiles)
        alone = (
            frozenset(i - here.first for i in locked.loose_source if here.first <= i < here.last),
            frozenset(j - here.left for j in locked.loose_target if here.left <= j < here.right),
        )
        found = monotone_beads(part, stretch_source, stretch_target, encoder, weights, alone)
        beads += [bead.moved(here.first, here.left) for bead in found]
    return [
        bead
        for bead in beads
        if locked.loose_source.isdisjoint(bead.source) and locked.loose_target.isdisjoint(bead.target)
    ]


def _with_locks(beads: Sequence[ProbableBead], locks: Sequence[Lock], locked: Locked) -> list[ProbableBead]:
    """All beads, each lock after the last bead whose source (without source: target) comes before."""
    ordered = list(beads)
    for lock in sorted(locks):
        kept = ProbableBead(*lock, 1.0, crossing=lock in locked.crossing)
        side, sentences = (0, lock[0]) if lock[0] else (1, lock[1])
        place = max(
            (
                index + 1
                for index, bead in enumerate(ordered)
                if not bead.crossing
                and (earlier := (bead.source, bead.target)[side])
                and earlier[0] < sentences[0]
            ),
            default=0,
        )
        ordered.insert(place, kept)
    return ordered
