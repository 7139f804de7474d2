"""Which articles of the two languages resemble each other, and what speaks for each two of them."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from fiel.align.assignment import Candidate
from fiel.align.calibration import shipped_calibration
from fiel.align.document_evidence import Evidence, gather_evidence, similarity
from fiel.align.embedded_article import EmbeddedArticle, MatchableArticle
from fiel.align.neighbours import find_neighbours
from fiel.align.publication import publication
from fiel.models.encoder import ComposingEncoder, Matrix

NEAREST = 6
"""Candidates of an article by the vector of the whole text. In ntrex-dev, every story with its distractors
and no dates, the right one is the first for all full translations, among five for all condensed ones."""
ALIKE_WHOLE = 0.55
"""Least cosine of whole texts: pairs of ntrex-dev have .82 and more, condensed ones .58 and more."""
ALIKE = 0.48
"""Least symmetric best match of a pair worth aligning: pairs have .73 and more, condensed ones .57 and more."""
TOGETHER = 64
"""Pairs whose articles are fetched at once."""
AT_HAND = 1024
"""Articles of a side whose rows are held at once, some 120 kB each: all of the date window at 140 a day."""

AtHand = tuple[EmbeddedArticle, Matrix]
"""An article and the vectors of its sentences."""


def compare(
    sources: Sequence[MatchableArticle],
    targets: Sequence[MatchableArticle],
    encoder: ComposingEncoder,
    days: int,
) -> Iterator[Candidate]:
    """Pairs that resemble each other and lie within `days`, with their evidence, in the order of time."""
    if not sources or not targets:
        return
    periods = [publication(item.article) for item in sources]
    neighbours = find_neighbours(
        _whole(sources, encoder),
        _whole(targets, encoder),
        periods,
        [publication(item.article) for item in targets],
        days=days,
        nearest=NEAREST,
        floor=ALIKE_WHOLE,
    )

    shelves = _Shelf(sources, encoder), _Shelf(targets, encoder)
    # In the order of time, so that an article is still at hand when it comes again.
    neighbours.sort(key=lambda pair: periods[pair[0]].earliest)
    for start in range(0, len(neighbours), TOGETHER):
        some = neighbours[start : start + TOGETHER]
        for shelf, wanted in zip(shelves, zip(*some, strict=True), strict=True):
            shelf.fetch(wanted)
        for source, target in some:
            yield _candidate(source, target, shelves[0][source], shelves[1][target], encoder)


def _candidate(source: int, target: int, left: AtHand, right: AtHand, encoder: ComposingEncoder) -> Candidate:
    vectors = left[1], right[1]
    alike = similarity(*vectors)
    if alike < ALIKE:  # kept to be named as the nearest
        return Candidate(source, target, 0.0, {"similarity": alike})
    evidence = gather_evidence(left[0], right[0], vectors, encoder)
    lengths = len(left[0].article.text), len(right[0].article.text)
    return Candidate(source, target, shipped_calibration().probability(evidence), evidence, lengths)


def compare_two(source: MatchableArticle, target: MatchableArticle, encoder: ComposingEncoder) -> Evidence:
    """All that speaks for two articles, however little they resemble each other."""
    left, right = source.load(), target.load()
    return gather_evidence(left, right, (encoder.vectors(left.sums), encoder.vectors(right.sums)), encoder)


class _Shelf:
    """The articles of one side with their vectors, as many as are wanted at a time and some more."""

    def __init__(self, items: Sequence[MatchableArticle], encoder: ComposingEncoder) -> None:
        self._items = items
        self._encoder = encoder
        self._shelf: dict[int, AtHand] = {}

    def __getitem__(self, at: int) -> AtHand:
        return self._shelf[at]

    def fetch(self, wanted: Iterable[int]) -> None:
        """Have these at hand; those that were wanted longest ago give way."""
        wanted = dict.fromkeys(wanted)
        missing = [self._items[at].load() for at in wanted if at not in self._shelf]
        if missing:
            # At once: the network's layers take half the time a row.
            vectors = self._encoder.vectors(np.concatenate([item.sums for item in missing]))
            ends = np.cumsum([len(item.sums) for item in missing])[:-1]
            new = iter(zip(missing, np.split(vectors, ends), strict=True))
        for at in wanted:
            self._shelf[at] = self._shelf.pop(at) if at in self._shelf else next(new)
        for at in list(self._shelf)[: max(0, len(self._shelf) - max(AT_HAND, len(wanted)))]:
            del self._shelf[at]


def _whole(items: Sequence[MatchableArticle], encoder: ComposingEncoder) -> Matrix:
    return encoder.vectors(np.stack([item.load().sums.sum(axis=0) for item in items]))
