"""What is wrong with one quote beyond its words: its form, its speaker, its cue."""

from collections.abc import Iterator, Sequence

from fiel.eval.counterparts import Counterpart
from fiel.eval.cues import cue_of
from fiel.eval.same_speaker import SURENESS, speaking
from fiel.records import Finding, Quote, QuoteStatus, Severity

FORMS: dict[QuoteStatus, tuple[str, Severity, str]] = {
    QuoteStatus.PROMOTED: (
        "accuracy/addition/promoted-quote", Severity.CRITICAL, "quoted, but the original only reports it",
    ),
    QuoteStatus.UNSUPPORTED: (
        # not critical: the words may come from another source; a made-up verbatim is known only if promoted
        "accuracy/addition/unsupported-quote", Severity.MAJOR, "no such quote in the original",
    ),
    QuoteStatus.PARAPHRASED: (
        "accuracy/mistranslation/paraphrased-quote", Severity.MINOR, "direct speech became reported speech",
    ),
    QuoteStatus.DROPPED: (
        "accuracy/omission/dropped-quote", Severity.MAJOR, "quote left out",
    ),
}  # fmt: skip
"""Type, severity and message of a quote that has another form, or none, on the other side."""


def form_findings(counterpart: Counterpart, partial: bool) -> Iterator[Finding]:
    """The finding that the status itself is; a condensed article may drop quotes."""
    if counterpart.status not in FORMS or (partial and counterpart.status is QuoteStatus.DROPPED):
        return
    kind, severity, message = FORMS[counterpart.status]
    confidence = counterpart.similarity if counterpart.similarity else 0.6
    yield Finding(
        counterpart.status.value, kind, severity, message,
        counterpart.source_span,
        counterpart.target_span,
        confidence,
    )  # fmt: skip


def length_finding(counterpart: Counterpart) -> Finding:
    """Far more, or far less, in the translation; below the confidence that could decide."""
    added = counterpart.ratio > 1
    check, words = ("addition", "longer") if added else ("omission", "shorter")
    ratio = counterpart.ratio if added else 1 / counterpart.ratio
    return Finding(
        check, f"accuracy/{check}", Severity.MAJOR, f"{ratio:.1f} times {words} than the original",
        counterpart.source_span, counterpart.target_span, 0.4,
    )  # fmt: skip


def speaker_findings(source: Sequence[Quote], target: Sequence[Quote], attribution: str) -> Iterator[Finding]:
    """A speaker who changed or vanished."""
    here, there = speaking(source), speaking(target)
    if here is None or attribution not in ("different", "lost"):
        return
    if attribution == "lost" or there is None:
        message = f"speaker not named: {_name(here)}"
        severity, confidence = Severity.MINOR, SURENESS[here.speaker_how]
    else:
        message = f"speaker changed: {_name(here)} → {_name(there)}"
        severity = Severity.MAJOR
        confidence = min(SURENESS[here.speaker_how], SURENESS[there.speaker_how])
    yield Finding(
        "speaker", "accuracy/mistranslation/speaker", severity, message,
        here.cue_span, there.cue_span if there else None, confidence,
    )  # fmt: skip


def cue_findings(
    source: Sequence[Quote], target: Sequence[Quote], source_lang: str, target_lang: str
) -> Iterator[Finding]:
    """A neutral verb of saying that became a loaded one: dijo, claimed."""
    here, there = _cued(source), _cued(target)
    if here is None or there is None:
        return
    before, after = cue_of(source_lang, here.cue_verb), cue_of(target_lang, there.cue_verb)
    if before is None or after is None or before.loaded or not after.loaded:
        return
    yield Finding(
        "cue_shift", "style/register/cue", Severity.MINOR,
        f"neutral cue became loaded: {before.lemma} → {after.lemma}",
        here.cue_span, there.cue_span, 0.7,
    )  # fmt: skip


def _cued(quotes: Sequence[Quote]) -> Quote | None:
    return next((quote for quote in quotes if quote.cue_verb), None)


def _name(quote: Quote) -> str:
    return quote.speaker_id or quote.speaker_text
