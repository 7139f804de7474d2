"""Document pairs as they stand in a corpus: all sentences of both sides, and the segments between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from fiel.records import Segment, Sentence, Side

Sentences = Mapping[str, Sequence[Sentence]]
"""By article id."""


@dataclass(frozen=True, slots=True)
class DocumentSide:
    """One text of a document pair."""

    name: str
    """Article id; made of the pair's id where the article itself is not at hand."""
    first: Side
    """The side of the pair's first segment: language, address, outlet and date are the document's."""
    sentences: tuple[tuple[int, str], ...]
    """Paragraph and text."""


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of both sides that go together, by index."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    segment: Segment


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document pair and the links between its sentences."""

    pair_id: str
    source: DocumentSide
    target: DocumentSide
    links: tuple[Link, ...]

    @property
    def split(self) -> str:
        return self.links[0].segment.split


def documents_of(segments: Iterable[Segment], sentences: Sentences) -> Iterator[CorpusDocument]:
    """The document pairs of segments that come pair by pair, one pair held at a time.

    An article that `sentences` lacks, as in a corpus from elsewhere, consists of what its segments
    hold, each as one sentence; where the segments of a pair are scattered, each run of them is a document.
    """
    names: set[str] = set()
    runs: Counter[str] = Counter()
    for pair_id, members in groupby(segments, attrgetter("pair_id")):
        group = tuple(members)
        name = pair_id
        while name in names:
            runs[pair_id] += 1
            name = f"{pair_id}~{runs[pair_id] + 1}"
        names.add(name)
        source, source_indices = _side(name, [segment.source for segment in group], sentences)
        target, target_indices = _side(name, [segment.target for segment in group], sentences)
        links = tuple(map(Link, source_indices, target_indices, group))
        yield CorpusDocument(pair_id, source, target, links)


def _side(name: str, sides: list[Side], sentences: Sentences) -> tuple[DocumentSide, list[tuple[int, ...]]]:
    first = sides[0]
    if first.article_id in sentences:
        texts = tuple((sentence.paragraph, sentence.text) for sentence in sentences[first.article_id])
        return DocumentSide(first.article_id, first, texts), [side.sentences for side in sides]
    texts = tuple((max(side.paragraphs, default=0), side.text) for side in sides)
    return DocumentSide(name, first, texts), [(index,) for index in range(len(sides))]
