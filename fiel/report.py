"""The report: one HTML page that needs no script and nothing from outside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fiel.check_figures import say_figures
from fiel.estimates import Estimates
from fiel.eval.scoring import ScoredPair, total_verdict
from fiel.figures import histogram
from fiel.pair_view import WORST_FIRST, CheckedPair, Entry, PairView, title_of, view_pair
from fiel.records import (
    Article,
    Bead,
    BeadFinding,
    Decision,
    DocumentPair,
    Quote,
    QuotePair,
    Sentence,
    Skipped,
)

DETAILED_PAIRS = 200
"""Pairs shown side by side, the worst first: a page with more grows too heavy for a browser."""
OPEN_PAIRS = 8
"""Pairs whose texts are unfolded from the start."""
LISTED_ROWS = 1000
"""Most rows of a table of pairs, unmatched articles or skipped inputs."""
DOUBTFUL = 0.5
"""Beads below this probability have a dashed frame."""


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """What a stage took in, what it gave, and why the rest was dropped."""

    stage: str
    came_in: int
    went_out: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    """How many for each reason code."""
    takes: str = "in"
    gives: str = "out"
    """Plural nouns for the two counts, such as `files` and `articles`."""

    @property
    def lost(self) -> int:
        """How many were dropped, for any reason."""
        return sum(self.dropped.values())


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A corpus file that the build wrote."""

    name: str
    bytes: int
    segments: int


@dataclass(frozen=True, slots=True)
class Signature:
    """What every figure of a report depends on besides its input."""

    version: str
    settings: str
    encoder: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a build found out."""

    title: str
    signature: Signature
    funnel: tuple[FunnelStep, ...]
    articles: Mapping[str, Article]
    skipped: tuple[Skipped, ...]
    pairs: tuple[DocumentPair, ...]
    """Those with one side and no counterpart included."""
    sentences: Mapping[str, tuple[Sentence, ...]]
    """By article id."""
    beads: Mapping[str, tuple[Bead, ...]]
    """By pair id."""
    quotes: Mapping[str, tuple[Quote, ...]]
    """By article id."""
    quote_pairs: Mapping[str, tuple[QuotePair, ...]]
    """By pair id."""
    exported: tuple[ExportedFile, ...] = ()
    findings: Mapping[str, tuple[BeadFinding, ...]] = field(default_factory=dict)
    """Those outside the quotes, by pair id."""
    relatedness: Mapping[str, float] = field(default_factory=dict)
    """How far the texts of a pair are translations of each other, by pair id; 1 where it is not known."""

    def checked(self) -> list[CheckedPair]:
        """The matched pairs with everything known about them, the worst verdict first."""
        found = [self._check(pair) for pair in self.pairs if pair.source_id and pair.target_id]
        return sorted(found, key=lambda checked: (WORST_FIRST.index(checked.worst), checked.pair.id))

    def _check(self, pair: DocumentPair) -> CheckedPair:
        source, target = str(pair.source_id), str(pair.target_id)
        quote_pairs, around = self.quote_pairs.get(pair.id, ()), self.findings.get(pair.id, ())
        related = self.relatedness.get(pair.id, 1.0)
        scored = ScoredPair(
            self.quotes.get(source, ()),
            self.quotes.get(target, ()),
            quote_pairs,
            around,
            total_verdict(quote_pairs, around, related),
            related,
        )
        return CheckedPair(
            pair,
            self.articles[source],
            self.articles[target],
            self.sentences.get(source, ()),
            self.sentences.get(target, ()),
            self.beads.get(pair.id, ()),
            scored,
        )

    def unmatched(self) -> list[tuple[DocumentPair, Article]]:
        """The articles without a counterpart, the nearest miss first."""
        lone = [pair for pair in self.pairs if pair.decision is Decision.NONE]
        return [
            (pair, self.articles[str(pair.source_id or pair.target_id)])
            for pair in sorted(lone, key=lambda pair: (-pair.score, pair.id))
        ]


def render_report(build: ReportData) -> str:
    """The report of a build as a self-contained HTML page."""
    checked = build.checked()
    views = [view_pair(pair, number) for number, pair in enumerate(checked[:DETAILED_PAIRS], 1)]
    entries = _sort_entries(views)
    return (
        page_environment()
        .get_template("report.html")
        .render(
            title=build.title,
            signature=build.signature,
            estimates=None,
            build=build,
            checked=checked,
            views=views,
            decisions=Counter(pair.pair.decision for pair in checked),
            verdicts=[
                (label, n) for label in WORST_FIRST if (n := sum(pair.worst == label for pair in checked))
            ],
            entries=entries,
            checks=_checks(entries),
            unmatched=build.unmatched(),
            empty=explain_empty(build.funnel) if not checked else "",
            figures=_draw_figures(build, checked),
            listed_rows=LISTED_ROWS,
            open_pairs=OPEN_PAIRS,
        )
    )


def render_check(checked: CheckedPair, signature: Signature, estimates: Estimates | None = None) -> str:
    """One translation beside its original as a self-contained HTML page."""
    view = view_pair(checked, 1)
    entries = _sort_entries([view])
    return (
        page_environment()
        .get_template("check.html")
        .render(
            title=title_of(checked.target),
            signature=signature,
            estimates=estimates,
            view=view,
            entries=entries,
            checks=_checks(entries),
        )
    )


def render_scores(pairs: Sequence[CheckedPair], signature: Signature) -> str:
    """Translations beside their originals, in the order given, as a self-contained HTML page."""
    views = [view_pair(pair, number) for number, pair in enumerate(pairs[:DETAILED_PAIRS], 1)]
    entries = _sort_entries(views)
    verdicts = Counter(pair.worst for pair in pairs)
    return (
        page_environment()
        .get_template("scores.html")
        .render(
            title="Quotes and their translations",
            signature=signature,
            estimates=None,
            pairs=pairs,
            views=views,
            verdicts=[(label, verdicts[label]) for label in WORST_FIRST if verdicts[label]],
            entries=entries,
            checks=_checks(entries),
            open_pairs=OPEN_PAIRS,
        )
    )


def explain_empty(funnel: Sequence[FunnelStep]) -> str:
    """Why nothing came out: the first stage that gave nothing, with its reasons.

    >>> explain_empty([FunnelStep("read", 2, 2), FunnelStep("match", 2, 0, {"one_language": 2})])
    'Nothing came out of “match”: of 2, 2 were dropped (one_language: 2).'
    """
    for step in funnel:
        if step.came_in == 0:
            return f"Nothing reached “{step.stage}”: there was no input."
        if step.went_out == 0:
            reasons = ", ".join(f"{reason}: {number:,}" for reason, number in step.dropped.items())
            why = f" ({reasons})" if reasons else ""
            return (
                f"Nothing came out of “{step.stage}”: of {step.came_in:,}, {step.lost:,} were dropped{why}."
            )
    return "No article has a counterpart among the others."


def _sort_entries(views: Iterable[PairView]) -> list[Entry]:
    """Key quotes and all passages that have a finding, in quotes or outside, the worst verdict first."""
    wanted = [entry for view in views for entry in view.entries if entry.is_listed]
    return sorted(wanted, key=lambda entry: (WORST_FIRST.index(entry.verdict.label), entry.pair_number))


def _checks(entries: Iterable[Entry]) -> list[str]:
    """The checks that found something, for the table's filter."""
    return sorted({note.finding.check for entry in entries for note in entry.notes})


