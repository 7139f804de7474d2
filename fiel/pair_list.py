"""Lists of text pairs, as hunalign's batch mode takes them: source, target and output, a pair a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fiel.data.files import write_atomically
from fiel.errors import FielError, InputError
from fiel.progress import Reporter


@dataclass(frozen=True, slots=True)
class ListedPair:
    """A line of the list."""

    place: str
    """File and line, for messages."""
    source: Path
    target: Path
    output: Path

    def is_done(self) -> bool:
        """Whether the output is there and no older than its texts."""
        try:
            made = self.output.stat().st_mtime
            return all(path.stat().st_mtime <= made for path in (self.source, self.target))
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many pairs were aligned, were there already, or failed."""

    made: int
    kept: int
    failed: int


def read_list(text: str, place: str, folder: Path | None, suffix: str) -> list[ListedPair]:
    """The pairs of a tab-separated list; a line without output gets one in `folder`, named by its texts.

    Paths are relative to the working directory. Raises InputError, naming the line, before anything is
    aligned: for a line of other columns, without a place for its output, or with that of another.
    """
    pairs: list[ListedPair] = []
    outputs: dict[Path, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        here = f"{place}:{number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) not in (2, 3) or not all(cells[:2]):
            raise InputError(
                f"{here}: {len(cells)} columns; expected SOURCE, TARGET and perhaps OUTPUT, a tab between them"
            )
        source, target = Path(cells[0]), Path(cells[1])
        if len(cells) == 3 and cells[2]:
            output = Path(cells[2])
        elif folder is not None:
            output = folder / f"{source.stem}--{target.stem}{suffix}"
        else:
            raise InputError(
                f"{here}: no OUTPUT in a third column; write one, or name a folder with --output"
            )
        if (other := outputs.setdefault(output, here)) != here:
            raise InputError(
                f"{here}: output {output} is that of {other} too; name another in a third column"
            )
        pairs.append(ListedPair(here, source, target, output))
    if not pairs:
        raise InputError(f"{place}: empty; expected SOURCE and TARGET a line, a tab between them")
    return pairs


def write_each(
    pairs: Sequence[ListedPair], render: Callable[[ListedPair], str], again: bool, reporter: Reporter
) -> Outcome:
    """The output of each pair that is not done, or of all with `again`; a pair that fails is told and left."""
    made = kept = failed = 0
    with reporter.stage("align", len(pairs)) as advance:
        for pair in pairs:
            if not again and pair.is_done():
                kept += 1
            else:
                try:
                    text = render(pair)
                    with write_atomically(pair.output) as temporary:
                        temporary.write_text(text, encoding="utf-8")
                    made += 1
                except FielError as error:
                    failed += 1
                    reporter.say(f"{pair.place}: {error}")
            advance(1)
    return Outcome(made, kept, failed)
