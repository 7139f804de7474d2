"""The TSV files beside the checks: linguistic rules that a linguist can read and extend."""

from functools import cache

from fiel.data import tables


@cache
def read_table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of `eval/{name}.tsv`, read once; raises InputError for a row of another width."""
    return tables.read_table(f"{name}.tsv", columns, "fiel.eval")
