"""`fiel match`: which articles are translations of each other, why, and what a person makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from fiel.align.calibration import shipped_calibration
from fiel.align.corrections import Correction
from fiel.align.embedded_article import embed
from fiel.align.matching import find_counterparts
from fiel.builds import is_build, load_build
from fiel.decisions import DECISIONS, Decisions
from fiel.errors import InputError, SettingsError
from fiel.match_view import explained, render_explanation
from fiel.options import (
    Encoder,
    Json,
    Set,
    SettingsFile,
    Sources,
    settings_from,
    show,
    talk,
    write_json,
    write_tsv,
)
from fiel.read_command import articles_of
from fiel.records import Article, Decision, DocumentPair, MatchCandidate
from fiel.settings import Settings
from fiel.stages import encoder_of

JOINT = "~"
"""Between the ids of a pair."""


@dataclass(frozen=True, slots=True)
class _Matched:
    """Articles by id, what was decided about them, and what was compared for it."""

    articles: Mapping[str, Article]
    pairs: Sequence[DocumentPair]
    candidates: Sequence[MatchCandidate]


def _decision(flag: str, text: str) -> Any:
    return typer.Option(flag, metavar="ID~ID", help=text, show_default=False)


def match(
    sources: Sources,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="ID",
            help="Why this article has its counterpart, or none.",
            show_default=False,
        ),
    ] = None,
    link: Annotated[list[str] | None, _decision("--link", "Accept this pair, or make it by hand.")] = None,
    refuse: Annotated[list[str] | None, _decision("--refuse", "Never pair these two.")] = None,
    undo: Annotated[list[str] | None, _decision("--undo", "Take back what was decided on them.")] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="Where decisions are kept; of a build: in its directory.",
            show_default=False,
        ),
    ] = None,
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
    urls: Annotated[
        bool, typer.Option("--urls", help="Only pairs, as two addresses a line (the shape of WMT16).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Which articles are translations of each other, and why the others stand alone.

    Prints one line a pair: source, target, decision, probability, reason. SRC may be a build directory.
    --link, --refuse and --undo are a person's decisions, which win over every later run.
    """
    directory = sources[0] if len(sources) == 1 and is_build(sources[0]) else None
    file = decisions or (directory / DECISIONS if directory else None)
    made = bool(link or refuse or undo)
    if made and file is None:
        raise SettingsError("no place for decisions; expected --decisions FILE, or a build directory as SRC")
    kept = Decisions(file) if file else None
    if directory:
        build = load_build(directory)
        articles: Mapping[str, Article] = build.articles
    else:
        settings = settings_from(settings_file, assignments, encoder=encoder)
        articles = {article.id: article for article in articles_of(sources, settings)}
    if made and kept:
        _decide(kept, articles, link or (), refuse or (), undo or ())
        if directory:
            talk.print(f"Kept in {file}. Run `fiel build` on {directory} again to apply it.", soft_wrap=True)
            return
    matched = (
        _Matched(articles, build.pairs, build.candidates)
        if directory
        else _match(articles, settings, kept.corrections() if kept else ())
    )
    if explain is not None:
        seen = explained(_find(explain, matched.articles), matched.pairs, matched.candidates)
        show(render_explanation(seen, matched.articles, shipped_calibration()))
    elif as_json:
        write_json([asdict(pair) for pair in matched.pairs])
    elif urls:
        _write_urls(matched)
    else:
        write_tsv(("source", "target", "decision", "score", "reason"), map(_pair_row, matched.pairs))


def _match(articles: Mapping[str, Article], settings: Settings, decisions: Sequence[Correction]) -> _Matched:
    encoder = encoder_of(settings.encoder)
    embedded = [embed(article, encoder) for article in articles.values()]
    found = find_counterparts(embedded, encoder, settings, decisions)
    return _Matched(articles, found.pairs, found.candidates)


def _decide(
    kept: Decisions,
    articles: Mapping[str, Article],
    linked: Iterable[str],
    refused: Iterable[str],
    undone: Iterable[str],
) -> None:
    """Keep what the options say; ids may be written as for `--explain`."""
    for names in undone:
        if not kept.forget(frozenset(names.split(JOINT))):
            raise InputError(f"--undo {names}: nothing was decided on these two")
    for belong, pairs in ((False, refused), (True, linked)):
        for names in pairs:
            first, joint, second = names.partition(JOINT)
            if not joint:
                raise SettingsError(f'{names}: one id; expected two with "{JOINT}" between')
            one, other = _find(first, articles), _find(second, articles)
            if one.lang == other.lang:
                raise InputError(
                    f'{names}: both are in "{one.lang}"; expected an article and its counterpart'
                )
            kept.keep(Correction(one.id, other.id, belong))


def _find(name: str, articles: Mapping[str, Article]) -> Article:
    """The article of this id, address or file."""
    for article in articles.values():
        file = Path(article.origin)
        if name in (article.id, article.url, article.origin, file.name, file.stem):
            return article
    near = get_close_matches(name, articles, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise InputError(f'no article "{name}" here; expected an id, an address or the name of a file{hint}')


def _write_urls(matched: _Matched) -> None:
    for pair in matched.pairs:
        if pair.decision is not Decision.NONE:
            sides = [matched.articles[str(name)] for name in (pair.source_id, pair.target_id)]
            sides.sort(key=lambda article: article.lang)
            typer.echo("\t".join(article.url or article.id for article in sides))


def _pair_row(pair: DocumentPair) -> list[Any]:
    return [pair.source_id or "", pair.target_id or "", pair.decision, f"{pair.score:.4f}", pair.reason]
