"""One pair as the report shows it: rows, quotes and findings, each with the anchor that leads to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from markupsafe import Markup

from fiel.eval.dismissals import finding_key
from fiel.eval.scoring import ScoredPair, worst
from fiel.eval.verdicts import judge
from fiel.markup import Mark, mark_up
from fiel.records import (
    TITLE,
    Article,
    Bead,
    Decision,
    DocumentPair,
    Finding,
    Quote,
    QuoteKind,
    QuotePair,
    QuoteStatus,
    Sentence,
    Severity,
    Span,
    Verdict,
)
from fiel.side_by_side import Column, Piece, column, order_rows

WORST_FIRST = (
    "critical",
    "major",
    "needs_human",
    "not_aligned",
    "minor",
    "not_scored",
    "faithful",
    "no quotes",
)
"""Verdicts in the order of the tables."""
CUES = {Severity.CRITICAL: "‼", Severity.MAJOR: "!", Severity.MINOR: "~", Severity.NEUTRAL: "·"}
"""What tells severities apart without colour."""


def title_of(article: Article) -> str:
    """Its title, or where it came from: a text without a title has a digest for its id."""
    return article.title or article.origin or article.id


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """An original and its translation with all that was found in them."""

    pair: DocumentPair
    source: Article
    target: Article
    source_sentences: tuple[Sentence, ...]
    target_sentences: tuple[Sentence, ...]
    beads: tuple[Bead, ...]
    scored: ScoredPair

    @property
    def quote_pairs(self) -> tuple[QuotePair, ...]:
        """What became of each quote."""
        return self.scored.quote_pairs

    @property
    def is_condensed(self) -> bool:
        """Whether the translation is condensed, so that quotes it leaves out are not counted."""
        return self.pair.decision is Decision.PARTIAL

    @property
    def worst(self) -> str:
        """The verdict on the whole translation; `no quotes` if nothing was compared or found."""
        label = self.scored.verdict.label
        return "no quotes" if label == "faithful" and not self.quote_pairs else label


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with the number it has in its pair."""

    number: int
    finding: Finding
    anchor: str
    key: str
    """What dismisses it."""
    dismissed: str = ""
    """The reason why it was."""

    @property
    def label(self) -> str:
        """The cue of its severity and its number, as it stands in the text."""
        return f"{CUES[self.finding.severity]}{self.number}"

    def mark(self, span: Span) -> Mark:
        """The finding over its span of an article's text."""
        finding = self.finding
        title = f"{finding.severity}, {finding.check}: {finding.message}"
        return Mark(*span, f"finding {finding.severity}", title, self.label, f"#{self.anchor}")


@dataclass(frozen=True, slots=True)
class EntrySide:
    """What one article has of a quote, or of a passage outside the quotes."""

    lang: str
    html: Markup
    paragraph: int
    row: str
    """Anchor of the row where it begins, empty if no bead holds it."""
    speaker: str = ""
    speaker_how: str = "none"
    cue_verb: str = ""
    quoted: bool = False
    """False where only a passage stands for the quote, and outside the quotes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table of findings: a quote, its counterpart and its findings, or a bead with those around."""

    anchor: str
    pair_number: int
    verdict: Verdict
    source: EntrySide | None
    target: EntrySide | None
    notes: tuple[Note, ...]
    quote_pair: QuotePair | None = None
    """None outside the quotes."""

    @property
    def is_listed(self) -> bool:
        """Whether it is a key quote or has a finding or a doubt."""
        return self.quote_pair is None or is_listed(self.quote_pair)


@dataclass(frozen=True, slots=True)
class RowView:
    """A bead with its text in both columns, or a pointer to one that was moved."""

    anchor: str
    bead: Bead
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    moved: bool
    pointer: bool
    preview: str
    """First words of what a pointer stands for."""
    other: str
    """Anchor of the pointer of a moved bead, or of a pointer's bead."""
    other_below: bool


