"""The quotations of an article: what is quoted, how, and who says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fiel.eval.attribution import Attribution, attribute
from fiel.eval.clauses import sentences, words_between
from fiel.eval.marks import Segment, quoted_segments
from fiel.eval.mentions import Mention
from fiel.eval.quote_kinds import kind_of
from fiel.eval.readings import Reading, read_sentence
from fiel.eval.reported import reported_clauses
from fiel.eval.speaker_words import speaker_words
from fiel.eval.speakers import NOBODY, Discourse, Place, Speaker
from fiel.eval.subjects import announced_by, subject_of
from fiel.records import TITLE, Article, Quote, QuoteKind, QuoteState

SPOKEN = {QuoteKind.DIRECT, QuoteKind.PARTIAL}
ATTRIBUTED = {*SPOKEN, QuoteKind.REPORTED}
INSET = re.compile(r"\s[—–―]\s?(?=\w)([^—–―]{4,160}?)(?:[—–―]|$)")
WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(slots=True)
class _Draft:
    """A quotation while it is read; offsets count from its block."""

    block: int
    group: tuple[int, int, int]
    start: int
    end: int
    text_start: int
    text_end: int
    kind: QuoteKind
    state: QuoteState
    place: Place
    opens: bool
    """Whether its sentence begins with it."""
    attribution: Attribution | None = None
    cue_place: Place | None = None
    """Where the cue stands."""
    announcer: Mention | None = None
    """Who is named before its colon."""
    speaker: Speaker = NOBODY


def extract_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quoted segment and reported clause of an article, in order.

    Offsets point into `article.text`. Only the outermost marks count. Scare quotes and titles are kept apart
    by their kind and have no speaker. Quotations in other languages than English and Spanish are found by
    their marks alone.
    """
    texts = [text for _, text in article.blocks]
    headlines = [index == TITLE for index, _ in article.blocks]
    pages, drafts = _read(texts, headlines, article.lang)
    _join(drafts, texts)
    _name_speakers(drafts, Discourse(pages, texts, speaker_words(article.lang), headlines.count(True)))
    starts = [start for start, _ in article.paragraph_spans().values()]
    drafts.sort(key=lambda draft: (draft.block, draft.start))
    groups = {group: n for n, group in enumerate(dict.fromkeys(draft.group for draft in drafts))}
    return tuple(
        _record(article, index, groups[draft.group], draft, texts, starts)
        for index, draft in enumerate(drafts)
    )


def key_quotes(article: Article, quotes: Sequence[Quote], min_words: int) -> frozenset[int]:
    """Indices of the key quotes: direct speech of at least `min_words` words by a named speaker.

    The words of all segments of one utterance count together.
    """
    words: dict[int, int] = {}
    for quote in quotes:
        words[quote.group] = words.get(quote.group, 0) + len(WORD.findall(quote.text))
    return frozenset(
        quote.index
        for quote in quotes
        if quote.kind is QuoteKind.DIRECT
        and words[quote.group] >= min_words
        and quote.speaker_id[:1].isupper()
    )


def _read(
    texts: Sequence[str], headlines: Sequence[bool], lang: str
) -> tuple[list[list[Reading]], list[_Draft]]:
    """All sentences block by block, and the quotations in them; a quotation never runs out of the title."""
    titles = headlines.count(True)
    segments = [
        *quoted_segments(texts[:titles]),
        *(replace(s, paragraph=s.paragraph + titles) for s in quoted_segments(texts[titles:])),
    ]
    pages: list[list[Reading]] = []
    drafts: list[_Draft] = []
    for block, text in enumerate(texts):
        own = [s for s in segments if s.paragraph == block]
        page: list[Reading] = []
        for tokens in sentences(text, own, lang):
            number = len(page)
            page.append(read_sentence(tokens, lang))
            found = _in_sentence(text, page, block, own, headlines[block], lang)
            drafts += found
            drafts += _reported(page, block, number, found)
        pages.append(page)
    return pages, drafts


def _in_sentence(
    text: str, page: list[Reading], block: int, segments: Sequence[Segment], headline: bool, lang: str
) -> list[_Draft]:
    """The quotations of the last sentence of a page; a cue set into one is read as a sentence of its own."""
    reading, place = page[-1], (block, len(page) - 1)
    attributions = _attributions(text, reading, segments)
    drafts = []
    for at, attribution in attributions.items():
        segment = segments[reading.tokens[at].quote]
        inner = text[segment.text_start : segment.text_end].strip()
        cue_place = place
        inset = _inset(text, segment, lang)
        if inset is not None:
            page.append(inset)
            cue_place = (block, len(page) - 1)
            found = inset.cues[0]
            bounds = inset.tokens[0].start, inset.tokens[-1].end
            attribution = Attribution(found, subject_of(inset, found), bounds, beside=True)
        elif segment.dialogue:
            continue
        kind = kind_of(inner, reading, at, attribution, headline)
        drafts.append(
            _Draft(block, (int(headline), segment.group, 0), segment.start, segment.end, segment.text_start,
                   segment.text_end, kind, segment.state, place, at == 0, attribution, cue_place,
                   announced_by(reading, at))
        )  # fmt: skip
    return drafts


def _attributions(text: str, reading: Reading, segments: Sequence[Segment]) -> dict[int, Attribution | None]:
    """The attribution of each quotation of a sentence by token place; one without takes its neighbour's."""
    own: dict[int, Attribution | None] = {}
    for at, token in enumerate(reading.tokens):
        if token.quote >= 0:
            segment = segments[token.quote]
            following = reading.tokens[at + 1].text if at + 1 < len(reading.tokens) else ""
            stops = text[: segment.text_end].rstrip()[-1] in ",?!…—" or following in {",", "—", "–"}
            own[at] = attribute(reading, at, stops)
    known = [attribution for attribution in own.values() if attribution is not None]
    shared: Attribution | None = None
    for at, attribution in own.items():
        shared = attribution or shared
        borrowed = shared or (known[0] if known else None)
        if attribution is None and borrowed is not None:
            own[at] = replace(borrowed, beside=False)
    return own


