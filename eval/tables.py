"""The TSV files beside the checks: linguistic rules that a linguist can read and extend."""

from functools import cache
from importlib import resources


@cache
def read_table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of `eval/{name}.tsv`, without blank lines and `#` comments.

    Raises ValueError, naming file and line, for a row of another width.
    """
    text = resources.files("fiel.eval").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns:
            raise ValueError(f"eval/{name}.tsv:{number}: {len(row)} columns; expected {columns}: {line!r}")
        rows.append(row)
    return tuple(rows)
