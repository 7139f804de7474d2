"""Looking words and phrases of a table up in a text; a final * stands for any ending, a first one for any beginning."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from fiel.eval.tokens import tokenise, unaccented

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases with a value each, found by their first word.

    >>> phrases = Phrases([("tien* que", "must"), ("deb*", "must")])
    >>> list(phrases.at(["no", "tiene", "que"], 1))
    [(2, 'must')]
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        found: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        for phrase, value in entries:
            words = tuple(phrase.split())
            found[words[0]].append((words, value))
        self._by_first = {first: sorted(some, key=lambda e: -len(e[0])) for first, some in found.items()}
        self._stems = {len(first) - 1 for first in self._by_first if first.endswith("*")}
        # most words begin no phrase: remembered, all checks take 345 to 415 pairs a second (bio-mqm)
        self._beginning = lru_cache(maxsize=65536)(self._look_up)

    def at(self, words: Sequence[str], place: int) -> Iterator[tuple[int, T]]:
        """Length and value of each phrase that begins at a word: exact words first, then the longest stem."""
        for phrase, value in self._beginning(words[place]):
            following = words[place + 1 : place + len(phrase)]
            if len(following) == len(phrase) - 1 and all(map(fits, following, phrase[1:])):
                yield len(phrase), value

    def _look_up(self, word: str) -> tuple[tuple[tuple[str, ...], T], ...]:
        """The phrases that may begin with a word, exact words first, then the longest stem."""
        heads = [word, *(word[:n] + "*" for n in range(len(word), 0, -1) if n in self._stems)]
        return tuple(entry for head in heads for entry in self._by_first.get(head, ()))

    def all_in(self, words: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """Place, length and value of every phrase of a text, in order."""
        for place, word in enumerate(words):
            if self._beginning(word):
                for length, value in self.at(words, place):
                    yield place, length, value


def fits(word: str, part: str) -> bool:
    """Whether a word is the part, or begins like it if it ends in *, or ends like it if it begins with one."""
    if part.startswith("*"):
        return word.endswith(part[1:])
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def alternatives(cell: str) -> Iterator[str]:
    """The phrases of a table cell, which are separated by |."""
    for phrase in cell.split("|"):
        if phrase.strip():
            yield phrase.strip()


@lru_cache(maxsize=512)
def folded_words(text: str) -> tuple[str, ...]:
    """The tokens of a text in small letters without accents, one for one with `tokenise`."""
    return tuple(unaccented(token.low) for token in tokenise(text))