def _inset(text: str, segment: Segment, lang: str) -> Reading | None:
    """The clause between dashes inside a quotation that names its speaker: "… —señaló Ana Pérez—, …"."""
    for match in INSET.finditer(text, segment.text_start, segment.text_end):
        tokens = tuple(words_between(text, match.start(1), match.end(1), speaker_words(lang)))
        reading = read_sentence(tokens, lang)
        lead = next((m.last for m in reading.mentions if m.first == 0), 0)
        if any(found.first <= max(lead, 1) and found.cue.frame != "noun" for found in reading.cues[:1]):
            return reading
    return None


def _reported(page: Sequence[Reading], block: int, number: int, found: Sequence[_Draft]) -> Iterator[_Draft]:
    used = {d.attribution.found.first for d in found if d.attribution is not None}
    for cue, (start, end) in reported_clauses(page[number], used):
        tokens = page[number].tokens
        others = [t for t in tokens if t.end <= start] or [t for t in tokens if t.start >= end and t.is_word]
        span = (
            (others[0].start, others[-1].end)
            if others
            else (tokens[cue.first].start, tokens[cue.last - 1].end)
        )
        attribution = Attribution(cue, subject_of(page[number], cue), span, beside=True)
        place = block, number
        yield _Draft(
            block, (2, block, start), start, end, start, end, QuoteKind.REPORTED, QuoteState.CLOSED, place,
            False, attribution, place
        )  # fmt: skip


def _join(drafts: list[_Draft], texts: Sequence[str]) -> None:
    """Give one group to the parts of an utterance that a cue interrupts: `"…," he said. "…"`."""
    spoken = [draft for draft in drafts if draft.kind is not QuoteKind.REPORTED]
    for first, second in pairwise(spoken):
        cue = first.attribution
        if cue is None or first.block != second.block or cue.span[0] < first.end:
            continue
        text = texts[first.block]
        comma = text[: first.text_end].rstrip()[-1:] == "," or text[first.end : first.end + 1] == ","
        inside = (
            second.place == first.place
            and second.attribution is not None
            and second.attribution.beside
            and second.attribution.found == cue.found
        )
        after = second.opens and second.place[1] - first.place[1] == 1 and second.attribution is None
        spoken_on = first.kind in SPOKEN and second.kind is not QuoteKind.TITLE
        if comma and (inside or after) and spoken_on:
            second.group, second.attribution, second.cue_place = first.group, cue, first.cue_place
            second.kind = first.kind


def _name_speakers(drafts: list[_Draft], discourse: Discourse) -> None:
    """Speakers from the cues; then from other segments of the quotation; then from those before and after."""
    spoken = [d for d in drafts if d.kind in ATTRIBUTED]
    for draft in spoken:
        if draft.attribution is not None and draft.cue_place is not None:
            subject = draft.attribution.subject
            draft.speaker = (
                discourse.speaker(draft.cue_place, subject) if subject else discourse.silent(draft.cue_place)
            )
    named = {d.group: d for d in spoken if d.speaker.id}
    spoken = [draft for draft in spoken if draft.kind is not QuoteKind.REPORTED]
    for draft in spoken:
        source = named.get(draft.group)
        if source is not None and not draft.speaker.id:
            draft.speaker = replace(source.speaker, how="carried")
            if draft.attribution is None:
                draft.attribution, draft.cue_place = source.attribution, source.cue_place
    for n, draft in enumerate(spoken):
        if draft.attribution is None and not draft.speaker.id:
            draft.speaker = (
                discourse.speaker(draft.place, draft.announcer)
                if draft.announcer
                else _carried(spoken, n, discourse)
            )


def _carried(spoken: Sequence[_Draft], n: int, discourse: Discourse) -> Speaker:
    """Who speaks without a cue: the speaker before it in the paragraph, or after it, or the last one."""
    draft = spoken[n]
    if n and spoken[n - 1].block == draft.block and spoken[n - 1].speaker.id:
        return replace(spoken[n - 1].speaker, how="carried")
    following = spoken[n + 1] if n + 1 < len(spoken) else None
    if following is not None and following.block == draft.block and following.speaker.id:
        return replace(following.speaker, how="carried")
    return discourse.silent(draft.place)


def _record(
    article: Article, index: int, group: int, draft: _Draft, texts: Sequence[str], starts: Sequence[int]
) -> Quote:
    start = starts[draft.block]
    cue, span, verb = "", None, ""
    if draft.attribution is not None and draft.cue_place is not None and draft.kind in ATTRIBUTED:
        block = draft.cue_place[0]
        first, last = draft.attribution.span
        cue, span = texts[block][first:last], (starts[block] + first, starts[block] + last)
        verb = draft.attribution.found.cue.lemma
    return Quote(
        article_id=article.id,
        index=index,
        group=group,
        paragraph=article.blocks[draft.block][0],
        start=start + draft.start,
        end=start + draft.end,
        text_start=start + draft.text_start,
        text_end=start + draft.text_end,
        text=texts[draft.block][draft.text_start : draft.text_end],
        kind=draft.kind,
        state=draft.state,
        speaker_text=draft.speaker.text,
        speaker_id=draft.speaker.id,
        speaker_how=draft.speaker.how,
        cue=cue,
        cue_span=span,
        cue_verb=verb,
    )
