"""What the commands share: options that mean the same everywhere, and how they speak."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console, Group, RenderableType

from fiel.errors import SettingsError
from fiel.settings import Settings, load_settings

talk = Console(stderr=True)
"""Talk and progress; data goes to stdout."""

Sources = Annotated[
    list[Path],
    typer.Argument(metavar="SRC", help="Files or folders of articles, languages mixed.", show_default=False),
]
BuildDirectory = Annotated[
    Path, typer.Argument(metavar="DIR", help="A directory that `fiel build` made.", show_default=False)
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        help="Settings in TOML; default: fiel.toml, if it is here.",
        show_default=False,
    ),
]
BuildSettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        help="Settings in TOML; default: those of the build, of a file fiel.toml, if it is here.",
        show_default=False,
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="One setting, as in the file: export.min_score=0.7",
        show_default=False,
    ),
]
Encoder = Annotated[str | None, typer.Option("--encoder", help="Sentence encoder.", show_default=False)]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="lexicon.parquet of a build: words it finds on the other side are not called left out.",
        show_default=False,
    ),
]
Terms = Annotated[
    Path | None,
    typer.Option(
        "--terms",
        metavar="FILE",
        help="TSV of your own terms: Spanish, accepted, wrong, severity, note; the last three may be missing.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="The same as JSON.")]
Pair = Annotated[
    str | None, typer.Option("--pair", metavar="ID", help="Only this document pair.", show_default=False)
]


def settings_from(
    file: Path | None, assignments: list[str] | None, *, made: Settings | None = None, **options: Any
) -> Settings:
    """Settings of the file, then of `--set`, then of the command's own options.

    `made`, the settings a build was made with, stand for a file where none is named.
    """
    default = Path("fiel.toml")
    if file is None and made is None and default.is_file():
        file = default
    overrides = dict(_flat(made)) if made and file is None else {}
    overrides |= {key.replace(".", "__"): value for key, value in assigned(assignments).items()}
    overrides |= {name: value for name, value in options.items() if value is not None}
    return load_settings(file, **overrides)


def assigned(assignments: list[str] | None, example: str = "export.min_score=0.7") -> dict[str, Any]:
    """Keys and values of `--set KEY=VALUE`; raises SettingsError for one without "="."""
    values: dict[str, Any] = {}
    for assignment in assignments or []:
        key, equals, value = assignment.partition("=")
        if not equals:
            raise SettingsError(f'--set {assignment}: no "="; expected such as {example}')
        values[key.strip()] = _value(value.strip())
    return values


def show(*parts: RenderableType, to: Console | None = None) -> None:
    """One below the other, to stdout or `to`; in a file or a pipe without colour and blanks at line ends."""
    console = to or Console()
    if console.is_terminal:
        console.print(Group(*parts))
        return
    with console.capture() as captured:
        console.print(Group(*parts))
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()), file=console.file)


def write_json(value: object) -> None:
    """One JSON value on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def write_tsv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A header and rows, tab-separated, on stdout."""
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def _flat(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Keys as `load_settings` takes them, and copies of the values, as it may write into them."""
    for name, value in settings.model_dump().items():
        if isinstance(getattr(settings, name), BaseModel):
            yield from ((f"{name}__{key}", inner) for key, inner in value.items())
        else:
            yield name, value


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
