"""What became of each utterance: its status, and the words that stand for it on the other side.

An utterance without a quote on the other side is looked for in the plain text aligned with it: the
original's may be paraphrased there, the translation's may never have been verbatim.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from fiel.eval.excerpts import Excerpt, excerpt, outside
from fiel.eval.fragments import cut_all, nearest_run, nearest_words
from fiel.eval.pairing import LARGEST, SHORT, Block, joined, pair_quotes
from fiel.eval.remembering import RememberingEncoder
from fiel.eval.utterances import Links, Side, Utterance
from fiel.models.encoder import ComposingEncoder
from fiel.records import QuoteKind, QuoteStatus, Span

FOUND = 0.5
"""Similarity from which a stretch of plain text says what a quote says; .7 % of unrelated sentences of one
sample article reach it, the planted paraphrase has .57, the promoted quote .83."""


FEW = 6
"""Most words of a quote that may stand inside a clause of plain text, and is sought there word by word."""
FOUND_WORDS = {1: 0.65, 2: 0.55}
"""Similarity from which a stretch of words says what such a quote says, by its words. Of 300 sentences of
ntrex-dev .79, .88 (2 words), .85 to .95 (3 to 6) hold their own fragments; .16, .07, .03 to .004 another's."""

_CLOSES = re.compile(r"[”»›\"]")
_OPENS = re.compile(r"[“„«‹\"]\s?$")
HELD = 0.6
"""The same for a longer quote in the words of a quote beside it."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Utterances of both sides and the words to compare; a side without any has None."""

    status: QuoteStatus
    source: tuple[Utterance, ...]
    target: tuple[Utterance, ...]
    source_words: Excerpt | None
    target_words: Excerpt | None
    similarity: float
    ratio: float = 1.0
    """Length of the target as a share of its usual length."""

    @property
    def source_span(self) -> Span | None:
        """The quotes with their marks, or the passage that stands for one, in the article's text."""
        return _span(self.source, self.source_words)

    @property
    def target_span(self) -> Span | None:
        """The same in the target's text."""
        return _span(self.target, self.target_words)


def _span(utterances: Sequence[Utterance], words: Excerpt | None) -> Span | None:
    if utterances:
        return utterances[0].span[0], utterances[-1].span[1]
    return words.span if words else None


def find_counterparts(
    source: Side, target: Side, links: Links, encoder: ComposingEncoder
) -> list[Counterpart]:
    """One counterpart for every utterance of either article, in the original's order."""
    encoder = RememberingEncoder(encoder)
    chosen = pair_quotes(source, target, links, encoder)
    singles = [block.source or block.target for block in chosen if not (block.source and block.target)]
    encoder.encode([utterance.words.text for block in singles for utterance in block])  # in one go
    blocks = _absorbed(chosen, source, target, encoder)
    paired = [block for block in blocks if block.source and block.target]
    taken_here = [utterance.span for block in paired for utterance in block.source]
    taken_there = [utterance.span for block in paired for utterance in block.target]
    found = [_paired(block, source, target, encoder) for block in paired]
    for side, taken in ((source, taken_here), (target, taken_there)) if len(paired) < len(blocks) else ():
        # in one go: a quote alone is looked for among its sentences' fragments
        plain = _plain_parts(side, [(s.start, s.end) for s in side.sentences], taken)
        cut_all(plain, side.article.lang, encoder)
    for block in blocks:
        if not block.target:
            found.append(_said_plainly(block.source, source, target, links, taken_there, encoder))
        elif not block.source:
            found.append(_not_quoted(block.target, source, target, links, taken_here, encoder))
    joined = _join_strangers(found, links, encoder)
    return sorted(joined, key=lambda counterpart: _place(counterpart, source, links))


def _absorbed(blocks: Sequence[Block], source: Side, target: Side, encoder: ComposingEncoder) -> list[Block]:
    """The blocks, with single quotes put to the neighbouring pair whose other side holds their words.

    Alone they are too short to be a pair: «Llueve poco», before «El ganado sufre», both in one English quote.
    """
    pairs = [block for block in blocks if block.source and block.target]
    orders = [[utterance.span for utterance in side.utterances()] for side in (source, target)]
    holders = [
        {utterance.span: place for place, pair in enumerate(pairs) for utterance in pair.source},
        {utterance.span: place for place, pair in enumerate(pairs) for utterance in pair.target},
    ]
    left = []
    for single in blocks:
        if single.source and single.target:
            continue
        number = 0 if single.source else 1
        (utterance,) = single.source or single.target
        at = bisect_left(orders[number], utterance.span)
        beside = [*orders[number][max(at - 1, 0) : at], *orders[number][at + 1 : at + 2]]
        for place in dict.fromkeys(holders[number][span] for span in beside if span in holders[number]):
            whole = _together(single, pairs[place], source, target, encoder)
            if whole is not None:
                pairs[place], holders[number][utterance.span] = whole, place
                break
        else:
            left.append(single)
    return [*pairs, *left]


