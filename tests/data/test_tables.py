"""Shipped tables are read whole, and a broken line is named."""

import pytest

from fiel.data.tables import read_table
from fiel.errors import InputError


def test_comments_and_empty_lines_are_no_rows() -> None:
    rows = read_table("months.tsv", 3)
    assert rows[0] == ("1", "en", "january jan")
    assert not any(row[0].startswith("#") for row in rows)


def test_a_row_with_a_wrong_number_of_cells_is_named_by_its_line() -> None:
    with pytest.raises(InputError, match=r"months.tsv:4: 3 cells; expected 2"):
        read_table("months.tsv", 2)
