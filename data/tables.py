"""Tab-separated tables shipped with the package, kept where a linguist can read and extend them."""

from importlib.resources import files

from fiel.errors import InputError


def read_table(name: str, columns: int, package: str = "fiel.data") -> tuple[tuple[str, ...], ...]:
    """Rows of a shipped table, each with exactly `columns` cells.

    Lines that start with `#` and empty lines are comment. Raises InputError naming the line that
    has another number of cells.
    """
    rows = []
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != columns:
            raise InputError(f"{name}:{number}: {len(cells)} cells; expected {columns}, one tab between them")
        rows.append(cells)
    return tuple(rows)
