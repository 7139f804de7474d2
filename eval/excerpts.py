"""Words taken out of an article that still know where they stand in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fiel.records import Article, Finding, Passage, Quote, Span

_INSET = re.compile(r"\s*[—–―][^—–―]*(?:[—–―]|$)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Stretches of an article's text read as one text, a blank between them.

    What the cut leaves out, such as the cue inside a quote, no check can stumble over.
    """

    text: str
    pieces: tuple[Span, ...]
    """Where each stretch stands in the article's text."""

    @property
    def span(self) -> Span:
        """From the first stretch to the last."""
        return self.pieces[0][0], self.pieces[-1][1]

    def place(self, start: int, end: int) -> Span:
        """The span in the article of a span of `text`.

        >>> excerpt("He said yes, and no.", [(3, 7), (17, 19)]).place(5, 7)
        (17, 19)
        """
        return self._at(start), self._at(end - 1) + 1 if end > start else self._at(start)

    def passage(self, article: Article) -> Passage:
        """The words as the checks see them; spans of their findings point into `text`."""
        return Passage(self.text, article.lang, 0, article.date)

    def _at(self, offset: int) -> int:
        for start, end in self.pieces:
            if offset <= end - start:
                return start + offset
            offset -= end - start + 1
        return self.pieces[-1][1]


def excerpt(text: str, spans: Iterable[Span]) -> Excerpt:
    """The excerpt of a text at these spans, in their order; white space at their edges is left out.

    Raises ValueError if nothing is left.
    """
    pieces = tuple(trimmed for span in spans if (trimmed := _trim(text, span)))
    if not pieces:
        raise ValueError("an excerpt needs a stretch of text")
    return Excerpt(" ".join(text[start:end] for start, end in pieces), pieces)


def quoted_words(text: str, quotes: Sequence[Quote]) -> Excerpt:
    """The words of an utterance: its segments, without marks and without a cue set between dashes."""
    return excerpt(text, [span for quote in quotes for span in _own_words(text, quote)])


def placed(finding: Finding, source: Excerpt, target: Excerpt) -> Finding:
    """A finding on two excerpts with its spans in the articles."""
    return replace(
        finding,
        source_span=source.place(*finding.source_span) if finding.source_span else None,
        target_span=target.place(*finding.target_span) if finding.target_span else None,
    )


def outside(spans: Iterable[Span], masks: Sequence[Span]) -> list[Span]:
    """What is left of spans where no mask lies.

    >>> outside([(0, 10)], [(2, 4), (8, 12)])
    [(0, 2), (4, 8)]
    """
    left = list(spans)
    for start, end in masks:
        left = [
            part
            for first, last in left
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return sorted(set(left))


def _own_words(text: str, quote: Quote) -> list[Span]:
    span = (quote.text_start, quote.text_end)
    if quote.cue_span is None:
        return [span]
    for inset in _INSET.finditer(text, *span):
        if inset.start() < quote.cue_span[0] and quote.cue_span[1] <= inset.end():
            return [(span[0], inset.start()), (inset.end(), span[1])]
    return [span]


def _trim(text: str, span: Span) -> Span | None:
    words = text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    end = span[0] + len(words.rstrip())
    return (start, end) if start < end else None
