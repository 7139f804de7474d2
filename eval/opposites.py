"""Words of a passage and their opposites on the other side (opposites.tsv).

Words are looked up alone, but for a negation before them.
"""

from functools import cache

from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, tokenise
from fiel.records import Passage

Side = tuple[int, int]
"""A row of the table, and which of the two opposites."""
NEGATIONS = {"no", "not", "never", "nunca", "jamas", "ni", "nor", "sin", "without", "poco", "hardly"}
REACH = 3
"""So many words after a negation one may be denied, and says nothing."""
DENIED = 5
"""So many words after a negation one may be denied, and then its opposite says the same: no ha sido aún abierto."""


def read_opposites(passage: Passage) -> dict[Side, Token]:
    """The first word of each side of each row that a passage has, without those denied."""
    tokens, words = tokenise(passage.text), folded_words(passage.text)
    found: dict[Side, Token] = {}
    begun = done = 0
    for place, length, side in _phrases(passage.lang).all_in(words):
        if begun < place < done:
            continue  # out of danger is no danger
        begun, done = place, max(done, place + length)
        if not _denies(words[max(0, place - REACH) : place]):  # not guilty is innocent
            found.setdefault(side, tokens[place])
    return found


def _denies(words: tuple[str, ...]) -> bool:
    return any(word in NEGATIONS or word.endswith("n't") for word in words)


def is_denied_otherwise(own: Passage, end: int, other: Passage) -> bool:
    """Whether one of the words after a negation has its opposite, and not itself, on the other side.

    `end` is where the negation ends, an offset into the passage's text.
    """
    tokens, words = tokenise(own.text), folded_words(own.text)
    first = next((at for at, token in enumerate(tokens) if token.start >= end), len(tokens))
    near = words[first : first + DENIED + 2]
    there = read_opposites(other)
    return any(
        (row, 1 - side) in there and (row, side) not in there
        for place, _, (row, side) in _phrases(own.lang).all_in(near)
        if place < DENIED and not any(token.kind == "mark" for token in tokens[first : first + place])
    )


@cache
def _phrases(lang: str) -> Phrases[Side]:
    first = ("es", "en").index(lang) * 2
    return Phrases(
        (phrase, (number, side))
        for number, row in enumerate(read_table("opposites", 4))
        for side in (0, 1)
        for phrase in alternatives(row[first + side])
    )
