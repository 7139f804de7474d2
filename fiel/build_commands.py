"""The commands that make a build and what leaves it: `build`, `export`, `report`."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from fiel.builds import VECTORS, load_build
from fiel.corpora import corpus_of_build
from fiel.data.leakage import Leakage
from fiel.estimated_corpus import with_estimates
from fiel.exporting import count_funnel, export_corpus
from fiel.options import (
    BuildDirectory,
    BuildSettingsFile,
    Encoder,
    Lexicon,
    Set,
    SettingsFile,
    Sources,
    Terms,
    settings_from,
    show,
    talk,
)
from fiel.pipeline import CORPUS, REPORT, build_corpus, write_report
from fiel.progress import Terminal
from fiel.report import ExportedFile, FunnelStep

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
    lexicon: Lexicon = None,
    terms: Terms = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; default: all cores.", show_default=False),
    ] = None,
) -> None:
    """The whole flow: articles in, a parallel corpus and a fidelity report out.

    Run it again after adding articles, changing settings or an interruption: only what is missing is done.
    """
    settings = settings_from(
        settings_file,
        assignments,
        encoder=encoder,
        export__formats=formats,
        score__lexicon=lexicon and str(lexicon),
        score__terms=terms and str(terms),
    )
    try:
        made = build_corpus(
            sources, output, settings, jobs=jobs or os.cpu_count() or 1, reporter=Terminal(talk)
        )
    except KeyboardInterrupt:
        talk.print("Interrupted; run the same command again to go on from here.")
        raise typer.Exit(INTERRUPTED) from None
    show_funnel(made.manifest.funnel)
    show_files(made.manifest.exported, made.manifest.leakage, output / CORPUS)
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
    settings_file: BuildSettingsFile = None,
    assignments: Set = None,
) -> None:
    """A build's corpus again, in other formats, cleaned or split otherwise: nothing is aligned anew."""
    build = load_build(directory)
    settings = settings_from(
        settings_file,
        assignments,
        made=build.manifest.settings,
        export__formats=formats,
        export__min_score=min_score,
        export__name=name,
    )
    corpus = corpus_of_build(build, settings.export.licence)
    corpus = with_estimates(corpus, settings.clean, directory / VECTORS)
    exported = export_corpus(corpus, output, settings, funnel=count_funnel(build))
    show_funnel(exported.funnel)
    show_files(exported.files, exported.leakage, output)


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


def show_files(files: Iterable[ExportedFile], leakage: Iterable[Leakage], directory: Path) -> None:
    """What was written, and what the splits share."""
    for found in leakage:
        talk.print(str(found), highlight=False, soft_wrap=True)
    for file in files:
        typer.echo(f"corpus  {directory / file.name}  ({file.segments} segments)")


def show_funnel(funnel: Iterable[FunnelStep]) -> None:
    """How many came into each stage, how many went on, and why the others did not."""
    table = Table(box=None, pad_edge=False)
    for name, justify in (("", "left"), ("in", "right"), ("out", "right"), ("left out", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for step in funnel:
        reasons = ", ".join(f"{number} {reason}" for reason, number in step.dropped.items())
        table.add_row(step.stage, f"{step.came_in} {step.takes}", f"{step.went_out} {step.gives}", reasons)
    show(table, to=talk)
