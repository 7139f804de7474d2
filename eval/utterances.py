"""The logical quotes of an article, and the sentences that stand for them in the other one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fiel.eval.excerpts import Excerpt, quoted_words
from fiel.records import Article, Bead, Quote, QuoteKind, Sentence, Span

SPOKEN = (QuoteKind.DIRECT, QuoteKind.PARTIAL)


@dataclass(frozen=True, slots=True)
class Utterance:
    """The segments of one logical quote and the sentences that it touches."""

    quotes: tuple[Quote, ...]
    words: Excerpt
    sentences: tuple[int, ...]

    @property
    def span(self) -> Span:
        """With its marks, from the first segment to the last."""
        return self.quotes[0].start, self.quotes[-1].end


@dataclass(frozen=True, slots=True)
class Side:
    """One article with its sentences and its quotes."""

    article: Article
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]

    def utterances(self) -> list[Utterance]:
        """Its direct and partial quotes in order, the segments of each together."""
        spoken = [quote for quote in self.quotes if quote.kind in SPOKEN]
        groups = [tuple(segments) for _, segments in groupby(spoken, key=lambda quote: quote.group)]
        return [
            Utterance(
                group,
                quoted_words(self.article.text, group),
                self._touched((group[0].start, group[-1].end)),
            )
            for group in groups
        ]

    def marked(self) -> list[Span]:
        """Where anything at all stands in quotation marks."""
        return [(quote.start, quote.end) for quote in self.quotes if quote.kind is not QuoteKind.REPORTED]

    def told(self, words: Excerpt | None) -> tuple[Quote, ...]:
        """The reported speech that some words belong to, of speakers with more than one name.

        A single one may be a place: "The 22-year-old from Cienfuegos confessed".
        """
        pieces = words.pieces if words else ()
        return tuple(
            quote
            for quote in self.quotes
            if quote.kind is QuoteKind.REPORTED
            and " " in quote.speaker_id
            and any(start < quote.end and quote.start < end for start, end in pieces)
        )

    def spans(self, sentences: Iterable[int]) -> list[Span]:
        """Where these sentences stand."""
        wanted = set(sentences)
        return [(s.start, s.end) for s in self.sentences if s.index in wanted]

    def _touched(self, span: Span) -> tuple[int, ...]:
        return tuple(s.index for s in self.sentences if s.start < span[1] and span[0] < s.end)


@dataclass(frozen=True, slots=True)
class Links:
    """Which sentences stand for which."""

    beads: Sequence[Bead]

    def to_target(self, sentences: Iterable[int], around: int = 0) -> tuple[int, ...]:
        """Target sentences of the beads with these source sentences, and of `around` more each way."""
        wanted = set(sentences)
        places = [n for n, bead in enumerate(self.beads) if wanted & set(bead.source)]
        return tuple(sorted({s for bead in self._widened(places, around) for s in bead.target}))

    def to_source(self, sentences: Iterable[int], around: int = 0) -> tuple[int, ...]:
        """Source sentences of the beads with these target sentences, and of `around` more each way."""
        wanted = set(sentences)
        places = [n for n, bead in enumerate(self.beads) if wanted & set(bead.target)]
        return tuple(sorted({s for bead in self._widened(places, around) for s in bead.source}))

    def _widened(self, places: Sequence[int], around: int) -> list[Bead]:
        return [
            bead for n, bead in enumerate(self.beads) if any(abs(n - place) <= around for place in places)
        ]
