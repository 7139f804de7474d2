"""The command line. Data goes to stdout, talk and progress to stderr; exit 0, 1 failed, 2 usage."""

import os
import sys
from typing import Annotated

import typer

import fiel
from fiel import (
    align_command,
    bench_commands,
    build_commands,
    check_command,
    corpus_commands,
    match_command,
    model_commands,
    read_command,
    score_command,
)
from fiel.errors import FielError, SettingsError
from fiel.options import talk

app = typer.Typer(
    name="fiel",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Match translated news with its originals, align it, check its quotes, keep a parallel corpus.

    Start with: fiel build FOLDER -o DIR""",
)
for command in (
    build_commands.build,
    check_command.check,
    read_command.read,
    match_command.match,
    align_command.align,
    score_command.score,
    build_commands.export,
    build_commands.report,
):
    app.command(no_args_is_help=True)(command)
for name, named in (
    ("clean", corpus_commands.clean_corpus),
    ("validate", corpus_commands.validate),
    ("find", corpus_commands.find_in_corpus),
    ("merge", corpus_commands.merge),
    ("translate", model_commands.translate_text),
    ("finetune", model_commands.finetune_model),
    ("evaluate", model_commands.evaluate_models),
):
    app.command(name, no_args_is_help=True)(named)
app.add_typer(bench_commands.app, name="bench")


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(fiel.__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; every error that fiel raises on purpose becomes one message."""
    try:
        app()
    except FielError as error:
        talk.print(f"fiel: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
