"""Ladders: a bead a line by its sentence numbers from 0, `[0]:[0, 1]:0.97`, as Vecalign prints and reads them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fiel.errors import InputError, cause
from fiel.records import Bead

Indices = tuple[tuple[int, ...], tuple[int, ...]]
"""Source and target sentences of a bead."""

_SIDE = r"\[\s*(\d+(?:\s*,\s*\d+)*)?\s*\]"
_RUNG = re.compile(rf"\s*{_SIDE}\s*:\s*{_SIDE}\s*(?::\s*[-+\d.eE]+\s*)?")


def ladder_lines(beads: Iterable[Bead]) -> Iterator[str]:
    """A line for each bead. Vecalign's third field is a cost, here it is the bead's probability.

    >>> list(ladder_lines([Bead("", 0, (0,), (0, 1), 0.97)]))
    ['[0]:[0, 1]:0.970000']
    """
    for bead in beads:
        yield f"{list(bead.source)}:{list(bead.target)}:{bead.score:.6f}"


def read_ladder(path: Path) -> list[Indices]:
    """The beads of a ladder file; scores may be there and do not count.

    Raises InputError, naming the line, for what is no bead.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected a ladder, a bead a line") from error
    return [_read_rung(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _read_rung(line: str, place: str) -> Indices:
    found = _RUNG.fullmatch(line)
    if found is None or not any(found.groups()):
        raise InputError(
            f'{place}: "{line.strip()[:60]}"; expected a bead such as [0]:[0, 1] or [0]:[0, 1]:0.97'
        )
    source, target = (_numbers(side) for side in found.groups())
    return source, target


def _numbers(side: str | None) -> tuple[int, ...]:
    numbers: Sequence[str] = side.split(",") if side else ()
    return tuple(sorted(map(int, numbers)))
