"""Beads that must be kept: from a person's correction or from markers in both texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from fiel.errors import InputError

Lock = tuple[tuple[int, ...], tuple[int, ...]]
"""Source and target sentences of a bead that must be kept."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences between two barriers, where alignment is free."""

    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Locks sorted out: the stretches between those in order, and the sentences of those that cross."""

    stretches: tuple[Stretch, ...]
    loose_source: frozenset[int]
    loose_target: frozenset[int]
    crossing: frozenset[Lock]


def sort_locks(locks: Sequence[Lock], n: int, m: int, pair_id: str) -> Locked:
    """Stretches of n source and m target sentences between the locks that follow each other.

    The longest chain of two-sided, contiguous locks in order makes the barriers; the others hold
    their sentences, but nothing has to keep to one side of them. Raises InputError for a sentence that
    is not there or is in two locks.
    """
    _check(locks, n, m, pair_id)
    chain = _longest_chain([lock for lock in locks if is_contiguous(lock[0]) and is_contiguous(lock[1])])
    stretches, first, left = [], 0, 0
    for source, target in chain:
        stretches.append(Stretch(first, source[0], left, target[0]))
        first, left = source[-1] + 1, target[-1] + 1
    stretches.append(Stretch(first, n, left, m))
    loose = [lock for lock in locks if lock not in chain]
    return Locked(
        tuple(stretches),
        frozenset(i for source, _ in loose for i in source),
        frozenset(j for _, target in loose for j in target),
        frozenset(lock for lock in loose if all(lock)),
    )


def _check(locks: Sequence[Lock], n: int, m: int, pair_id: str) -> None:
    where = f"pair {pair_id}: " if pair_id else ""
    if ((), ()) in locks:
        raise InputError(f"{where}locked bead without a sentence; expected one on one side at least")
    for side, size, name in ((0, n, "source"), (1, m, "target")):
        seen: set[int] = set()
        for lock in locks:
            for sentence in lock[side]:
                if not 0 <= sentence < size or sentence in seen:
                    raise InputError(
                        f"{where}locked bead {lock[0]}–{lock[1]} has {name} sentence {sentence}; "
                        f"expected each of 0 to {size - 1} in one lock at most"
                    )
                seen.add(sentence)


def is_contiguous(sentences: tuple[int, ...]) -> bool:
    """Whether there are sentences and none is left out between them."""
    return bool(sentences) and sentences == tuple(range(sentences[0], sentences[-1] + 1))


def _longest_chain(locks: Sequence[Lock]) -> list[Lock]:
    """The most locks that follow each other on both sides."""
    ordered = sorted(locks)
    best: list[list[Lock]] = []
    for lock in ordered:
        before = [chain for chain in best if chain[-1][0][-1] < lock[0][0] and chain[-1][1][-1] < lock[1][0]]
        best.append([*max(before, key=len, default=[]), lock])
    return max(best, key=len, default=[])
