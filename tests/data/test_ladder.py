"""Ladders must come back as they were written, and a broken line must be named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.ladder import ladder_lines, read_ladder
from fiel.errors import InputError
from fiel.records import Bead

SIDE = st.sets(st.integers(0, 10**6), max_size=6).map(lambda numbers: tuple(sorted(numbers)))
BEADS = st.lists(st.tuples(SIDE, SIDE).filter(any), max_size=20)


@given(BEADS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, beads: list[tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    path = tmp_path_factory.mktemp("ladder") / "ladder.txt"
    lines = ladder_lines(Bead("", index, *bead, 0.5) for index, bead in enumerate(beads))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert read_ladder(path) == beads


def test_other_tools_ladders_are_read(tmp_path: Path) -> None:
    """Vecalign's own output, its gold files without score, and lines with spaces or blank."""
    path = tmp_path / "ladder.txt"
    path.write_text("[0]:[0, 1]:0.156006\n[1,2]:[]\n\n [3] : [2] : -1e-05 \n", encoding="utf-8")
    assert read_ladder(path) == [((0,), (0, 1)), ((1, 2), ()), ((3,), (2,))]


@pytest.mark.parametrize("line", ["[0]", "0:1:0.5", "[]:[]", "[0]:[x]:1", "[0]:[1]:good", "[-1]:[0]"])
def test_a_line_that_is_no_bead_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "ladder.txt"
    path.write_text(f"[0]:[0]:1\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"ladder\.txt:2: .*expected a bead such as"):
        read_ladder(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.*expected a ladder"):
        read_ladder(tmp_path / "nowhere")
