"""One checked translation as data: what the terminal and the page show, for other programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fiel.estimates import Estimates
from fiel.eval.dismissals import finding_key
from fiel.eval.measured import measured
from fiel.eval.scoring import ScoredPair
from fiel.pair_view import CheckedPair
from fiel.records import Article, DocumentPair, Finding, Quote, QuotePair, Span, Verdict
from fiel.report import Signature


def signature_to_json(signature: Signature) -> dict[str, Any]:
    """What every figure depends on besides the texts."""
    return {
        "version": signature.version,
        "settings": signature.settings,
        "encoder": signature.encoder,
    }


def checked_to_json(checked: CheckedPair, estimates: Estimates | None = None) -> dict[str, Any]:
    """JSON-serialisable, with the same keys at every run; what is not there is null.

    Spans are offsets into the article's text: title and paragraphs with a blank line between them.
    `decision` is `partial` for a condensed translation, whose left-out quotes are not counted.
    The `key` of a finding is what a file of dismissals names it by; `dismissed` is the reason why it was.
    """
    source, target, scored = checked.source, checked.target, checked.scored
    return {
        "verdict": _verdict(scored.verdict),
        "decision": checked.pair.decision.value,
        "reason": checked.pair.reason,
        "covered": _covered(checked.pair),
        "relatedness": round(scored.relatedness, 4),
        "source": _article(source),
        "target": _article(target),
        "quotes": [
            _quote_pair(pair, source, target, scored)
            | {"estimate": estimates.quotes.get(pair.index) if estimates else None}
            for pair in scored.quote_pairs
        ],
        "outside_quotes": [
            {"bead": item.bead, **_finding(item.finding, source, target, scored)}
            for item in scored.bead_findings
        ],
        "estimates": estimates and {"mean": estimates.mean, **asdict(estimates)},
    }


def _covered(pair: DocumentPair) -> dict[str, float] | None:
    """The shares of both texts that the other has."""
    names = {side: f"covered_{side}" for side in ("source", "target")}
    if not all(name in pair.evidence for name in names.values()):
        return None
    return {side: round(pair.evidence[name], 4) for side, name in names.items()}


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "lang": article.lang,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "date": article.date.isoformat() if article.date else None,
    }


def _quote_pair(pair: QuotePair, source: Article, target: Article, scored: ScoredPair) -> dict[str, Any]:
    here = [scored.source_quotes[index] for index in pair.source_quotes]
    there = [scored.target_quotes[index] for index in pair.target_quotes]
    return {
        "index": pair.index,
        "status": pair.status.value,
        "key_quote": pair.key,
        "similarity": round(pair.similarity, 4),
        "attribution": pair.attribution,
        "back_translation": pair.back_translation,
        "verdict": _verdict(pair.verdict),
        "source": _side(source, pair.source_span, here),
        "target": _side(target, pair.target_span, there),
        "findings": [_finding(finding, source, target, scored, pair) for finding in pair.findings],
    }


def _side(article: Article, span: Span | None, quotes: Sequence[Quote]) -> dict[str, Any] | None:
    if span is None:
        return None
    return {
        **_words(article, span),
        "quotes": [
            {
                "span": [quote.start, quote.end],
                "text": quote.text,
                "kind": quote.kind.value,
                "state": quote.state.value,
                "speaker": quote.speaker_id or None,
                "speaker_text": quote.speaker_text or None,
                "speaker_how": quote.speaker_how,
                "cue": quote.cue or None,
                "cue_verb": quote.cue_verb or None,
            }
            for quote in quotes
        ],
    }


def _finding(
    finding: Finding, source: Article, target: Article, scored: ScoredPair, pair: QuotePair | None = None
) -> dict[str, Any]:
    key = finding_key(source, target, finding, pair)
    return {
        "key": key,
        "check": finding.check,
        "measured": asdict(figures) if (figures := measured(finding.check)) else None,
        "type": finding.type,
        "severity": finding.severity.value,
        "dismissed": scored.dismissed.get(key),
        "message": finding.message,
        "confidence": round(finding.confidence, 4),
        "source": _words(source, finding.source_span) if finding.source_span else None,
        "target": _words(target, finding.target_span) if finding.target_span else None,
    }


def _words(article: Article, span: Span) -> dict[str, Any]:
    return {"span": list(span), "text": article.text[slice(*span)]}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {"label": verdict.label, "score": round(verdict.score, 2)}
