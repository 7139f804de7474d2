"""`fiel score`: the quotes of a build and their verdicts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import typer
from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from fiel.builds import load_build
from fiel.check_json import checked_to_json, signature_to_json
from fiel.check_options import Dismissals, FailOn, Html, JUnit
from fiel.check_view import STYLES, render_foot, render_pair
from fiel.data.files import write_atomically
from fiel.errors import InputError
from fiel.eval.dismissals import load_dismissals, say_unmatched, unmatched
from fiel.eval.scoring import with_dismissals, worst_at_least
from fiel.junit import write_junit
from fiel.options import BuildDirectory, Json, Pair, show, talk, write_json
from fiel.pair_view import WORST_FIRST, CheckedPair
from fiel.records import Severity
from fiel.report import Signature, render_scores


def score(
    directory: BuildDirectory,
    as_json: Json = False,
    pair: Pair = None,
    html: Html = None,
    junit: JUnit = None,
    fail_on: FailOn = None,
    dismissals: Dismissals = None,
) -> None:
    """The quotes of a build: what became of each in the translation, what differs, the worst pair first.

    Prints the findings and exits 0 whatever they are, unless --fail-on says otherwise.
    """
    data = load_build(directory).report_data()
    dismissed = load_dismissals(dismissals) if dismissals else {}
    every = [
        replace(c, scored=with_dismissals(c.scored, c.source, c.target, dismissed)) for c in data.checked()
    ]
    left = unmatched(dismissed, [checked.scored.dismissed for checked in every])
    pairs = [checked for checked in every if pair in (None, checked.pair.id)]
    if pair and not pairs:
        raise InputError(f'{directory}: no pair "{pair}"; `fiel score {directory} --json` lists them')
    pairs.sort(key=lambda checked: WORST_FIRST.index(checked.worst))
    if as_json:
        listed = [{"pair": c.pair.id, **checked_to_json(c)} for c in pairs]
        signature = signature_to_json(data.signature)
        write_json({"signature": signature, "pairs": listed, "unmatched_dismissals": left})
    else:
        _print(pairs, data.signature)
    if left:
        talk.print(say_unmatched(left), markup=False, highlight=False, soft_wrap=True)
    if html:
        with write_atomically(html) as temporary:
            temporary.write_text(render_scores(pairs, data.signature), encoding="utf-8")
    if junit:
        write_junit(pairs, junit, fail_on or Severity.MAJOR)
    if fail_on and any(worst_at_least(checked.scored, fail_on) for checked in pairs):
        raise typer.Exit(1)


def _print(pairs: Sequence[CheckedPair], signature: Signature) -> None:
    counts = Counter(checked.worst for checked in pairs)
    tally = Text(f"{len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}: ")
    verdicts = [
        Text(f"{counts[label]} {label.replace('_', ' ')}", style=STYLES.get(label, "dim"))
        for label in WORST_FIRST
        if counts[label]
    ]
    parts: list[RenderableType] = [tally.append_text(Text(", ").join(verdicts))]
    for checked in pairs:
        parts.append(Rule(Text(checked.pair.id, style="bold"), align="left", style="dim", characters="═"))
        parts.append(render_pair(checked))
    show(*parts, render_foot([checked.scored for checked in pairs], signature))