def _together(
    single: Block, pair: Block, source: Side, target: Side, encoder: ComposingEncoder
) -> Block | None:
    """A pair with a quote beside it, if it has room for it and holds its words on the other side."""
    original = bool(single.source)
    mine, others = (pair.source, pair.target) if original else (pair.target, pair.source)
    if len(mine) == LARGEST or (pair.ratio > 1) != original:
        return None
    (utterance,) = single.source or single.target
    other = target if original else source
    if not _holds(_words(other.article.text, others), utterance.words, other, encoder):
        return None
    alone, whole = (
        joined(
            sorted((*pair.source, *source_too), key=lambda utterance: utterance.span),
            sorted((*pair.target, *target_too), key=lambda utterance: utterance.span),
            source, target, encoder,
        )
        for source_too, target_too in (((), ()), (single.source, single.target))
    )  # fmt: skip
    return whole if not original or whole.similarity > alone.similarity else None


def _holds(passage: Excerpt, words: Excerpt, side: Side, encoder: ComposingEncoder) -> bool:
    """Whether some words are said in a passage of a side."""
    if (fewest := _fewest(words)) is not None:
        near = nearest_words(passage, words.text, encoder)
        return near is not None and near[1] >= fewest
    return _nearest(passage, side, words, encoder)[1] >= HELD


def _fewest(words: Excerpt) -> float | None:
    """The similarity from which a stretch says what a short quote says; None for a longer one."""
    count = len(words.text.split())
    return FOUND_WORDS[min(count, max(FOUND_WORDS))] if count <= FEW else None


def _join_strangers(
    found: Sequence[Counterpart], links: Links, encoder: ComposingEncoder
) -> list[Counterpart]:
    """The counterparts, with a dropped and an unsupported quote of one bead put together.

    They stand in each other's place; whether they are translations of each other is for the gate to say.
    """
    lost = [item for item in found if item.status is QuoteStatus.DROPPED]
    made_up = [item for item in found if item.status is QuoteStatus.UNSUPPORTED]
    kept = [item for item in found if item not in lost and item not in made_up]
    for item in lost:
        there = set(links.to_target(item.source[0].sentences))
        partner = next((other for other in made_up if there & set(other.target[0].sentences)), None)
        if partner is None or item.source_words is None or partner.target_words is None:
            kept.append(item)
            continue
        made_up.remove(partner)
        vectors = encoder.encode([item.source_words.text, partner.target_words.text])
        kept.append(
            Counterpart(
                QuoteStatus.MATCHED, item.source, partner.target, item.source_words, partner.target_words,
                float(vectors[0] @ vectors[1]),
            )
        )  # fmt: skip
    return kept + made_up


def _place(counterpart: Counterpart, source: Side, links: Links) -> tuple[int, int]:
    if counterpart.source_words is not None:
        return counterpart.source_words.span
    sentences = counterpart.target[0].sentences
    linked = source.spans(links.to_source(sentences) or links.to_source(sentences, around=1))
    end = linked[-1][1] if linked else 0
    return end, end + counterpart.target[0].span[0]


def _paired(block: Block, source: Side, target: Side, encoder: ComposingEncoder) -> Counterpart:
    here = _words(source.article.text, block.source)
    there = _words(target.article.text, block.target)
    fragments = all(q.kind is QuoteKind.PARTIAL for u in block.target for q in u.quotes)
    status = QuoteStatus.MATCHED
    if block.ratio < SHORT and fragments and len(block.source) == 1:
        status = QuoteStatus.PARTIAL
        here = _parts(here, source, block.target, encoder)
    elif len(block.target) > len(block.source):
        status = QuoteStatus.SPLIT
    elif len(block.source) > len(block.target):
        status = QuoteStatus.MERGED
    return Counterpart(status, block.source, block.target, here, there, block.similarity, block.ratio)


