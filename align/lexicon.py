"""A word lexicon learned from aligned sentences: IBM model 1 in both directions, intersected.

Brown et al. 1993, "The Mathematics of Statistical Machine Translation", model 1, by expectation
maximisation over the word pairs that occur together, in numpy. A pair of words is kept if each is
probable enough given the other. What the words themselves say (`seed_lexicon`) counts as if they had been seen
together before, which is most of what there is to know in a small corpus.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fiel.errors import InputError, OutputError

Array = np.ndarray
Words = Sequence[str]

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
ROUNDS = 5
"""Of expectation maximisation, as in Brown et al."""
LEAST = 0.05
"""A pair is kept if the product of its two probabilities is so great."""
MOST = 5_000_000
"""Word pairs counted at most, those of some 8,000 beads of news; they take 350 MB."""
SEED = 1.0
"""Times that words which surely are translations count as seen together before.

`python -m fiel.eval.bench_lexicon` on ntrex-dev, share of the words with the right translation: .286 without, .863 with
.3, .871 with this, .872 with 3.
"""


class Affinity(Protocol):
    """How much words look like translations before anything is counted."""

    def __call__(self, sources: Words, targets: Words, left: Array, right: Array) -> Array:
        """A value from 0 to 1 for each pair `sources[left[n]]`, `targets[right[n]]`."""
        ...


class Entry(NamedTuple):
    """How probable a target word is given the source word, and the reverse."""

    forward: float
    backward: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word pairs, in lower case, with their probabilities."""

    source_lang: str
    target_lang: str
    entries: Mapping[tuple[str, str], Entry]
    _of_source: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _of_target: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for source, target in self.entries:
            self._of_source.setdefault(source, []).append(target)
            self._of_target.setdefault(target, []).append(source)

    def __len__(self) -> int:
        return len(self.entries)

    def translations(self, word: str) -> dict[str, Entry]:
        """Target words of a source word, the most probable first."""
        found = {target: self.entries[word, target] for target in self._of_source.get(word, ())}
        return dict(sorted(found.items(), key=lambda item: -item[1].forward * item[1].backward))

    def answered(self, text: Words, lang: str, other: Words) -> Array:
        """Of each word of a text in `lang`, source or target, whether the other text has a translation of it."""
        known = {self.source_lang: self._of_source, self.target_lang: self._of_target}.get(lang, {})
        there = set(other)
        return np.array([not there.isdisjoint(known.get(word, ())) for word in text], dtype=bool)

    def links(self, source: Words, target: Words) -> list[tuple[int, int]]:
        """Word positions of a pair that translate each other, each position once, the surest first taken."""
        ranked = sorted(
            (-entry.forward * entry.backward, abs(i / len(source) - j / len(target)), i, j)
            for i, left in enumerate(source)
            for j, right in enumerate(target)
            if (entry := self.entries.get((left, right)))
        )
        used: tuple[set[int], set[int]] = (set(), set())
        links = []
        for _, _, i, j in ranked:
            if i not in used[0] and j not in used[1]:
                links.append((i, j))
                used[0].add(i)
                used[1].add(j)
        return sorted(links)


def words(text: str) -> list[str]:
    """Words and numbers of a text in lower case.

    >>> words("La OEA aprobó 3,5 millones.")
    ['la', 'oea', 'aprobó', '3,5', 'millones']
    """
    return TOKEN.findall(text.lower())


def learn_lexicon(
    pairs: Iterable[tuple[Words, Words]],
    languages: tuple[str, str],
    seed: Affinity | None = None,
    rounds: int = ROUNDS,
    least: float = LEAST,
) -> Lexicon:
    """The lexicon of aligned texts, given as words. Of many texts every n-th is read (`MOST`)."""
    counted = _count(_at_most([(source, target) for source, target in pairs]))
    before = np.zeros(len(counted.left))
    if seed is not None and len(before):
        before = SEED * seed(counted.sources, counted.targets, counted.left, counted.right)
    forward, backward = (_model_one(counted, side, before, rounds) for side in (1, 0))
    kept = np.flatnonzero(forward * backward >= least)
    entries = {
        (counted.sources[counted.left[n]], counted.targets[counted.right[n]]): Entry(
            float(forward[n]), float(backward[n])
        )
        for n in kept
    }
    return Lexicon(*languages, entries)


