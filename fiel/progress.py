"""What a person sees while a build runs: bars on a terminal, one line a stage elsewhere, on stderr."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Advance = Callable[[int], None]


class Reporter(Protocol):
    """Where a build says what it does."""

    def stage(self, name: str, total: int) -> AbstractContextManager[Advance]:
        """A stage with so many steps; what it yields is called with the steps done."""
        ...

    def say(self, line: str) -> None:
        """One line of news."""
        ...


class Silent:
    """Says nothing: the default in Python."""

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Advance]:
        yield lambda steps: None

    def say(self, line: str) -> None:
        pass


class Terminal:
    """Bars while a stage runs, and a line that stays when it is done."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Advance]:
        columns = (
            TextColumn("{task.description:>8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True),
        )
        with Progress(
            *columns, console=self._console, transient=True, disable=not self._console.is_terminal
        ) as bars:
            task = bars.add_task(name, total=total)
            yield lambda steps: bars.advance(task, steps)

    def say(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)
