"""A passage cut at its clause marks and conjunctions, and what any run of the pieces means.

Sums of an encoder add up, so the vector of every run, and of the passage without it, costs
one pass over the passage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from fiel.eval.excerpts import Excerpt
from fiel.eval.tables import read_table
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.records import Span

_MARK = re.compile(r"[,;:.!?…—–()]+[”»\"’)]*\s+|\s+[—–(]")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_EDGES = " \n,;:.—–("
LONGEST_RUN = 12
"""Fragments of a run at most; a longer one is a paragraph."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """The pieces of an excerpt, in order and without gaps, with their sums."""

    excerpt: Excerpt
    spans: tuple[Span, ...]
    """In the excerpt's text."""
    sums: Matrix
    lang: str

    @property
    def whole(self) -> Matrix:
        """The sum of the whole excerpt, 1 × k."""
        total: Matrix = self.sums.sum(axis=0, keepdims=True)
        return total

    def runs(self) -> list[tuple[int, int]]:
        """Every run of neighbouring fragments, as first and past-the-last."""
        count = len(self.spans)
        return [
            (first, last)
            for first in range(count)
            for last in range(first + 1, min(count, first + LONGEST_RUN) + 1)
        ]

    def run_sums(self, runs: Sequence[tuple[int, int]]) -> Matrix:
        """A row a run."""
        cumulative = np.vstack([np.zeros_like(self.sums[:1]), np.cumsum(self.sums, axis=0, dtype=np.float32)])
        return np.stack([cumulative[last] - cumulative[first] for first, last in runs])

    def run_span(self, run: tuple[int, int]) -> Span:
        """Where a run stands in the excerpt's text, without the marks at its edges."""
        return _trimmed(self.excerpt.text, (self.spans[run[0]][0], self.spans[run[1] - 1][1]))

    def said_span(self, run: tuple[int, int]) -> Span:
        """The same without the conjunction that makes it reported speech."""
        start, end = self.run_span(run)
        opening = _opening(self.lang).match(self.excerpt.text, start, end)
        return (opening.end() if opening else start), end


@dataclass(frozen=True, slots=True)
class Nearest:
    """The run of fragments that comes closest to a meaning."""

    run: tuple[int, int]
    similarity: float


def cut_all(excerpts: Sequence[Excerpt], lang: str, encoder: ComposingEncoder) -> list[Fragments]:
    """The fragments of many excerpts in one language, encoded in one go."""
    spans = [_cut(item.text, lang) for item in excerpts]
    texts = [item.text[start:end] for item, cuts in zip(excerpts, spans, strict=True) for start, end in cuts]
    sums = encoder.sums(texts)
    ends = np.cumsum([len(cuts) for cuts in spans])
    return [
        Fragments(item, tuple(cuts), sums[end - len(cuts) : end], lang)
        for item, cuts, end in zip(excerpts, spans, ends, strict=True)
    ]


def nearest_run(fragments: Fragments, vector: Matrix, encoder: ComposingEncoder) -> Nearest:
    """The run closest to a unit vector (1 × dimensions)."""
    runs = fragments.runs()
    similarities = encoder.vectors(fragments.run_sums(runs)) @ vector[0]
    best = int(np.argmax(similarities))
    return Nearest(runs[best], float(similarities[best]))


def nearest_words(passage: Excerpt, words: str, encoder: ComposingEncoder) -> tuple[Span, float] | None:
    """The stretch of about as many words as `words` that means most nearly the same, and its cosine.

    Its span is one in the passage's text. None for a passage with too few words.
    """
    count = len(_WORD.findall(words))
    places = [match.span() for match in _WORD.finditer(passage.text)]
    stretches = [
        (places[first][0], places[last][1])
        for first in range(len(places))
        for last in range(first + max(count - 2, 0), min(first + count + 3, len(places)))
    ]
    if not stretches:
        return None
    vectors = encoder.encode([passage.text[start:end] for start, end in stretches])
    similarities = vectors @ encoder.encode([words])[0]
    best = int(np.argmax(similarities))
    return stretches[best], float(similarities[best])


def clause_spans(text: str, lang: str) -> list[Span]:
    """Spans of the fragments without the marks at their edges."""
    return [_trimmed(text, span) for span in _cut(text, lang)]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip(_EDGES)), start + len(words.rstrip(_EDGES))


def _cut(text: str, lang: str) -> list[Span]:
    """Spans of the fragments; every word is in one."""
    cuts = {0, len(text)} | {mark.end() for mark in _MARK.finditer(text)}
    cuts |= {match.start() for match in _conjunctions(lang).finditer(text)}
    edges = sorted(cuts)
    return _without_crumbs(text, list(pairwise(edges)))


def _without_crumbs(text: str, spans: list[Span]) -> list[Span]:
    """A piece without two words joins the next one, or the one before at the end."""
    joined: list[Span] = []
    pending: int | None = None
    for start, end in spans:
        start = start if pending is None else pending
        if len(text[start:end].split()) < 2:
            pending = start
            continue
        joined.append((start, end))
        pending = None
    if pending is not None:
        first = joined.pop()[0] if joined else pending
        joined.append((first, spans[-1][1]))
    return joined


@cache
def _conjunctions(lang: str) -> re.Pattern[str]:
    words = _words(lang, "cut", "that")
    return re.compile(rf"(?<=\s)(?:{words})(?=\s)" if words else r"(?!)", re.IGNORECASE)


@cache
def _opening(lang: str) -> re.Pattern[str]:
    words = _words(lang, "that")
    return re.compile(rf"(?:{words})\s+" if words else r"(?!)", re.IGNORECASE)


def _words(lang: str, *kinds: str) -> str:
    return "|".join(
        word
        for row_lang, kind, row in read_table("fragments", 3)
        if row_lang == lang and kind in kinds
        for word in row.split()
    )
