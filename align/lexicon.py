"""A word lexicon learned from aligned sentences: IBM model 1 in both directions, intersected.

Brown et al. 1993, "The Mathematics of Statistical Machine Translation", model 1, by expectation
maximisation over the word pairs that occur together, in numpy. A pair of words is kept if each is
probable enough given the other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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
NOTHING = ""
"""The empty word, which stands for what no word of the other side explains."""


class Entry(NamedTuple):
    """How probable a target word is given the source word, and the reverse."""

    forward: float
    backward: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word pairs, folded to lower case, with their probabilities."""

    entries: Mapping[tuple[str, str], Entry]

    def __len__(self) -> int:
        return len(self.entries)

    def translations(self, word: str) -> dict[str, Entry]:
        """Target words of a source word, the most probable first."""
        found = {target: entry for (source, target), entry in self.entries.items() if source == word}
        return dict(sorted(found.items(), key=lambda item: -item[1].forward * item[1].backward))

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
    pairs: Iterable[tuple[Words, Words]], rounds: int = ROUNDS, least: float = LEAST
) -> Lexicon:
    """The lexicon of aligned texts, given as words."""
    corpus = [(tuple(source), tuple(target)) for source, target in pairs]
    forward = _model_one(corpus, rounds)
    backward = _model_one([(target, source) for source, target in corpus], rounds)
    entries = {}
    for (source, target), probability in forward.items():
        inverse = backward.get((target, source), 0.0)
        if source != NOTHING and probability * inverse >= least:
            entries[source, target] = Entry(probability, inverse)
    return Lexicon(entries)


def _model_one(corpus: Sequence[tuple[Words, Words]], rounds: int) -> dict[tuple[str, str], float]:
    """Probability of a target word given a source word, for all pairs that occur in one bead."""
    sources = {NOTHING: 0} | {
        word: index for index, word in enumerate(sorted({word for source, _ in corpus for word in source}), 1)
    }
    targets = {
        word: index for index, word in enumerate(sorted({word for _, target in corpus for word in target}))
    }
    left, right, token = _occurrences(corpus, sources, targets)
    if not len(left):
        return {}
    keys, pair = np.unique(left * len(targets) + right, return_inverse=True)
    source_of_pair = keys // len(targets)
    chance = np.full(len(keys), 1.0 / len(targets))
    for _ in range(rounds):
        weight = chance[pair]
        share = weight / np.bincount(token, weight)[token]
        counts = np.bincount(pair, share, minlength=len(keys))
        chance = counts / np.bincount(source_of_pair, counts)[source_of_pair]
    source_words, target_words = list(sources), list(targets)
    return {
        (source_words[key // len(targets)], target_words[key % len(targets)]): float(value)
        for key, value in zip(keys.tolist(), chance, strict=True)
    }


def _occurrences(
    corpus: Sequence[tuple[Words, Words]], sources: Mapping[str, int], targets: Mapping[str, int]
) -> tuple[Array, Array, Array]:
    """Of every target token with every source word beside it: source word, target word, number of the token."""
    left, right, token = [], [], []
    seen = 0
    for source, target in corpus:
        here = np.array([sources[NOTHING], *(sources[word] for word in source)])
        there = np.array([targets[word] for word in target], dtype=int)
        left.append(np.tile(here, len(there)))
        right.append(np.repeat(there, len(here)))
        token.append(np.repeat(np.arange(seen, seen + len(there)), len(here)))
        seen += len(there)
    empty = [np.zeros(0, dtype=int)]
    return np.concatenate(left or empty), np.concatenate(right or empty), np.concatenate(token or empty)


def save_lexicon(lexicon: Lexicon, path: Path) -> None:
    """Write a Parquet file with columns source, target, forward, backward; raises OutputError."""
    pairs, entries = list(lexicon.entries), list(lexicon.entries.values())
    table = pa.table(
        {
            "source": pa.array([source for source, _ in pairs], pa.string()),
            "target": pa.array([target for _, target in pairs], pa.string()),
            "forward": pa.array([entry.forward for entry in entries], pa.float64()),
            "backward": pa.array([entry.backward for entry in entries], pa.float64()),
        }
    )
    try:
        pq.write_table(table, path)
    except OSError as error:
        raise OutputError(f"{path}: {error}; expected a file that can be written") from error


def load_lexicon(path: Path) -> Lexicon:
    """Read what `save_lexicon` wrote; raises InputError."""
    try:
        columns = pq.read_table(path, columns=["source", "target", "forward", "backward"]).to_pydict()
    except (OSError, pa.ArrowInvalid) as error:
        raise InputError(f"{path}: {error}; expected a lexicon in Parquet, as a build keeps it") from error
    rows = zip(columns["source"], columns["target"], columns["forward"], columns["backward"], strict=True)
    return Lexicon({(source, target): Entry(forward, backward) for source, target, forward, backward in rows})
