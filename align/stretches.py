"""Gold documents as paths of the aligner: cut where the gold crosses, leaves gaps or has too large beads."""

from collections.abc import Sequence

from fiel.align.gold import BeadIndices, GoldDocument
from fiel.align.kinds import Kinds
from fiel.align.locks import is_contiguous


def monotone_stretches(document: GoldDocument, kinds: Kinds, most: int) -> list[GoldDocument]:
    """Parts of a document whose beads, at most so many, follow each other and are of these kinds."""
    todo = list(document.beads)
    stretches: list[GoldDocument] = []
    here: list[BeadIndices] = []
    i = j = 0
    while todo:
        bead = _bead_at(todo, i, j, kinds)
        if bead is not None and len(here) < most:
            here.append(bead)
            todo.remove(bead)
            i, j = i + len(bead[0]), j + len(bead[1])
            continue
        if here:
            stretches.append(_cut_out(document, here))
            here = []
        if bead is None:
            place = _next_border(todo, document.beads, i, j)
            if place is None:
                break
            i, j = place
    return [*stretches, _cut_out(document, here)] if here else stretches


def _bead_at(beads: Sequence[BeadIndices], i: int, j: int, kinds: Kinds) -> BeadIndices | None:
    """The bead that begins after i source and j target sentences, if it is of these kinds."""
    for source, target in beads:
        begins = source[:1] in ((), (i,)) and target[:1] in ((), (j,))
        whole = all(not side or is_contiguous(side) for side in (source, target))
        if begins and whole and (len(source), len(target)) in kinds.pairs:
            return source, target
    return None


def _next_border(
    todo: Sequence[BeadIndices], beads: Sequence[BeadIndices], i: int, j: int
) -> tuple[int, int] | None:
    """The nearest place after (i, j) where a two-sided bead begins and no bead passes over it."""
    two_sided = [bead for bead in beads if all(bead)]
    starts = [
        (source[0], target[0])
        for source, target in todo
        if source and target and source[0] >= i and target[0] >= j and (source[0], target[0]) != (i, j)
    ]
    clear = [
        (first, left)
        for first, left in starts
        if all(
            (max(s) < first) == (max(t) < left) and (min(s) >= first) == (min(t) >= left)
            for s, t in two_sided
        )
    ]
    return min(clear, key=sum, default=None)


def _cut_out(document: GoldDocument, beads: Sequence[BeadIndices]) -> GoldDocument:
    sources, targets = ([k for bead in beads for k in bead[side]] for side in (0, 1))
    first, left = min(sources, default=0), min(targets, default=0)
    return GoldDocument(
        document.doc,
        document.source[first : max(sources, default=-1) + 1],
        document.target[left : max(targets, default=-1) + 1],
        tuple(
            (tuple(i - first for i in source), tuple(j - left for j in target)) for source, target in beads
        ),
    )
