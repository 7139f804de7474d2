"""One translation against its original: its quotes paired, checked and judged, and the text around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fiel.eval.checks import run_checks
from fiel.eval.counterparts import Counterpart, find_counterparts
from fiel.eval.dismissals import finding_key
from fiel.eval.excerpts import excerpt, outside, placed
from fiel.eval.omission import explained, find_omissions
from fiel.eval.quote_findings import cue_findings, form_findings, span_of, speaker_findings
from fiel.eval.quotes import extract_quotes, key_quotes
from fiel.eval.same_speaker import attribution
from fiel.eval.utterances import Links, Side
from fiel.eval.verdicts import judge
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.records import (
    Article,
    Bead,
    BeadFinding,
    Finding,
    Quote,
    QuotePair,
    QuoteStatus,
    Sentence,
    Severity,
    Span,
    Verdict,
)
from fiel.settings import ScoreSettings

GATE = 0.35
"""Similarity below which two passages are not called translations of each other."""
LONGEST = 3.0
"""Length ratio, against the usual one, beyond which they are not either."""
ORDER = ("critical", "major", "needs_human", "not_aligned", "minor", "faithful")
"""Verdicts, the worst first."""
FREE = frozenset({QuoteStatus.PARAPHRASED, QuoteStatus.PROMOTED, QuoteStatus.PARTIAL})
"""Statuses whose two sides are not expected to hold the same words, so that nothing counts as omitted."""


@dataclass(frozen=True, slots=True)
class EmbeddedArticle:
    """One side of a pair, ready to be scored."""

    article: Article
    sentences: tuple[Sentence, ...]
    sums: Matrix
    """`ComposingEncoder.sums` of the sentences, a row each."""


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """All that was found in one translation."""

    source_quotes: tuple[Quote, ...]
    target_quotes: tuple[Quote, ...]
    quote_pairs: tuple[QuotePair, ...]
    bead_findings: tuple[BeadFinding, ...]
    """Findings outside the quotes."""
    verdict: Verdict
    """The worst of all."""


def score_pair(
    source: EmbeddedArticle,
    target: EmbeddedArticle,
    beads: Sequence[Bead],
    encoder: ComposingEncoder,
    settings: ScoreSettings,
    pair_id: str,
    partial: bool = False,
    dismissed: Mapping[str, str] | None = None,
) -> ScoredPair:
    """The quotes of an aligned pair with what became of them, and the differences around them.

    In a `partial` pair, a condensed translation, quotes may be dropped. `dismissed` holds reasons by
    `finding_key`; such findings stay, but neutral.
    """
    here = Side(source.article, source.sentences, extract_quotes(source.article))
    there = Side(target.article, target.sentences, extract_quotes(target.article))
    scorer = _Scorer(here, there, encoder, settings, pair_id, partial, dismissed or {})
    counterparts = find_counterparts(here, there, Links(beads), encoder)
    quote_pairs = tuple(scorer.judge(n, counterpart) for n, counterpart in enumerate(counterparts))
    around = tuple(scorer.check_beads(beads, quote_pairs, source.sums, target.sums))
    verdicts = [pair.verdict for pair in quote_pairs]
    verdicts += [judge([item.finding]) for item in around]
    return ScoredPair(tuple(here.quotes), tuple(there.quotes), quote_pairs, around, worst(verdicts))


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The worst of some verdicts, the lowest score of equals; faithful if there is none."""
    return min(
        verdicts,
        key=lambda verdict: (ORDER.index(verdict.label), verdict.score),
        default=Verdict("faithful", 100.0),
    )


