"""One translation against its original: its quotes paired, checked and judged, and the text around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fiel.align.embedded_article import EmbeddedArticle
from fiel.errors import SettingsError
from fiel.eval.back_translation import is_back_translation
from fiel.eval.checks import CHECKS
from fiel.eval.comparing import NONE, Aids, compare
from fiel.eval.counterparts import Counterpart, find_counterparts
from fiel.eval.dismissals import dismiss, finding_key
from fiel.eval.excerpts import excerpt, outside, placed
from fiel.eval.named_otherwise import named_elsewhere
from fiel.eval.quote_findings import FORMS, cue_findings, form_findings, length_finding, speaker_findings
from fiel.eval.quotes import extract_quotes, key_quotes
from fiel.eval.relatedness import RELATED, Whole, relatedness, whole_beads
from fiel.eval.same_speaker import attribution
from fiel.eval.utterances import Links, Side
from fiel.eval.verdicts import judge
from fiel.models.encoder import ComposingEncoder
from fiel.records import (
    Article,
    Bead,
    BeadFinding,
    Finding,
    Passage,
    Quote,
    QuotePair,
    QuoteStatus,
    Severity,
    Span,
    Verdict,
)
from fiel.settings import ScoreSettings

__all__ = ["EmbeddedArticle", "ScoredPair", "is_at_least", "score_pair", "worst", "worst_at_least"]

OWN_CHECKS = (
    *(status.value for status in FORMS), "speaker", "cue_shift", "omission", "addition",
)  # fmt: skip
"""Checks of quotes, beside those of passages in `CHECKS`."""
GATE = 0.35
"""Similarity below which two passages are not called translations of each other.

None of 600 clean pairs (development halves of DEMETR, MT-GenEval, bio-mqm references) lies below, the least
is .37; of their sentences paired at random 99.7 % do, of other sentences of the same sample articles 96 %.
"""
LONGEST = 2.2
"""Length ratio, against the usual one, beyond which they are not either; those 600 lie in .67–1.77.

A quote found with the wrong end is mostly longer: 3.0 let one such in the news give four false findings.
"""
LIKE = 0.6
"""Similarity from which they are, whatever the lengths, and a person must look at what was put in or left out.

Two of the quotes in the news are of this kind, both found with a wrong end: seven false findings if compared.
"""
ORDER = ("critical", "major", "needs_human", "not_aligned", "minor", "not_scored", "faithful")
"""Verdicts, the worst first."""
REWORDED = frozenset({"person", "tense", "question"})
"""Checks of what changes by itself when direct speech becomes reported speech."""
FREE = frozenset({QuoteStatus.PARAPHRASED, QuoteStatus.PROMOTED, QuoteStatus.PARTIAL})
"""Statuses whose two sides are not expected to hold the same words, so that nothing counts as omitted."""


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """All that was found in one translation."""

    source_quotes: tuple[Quote, ...]
    target_quotes: tuple[Quote, ...]
    quote_pairs: tuple[QuotePair, ...]
    bead_findings: tuple[BeadFinding, ...]
    """Findings outside the quotes."""
    verdict: Verdict
    """The worst of all; `not_aligned` for texts that are no translations of each other."""
    relatedness: float = 1.0
    """How far they are: see `fiel.eval.relatedness`. Below `RELATED` nothing was compared."""
    dismissed: Mapping[str, str] = field(default_factory=dict)
    """Reasons of the findings that a person dismissed, by `finding_key`; they are neutral."""


def score_pair(
    source: EmbeddedArticle,
    target: EmbeddedArticle,
    beads: Sequence[Bead],
    encoder: ComposingEncoder,
    settings: ScoreSettings,
    pair_id: str,
    partial: bool = False,
    aids: Aids = NONE,
) -> ScoredPair:
    """The quotes of an aligned pair with what became of them, and the differences around them.

    Nothing is compared between texts that are no translations of each other. In a `partial` pair, a
    condensed translation, quotes may be dropped. `aids`: a house's lexicon and terms. Raises SettingsError
    for an unknown check.
    """
    _require_known(settings)
    wholes = whole_beads(source, target, beads, encoder)
    related = relatedness(source, target, wholes)
    here = Side(source.article, source.sentences, extract_quotes(source.article))
    there = Side(target.article, target.sentences, extract_quotes(target.article))
    if related < RELATED:
        strangers = total_verdict((), (), related)
        return ScoredPair(tuple(here.quotes), tuple(there.quotes), (), (), strangers, related)
    scorer = _Scorer(here, there, encoder, settings, pair_id, partial, aids)
    counterparts = find_counterparts(here, there, Links(beads), encoder)
    quote_pairs = tuple(scorer.judge(n, counterpart) for n, counterpart in enumerate(counterparts))
    around = tuple(scorer.check_beads(wholes, quote_pairs))
    verdict = total_verdict(quote_pairs, around, related)
    return ScoredPair(tuple(here.quotes), tuple(there.quotes), quote_pairs, around, verdict, related)


def with_dismissals(
    scored: ScoredPair, source: Article, target: Article, dismissed: Mapping[str, str]
) -> ScoredPair:
    """The same with false alarms made neutral; `dismissed` holds reasons by `finding_key`, unused ones too."""
    if not dismissed or scored.relatedness < RELATED:
        return scored
    quote_pairs, met = [], []
    for pair in scored.quote_pairs:
        keys = [finding_key(source, target, finding, pair) for finding in pair.findings]
        met += keys
        findings = tuple(dismiss(f, key, dismissed) for f, key in zip(pair.findings, keys, strict=True))
        if findings != pair.findings:
            pair = replace(
                pair, findings=findings, verdict=judge(findings, pair.verdict.label != "not_aligned")
            )
        quote_pairs.append(pair)
    keys = [finding_key(source, target, item.finding) for item in scored.bead_findings]
    met += keys
    around = tuple(
        replace(item, finding=dismiss(item.finding, key, dismissed))
        for item, key in zip(scored.bead_findings, keys, strict=True)
    )
    return replace(
        scored,
        quote_pairs=tuple(quote_pairs),
        bead_findings=around,
        verdict=total_verdict(quote_pairs, around, scored.relatedness),
        dismissed={key: dismissed[key] for key in met if key in dismissed},
    )


def total_verdict(
    quote_pairs: Iterable[QuotePair], bead_findings: Iterable[BeadFinding], related: float
) -> Verdict:
    """The worst verdict on a quote or a finding outside the quotes; texts below `RELATED` are `not_aligned`."""
    if related < RELATED:
        return Verdict("not_aligned", 0.0)
    return worst(_verdicts(quote_pairs, bead_findings))


def _verdicts(quote_pairs: Iterable[QuotePair], bead_findings: Iterable[BeadFinding]) -> list[Verdict]:
    return [pair.verdict for pair in quote_pairs] + [judge([item.finding]) for item in bead_findings]


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The worst of some verdicts, the lowest score of equals; faithful if there is none."""
    return min(
        verdicts,
        key=lambda verdict: (ORDER.index(verdict.label), verdict.score),
        default=Verdict("faithful", 100.0),
    )


