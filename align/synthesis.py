"""Synthetic document pairs with known beads: clean ones with sentences dropped, added, merged and split.

Pure: the random generator is an argument. Drawn anew for each document are the rates of every change,
so that the fitted weights see near-clean text and badly damaged text.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fiel.align.gold import BeadIndices, GoldDocument

Group = tuple[list[str], list[str]]
"""Sentences of a bead on both sides."""

CLAUSE = re.compile(r"[,;:—–-]\s|\s(?=(?:and|but|which|who|y|que|pero|et|und)\b)")
ABBREVIATION = re.compile(r"(?<!\S)[^\W\d_]{1,4}\.(?=\s)")
SHORTEST_PART = 15


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a bead is changed, by change."""

    lone: float
    merged: float
    split: float
    shifted: float
    words_lost: float

    @classmethod
    def drawn(cls, rng: random.Random) -> "Rates":
        return cls(
            lone=rng.choice([0, 0.05, 0.1, 0.15, 0.3]),
            merged=rng.choice([0, 0.05, 0.1, 0.2]),
            split=rng.choice([0, 0.05, 0.1, 0.2]),
            shifted=rng.choice([0, 0, 0.05, 0.15]),
            words_lost=rng.choice([0, 0, 0.15, 0.3]),
        )


@dataclass(slots=True)
class _Draft:
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    beads: list[BeadIndices] = field(default_factory=list)

    def put(self, source: Sequence[str], target: Sequence[str]) -> None:
        """Add a bead; sentences without counterpart each become one of their own."""
        if not source or not target:
            for text in source:
                self._put([text], [])
            for text in target:
                self._put([], [text])
        else:
            self._put(source, target)

    def _put(self, source: Sequence[str], target: Sequence[str]) -> None:
        i, j = len(self.source), len(self.target)
        self.beads.append((tuple(range(i, i + len(source))), tuple(range(j, j + len(target)))))
        self.source.extend(source)
        self.target.extend(target)


def damaged(
    document: GoldDocument, others: Sequence[GoldDocument], most: int, rng: random.Random
) -> GoldDocument:
    """A copy with changed beads; added sentences come from `others`; `most`: largest side of a bead."""
    rates, draft, groups = Rates.drawn(rng), _Draft(), _groups(document)
    while groups:
        source, target = groups.pop(0)
        if not source or not target:
            draft.put(source, target)
            continue
        if rng.random() < rates.lone and _leave_alone(draft, source, target, others, rng):
            continue
        if groups and all(groups[0]) and rng.random() < rates.merged:
            source, target = _merged(source, target, groups, rng)
        elif groups and len(source) == len(target) == 1 and rng.random() < rates.shifted:
            source, target = _shifted(source, target, groups, draft, rng)
        elif rng.random() < rates.split:
            source, target = _split(source, target, rng)
        if max(len(source), len(target)) <= most:
            draft.put(source, target)
    source_texts, target_texts = (
        tuple(_without_words(text, rates.words_lost, rng) for text in side)
        for side in (draft.source, draft.target)
    )
    return GoldDocument(document.doc, source_texts, target_texts, tuple(draft.beads))


def _groups(document: GoldDocument) -> list[Group]:
    return [
        ([document.source[i] for i in source], [document.target[j] for j in target])
        for source, target in document.beads
    ]


def _leave_alone(
    draft: _Draft, source: list[str], target: list[str], others: Sequence[GoldDocument], rng: random.Random
) -> bool:
    """Drop one side of the bead, or add a foreign sentence before it; True if the bead is used up."""
    chance = rng.random()
    if chance < 0.4:
        draft.put(source, [])
        return True
    if chance < 0.8:
        draft.put([], target)
        return True
    other = rng.choice(others)
    if rng.random() < 0.5:
        draft.put([rng.choice(other.source)], [])
    else:
        draft.put([], [rng.choice(other.target)])
    return False


def _merged(source: list[str], target: list[str], groups: list[Group], rng: random.Random) -> Group:
    """The bead and its next one or two, joined to one sentence on one side, or unevenly on both."""
    for _ in range(1 + (rng.random() < 0.15)):
        if groups and all(groups[0]):
            more_source, more_target = groups.pop(0)
            source, target = source + more_source, target + more_target
    if len(source) > 2 and len(target) > 2 and rng.random() < 0.5:
        return [source[0], " ".join(source[1:])], [" ".join(target[:-1]), target[-1]]
    if rng.random() < 0.5:
        return [" ".join(source)], target
    return source, [" ".join(target)]


def _shifted(
    source: list[str], target: list[str], groups: list[Group], draft: _Draft, rng: random.Random
) -> Group:
    """This 1-1 bead and the next made one of two against two, by moving the border on one side."""
    following = groups[0]
    if len(following[0]) != 1 or len(following[1]) != 1:
        return source, target
    sides = [source + following[0], target + following[1]]
    moved = rng.randrange(2)
    first, second = sides[moved]
    forwards = rng.random() < 0.5
    parts = _halves(first if forwards else second, rng)
    if len(parts) < 2:
        return source, target
    sides[moved] = [parts[0], f"{parts[1]} {second}"] if forwards else [f"{first} {parts[0]}", parts[1]]
    groups.pop(0)
    return sides[0], sides[1]


def _split(source: list[str], target: list[str], rng: random.Random) -> Group:
    """Long sentences of one side cut in two."""
    sides = [source, target]
    cut = rng.randrange(2)
    if any(ABBREVIATION.search(text) for text in sides[cut]):
        sides[cut] = [part for text in sides[cut] for part in _at_abbreviations(text)]
        return sides[0], sides[1]
    sides[cut] = [part for text in sides[cut] for part in (_halves(text, rng) if len(text) > 60 else [text])]
    return sides[0], sides[1]


def _halves(text: str, rng: random.Random) -> list[str]:
    """The text cut at a clause if there is one inside, else between words; whole if it is too short."""
    for border in (CLAUSE, re.compile(r"\s")):
        cuts = [
            found.end()
            for found in border.finditer(text)
            if SHORTEST_PART < found.end() < len(text) - SHORTEST_PART
        ]
        if cuts:
            cut = rng.choice(cuts)
            return _as_sentences(text[:cut].strip(), text[cut:].strip(), rng)
    return [text]


def _as_sentences(first: str, second: str, rng: random.Random) -> list[str]:
    """Mostly with a full stop and a capital between, as a translator would have it."""
    if rng.random() < 0.2:
        return [first, second]
    return [first.rstrip(",;:—–- ") + ".", second[:1].upper() + second[1:]]


def _at_abbreviations(text: str) -> list[str]:
    """The text cut after each short word with a full stop, as careless splitters do."""
    return [part.strip() for part in ABBREVIATION.sub(r"\g<0>\n", text).split("\n") if part.strip()]


def _without_words(text: str, rate: float, rng: random.Random) -> str:
    """The text without that share of its words: similarity falls as it does in free or scanned text."""
    if not rate:
        return text
    return " ".join(word for word in text.split(" ") if rng.random() >= rate) or text
