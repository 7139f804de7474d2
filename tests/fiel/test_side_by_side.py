"""The order of rows: the source's, with pointers where the target's order differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.records import Bead
from fiel.side_by_side import order_rows

Sides = list[tuple[tuple[int, ...], tuple[int, ...]]]


def beads(sides: Sides) -> list[Bead]:
    """Beads with the given sentences on each side."""
    return [Bead("p", index, source, target, 0.9) for index, (source, target) in enumerate(sides)]


@pytest.mark.parametrize(
    ("sides", "rows"),
    [
        ([], []),
        ([((0,), (0,)), ((1, 2), (1,))], ["0", "1"]),
        ([((0,), (0,)), ((), (1,)), ((1,), ()), ((2,), (2,))], ["0", "2", "1", "3"]),
        # the last source sentence was moved to the front of the target
        ([((0,), (1,)), ((1,), (2,)), ((2,), (0,))], ["→2", "0", "1", "moved 2"]),
        # the first was moved to the end
        ([((0,), (2,)), ((1,), (0,)), ((2,), (1,))], ["moved 0", "1", "2", "→0"]),
        # beads may come in the target's order
        ([((1,), (0,)), ((2,), (1,)), ((0,), (2,))], ["moved 2", "0", "1", "→2"]),
    ],
)
def test_rows(sides: Sides, rows: list[str]) -> None:
    found = [
        f"{'→' if row.pointer else 'moved ' if row.moved else ''}{row.bead.index}"
        for row in order_rows(beads(sides))
    ]
    assert found == rows


@given(st.permutations(range(7)), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_each_bead_has_one_row_and_both_texts_are_met_in_order(
    order: list[int], left_out: set[int], added: set[int]
) -> None:
    """The source is read down the rows; the target too, a moved passage where its pointer stands."""
    sides: Sides = [
        ((place,), () if place in left_out else (10 * moved,)) for place, moved in enumerate(order)
    ]
    known = beads([*sides, *(((), (10 * place + 5,)) for place in added)])
    rows = order_rows(known)
    assert sorted(row.bead.index for row in rows if not row.pointer) == [bead.index for bead in known]
    sources = [row.bead.source for row in rows if row.bead.source and not row.pointer]
    targets = [row.bead.target for row in rows if row.bead.target and not row.moved]
    assert sources == sorted(sources)
    assert targets == sorted(targets)