def _parts(passage: Excerpt, side: Side, kept: Sequence[Utterance], encoder: ComposingEncoder) -> Excerpt:
    """What of a quote the fragments stand for that were kept of it."""
    found = [_nearest(passage, side, utterance.words, encoder)[0] for utterance in kept]
    return excerpt(side.article.text, sorted({piece for part in found for piece in part.pieces}))


def _words(text: str, utterances: Sequence[Utterance]) -> Excerpt:
    return excerpt(text, [piece for utterance in utterances for piece in utterance.words.pieces])


def _said_plainly(
    utterances: tuple[Utterance, ...], source: Side, target: Side, links: Links,
    taken: list[Span], encoder: ComposingEncoder,
) -> Counterpart:  # fmt: skip
    """A quote of the original that the translation does not quote."""
    words = _words(source.article.text, utterances)
    touched = utterances[0].sentences
    sentences = links.to_target(touched) or links.to_target(touched, around=1)
    found = _in_plain_text(words, target, sentences, taken, encoder)
    if found is None:
        return Counterpart(QuoteStatus.DROPPED, utterances, (), words, None, 0.0)
    return Counterpart(QuoteStatus.PARAPHRASED, utterances, (), words, *found)


def _not_quoted(
    utterances: tuple[Utterance, ...], source: Side, target: Side, links: Links,
    taken: list[Span], encoder: ComposingEncoder,
) -> Counterpart:  # fmt: skip
    """A quote of the translation that no utterance of the original stands for."""
    words = _words(target.article.text, utterances)
    touched = utterances[0].sentences
    sentences = links.to_source(touched) or links.to_source(touched, around=1)
    found = _in_plain_text(words, source, sentences, taken, encoder)
    if found is None:
        return Counterpart(QuoteStatus.UNSUPPORTED, (), utterances, None, words, 0.0)
    start, end = found[0].span
    in_marks = any(first < end and start < last for first, last in source.marked())
    text = source.article.text  # a mark that lost its mate shows a quote as well
    in_marks |= bool(_CLOSES.search(text, end - 1, end + 2) or _OPENS.search(text, max(start - 3, 0), start))
    status = QuoteStatus.MATCHED if in_marks else QuoteStatus.PROMOTED
    return Counterpart(status, (), utterances, found[0], words, found[1])


def _in_plain_text(
    words: Excerpt, other: Side, sentences: tuple[int, ...], taken: list[Span], encoder: ComposingEncoder
) -> tuple[Excerpt, float] | None:  # fmt: skip
    """The stretch of these sentences, outside what is taken, that says what the words say."""
    parts = _plain_parts(other, other.spans(sentences), taken)
    found = [_nearest(part, other, words, encoder) for part in parts]
    best = max(found, key=lambda near: near[1], default=None)
    if best is not None and best[1] >= FOUND:
        return best
    return _words_in(parts, words, other.article.text, encoder)


def _plain_parts(other: Side, spans: Sequence[Span], taken: list[Span]) -> list[Excerpt]:
    """The reported clauses within some spans and the spans themselves, outside what is taken."""
    text = other.article.text
    told = [quote for quote in other.quotes if quote.kind is QuoteKind.REPORTED]
    clauses = [  # without the reporter's "Ana Pérez said": its name is none of the words
        (quote.start, quote.end)
        for quote in told
        if any(start <= quote.start and quote.end <= end for start, end in spans)
    ]
    return [
        excerpt(text, [part])
        for part in (*outside(clauses, taken), *outside(spans, taken))
        if any(letter.isalnum() for letter in text[part[0] : part[1]])
    ]


def _words_in(
    parts: Sequence[Excerpt], words: Excerpt, text: str, encoder: ComposingEncoder
) -> tuple[Excerpt, float] | None:
    """The stretch of words that says what a short quote says."""
    fewest = _fewest(words)
    if fewest is None:
        return None
    found = [(part, near) for part in parts if (near := nearest_words(part, words.text, encoder)) is not None]
    part, (span, similarity) = max(found, key=lambda item: item[1][1], default=(words, ((0, 0), 0.0)))
    return (excerpt(text, [part.place(*span)]), similarity) if similarity >= fewest else None


def _nearest(
    passage: Excerpt, side: Side, words: Excerpt, encoder: ComposingEncoder
) -> tuple[Excerpt, float]:
    """The run of fragments of a passage that comes nearest to some words, and how near."""
    (pieces,) = cut_all([passage], side.article.lang, encoder)
    near = nearest_run(pieces, encoder.encode([words.text]), encoder)
    span = pieces.excerpt.place(*pieces.said_span(near.run))
    return excerpt(side.article.text, [span]), near.similarity
