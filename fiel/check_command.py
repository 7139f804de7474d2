"""`fiel check`: one translation against its original."""

from pathlib import Path
from typing import Annotated

import typer

import fiel
from fiel.api import check_translation
from fiel.check_json import checked_to_json, signature_to_json
from fiel.check_options import Dismissals, FailOn, Html, JUnit
from fiel.check_view import render_foot, render_pair
from fiel.data.files import write_atomically
from fiel.errors import SettingsError
from fiel.estimates import estimate
from fiel.eval.dismissals import load_dismissals, say_unmatched, unmatched
from fiel.eval.scoring import worst_at_least
from fiel.inputs import read_article
from fiel.junit import write_junit
from fiel.models.estimators import load_estimator
from fiel.options import (
    Encoder,
    Json,
    Lexicon,
    Set,
    SettingsFile,
    Terms,
    settings_from,
    show,
    talk,
    write_json,
)
from fiel.records import Severity
from fiel.report import Signature, render_check
from fiel.stages import encoder_of


def check(
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="The translation; - for stdin.", show_default=False)
    ],
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="The original; - for stdin.", show_default=False)
    ],
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
    as_json: Json = False,
    html: Html = None,
    junit: JUnit = None,
    fail_on: FailOn = None,
    estimator: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="ESTIMATOR",
            help="Also estimate quality: chrf:apertium, chrf:MODEL, comet or comet:MODEL.",
            show_default=False,
        ),
    ] = None,
    dismissals: Dismissals = None,
    lexicon: Lexicon = None,
    terms: Terms = None,
) -> None:
    """How faithfully a translation renders its original: its quotes, what differs, a verdict.

    Prints the findings and exits 0 whatever they are, unless --fail-on says otherwise.
    """
    if str(source) == str(target) == "-":
        raise SettingsError("- and -: both texts from stdin; expected at least one of them in a file")
    settings = settings_from(
        settings_file,
        assignments,
        encoder=encoder,
        score__lexicon=lexicon and str(lexicon),
        score__terms=terms and str(terms),
    )
    dismissed = load_dismissals(dismissals) if dismissals else {}
    checked = check_translation(read_article(source), read_article(target), settings, dismissed=dismissed)
    pair, scored = checked.pair, checked.scored
    left = unmatched(dismissed, [scored.dismissed])
    if (pair.source.lang, pair.target.lang) == (settings.target_lang, settings.source_lang):
        talk.print(_swapped(pair.source.lang, pair.target.lang), soft_wrap=True)
    signature = Signature(fiel.__version__, settings.signature(), encoder_of(settings.encoder).signature)
    estimates = None
    if estimator:
        estimates = estimate(pair, load_estimator(estimator, pair.source.lang, pair.target.lang))
    if as_json:
        found = checked_to_json(pair, estimates)
        write_json({"signature": signature_to_json(signature), **found, "unmatched_dismissals": left})
    else:
        show(render_pair(pair, estimates), render_foot([scored], signature))
    if left:
        talk.print(say_unmatched(left), markup=False, highlight=False, soft_wrap=True)
    if html:
        with write_atomically(html) as temporary:
            temporary.write_text(render_check(pair, signature, estimates), encoding="utf-8")
    if junit:
        write_junit([pair], junit, fail_on or Severity.MAJOR)
    if fail_on and worst_at_least(scored, fail_on):
        raise typer.Exit(1)


def _swapped(original: str, translation: str) -> str:
    return (
        f"the original is taken to be in {original}, its translation in {translation}; if it is the other "
        "way round, name the translation first: fiel check TARGET SOURCE"
    )
