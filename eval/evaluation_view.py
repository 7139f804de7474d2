"""An evaluation to be read: a table for the terminal, and a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from fiel.eval.checks import CHECKS
from fiel.eval.evaluation import Evaluation, Sentence
from fiel.eval.metrics import Score

SIGNIFICANT = 0.05
LISTED = 100
"""Sentences on the page."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A translation that the metric likes and a check does not."""

    system: str
    source: str
    reference: str
    sentence: Sentence


def table(evaluation: Evaluation) -> str:
    """Systems by metrics and by sentences flagged, and the signatures under it.

    A star marks a difference from the first system with p < .05 by paired bootstrap.
    """
    head, *rows = _rows(evaluation)
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join([*lines, "", *notes(evaluation)])


def _rows(evaluation: Evaluation) -> Iterator[list[str]]:
    first = next(iter(evaluation.systems.values()))
    checks = used_checks(evaluation)
    yield ["", *first.scores, "s", *checks]
    for name, result in evaluation.systems.items():
        scores = [shown(result.scores[metric]) if result.scores else "" for metric in first.scores]
        counts = [str(result.flagged.get(check, 0)) for check in checks]
        yield [name, *scores, f"{result.seconds:.1f}" if result.scores else "", *counts]


def shown(score: Score) -> str:
    """`23.4 ±1.2*`: value, half the 95 % interval, and whether it differs from the first system."""
    star = "*" if score.p is not None and score.p < SIGNIFICANT else ""
    return f"{score.value:.1f} ±{(score.high - score.low) / 2:.1f}{star}"


def used_checks(evaluation: Evaluation) -> list[str]:
    """The checks that flagged anything at all."""
    return [name for name in CHECKS if any(r.flagged.get(name) for r in evaluation.systems.values())]


def notes(evaluation: Evaluation) -> list[str]:
    """What the table's figures depend on."""
    first = next(iter(evaluation.systems.values()))
    return [
        f"{len(evaluation.ids)} sentences, {evaluation.source_lang} to {evaluation.target_lang}; * differs from "
        "the first row, p < .05, paired bootstrap",
        "right of s (seconds): sentences with a finding of major or worse, by check",
        *(score.signature for score in first.scores.values()),
        *(f"{name}: {result.signature}" for name, result in evaluation.systems.items() if result.signature),
        evaluation.signature,
    ]


def missed(evaluation: Evaluation) -> Sequence[Missed]:
    """Translations with a grave finding, those that are most like the reference first."""
    found = [
        Missed(name, evaluation.sources[row], evaluation.references[row], sentence)
        for name, result in evaluation.systems.items()
        if result.scores
        for row, sentence in enumerate(result.sentences)
        if sentence.is_grave
    ]
    return sorted(found, key=lambda item: -item.sentence.chrf)


def page(evaluation: Evaluation) -> str:
    """One HTML page that needs nothing from outside: the table, and what the metrics miss."""
    environment = Environment(
        loader=PackageLoader("fiel"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    head, *rows = _rows(evaluation)
    found = missed(evaluation)
    return environment.get_template("evaluation.html").render(
        head=head, rows=rows, notes=notes(evaluation), missed=found[:LISTED], count=len(found)
    )