def _draw_figures(build: ReportData, checked: Sequence[CheckedPair]) -> list[tuple[str, Markup]]:
    """Captions and histograms; none for a build without pairs."""
    if not checked:
        return []
    beads = [bead for pair in checked for bead in pair.beads]
    accepted = [pair.pair.score for pair in checked]
    rejected = [pair.score for pair, _ in build.unmatched() if pair.runner_up]
    rejected += [pair.pair.runner_up_score for pair in checked if pair.pair.runner_up]
    drawings = (
        (
            "Match score of accepted pairs and of the best candidates refused",
            histogram("match", {"accepted": accepted, "refused": rejected}, label="score", limits=(0, 1)),
        ),
        (
            "Probability of beads with text on both sides and on one",
            histogram(
                "beads",
                {
                    "both sides": [bead.score for bead in beads if bead.source and bead.target],
                    "one side": [bead.score for bead in beads if not (bead.source and bead.target)],
                },
                label="probability",
                limits=(0, 1),
            ),
        ),
        (
            "Sentence length in the originals and the translations",
            histogram(
                "lengths",
                {
                    "original": [len(s.text) for pair in checked for s in pair.source_sentences],
                    "translation": [len(s.text) for pair in checked for s in pair.target_sentences],
                },
                label="characters",
                limits=(0, 480),
            ),
        ),
        (
            "Length of the original over that of its translation, bead by bead",
            histogram(
                "ratios",
                {"beads": [ratio for pair in checked for ratio in _length_ratios(pair)]},
                label="ratio of characters",
                limits=(0, 2.4),
            ),
        ),
    )
    return [(caption, Markup(svg)) for caption, svg in drawings]


def _length_ratios(checked: CheckedPair) -> list[float]:
    source = {sentence.index: len(sentence.text) for sentence in checked.source_sentences}
    target = {sentence.index: len(sentence.text) for sentence in checked.target_sentences}
    return [
        sum(source[index] for index in bead.source) / sum(target[index] for index in bead.target)
        for bead in checked.beads
        if bead.source and bead.target
    ]


def page_environment() -> Environment:
    """Where the templates of all pages are, and what all of them may say."""
    environment = Environment(
        loader=PackageLoader("fiel"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["doubtful"] = DOUBTFUL
    environment.globals["say_figures"] = say_figures
    environment.globals["title_of"] = title_of
    return environment
