"""Two aligned articles as rows: a bead a row, source left and target right.

Rows follow the source. Beads that keep their order in the target are the rungs;
a bead that was moved stands beside its source, and a pointer row marks the place
where the target's reader meets it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from fiel.markup import Mark, mark_up
from fiel.records import TITLE, Bead, Sentence

POINTER_WORDS = 8
"""How much of a moved passage its pointer repeats."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bead in its place; a pointer holds no text of its own."""

    bead: Bead
    moved: bool = False
    """Whether its target text stands elsewhere in the translation."""
    pointer: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The sentences of one paragraph that stand in one cell."""

    paragraph: int
    opens: bool
    """Whether the paragraph begins here."""
    html: Markup

    @property
    def is_title(self) -> bool:
        """Whether this is the article's title."""
        return self.paragraph == TITLE


@dataclass(frozen=True, slots=True)
class Column:
    """One text as the cells of a side-by-side view need it."""

    sentences: Mapping[int, Sentence]
    openers: frozenset[int]
    marks: tuple[Mark, ...]

    def pieces(self, indices: Sequence[int]) -> tuple[Piece, ...]:
        """The sentences with their marks, grouped by paragraph."""
        chosen = [self.sentences[index] for index in indices]
        return tuple(
            Piece(paragraph, (found := list(group))[0].index in self.openers, self._html(found))
            for paragraph, group in groupby(chosen, key=lambda sentence: sentence.paragraph)
        )

    def _html(self, sentences: Iterable[Sentence]) -> Markup:
        return Markup(" ").join(mark_up(s.text, self.marks, s.start) for s in sentences)

    def preview(self, indices: Sequence[int]) -> str:
        """The first words of the sentences."""
        words = self.sentences[indices[0]].text.split()
        return " ".join(words[:POINTER_WORDS]) + (" …" if len(words) > POINTER_WORDS else "")


def column(sentences: Iterable[Sentence], marks: Iterable[Mark] = ()) -> Column:
    """A text's sentences and marks, ready to fill cells."""
    by_index = {sentence.index: sentence for sentence in sentences}
    openers: dict[int, int] = {}
    for index in sorted(by_index):
        openers.setdefault(by_index[index].paragraph, index)
    return Column(by_index, frozenset(openers.values()), tuple(marks))


def order_rows(beads: Iterable[Bead]) -> list[Row]:
    """Every bead once as a row, in the source's order, and a pointer for each that was moved.

    One-sided target beads and pointers stand in the target's order between the rungs.
    """
    known = list(beads)
    by_source = sorted((bead for bead in known if bead.source), key=lambda bead: bead.source)
    by_target = sorted((bead for bead in known if bead.target), key=lambda bead: bead.target)
    rungs = _longest_chain([bead for bead in by_source if bead.target])
    rank = {bead.index: place for place, bead in enumerate(rungs)}
    rows: list[Row] = []
    targets = iter(by_target)
    for bead in by_source:
        if bead.index in rank:
            for other in targets:
                if other.index == bead.index:
                    break
                rows.append(Row(other, pointer=bool(other.source)))
            rows.append(Row(bead))
        else:
            rows.append(Row(bead, moved=bool(bead.target)))
    rows.extend(Row(other, pointer=bool(other.source)) for other in targets)
    return rows


def _longest_chain(beads: Sequence[Bead]) -> list[Bead]:
    """Most beads whose targets rise as their sources do (longest increasing subsequence)."""
    tails: list[tuple[int, ...]] = []
    places = []
    for bead in beads:
        place = bisect_left(tails, bead.target)
        tails[place : place + 1] = [bead.target]
        places.append(place)
    chain: list[Bead] = []
    wanted = len(tails) - 1
    for bead, place in zip(reversed(beads), reversed(places), strict=True):
        if place == wanted:
            chain.append(bead)
            wanted -= 1
    return chain[::-1]
