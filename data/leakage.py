"""What the test and dev splits share with the training split, and which documents must stay together."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from fiel.data.near_duplicates import bare, key
from fiel.records import Segment

Read = Callable[[], Iterable[Segment]]
"""Gives a corpus from the start, each time the same."""

SHINGLE = 5
"""Words of a run that is looked for in the training texts."""
MOSTLY = 0.5
"""Share of a text's runs above which it counts as known from training."""
COMMON = 5
"""A sentence of more documents is a formula of the house, and ties none of them together."""
SHORTEST = 25
"""Letters of a sentence that can tie documents together."""
TIES = 2
"""Sentences that two documents share when one goes back to the other: a single one is a formula or a quote."""


@dataclass(frozen=True, slots=True)
class Leakage:
    """How many segments of a split are known from training, in all or in part."""

    split: str
    segments: int
    sources: int
    """Of which the source is there too, but for case, accents, figures and punctuation."""
    targets: int
    pairs: int
    """Of which both are there, in whatever combination."""
    mostly: int
    """Of which half the runs of five source words are there."""
    documents: int
    """Document pairs that are in training as well: must be 0."""

    def __str__(self) -> str:
        def share(number: int) -> str:
            return f"{number} ({100 * number / max(self.segments, 1):.1f} %)"

        return (
            f"{self.split}: {self.segments} segments; known from training: source {share(self.sources)}, target"
            f" {share(self.targets)}, both {share(self.pairs)}, most runs of {SHINGLE} source words"
            f" {share(self.mostly)}; documents in both: {self.documents}"
        )


def measure_leakage(read: Read) -> tuple[Leakage, ...]:
    """The leakage into dev and into test; memory grows with these two splits, not with training."""
    wanted: dict[int, bool] = {}
    documents: dict[str, bool] = {}
    for segment in read():
        if segment.split != "train":
            documents[segment.pair_id] = False
            wanted |= dict.fromkeys((*_keys(segment), *_runs(segment)), False)
    for segment in read():
        if segment.split == "train":
            if segment.pair_id in documents:
                documents[segment.pair_id] = True
            for found in (*_keys(segment), *_runs(segment)):
                if found in wanted:
                    wanted[found] = True
    return tuple(_count(split, read, wanted, documents) for split in ("dev", "test"))


def twin_documents(segments: Iterable[Segment]) -> Iterator[tuple[str, str]]:
    """Pairs of pair ids that share sentences, on whatever side: they belong in one split."""
    holder: dict[int, str] = {}
    several: dict[int, set[str]] = {}
    for segment in segments:
        for side in (segment.source, segment.target):
            letters = bare(side.text)
            if len(letters) >= SHORTEST:
                sentence = key(letters)
                first = holder.setdefault(sentence, segment.pair_id)
                if first != segment.pair_id:
                    several.setdefault(sentence, {first}).add(segment.pair_id)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for documents in several.values():
        if len(documents) <= COMMON:
            for twins in combinations(sorted(documents), 2):
                shared[twins] += 1
    return (twins for twins, number in shared.items() if number >= TIES)


def _count(split: str, read: Read, known: dict[int, bool], documents: dict[str, bool]) -> Leakage:
    segments = sources = targets = pairs = mostly = 0
    seen: set[str] = set()
    for segment in read():
        if segment.split != split:
            continue
        segments += 1
        seen.add(segment.pair_id)
        source, target = (known[found] for found in _keys(segment))
        sources += source
        targets += target
        pairs += source and target
        runs = [known[run] for run in _runs(segment)]
        mostly += bool(runs) and sum(runs) / len(runs) >= MOSTLY
    return Leakage(split, segments, sources, targets, pairs, mostly, sum(documents[name] for name in seen))


def _keys(segment: Segment) -> tuple[int, int]:
    source, target = (key(f"{side.lang} {bare(side.text)}") for side in (segment.source, segment.target))
    return source, target


def _runs(segment: Segment) -> list[int]:
    words = re.findall(r"\w+", segment.source.text.casefold())
    return [hash(tuple(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1)]