def _at_most(corpus: Sequence[tuple[Words, Words]]) -> Sequence[tuple[Words, Words]]:
    """Every n-th pair of texts, so that about MOST pairs of words are counted."""
    total = sum(len(source) * len(target) for source, target in corpus)
    return corpus[:: total // MOST + 1]


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """The word pairs of a corpus: the different ones, and where each occurs."""

    sources: list[str]
    targets: list[str]
    left: Array
    right: Array
    """Of each different pair: its source and target word."""
    pair: Array
    """Of each occurrence: which pair it is."""
    tokens: tuple[Array, Array]
    """Of each occurrence: the number of its source token, and of its target token."""
    words: tuple[Array, Array]
    """Of each source token, and of each target token: its word."""


def _count(corpus: Sequence[tuple[Words, Words]]) -> _Counted:
    sources, targets = (sorted(set(chain(*(pair[side] for pair in corpus)))) for side in (0, 1))
    places = [{word: place for place, word in enumerate(known)} for known in (sources, targets)]
    spoken = tuple(
        np.array([places[side][word] for pair in corpus for word in pair[side]], dtype=np.int32)
        for side in (0, 1)
    )
    lengths = np.array([[len(source), len(target)] for source, target in corpus], dtype=int).reshape(-1, 2)
    first = np.cumsum(lengths, axis=0) - lengths
    empty = [np.zeros(0, dtype=np.int32)]
    tokens = (
        np.concatenate(
            [np.repeat(np.arange(i, i + n), m) for (i, _), (n, m) in zip(first, lengths, strict=True)]
            or empty
        ),
        np.concatenate(
            [np.tile(np.arange(j, j + m), n) for (_, j), (n, m) in zip(first, lengths, strict=True)] or empty
        ),
    )
    keys = spoken[0][tokens[0]].astype(np.int64) * len(targets) + spoken[1][tokens[1]]
    known, pair = np.unique(keys, return_inverse=True)
    left, right = np.divmod(known, max(len(targets), 1))
    return _Counted(sources, targets, left, right, pair, tokens, (spoken[0], spoken[1]))


def _model_one(counted: _Counted, to: int, before: Array, rounds: int) -> Array:
    """Of each pair the probability of its word on side `to` given the other one.

    The empty word beside every text stands for what none of its words explains.
    """
    given, size = (counted.right, counted.left)[to], len((counted.sources, counted.targets)[to])
    token, word = counted.tokens[to], counted.words[to]
    chance, empty = 1 / max(size, 1) + before, np.full(size, 1 / max(size, 1))
    for _ in range(rounds):
        weight, alone = chance[counted.pair], empty[word]
        total = np.bincount(token, weight, minlength=len(word)) + alone
        counts = np.bincount(counted.pair, weight / total[token], minlength=len(given)) + before
        chance = counts / np.bincount(given, counts)[given]
        empty = np.bincount(word, alone / total, minlength=size)
        empty = empty / max(empty.sum(), 1e-300)
    return chance


_STAMP, _LANGUAGES = b"fiel.stamp", b"fiel.languages"


def save_lexicon(lexicon: Lexicon, path: Path, stamp: str = "") -> None:
    """Write a Parquet file with columns source, target, forward, backward; raises OutputError.

    `stamp` says what the lexicon was learned from.
    """
    pairs, entries = list(lexicon.entries), list(lexicon.entries.values())
    table = pa.table(
        {
            "source": pa.array([source for source, _ in pairs], pa.string()),
            "target": pa.array([target for _, target in pairs], pa.string()),
            "forward": pa.array([entry.forward for entry in entries], pa.float64()),
            "backward": pa.array([entry.backward for entry in entries], pa.float64()),
        }
    )
    languages = f"{lexicon.source_lang} {lexicon.target_lang}"
    try:
        pq.write_table(table.replace_schema_metadata({_STAMP: stamp, _LANGUAGES: languages}), path)
    except OSError as error:
        raise OutputError(f"{path}: {error}; expected a file that can be written") from error


def load_lexicon(path: Path) -> Lexicon:
    """Read what `save_lexicon` wrote; raises InputError."""
    try:
        table = pq.read_table(path, columns=["source", "target", "forward", "backward"])
        source_lang, target_lang = table.schema.metadata[_LANGUAGES].decode().split()
    except (OSError, pa.ArrowInvalid, TypeError, KeyError) as error:
        found = str(error).partition("\n")[0] if path.is_file() else "no such file"
        raise InputError(
            f"{path}: {found}; expected the lexicon of a build, lexicon.parquet in its directory"
        ) from error
    rows = zip(*table.to_pydict().values(), strict=True)
    return Lexicon(source_lang, target_lang, {(left, right): Entry(*odds) for left, right, *odds in rows})


def lexicon_stamp(path: Path) -> str | None:
    """The stamp of a saved lexicon; None where there is none that can be read."""
    try:
        return str((pq.read_schema(path).metadata or {}).get(_STAMP, b"").decode())
    except (OSError, pa.ArrowInvalid):
        return None
