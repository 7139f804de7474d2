"""Options of the commands that judge translations."""

from pathlib import Path
from typing import Annotated

import typer

from fiel.records import Severity

Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Also as a page.", show_default=False)
]
JUnit = Annotated[
    Path | None, typer.Option("--junit", metavar="FILE", help="Also as JUnit XML.", show_default=False)
]
FailOn = Annotated[
    Severity | None,
    typer.Option(
        "--fail-on",
        help="Exit 1 if a finding is this grave or worse, or if the texts are no translations of each other.",
        show_default=False,
    ),
]
Dismissals = Annotated[
    Path | None,
    typer.Option(
        "--dismissals",
        metavar="FILE",
        help="TSV of finding keys and reasons to dismiss.",
        show_default=False,
    ),
]
