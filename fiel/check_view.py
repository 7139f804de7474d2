"""One checked translation on the terminal, readable in 80 columns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from fiel.check_figures import checks_in
from fiel.estimates import Estimates
from fiel.eval.dismissals import finding_key
from fiel.eval.relatedness import RELATED
from fiel.eval.scoring import ScoredPair
from fiel.pair_view import CUES, WORST_FIRST, CheckedPair, title_of
from fiel.records import Article, BeadFinding, Finding, Quote, QuotePair, QuoteStatus, Severity, Span, Verdict
from fiel.report import Signature

STYLES = {
    "critical": "bold red",
    "major": "red",
    "needs_human": "magenta",
    "not_aligned": "magenta",
    "minor": "yellow",
    "not_scored": "cyan",
    "neutral": "dim",
    "faithful": "green",
}
"""By verdict and severity; signs and words say the same without colour."""
LABELS = ("critical", "major", "minor", "neutral", "dismissed")
"""What findings are counted as, the worst first."""
EXCERPT = 64
"""Characters of a quote without findings."""
LOWEST = 3
"""Beads listed for their low estimate."""


def render_pair(checked: CheckedPair, estimates: Estimates | None = None) -> RenderableType:
    """The verdict, quotes with findings or doubts in full, the worst first, then the others a line each.

    Each finding ends with the key that a file of dismissals names it by; a dismissed one has its reason.
    """
    source, target, scored = checked.source, checked.target, checked.scored
    pairs = sorted(scored.quote_pairs, key=lambda pair: (WORST_FIRST.index(pair.verdict.label), pair.index))
    listed = [pair for pair in pairs if pair.verdict.label != "faithful"]
    plain = [pair for pair in pairs if pair.verdict.label == "faithful"]
    around = [
        item
        for item in scored.bead_findings
        if item.finding.severity is not Severity.NEUTRAL
        or finding_key(source, target, item.finding) in scored.dismissed
    ]
    parts: list[RenderableType] = [_head(checked)]
    for pair in listed:
        parts += _quote(pair, source, target, scored, estimates)
    if around:
        parts += [
            Rule("outside the quotes", align="left", style="dim"),
            *_around(around, source, target, scored),
        ]
    if plain:
        parts += [
            Rule("quotes without findings", align="left", style="dim"),
            _short_lines(plain, source, target, scored, estimates),
        ]
    if estimates:
        parts += [Rule("lowest estimates", align="left", style="dim"), _lowest(estimates)]
    return Group(*parts)


def render_foot(scored: Iterable[ScoredPair], signature: Signature) -> RenderableType:
    """How far the checks that found something can be trusted, and what every figure depends on."""
    shown = [finding for pair in scored for finding in _counting(pair)]
    foot = Text(
        f"fiel {signature.version} · settings {signature.settings} · {signature.encoder}", style="dim"
    )
    if not shown:
        return foot
    lines = Table.grid(padding=(0, 1))
    for check, figures in checks_in(finding.check for finding in shown).items():
        lines.add_row(check, Text(figures, style="dim"))
    return Group(Rule("as measured on development data", align="left", style="dim"), lines, foot)


def _counting(scored: ScoredPair) -> list[Finding]:
    """The findings that were not dismissed."""
    found = [finding for pair in scored.quote_pairs for finding in pair.findings]
    found += [item.finding for item in scored.bead_findings]
    return [finding for finding in found if finding.severity is not Severity.NEUTRAL]


def _head(checked: CheckedPair) -> RenderableType:
    source, target, scored = checked.source, checked.target, checked.scored
    found = Counter(_labels(source, target, scored))
    counts = [f"{found[label]} {label}" for label in LABELS if found[label]]
    lines = Table.grid(padding=(0, 1))
    lines.add_row("translation", Text(target.lang, style="dim"), Text(title_of(target), style="bold"))
    lines.add_row("original", Text(source.lang, style="dim"), Text(title_of(source)))
    verdict = _verdict(scored.verdict)
    verdict.append(f" · {_plural(len(scored.quote_pairs), 'quote')} · ", style="default")
    verdict.append(f"findings: {', '.join(counts)}" if counts else "no findings", style="default")
    if scored.relatedness < RELATED:
        verdict = Text.assemble(_verdict(scored.verdict), (f" · {_strangers(scored)}", "default"))
    elif checked.is_condensed:
        return Group(lines, verdict, Text(f"{checked.pair.reason}; left-out quotes are not counted"))
    return Group(lines, verdict)


def _labels(source: Article, target: Article, scored: ScoredPair) -> Iterator[str]:
    """The severity of each finding, or that it was dismissed."""
    found = [(finding, pair) for pair in scored.quote_pairs for finding in pair.findings]
    for finding, pair in (*found, *((item.finding, None) for item in scored.bead_findings)):
        key = finding_key(source, target, finding, pair)
        yield "dismissed" if key in scored.dismissed else finding.severity.value


def _strangers(scored: ScoredPair) -> str:
    return (
        f"the texts are no translations of each other: relatedness {scored.relatedness:.2f}, "
        f"expected {RELATED} or more; nothing was compared"
    )


def _quote(
    pair: QuotePair, source: Article, target: Article, scored: ScoredPair, estimates: Estimates | None
) -> Iterator[RenderableType]:
    title = Text(f"{pair.index + 1} ")
    title.append_text(_verdict(pair.verdict))
    title.append(f" · {_status(pair)}", style="default")
    if estimates and pair.index in estimates.quotes:
        title.append(f" · estimate {estimates.quotes[pair.index]:.3g}", style="default")
    yield Rule(title, align="left", style="dim")
    texts = Table.grid(padding=(0, 1))
    texts.add_column(no_wrap=True)
    texts.add_column()
    for article, side, quotes, indices in (
        (source, "source", scored.source_quotes, pair.source_quotes),
        (target, "target", scored.target_quotes, pair.target_quotes),
    ):
        span: Span | None = getattr(pair, f"{side}_span")
        marks = [(getattr(finding, f"{side}_span"), finding.severity) for finding in pair.findings]
        texts.add_row(Text(article.lang, style="dim"), _marked(article, span, marks))
        speaker = _speaker([quotes[index] for index in indices])
        if speaker:
            texts.add_row("", Text(speaker, style="dim"))
    yield texts
    yield from _findings(pair.findings, source, target, scored, pair)
    if pair.back_translation:
        yield Text("  back translation: said in the translation's language, not scored", style="dim")


def _marked(article: Article, span: Span | None, marks: Sequence[tuple[Span | None, Severity]]) -> Text:
    """The words of a span, those of findings marked."""
    if span is None:
        return Text("—", style="dim")
    start, end = span
    text = Text(article.text[start:end])
    for place, severity in marks:
        if place and start <= place[0] and place[1] <= end and place[1] - place[0] < (end - start) * 0.9:
            text.stylize(f"{STYLES[severity.value]} underline", place[0] - start, place[1] - start)
    return Text(" ").join(text.split("\n\n"))


def _speaker(quotes: Sequence[Quote]) -> str:
    named = next((quote for quote in quotes if quote.speaker_id or quote.speaker_text), None)
    cue = next((quote.cue_verb for quote in quotes if quote.cue_verb), "")
    if named is None:
        return f"({cue})" if cue else ""
    how = f", by {named.speaker_how}" if named.speaker_how not in ("name", "none") else ""
    return f"— {named.speaker_id or named.speaker_text}{how}{f' ({cue})' if cue else ''}"


def _findings(
    findings: Iterable[Finding],
    source: Article,
    target: Article,
    scored: ScoredPair,
    pair: QuotePair | None = None,
) -> Iterator[RenderableType]:
    for finding in sorted(findings, key=lambda finding: -finding.severity.penalty):
        key = finding_key(source, target, finding, pair)
        reason = scored.dismissed.get(key)
        weight = "" if reason else f"{finding.severity.value} "
        line = Text(f"{CUES[finding.severity]} {weight}{finding.check}", style=STYLES[finding.severity.value])
        line.append(f": {finding.message}", style="default")
        if reason:
            line.append(f" · dismissed: {reason}")
        elif finding.confidence < 0.5:
            line.append(" (unsure)", style="dim")
        line.append(f" {key}", style="dim")
        yield Padding(line, (0, 0, 0, 3))


def _around(
    found: Iterable[BeadFinding], source: Article, target: Article, scored: ScoredPair
) -> Iterator[RenderableType]:
    for item in found:
        yield from _findings([item.finding], source, target, scored)
        table = Table.grid(padding=(0, 1))
        for article, span in ((source, item.finding.source_span), (target, item.finding.target_span)):
            if span:
                table.add_row(
                    Text(article.lang, style="dim"), Text(_around_words(article, span), style="dim")
                )
        yield Padding(table, (0, 0, 0, 5))


def _around_words(article: Article, span: Span, reach: int = 28) -> str:
    """A finding's words with what stands about them."""
    start, end = max(0, span[0] - reach), min(len(article.text), span[1] + reach)
    words = " ".join(article.text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(article.text) else ''}"


