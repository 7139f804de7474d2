"""The records that flow through fiel, one row of a stage table each.

Source and target mean original and translation, whatever the languages. Every
span is a pair of offsets into `Article.text`, so it can be shown in place.
"""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]
TITLE = -1
"""Paragraph index of the title."""


class DateSource(StrEnum):
    """How an article's date was known, the surest first."""

    METADATA = "metadata"
    CAPTION = "caption"
    DATELINE = "dateline"
    ID_CLOCK = "id_clock"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that a reader took out of the body: kept here, never lost."""

    kind: str
    """caption | dateline | byline | tail | chrome | signature | repeated"""
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article, and why."""

    origin: str
    reason: str
    """A short code that the funnel counts: empty, binary, encoding, language, duplicate, …"""
    detail: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news text in one language, without its page."""

    id: str
    lang: str
    title: str
    paragraphs: tuple[str, ...]
    url: str = ""
    outlet: str = ""
    date: datetime.date | None = None
    date_source: DateSource = DateSource.NONE
    dateline: str = ""
    caption: str = ""
    section: str = ""
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader noticed, such as `mojibake`."""
    origin: str = ""
    """The file it came from, with `:LINE` for a line of a JSONL file."""

    def __post_init__(self) -> None:
        if not any(self.paragraphs):
            raise ValueError(f"{self.id}: an article needs a body")

    @property
    def blocks(self) -> tuple[tuple[int, str], ...]:
        """Title and body paragraphs with their indices; the title's is TITLE."""
        title = ((TITLE, self.title),) if self.title else ()
        return (*title, *enumerate(self.paragraphs))

    @property
    def text(self) -> str:
        """Title and paragraphs, a blank line between them: what offsets point into."""
        return "\n\n".join(block for _, block in self.blocks)

    def paragraph_spans(self) -> dict[int, Span]:
        """Where each block of `blocks` stands in `text`."""
        spans, start = {}, 0
        for index, block in self.blocks:
            spans[index] = (start, start + len(block))
            start += len(block) + 2
        return spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article."""

    article_id: str
    index: int
    paragraph: int
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            raise ValueError(f"{self.article_id}: sentence {self.index} does not fill its span")


class Decision(StrEnum):
    """What was decided about an article's counterpart."""

    PARALLEL = "parallel"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """An original and its translation, or an article that has no counterpart."""

    id: str
    source_id: str | None
    target_id: str | None
    decision: Decision
    score: float
    """Probability that the two are translations of each other; of the best candidate if there is none."""
    reason: str
    evidence: dict[str, float] = field(default_factory=dict)
    runner_up: str | None = None
    runner_up_score: float = 0.0
    direction: str = ""
    """How it is known which of the two is the original."""

    def __post_init__(self) -> None:
        sides = (self.source_id is not None) + (self.target_id is not None)
        if sides != (1 if self.decision is Decision.NONE else 2):
            raise ValueError(f"pair {self.id}: decision {self.decision} with {sides} articles")


