"""The commands that make a build and what leaves it: `build`, `export`, `report`."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from fiel.builds import load_build
from fiel.exporting import export_build
from fiel.options import BuildDirectory, Encoder, Set, SettingsFile, Sources, settings_from, talk
from fiel.pipeline import CORPUS, REPORT, build_corpus, write_report
from fiel.progress import Terminal
from fiel.report import FunnelStep
from fiel.settings import load_settings

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""


def build(
    sources: Sources,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The build directory.", show_default=False)
    ],
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="Corpus format; may be repeated.", show_default=False)
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; default: all cores.", show_default=False),
    ] = None,
) -> None:
    """The whole flow: articles in, a parallel corpus and a fidelity report out.

    Run it again after adding articles, changing settings or an interruption: only what is missing is done.
    """
    settings = settings_from(settings_file, assignments, encoder=encoder, export__formats=formats)
    try:
        made = build_corpus(
            sources, output, settings, jobs=jobs or os.cpu_count() or 1, reporter=Terminal(talk)
        )
    except KeyboardInterrupt:
        talk.print("Interrupted; run the same command again to go on from here.")
        raise typer.Exit(INTERRUPTED) from None
    _show_funnel(made.manifest.funnel)
    for file in made.manifest.exported:
        typer.echo(f"corpus  {output / CORPUS / file.name}  ({file.segments} segments)")
    typer.echo(f"report  {output / REPORT}")


def export(
    directory: BuildDirectory,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where to.", show_default=False)
    ],
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="May be repeated.", show_default=False)
    ] = None,
    min_score: Annotated[
        float | None, typer.Option("--min-score", help="Least probability of a bead.", show_default=False)
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Name of the files.", show_default=False)] = None,
) -> None:
    """A build's corpus again, in other formats or above another threshold; nothing is computed anew."""
    build = load_build(directory)
    chosen = {"formats": formats, "min_score": min_score, "name": name}
    values = build.manifest.settings.export.model_dump() | {k: v for k, v in chosen.items() if v is not None}
    settings = load_settings(**{f"export__{key}": value for key, value in values.items()})
    for file in export_build(build, output, settings.export):
        typer.echo(f"{output / file.name}  ({file.segments} segments)")


def report(
    directory: BuildDirectory,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Default: DIR/report.html.", show_default=False),
    ] = None,
) -> None:
    """The HTML report of a build again."""
    path = output or directory / REPORT
    write_report(load_build(directory), path)
    typer.echo(path)


def _show_funnel(funnel: tuple[FunnelStep, ...]) -> None:
    table = Table(box=None, pad_edge=False)
    for name, justify in (("", "left"), ("in", "right"), ("out", "right"), ("left out", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for step in funnel:
        reasons = ", ".join(f"{number} {reason}" for reason, number in step.dropped.items())
        table.add_row(step.stage, f"{step.came_in} {step.takes}", f"{step.went_out} {step.gives}", reasons)
    talk.print(table)
