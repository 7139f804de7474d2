"""Why an article has this counterpart or none, on the terminal, readable in 80 columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fiel.align.assignment import answered
from fiel.align.calibration import Calibration, features
from fiel.records import Article, DocumentPair, MatchCandidate, Outcome

SHOWN = 3
"""Candidates side by side."""
OUTCOMES = {
    Outcome.PAIRED: ("paired", "green"),
    Outcome.REFUSED: ("a person refused it", "magenta"),
    Outcome.OUTDONE: ("another answers more", "yellow"),
    Outcome.UNLIKELY: ("not likely enough", "red"),
    Outcome.UNALIKE: ("hardly alike", "red"),
}
"""In words, and their colour."""
SHARES = ("covered_source", "covered_target")


@dataclass(frozen=True, slots=True)
class Explained:
    """An article, what was decided about it, and what it was compared with, the best first."""

    article: Article
    pair: DocumentPair
    candidates: tuple[MatchCandidate, ...]

    def other(self, candidate: MatchCandidate) -> str:
        """The id of the article compared with."""
        return candidate.second_id if candidate.first_id == self.article.id else candidate.first_id

    def shares(self, candidate: MatchCandidate) -> tuple[float, float]:
        """Covered shares of this article and of the other."""
        own, other = (candidate.evidence[name] for name in SHARES)
        return (own, other) if candidate.first_id == self.article.id else (other, own)


def explained(
    article: Article, pairs: Sequence[DocumentPair], candidates: Sequence[MatchCandidate]
) -> Explained:
    """What concerns one article."""
    pair = next(pair for pair in pairs if article.id in (pair.source_id, pair.target_id))
    concerned = [one for one in candidates if article.id in (one.first_id, one.second_id)]
    order = list(OUTCOMES)
    concerned.sort(key=lambda one: (order.index(one.outcome), -one.score, -one.evidence["similarity"]))
    return Explained(article, pair, tuple(concerned))


def render_explanation(
    seen: Explained, articles: Mapping[str, Article], calibration: Calibration
) -> RenderableType:
    """The article, the answer and its reason, then its candidates side by side, feature by feature."""
    head = Table.grid(padding=(0, 1))
    head.add_column(style="dim", no_wrap=True)
    head.add_column()
    head.add_row(seen.article.lang, Text(_named(seen.article), style="bold"))
    head.add_row("answer", Text(_answer(seen), style="bold"))
    head.add_row("reason", Text(seen.pair.reason))
    if seen.pair.direction:
        head.add_row("direction", Text(seen.pair.direction))
    if seen.pair.runner_up:
        head.add_row("runner-up", Text(f"{seen.pair.runner_up}, {seen.pair.runner_up_score:.0%}"))
    if not seen.candidates:
        return Group(head)
    shown = seen.candidates[:SHOWN]
    left_out = len(seen.candidates) - len(shown)
    note = (
        "Numbers with a sign: what a feature adds to the log-odds, against a value between pairs and "
        "near misses." + (f" {left_out} more candidates, all of them less likely." if left_out else "")
    )
    return Group(head, Text(), _side_by_side(seen, shown, articles, calibration), Text(note, style="dim"))


def _side_by_side(
    seen: Explained,
    shown: Sequence[MatchCandidate],
    articles: Mapping[str, Article],
    calibration: Calibration,
) -> Table:
    table = Table(box=None, pad_edge=False, header_style="")
    table.add_column("", style="dim", no_wrap=True)
    for one in shown:
        table.add_column(_named(articles[seen.other(one)]), justify="left", max_width=24)
    table.add_row("became of it", *(Text(*OUTCOMES[one.outcome]) for one in shown))
    table.add_row("probability", *(f"{one.score:.1%}" for one in shown))
    if any(one.outcome is not Outcome.UNALIKE for one in shown):
        for label, cells in _weighed_rows(seen, shown, calibration):
            table.add_row(label, *cells)
    for name in _unweighed(shown, calibration):
        table.add_row(Text(name, style="dim"), *(_plain(one, name) for one in shown))
    return table


def _weighed_rows(
    seen: Explained, shown: Sequence[MatchCandidate], calibration: Calibration
) -> Iterator[tuple[str, list[str]]]:
    """What the probability and the assignment go by; a dash for what was not aligned."""
    rows: dict[str, Callable[[MatchCandidate], str]] = {
        "of this text": lambda one: f"{seen.shares(one)[0]:.0%} covered",
        "of the other": lambda one: f"{seen.shares(one)[1]:.0%} covered",
        "answers it by": lambda one: f"{_answers(seen, one):.0%}",
        "intercept": lambda one: f"      {calibration.intercept:+.2f}",
        **{name: partial(_weighed, name=name, calibration=calibration) for name in calibration.weights},
    }
    for label, cell in rows.items():
        yield label, ["-" if one.outcome is Outcome.UNALIKE else cell(one) for one in shown]


def _answers(seen: Explained, candidate: MatchCandidate) -> float:
    """What the assignment goes by: the covered share of this text, less where the two disagree."""
    return answered(candidate.evidence, "source" if candidate.first_id == seen.article.id else "target")


def _weighed(candidate: MatchCandidate, name: str, calibration: Calibration) -> str:
    value = features(candidate.evidence)[name]
    return f"{value:.2f}  {calibration.contributions(candidate.evidence)[name]:+.2f}"


def _unweighed(shown: Sequence[MatchCandidate], calibration: Calibration) -> Iterator[str]:
    names = dict.fromkeys(name for one in shown for name in one.evidence)
    return (name for name in names if name not in calibration.weights and name not in SHARES)


def _plain(candidate: MatchCandidate, name: str) -> Text:
    value = candidate.evidence.get(name)
    if value is None:
        return Text("-", style="dim")
    return Text(f"{value:+.0f}" if name in ("days", "ids") else f"{value:.2f}", style="dim")


def _answer(seen: Explained) -> str:
    other = next(
        (name for name in (seen.pair.source_id, seen.pair.target_id) if name != seen.article.id), None
    )
    with_whom = f" with {other}" if other else ""
    return f"{seen.pair.decision}{with_whom}, {seen.pair.score:.0%}"


def _named(article: Article) -> str:
    day = article.date.isoformat() if article.date else ""
    known = " · ".join(filter(None, (article.id, day, article.outlet)))
    return f"{article.title or 'untitled'}\n{known}"
