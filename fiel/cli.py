"""The command line. Data goes to stdout, talk and progress to stderr; exit 0, 1 failed, 2 usage."""

import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, NamedTuple, cast

import typer
from typer.core import TyperGroup

import fiel
from fiel.errors import FielError, SettingsError


class Entry(NamedTuple):
    """Where a command is, and what the list of commands says of it."""

    place: str
    summary: str


ENTRIES = {
    "build": Entry("build_commands:build", "From articles to a corpus and a report."),
    "check": Entry("check_command:check", "How faithful a translation is."),
    "read": Entry("read_command:read", "Articles as JSON lines."),
    "match": Entry("match_command:match", "Which articles translate each other."),
    "align": Entry("align_command:align", "Which sentences translate each other."),
    "score": Entry("score_command:score", "The quotes of a build, with verdicts."),
    "export": Entry("build_commands:export", "The corpus of a build in other formats."),
    "report": Entry("build_commands:report", "The HTML report of a build again."),
    "clean": Entry("corpus_commands:clean_corpus", "What cleaning does to a corpus."),
    "validate": Entry("corpus_commands:validate", "Whether corpus files keep their format."),
    "find": Entry("corpus_commands:find_in_corpus", "Words in their aligned context."),
    "merge": Entry("corpus_commands:merge", "Builds and corpora as one corpus."),
    "translate": Entry("model_commands:translate_text", "A text in the other language."),
    "finetune": Entry("model_commands:finetune_model", "Train a translation model on a corpus."),
    "evaluate": Entry("model_commands:evaluate_models", "Translators measured and compared."),
    "bench": Entry("bench_commands:app", "Figures on gold data."),
}


class LazyCommands(Mapping[str, Any]):
    """The commands by name, each imported when it is asked for.

    `fiel --help` takes 0.2 s so; with all that all commands need it took 1.4 s, most of it scipy,
    trafilatura and wordfreq.
    """

    def __getitem__(self, name: str) -> Any:
        module, _, attribute = ENTRIES[name].place.partition(":")
        found = getattr(import_module(f"fiel.{module}"), attribute)
        holder = typer.Typer(add_completion=False, rich_markup_mode=None)
        holder.callback()(lambda: None)  # makes it a group, whatever it holds
        if isinstance(found, typer.Typer):
            holder.add_typer(found, name=name)
        else:
            holder.command(name, short_help=ENTRIES[name].summary, no_args_is_help=True)(found)
        return cast(TyperGroup, typer.main.get_command(holder)).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(ENTRIES)

    def __len__(self) -> int:
        return len(ENTRIES)


class Commands(TyperGroup):
    """Lists the commands without importing them."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = LazyCommands()  # type: ignore[assignment]  # nobody adds to it

    def list_commands(self, ctx: Any) -> list[str]:
        return list(ENTRIES)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in ENTRIES.items()])


app = typer.Typer(
    name="fiel",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Match translated news with its originals, align it, check its quotes, keep a parallel corpus.

    Start with: fiel build FOLDER -o DIR""",
)


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
        from fiel.options import talk  # it brings settings and their library, half of what --help takes

        talk.print(f"fiel: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