@dataclass(frozen=True, slots=True)
class _Scorer:
    source: Side
    target: Side
    encoder: ComposingEncoder
    settings: ScoreSettings
    pair_id: str
    partial: bool
    dismissed: Mapping[str, str]

    def judge(self, index: int, found: Counterpart) -> QuotePair:
        """The record of a quote with its findings and its verdict."""
        said_by = "none"
        if found.source and found.target:
            quotes = [[q for u in side for q in u.quotes] for side in (found.source, found.target)]
            said_by = attribution(*quotes, self.source.article, self.target.article, self.encoder)
        aligned = self._is_aligned(found)
        findings = tuple(self._dismiss(finding, found) for finding in self._findings(found, said_by, aligned))
        return QuotePair(
            pair_id=self.pair_id,
            index=index,
            status=found.status,
            source_quotes=tuple(q.index for u in found.source for q in u.quotes),
            target_quotes=tuple(q.index for u in found.target for q in u.quotes),
            source_span=span_of(found.source) or (found.source_words.span if found.source_words else None),
            target_span=span_of(found.target) or (found.target_words.span if found.target_words else None),
            key=self._is_key(found),
            similarity=found.similarity,
            attribution=said_by,
            findings=findings,
            verdict=judge(findings, aligned),
        )

    def _is_aligned(self, found: Counterpart) -> bool:
        """The gate: whether the words compared are translations of each other at all."""
        if found.source_words is None or found.target_words is None:
            return True
        return found.similarity >= GATE and 1 / LONGEST <= found.ratio <= LONGEST

    def _findings(self, found: Counterpart, said_by: str, aligned: bool) -> Iterator[Finding]:
        yield from form_findings(found, self.partial)
        if not aligned:
            return
        yield from speaker_findings(found, said_by)
        yield from cue_findings(found, self.source.article.lang, self.target.article.lang)
        here, there = found.source_words, found.target_words
        if here is None or there is None:
            return
        passages = here.passage(self.source.article), there.passage(self.target.article)
        missing = [] if found.status in FREE else find_omissions(*passages, self.encoder)
        for finding in (*explained(run_checks(*passages), missing), *missing):
            yield placed(finding, here, there)

    def _is_key(self, found: Counterpart) -> bool:
        """Whether a key quote of either article is in it."""
        return any(
            quote.index in key_quotes(side.article, side.quotes, self.settings.key_words)
            for side, utterances in ((self.source, found.source), (self.target, found.target))
            for utterance in utterances
            for quote in utterance.quotes
        )

    def _dismiss(self, finding: Finding, found: Counterpart) -> Finding:
        words = found.target_words or found.source_words
        key = finding_key(
            self.source.article.id, self.target.article.id, words.text if words else "", finding.check
        )
        if key not in self.dismissed:
            return finding
        return replace(
            finding,
            severity=Severity.NEUTRAL,
            message=f"{finding.message} (dismissed: {self.dismissed[key]})",
        )

    def check_beads(
        self,
        beads: Sequence[Bead],
        quote_pairs: Sequence[QuotePair],
        source_sums: Matrix,
        target_sums: Matrix,
    ) -> Iterator[BeadFinding]:
        """The differences between aligned sentences where no quote was compared."""
        here_masks = [pair.source_span for pair in quote_pairs if pair.source_span]
        there_masks = [pair.target_span for pair in quote_pairs if pair.target_span]
        for bead in beads:
            if not bead.source or not bead.target:
                continue
            here = self._plain(self.source, bead.source, here_masks)
            there = self._plain(self.target, bead.target, there_masks)
            if not here or not there:
                continue
            left, right = excerpt(self.source.article.text, here), excerpt(self.target.article.text, there)
            vectors = (
                self.encoder.vectors(source_sums[list(bead.source)].sum(axis=0, keepdims=True)),
                self.encoder.vectors(target_sums[list(bead.target)].sum(axis=0, keepdims=True)),
            )
            if float(vectors[0][0] @ vectors[1][0]) < GATE:
                continue
            for finding in run_checks(left.passage(self.source.article), right.passage(self.target.article)):
                yield BeadFinding(self.pair_id, bead.index, placed(finding, left, right))

    def _plain(self, side: Side, sentences: Sequence[int], masks: Sequence[Span]) -> list[Span]:
        text = side.article.text
        return [
            span
            for span in outside(side.spans(sentences), masks)
            if any(letter.isalnum() for letter in text[span[0] : span[1]])
        ]