class Outcome(StrEnum):
    """What became of two articles that were compared."""

    PAIRED = "paired"
    REFUSED = "refused"
    """By a person."""
    OUTDONE = "outdone"
    """Another article answers one of them better."""
    UNLIKELY = "unlikely"
    UNALIKE = "unalike"
    """Not aligned: hardly a sentence is like one of the other."""


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """Two articles that were compared, the first in the language of originals."""

    first_id: str
    second_id: str
    score: float
    """Probability that the two are translations of each other."""
    evidence: dict[str, float]
    """By feature; `covered_source` is of the first. Of unalike articles only the similarity."""
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the source and the sentences of the target that translate them."""

    pair_id: str
    index: int
    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    """Probability that the bead is right, 0 to 1."""
    crossing: bool = False

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError(f"pair {self.pair_id}: bead {self.index} is empty")

    @property
    def kind(self) -> str:
        """`1-1`, `1-2`, `0-1`, …: how many sentences stand on each side."""
        return f"{len(self.source)}-{len(self.target)}"


class QuoteState(StrEnum):
    """How a quotation ends."""

    CLOSED = "closed"
    CONTINUED = "continued"
    """No closing mark; the next paragraph goes on with an opening mark."""
    UNCLOSED = "unclosed"
    """No closing mark, and nothing goes on; it ends with its paragraph."""


class QuoteKind(StrEnum):
    """How a quotation stands in its sentence."""

    DIRECT = "direct"
    PARTIAL = "partial"
    """A fragment inside the reporter's own sentence."""
    REPORTED = "reported"
    """Indirect speech with a cue, without marks."""
    SCARE = "scare"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted segment; segments of one utterance share `group`."""

    article_id: str
    index: int
    group: int
    paragraph: int
    start: int
    end: int
    """With the marks that are present."""
    text_start: int
    text_end: int
    """Without them."""
    text: str
    kind: QuoteKind
    state: QuoteState
    cue: str = ""
    cue_span: Span | None = None
    cue_verb: str = ""
    """The lemma, such as `point out`."""
    speaker_text: str = ""
    """The words that name the speaker in the cue."""
    speaker_id: str = ""
    """The fullest name that the article gives this speaker."""
    speaker_how: str = "none"
    """name | role | pronoun | carried | none"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article as the checks see it; `start` is its offset in the article's text."""

    text: str
    lang: str
    start: int = 0
    date: datetime.date | None = None


class Severity(StrEnum):
    """MQM-compatible severities."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def penalty(self) -> int:
        """0, 1, 5, 25."""
        return {"neutral": 0, "minor": 1, "major": 5, "critical": 25}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between a source passage and a target passage."""

    check: str
    """The check that found it: `number`, `negation`, …"""
    type: str
    """MQM-compatible type, such as `accuracy/mistranslation/number`."""
    severity: Severity
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the findings add up to: the worst decides."""

    label: str
    """faithful | minor | major | critical | needs_human | not_aligned | not_scored"""
    score: float
    """100·(1 − penalty/25), the penalty capped at 25."""


class QuoteStatus(StrEnum):
    """What became of a quote in the translation."""

    MATCHED = "matched"
    SPLIT = "split"
    MERGED = "merged"
    PARTIAL = "partial"
    PARAPHRASED = "paraphrased"
    PROMOTED = "promoted"
    DROPPED = "dropped"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class QuotePair:
    """A quote, what became of it on the other side, and what differs."""

    pair_id: str
    index: int
    status: QuoteStatus
    source_quotes: tuple[int, ...]
    """Indices of the source article's `Quote`s; empty when only the target quotes."""
    target_quotes: tuple[int, ...]
    source_span: Span | None
    """What was compared: the quotes, or the passage that stands for one."""
    target_span: Span | None
    key: bool
    """Whether this is one of the article's key quotes."""
    similarity: float
    attribution: str
    """same | role_for_name | different | lost | none"""
    findings: tuple[Finding, ...]
    verdict: Verdict
    back_translation: bool = False
    """Whether the speaker's own words were in the translation's language: then nothing is scored."""


@dataclass(frozen=True, slots=True)
class Relatedness:
    """How far the texts of a pair are translations of each other at all, about 0 to 1."""

    pair_id: str
    value: float


@dataclass(frozen=True, slots=True)
class BeadFinding:
    """A difference between aligned sentences, outside the quotes."""

    pair_id: str
    bead: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a corpus segment, with where it came from."""

    lang: str
    text: str
    article_id: str
    url: str
    outlet: str
    date: datetime.date | None
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """One row of a parallel corpus: a two-sided bead with its provenance."""

    id: str
    source: Side
    target: Side
    kind: str
    score: float
    crossing: bool
    split: str
    """train | dev | test, the same for all segments of a document."""
    pair_id: str
    decision: Decision
    flags: tuple[str, ...] = ()
    """Codes of what cleaning noticed, without white space."""
    encoder: str = ""
    """Signature of the encoder that aligned it."""
    settings: str = ""
    """Signature of the settings it was made with."""
    licence: str = ""
    """Note on the rights in the texts."""