def worst_at_least(scored: ScoredPair, severity: Severity) -> bool:
    """Whether any verdict is of this severity or worse, or nothing could be compared at all.

    What a person must look at first is not, nor a single quote that is not aligned.
    """
    if scored.relatedness < RELATED:
        return True
    verdicts = _verdicts(scored.quote_pairs, scored.bead_findings)
    return any(is_at_least(verdict, severity) for verdict in verdicts)


def is_at_least(verdict: Verdict, severity: Severity) -> bool:
    """Whether a verdict is of this severity or worse; `needs_human` and `not_aligned` are of none.

    >>> [is_at_least(Verdict(label, 80.0), Severity.MAJOR) for label in ("critical", "minor", "needs_human")]
    [True, False, False]
    """
    return verdict.label in set(Severity) and Severity(verdict.label).penalty >= severity.penalty


def _require_known(settings: ScoreSettings) -> None:
    known = (*CHECKS, *OWN_CHECKS)
    for name in (*settings.checks, *settings.severities):
        if name not in known:
            raise SettingsError(f'unknown check "{name}"; known checks: {", ".join(known)}')


@dataclass(frozen=True, slots=True)
class _Scorer:
    source: Side
    target: Side
    encoder: ComposingEncoder
    settings: ScoreSettings
    pair_id: str
    partial: bool
    aids: Aids

    def judge(self, index: int, found: Counterpart) -> QuotePair:
        """The record of a quote with its findings and its verdict."""
        here = tuple(quote for utterance in found.source for quote in utterance.quotes)
        there = tuple(quote for utterance in found.target for quote in utterance.quotes)
        articles = self.source.article, self.target.article
        speakers = here or self.source.told(found.source_words), there or self.target.told(found.target_words)
        said_by = attribution(*speakers, *articles, self.encoder) if all(speakers) else "none"
        aligned = self._is_aligned(found)
        back = is_back_translation(found.source, self.source, self.target.article.lang)
        pair = QuotePair(
            pair_id=self.pair_id,
            index=index,
            status=found.status,
            source_quotes=tuple(quote.index for quote in here),
            target_quotes=tuple(quote.index for quote in there),
            source_span=found.source_span,
            target_span=found.target_span,
            key=self._is_key(self.source, here) or self._is_key(self.target, there),
            similarity=found.similarity,
            attribution=said_by,
            findings=(),
            verdict=Verdict("not_scored", 100.0),
            back_translation=back,
        )
        if back and found.status is not QuoteStatus.DROPPED:
            return pair
        findings = tuple(self._chosen(self._findings(found, speakers, said_by, aligned)))
        return replace(pair, findings=findings, verdict=judge(findings, aligned))

    def _chosen(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings of the checks that are wanted, with the severities that are set."""
        for finding in findings:
            if not self.settings.checks or finding.check in self.settings.checks:
                severity = self.settings.severities.get(finding.check, finding.severity)
                yield replace(finding, severity=severity)

    def _is_aligned(self, found: Counterpart) -> bool:
        """The gate: whether the words compared are translations of each other at all."""
        if found.source_words is None or found.target_words is None:
            return True
        return found.similarity >= (GATE if _is_of_length(found) else LIKE)

    def _findings(
        self,
        found: Counterpart,
        speakers: tuple[Sequence[Quote], Sequence[Quote]],
        said_by: str,
        aligned: bool,
    ) -> Iterator[Finding]:
        yield from form_findings(found, self.partial)
        here, there = found.source_words, found.target_words
        if not aligned or here is None or there is None:
            return
        if not _is_of_length(found):
            yield length_finding(found)
            return
        yield from speaker_findings(*speakers, said_by)
        yield from cue_findings(*speakers, self.source.article.lang, self.target.article.lang)
        said, rendered = here.passage(self.source.article), there.passage(self.target.article)
        passages = said, replace(rendered, date=said.date)  # it was said once: a speaker's today stays today
        complete = found.status not in FREE
        reported = found.status in (QuoteStatus.PARAPHRASED, QuoteStatus.PROMOTED)
        for finding in compare(*passages, self.encoder, complete=complete, aids=self.aids):
            if not (reported and finding.check in REWORDED):
                yield placed(finding, here, there)

    def _is_key(self, side: Side, quotes: Sequence[Quote]) -> bool:
        key = key_quotes(side.article, side.quotes, self.settings.key_words)
        return any(quote.index in key for quote in quotes)

    def check_beads(self, wholes: Sequence[Whole], quote_pairs: Sequence[QuotePair]) -> Iterator[BeadFinding]:
        """The differences between aligned sentences that pass the gate, but for what stands in the quotes."""
        quoted = (
            [pair.source_span for pair in quote_pairs if pair.source_span],
            [pair.target_span for pair in quote_pairs if pair.target_span],
        )
        named = self._named(quote_pairs)
        masks = [quotes + cues for quotes, cues in zip(quoted, named, strict=True)]
        articles = self.source.article, self.target.article
        texts = [Passage(article.text, article.lang) for article in articles]
        for bead, whole in wholes:
            spans = self.source.spans(bead.source), self.target.spans(bead.target)
            covered = all(_is_covered(*side) for side in zip(articles, spans, quoted, strict=True))
            if covered or whole[0] @ whole[1] < GATE:
                continue
            here, there = (excerpt(a.text, some) for a, some in zip(articles, spans, strict=True))
            passages = here.passage(articles[0]), there.passage(articles[1])
            found = compare(*passages, self.encoder, whole, complete=not self.partial, aids=self.aids)
            around = [
                finding
                for finding in (placed(finding, here, there) for finding in found)
                if not _touches(finding, *(quoted if finding.check == "gender" else masks))
            ]
            for finding in self._chosen(named_elsewhere(around, texts)):
                yield BeadFinding(self.pair_id, bead.index, finding)

    def _named(self, quote_pairs: Sequence[QuotePair]) -> tuple[list[Span], list[Span]]:
        """Where both articles name the speakers of a quote: who that is has been compared, but for he and she."""
        cues: tuple[list[Span], list[Span]] = ([], [])
        for pair in quote_pairs:
            if pair.source_quotes and pair.target_quotes:
                for spans, side, indices in zip(
                    cues, (self.source, self.target), (pair.source_quotes, pair.target_quotes), strict=True
                ):
                    spans += [span for index in indices if (span := side.quotes[index].cue_span)]
        return cues


def _is_of_length(found: Counterpart) -> bool:
    return 1 / LONGEST <= found.ratio <= LONGEST


def _is_covered(article: Article, spans: Sequence[Span], masks: Sequence[Span]) -> bool:
    """Whether the masks leave no word of the spans."""
    return not any(
        letter.isalnum() for start, end in outside(spans, masks) for letter in article.text[start:end]
    )


def _touches(finding: Finding, here_masks: Sequence[Span], there_masks: Sequence[Span]) -> bool:
    """Whether the words of a finding stand in a mask; those of an omission are on one side only."""
    here = finding.source_span if finding.check != "addition" else None
    there = finding.target_span if finding.check != "omission" else None
    return any(
        start < span[1] and span[0] < end
        for span, masks in ((here, here_masks), (there, there_masks))
        if span
        for start, end in masks
    )