def _short_lines(
    pairs: Iterable[QuotePair],
    source: Article,
    target: Article,
    scored: ScoredPair,
    estimates: Estimates | None,
) -> Table:
    lines = Table.grid(padding=(0, 1))
    lines.add_column(justify="right", style="dim")
    lines.add_column()
    for pair in pairs:
        article, span = (target, pair.target_span) if pair.target_span else (source, pair.source_span)
        words = " ".join(article.text[slice(*span)].split()) if span else ""
        row = Text(words, end="")
        row.truncate(EXCERPT, overflow="ellipsis")
        note = "" if pair.status is QuoteStatus.MATCHED else f" {pair.status.value}"
        note += " (back translation)" if pair.back_translation else ""
        keys = [finding_key(source, target, finding, pair) for finding in pair.findings]
        reasons = [scored.dismissed[key] for key in keys if key in scored.dismissed]
        neutral = len(keys) - len(reasons)
        note += f" · {neutral} neutral" if neutral else ""
        note += "".join(f" · dismissed: {reason}" for reason in reasons)
        row.append(note, style="dim")
        if estimates and pair.index in estimates.quotes:
            row.append(f" {estimates.quotes[pair.index]:.3g}", style="dim")
        lines.add_row(str(pair.index + 1), row)
    return lines


def _lowest(estimates: Estimates) -> RenderableType:
    lines = Table.grid(padding=(0, 1))
    lines.add_column(justify="right", style="dim")
    lines.add_column()
    for item in estimates.beads[:LOWEST]:
        lines.add_row(f"{item.score:.3g}", item.source, style="dim")
        lines.add_row("", item.target)
    mean = "" if estimates.mean is None else f"mean of {len(estimates.beads)} beads {estimates.mean:.3g} · "
    return Group(lines, Text(f"{mean}{estimates.signature}", style="dim"))


def _status(pair: QuotePair) -> str:
    parts = [pair.status.value]
    if pair.similarity:
        parts.append(f"similarity {pair.similarity:.2f}")
    if pair.attribution not in ("same", "none"):
        parts.append(f"speaker {pair.attribution.replace('_', ' ')}")
    if pair.key:
        parts.append("key quote")
    return " · ".join(parts)


def _verdict(verdict: Verdict) -> Text:
    return Text(f"{verdict.label.replace('_', ' ')} {verdict.score:.0f}", style=STYLES[verdict.label])


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