@dataclass(frozen=True, slots=True)
class PairView:
    """All that the page shows of one pair."""

    number: int
    anchor: str
    checked: CheckedPair
    rows: tuple[RowView, ...]
    entries: tuple[Entry, ...]
    """The quotes in their order, then the beads with findings outside them."""
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a quote pair says of one of the two articles."""

    quote_pair: QuotePair
    anchor: str
    quotes: tuple[int, ...]
    span: Span | None
    findings: tuple[tuple[Note, Span | None], ...]

    def marks(self, quotes: Mapping[int, Quote]) -> list[Mark]:
        """The quotes, or the passage that stands for one, and the findings in them."""
        status, number = self.quote_pair.status, self.quote_pair.index + 1
        spans = [(quotes[index].start, quotes[index].end) for index in self.quotes]
        css = f"quote {status}"
        if not spans and self.span:
            spans, css = [self.span], f"passage {status}"
        label = f"Q{number}" if status is QuoteStatus.MATCHED else f"Q{number} {status}"
        link = (f"quote {number}: {status}", label if is_listed(self.quote_pair) else "", f"#{self.anchor}")
        found = [note.mark(span) for note, span in self.findings if span]
        return [*(Mark(*span, css, *link) for span in spans), *found]


@dataclass(frozen=True, slots=True)
class _Half:
    """One article of the pair while its view is put together."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotes: Mapping[int, Quote]
    claims: tuple[_Claim, ...]
    around: tuple[Mark, ...]
    """Findings outside the quotes."""

    def column(self) -> Column:
        """The article with all that is marked in it."""
        claimed = {index for claim in self.claims for index in claim.quotes}
        lone = [
            Mark(quote.start, quote.end, "quote lone", "quote that was not compared")
            for quote in self.quotes.values()
            if quote.kind in (QuoteKind.DIRECT, QuoteKind.PARTIAL) and quote.index not in claimed
        ]
        marks = [mark for claim in self.claims for mark in claim.marks(self.quotes)]
        return column(self.sentences, [*lone, *marks, *self.around])

    def quote_side(self, claim: _Claim, rows: Mapping[int, str]) -> EntrySide | None:
        """What the table shows of this article for a quote; None if it has nothing there."""
        if claim.span is None:
            return None
        speaking = [self.quotes[index] for index in claim.quotes]
        named = next((quote for quote in speaking if quote.speaker_id or quote.speaker_text), None)
        return replace(
            self.passage_side(claim.span, [note.mark(span) for note, span in claim.findings if span], rows),
            speaker=(named.speaker_id or named.speaker_text) if named else "",
            speaker_how=named.speaker_how if named else "none",
            cue_verb=next((quote.cue_verb for quote in speaking if quote.cue_verb), ""),
            quoted=bool(speaking),
        )

    def bead_side(self, indices: Sequence[int], rows: Mapping[int, str]) -> EntrySide | None:
        """What the table shows of this article for the findings in some sentences of a bead."""
        chosen = [sentence for sentence in self.sentences if sentence.index in indices]
        if not chosen:
            return None
        return self.passage_side((chosen[0].start, chosen[-1].end), self.around, rows)

    def passage_side(self, span: Span, marks: Sequence[Mark], rows: Mapping[int, str]) -> EntrySide:
        """A passage of this article with what is marked in it."""
        start, end = span
        within = next((sentence for sentence in self.sentences if start < sentence.end), None)
        return EntrySide(
            lang=self.article.lang,
            html=mark_up(self.article.text[start:end], marks, start),
            paragraph=within.paragraph if within else TITLE,
            row=rows.get(within.index, "") if within else "",
        )


def is_listed(quote_pair: QuotePair) -> bool:
    """Whether the table has a row for it: key quotes and all with a finding or a doubt."""
    return quote_pair.key or bool(quote_pair.findings) or quote_pair.verdict.label != "faithful"


