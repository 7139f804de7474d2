"""`fiel read`: the articles in files and folders, as JSON lines."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import typer

from fiel.data.reading import read_articles
from fiel.errors import InputError
from fiel.options import Set, SettingsFile, Sources, settings_from, talk
from fiel.records import Article
from fiel.settings import Settings


def read(sources: Sources, settings_file: SettingsFile = None, assignments: Set = None) -> None:
    """Articles as JSON lines: text, language, date, and what was taken out of the body."""
    for article in articles_of(sources, settings_from(settings_file, assignments)):
        values = asdict(article) | {"date": article.date and article.date.isoformat()}
        typer.echo(json.dumps(values, ensure_ascii=False))


def articles_of(sources: list[Path], settings: Settings) -> Iterator[Article]:
    """The articles of files and folders; what is skipped is said on stderr.

    Raises InputError, at the end, if there was none.
    """
    found = False
    for item in read_articles(sources, (settings.source_lang, settings.target_lang)):
        if isinstance(item, Article):
            found = True
            yield item
        else:
            talk.print(f"skipped {item.origin}: {item.reason}: {item.detail}", markup=False, soft_wrap=True)
    if not found:
        raise InputError(f"{', '.join(map(str, sources))}: no article; expected one at least")
