"""`fiel align`: the beads between two texts, those of many pairs, or those of a build."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import fiel
from fiel.alignment_forms import Alignments, Form, write
from fiel.alignment_view import render_view
from fiel.api import Alignment, align_texts
from fiel.builds import load_build
from fiel.data.files import write_atomically
from fiel.data.ladder import read_ladder
from fiel.errors import InputError, SettingsError
from fiel.inputs import read_article, read_lines, read_text
from fiel.options import Encoder, Pair, Set, SettingsFile, settings_from, talk
from fiel.pair_list import ListedPair, read_list, write_each
from fiel.progress import Terminal
from fiel.report import Signature
from fiel.settings import Settings
from fiel.stages import encoder_of


def align(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SOURCE", help="The original, or a build directory; - for stdin.", show_default=False
        ),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Argument(metavar="[TARGET]", help="Its translation; - for stdin.", show_default=False),
    ] = None,
    lines: Annotated[bool, typer.Option("--lines", help="The files hold one sentence a line.")] = False,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="How to write the beads; default: view on a terminal, else tsv.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="File to write; with --list a folder.", show_default=False
        ),
    ] = None,
    source_lang: Annotated[
        str,
        typer.Option(metavar="CODE", help="Language of SOURCE; default: identified.", show_default=False),
    ] = "",
    target_lang: Annotated[
        str,
        typer.Option(metavar="CODE", help="Language of TARGET; default: identified.", show_default=False),
    ] = "",
    anchors: Annotated[
        Path | None,
        typer.Option(
            "--anchors", metavar="FILE", help="A ladder of beads that must be kept.", show_default=False
        ),
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option(
            "--list",
            metavar="FILE",
            help="Many pairs: SOURCE, TARGET and OUTPUT a line, a tab between them.",
            show_default=False,
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Also pairs of the list that are done.")] = False,
    pair: Pair = None,
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
) -> None:
    """The beads between two texts, those of many pairs, or those of a build.

    `tsv`: kind, probability, source, target, 1 for a bead that crosses others. `ladder`:
    [0]:[0, 1]:0.970000, as Vecalign prints it. `json`: all that is known. `view`: side by side.
    `html`: the same as a page.
    """
    settings = settings_from(settings_file, assignments, encoder=encoder)
    signature = Signature(fiel.__version__, settings.signature(), encoder_of(settings.encoder).signature)
    languages = (source_lang, target_lang)
    if listed is not None:
        if source or anchors or pair:
            raise SettingsError("--list goes without SOURCE, TARGET, --anchors and --pair")
        chosen = form or Form.TSV
        pairs = read_list(read_text(listed), str(listed), output, chosen.suffix)

        def render(one: ListedPair) -> str:
            alignment = _align(one.source, one.target, lines, languages, settings)
            return write({_name(one.source, one.target): alignment}, chosen, signature)

        reporter = Terminal(talk)
        outcome = write_each(pairs, render, again, reporter)
        reporter.say(
            f"{len(pairs)} pairs: {outcome.made} aligned, {outcome.kept} kept, {outcome.failed} failed"
        )
        if outcome.failed:
            raise typer.Exit(1)
        return
    if source is None:
        raise SettingsError("no SOURCE; expected two texts, a build directory, or --list FILE")
    if target is None:
        alignments = _of_build(source, pair)
    else:
        locks = read_ladder(anchors) if anchors else ()
        alignments = {_name(source, target): _align(source, target, lines, languages, settings, locks)}
    _show(alignments, form, output, signature)


def _align(
    source: Path,
    target: Path,
    lines: bool,
    languages: tuple[str, str],
    settings: Settings,
    locks: Sequence[tuple[tuple[int, ...], tuple[int, ...]]] = (),
) -> Alignment:
    if str(source) == str(target) == "-":
        raise SettingsError("both texts are -; expected one of them in a file")
    first, second = (
        read_lines(path) if lines else read_article(path, lang)
        for path, lang in zip((source, target), languages, strict=True)
    )
    name = _name(source, target)
    alignment = align_texts(
        first,
        second,
        settings,
        source_lang=languages[0],
        target_lang=languages[1],
        locks=locks,
        name=name,
    )
    if alignment.source and alignment.target and alignment.languages[0] == alignment.languages[1]:
        talk.print(f'{name}: both texts look like "{alignment.languages[0]}"', markup=False, highlight=False)
    return alignment


def _name(source: Path, target: Path) -> str:
    return f"{source.name}--{target.name}"


def _of_build(directory: Path, pair: str | None) -> Alignments:
    if directory.is_file():
        raise SettingsError(f"{directory}: no TARGET; expected two texts or a build directory")
    build = load_build(directory)
    found = {}
    for document in build.pairs:
        if document.id in build.beads and pair in (None, document.id):
            articles = [build.articles[str(side)] for side in (document.source_id, document.target_id)]
            source, target = (build.sentences[article.id] for article in articles)
            found[document.id] = Alignment(
                tuple(sentence.text for sentence in source),
                tuple(sentence.text for sentence in target),
                build.beads[document.id],
                (articles[0].lang, articles[1].lang),
                (
                    tuple(sentence.paragraph for sentence in source),
                    tuple(sentence.paragraph for sentence in target),
                ),
            )
    if pair is not None and not found:
        known = ", ".join(list(build.beads)[:3])
        raise InputError(
            f'{directory}: no aligned pair "{pair}"; there are {len(build.beads)}, such as {known}'
        )
    return found


def _show(alignments: Alignments, form: Form | None, output: Path | None, signature: Signature) -> None:
    """To the file; else to stdout, the view in the terminal's own width and colours."""
    console = Console()
    if output is not None:
        with write_atomically(output) as temporary:
            temporary.write_text(write(alignments, form or Form.TSV, signature), encoding="utf-8")
    elif console.is_terminal and form in (None, Form.VIEW):
        console.print(render_view(alignments))
    else:
        typer.echo(write(alignments, form or Form.TSV, signature), nl=False)
