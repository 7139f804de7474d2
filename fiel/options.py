"""What the commands share: options that mean the same everywhere, and how they speak."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

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
Json = Annotated[bool, typer.Option("--json", help="The same as JSON.")]
Pair = Annotated[
    str | None, typer.Option("--pair", metavar="ID", help="Only this document pair.", show_default=False)
]


def settings_from(file: Path | None, assignments: list[str] | None, **options: Any) -> Settings:
    """Settings of the file, then of `--set`, then of the command's own options."""
    default = Path("fiel.toml")
    overrides: dict[str, Any] = {}
    for assignment in assignments or []:
        key, equals, value = assignment.partition("=")
        if not equals:
            raise SettingsError(f'--set {assignment}: no "="; expected such as export.min_score=0.7')
        overrides[key.strip().replace(".", "__")] = _value(value.strip())
    overrides |= {name: value for name, value in options.items() if value is not None}
    return load_settings(file or (default if default.is_file() else None), **overrides)


def write_json(value: object) -> None:
    """One JSON value on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def write_tsv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A header and rows, tab-separated, on stdout."""
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