def view_pair(checked: CheckedPair, number: int) -> PairView:
    """The pair with everything numbered and linked; `number` is its place on the page."""
    anchor = f"pair-{number}"
    notes = _notes(checked, anchor)
    notes, around = notes[: len(checked.quote_pairs)], notes[len(checked.quote_pairs) :]
    others = [note for group in around for note in group]
    named = [
        (quote_pair, f"{anchor}-quote-{quote_pair.index + 1}", found)
        for quote_pair, found in zip(checked.quote_pairs, notes, strict=True)
    ]
    source, target = (
        _half(article, sentences, quotes, named, others, side)
        for article, sentences, quotes, side in (
            (checked.source, checked.source_sentences, checked.scored.source_quotes, "source"),
            (checked.target, checked.target_sentences, checked.scored.target_quotes, "target"),
        )
    )
    rows = view_rows(checked.beads, source.column(), target.column(), anchor)
    texts = [row for row in rows if not row.pointer]
    source_rows = {index: row.anchor for row in texts for index in row.bead.source}
    target_rows = {index: row.anchor for row in texts for index in row.bead.target}
    quotes = [
        Entry(
            name,
            number,
            pair.verdict,
            source.quote_side(source_claim, source_rows),
            target.quote_side(target_claim, target_rows),
            found,
            pair,
        )
        for (pair, name, found), source_claim, target_claim in zip(
            named, source.claims, target.claims, strict=True
        )
    ]
    beads = {bead.index: bead for bead in checked.beads}
    passages = [
        Entry(
            f"{anchor}-bead-{index + 1}",
            number,
            worst([judge([note.finding]) for note in found]),
            source.bead_side(beads[index].source, source_rows),
            target.bead_side(beads[index].target, target_rows),
            found,
        )
        for index, found in zip(_beads_around(checked), around, strict=True)
        if index in beads
    ]
    every = tuple(note for group in (*notes, *around) for note in group)
    return PairView(number, anchor, checked, rows, (*quotes, *passages), every)


def _beads_around(checked: CheckedPair) -> list[int]:
    """The beads that have findings outside the quotes."""
    return sorted({item.bead for item in checked.scored.bead_findings})


def _notes(checked: CheckedPair, anchor: str) -> list[tuple[Note, ...]]:
    """The findings of each quote pair, then of each bead outside the quotes, numbered, the gravest first."""
    numbers = count(1)
    groups: list[tuple[QuotePair | None, Iterable[Finding]]] = [
        (quote_pair, quote_pair.findings) for quote_pair in checked.quote_pairs
    ]
    groups += [
        (None, [item.finding for item in checked.scored.bead_findings if item.bead == index])
        for index in _beads_around(checked)
    ]
    return [
        tuple(
            Note(
                number := next(numbers),
                finding,
                f"{anchor}-note-{number}",
                key := finding_key(checked.source, checked.target, finding, quote_pair),
                checked.scored.dismissed.get(key, ""),
            )
            for finding in sorted(found, key=lambda finding: -finding.severity.penalty)
        )
        for quote_pair, found in groups
    ]


def _half(
    article: Article,
    sentences: tuple[Sentence, ...],
    quotes: Iterable[Quote],
    named: Iterable[tuple[QuotePair, str, tuple[Note, ...]]],
    around: Iterable[Note],
    side: str,
) -> _Half:
    """One article with what each quote pair and each other finding says of its `side`, source or target."""
    claims = tuple(
        _Claim(
            quote_pair,
            name,
            getattr(quote_pair, f"{side}_quotes"),
            getattr(quote_pair, f"{side}_span"),
            tuple((note, getattr(note.finding, f"{side}_span")) for note in notes),
        )
        for quote_pair, name, notes in named
    )
    spans = ((note, getattr(note.finding, f"{side}_span")) for note in around)
    marks = tuple(note.mark(span) for note, span in spans if span)
    return _Half(article, sentences, {quote.index: quote for quote in quotes}, claims, marks)


def view_rows(beads: Iterable[Bead], source: Column, target: Column, anchor: str) -> tuple[RowView, ...]:
    """The rows of a side-by-side view, their anchors beginning with `anchor`."""
    rows = order_rows(beads)
    texts = {row.bead.index: place for place, row in enumerate(rows) if not row.pointer}
    pointers = {row.bead.index: place for place, row in enumerate(rows) if row.pointer}
    views = []
    for place, row in enumerate(rows):
        others = texts if row.pointer else pointers
        other = others.get(row.bead.index, place)
        views.append(
            RowView(
                anchor=f"{anchor}-row-{place + 1}",
                bead=row.bead,
                source=() if row.pointer else source.pieces(row.bead.source),
                target=() if row.pointer else target.pieces(row.bead.target),
                moved=row.moved,
                pointer=row.pointer,
                preview=target.preview(row.bead.target) if row.pointer else "",
                other=f"{anchor}-row-{other + 1}",
                other_below=other > place,
            )
        )
    return tuple(views)
