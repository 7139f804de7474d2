"""The roles check: whoever accused, beat or paid somebody in the original does so in the translation.

Relations are in roles.tsv. Within a clause the names before such a word and those after it are its two sides,
turned by a passive or by a word that looks from the other end (lost to). Only sides that are exchanged
altogether are a finding; where one cannot be read, nothing is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fiel.eval.names import read_names
from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table, words_of
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/roles"
REACH = 8
"""Words between a verb and its preposition, at most: lost the final to."""
AUXILIARY = 4
"""Words before a participle among which a passive has its form of be."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Who does something to whom; `row` says what."""

    row: int
    word: Token
    agents: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class RolesCheck:
    """Who did what to whom."""

    name: str = "roles"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A minor finding for each relation whose sides are exchanged."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here = list(read_relations(source))
        there = list(read_relations(target)) if here else []
        return [
            Finding(
                self.name,
                TYPE,
                Severity.MINOR,
                f"perhaps turned: who {before.word.text}, who {after.word.text}",
                span_in(source, before.word.start, before.word.end),
                span_in(target, after.word.start, after.word.end),
                confidence=0.6,
            )
            for before in here
            for after in there
            if before.row == after.row and _are_exchanged(before, after)
        ]


def _are_exchanged(before: Relation, after: Relation) -> bool:
    return (
        bool(before.agents & after.others and before.others & after.agents)
        and not before.agents & after.agents  # the others may have a place in common
    )


def read_relations(passage: Passage) -> Iterator[Relation]:
    """Every relation of the table whose two sides have names.

    >>> [relation] = read_relations(Passage("Perú fue demandado por Chile.", "es"))
    >>> list(relation.agents), list(relation.others)
    (['Chile'], ['Peru'])
    """
    tokens, words = tokenise(passage.text), folded_words(passage.text)
    phrases = list(_phrases(passage.lang).all_in(words))
    figures = _figures(passage) if phrases else []
    done = 0
    for place, length, (row, turned, preposition) in phrases:
        if place < done or (tokens[place].capital and place):
            continue  # the backing of, within won the backing of
        done = place + length if length > 1 else done
        first, last = _clause(place, words, passage.lang)
        fronted = _is_object_first(words[first:place], passage.lang)
        passive = not preposition and length == 1 and _is_passive(place, words, passage.lang)
        if fronted is None or passive is None:
            continue
        before_name = (
            {preposition, preposition + "l"} if preposition else words_of("role-words", passage.lang, "by")
        )  # a, al
        after = place + length
        if preposition or passive:
            reach = min(last, after + REACH) if preposition else last
            after = next((n for n in range(after, reach) if words[n] in before_name), last) + 1
        if after >= last:
            continue
        begin, middle, restart, end = (tokens[n].start for n in (first, place, after, last - 1))
        left = frozenset(key for at, key in figures if begin <= at < middle)
        right = frozenset(key for at, key in figures if restart <= at <= end)
        sides = (left - right, right - left)
        if all(sides):
            yield Relation(row, tokens[place], *(sides[::-1] if turned ^ passive ^ fronted else sides))


def _clause(place: int, words: Sequence[str], lang: str) -> tuple[int, int]:
    """The first word of the clause of a word, and the one after its last."""
    first = next(
        (n + 1 for n in range(place - 1, -1, -1) if words[n] in words_of("role-words", lang, "break")), 0
    )
    last = next(
        (n for n in range(place + 1, len(words)) if words[n] in words_of("role-words", lang, "break")),
        len(words),
    )
    return first, last


def _is_passive(place: int, words: Sequence[str], lang: str) -> bool | None:
    """Whether a word is a passive participle; None for a participle that may be either."""
    before = set(words[max(0, place - AUXILIARY) : place])
    agent = bool(words_of("role-words", lang, "by") & set(words[place + 1 : place + 2]))
    if lang == "en" and words[place].endswith("ing"):
        return False
    if lang == "es" and not words[place].rstrip("s").endswith(("ado", "ada", "ido", "ida")):
        return False
    if before & words_of("role-words", lang, "be"):
        return True
    if lang == "en":
        return None if agent else False
    return False if before & words_of("role-words", lang, "have") else agent or None


def _is_object_first(before: Sequence[str], lang: str) -> bool | None:
    """A Ana Ríos la acusó; None where the clause begins otherwise with what is no subject: al ver a Ana."""
    if not before or before[0] not in words_of("role-words", lang, "object"):
        return False
    return (
        True if before[-1] in words_of("role-words", lang, "clitic") and not before[1].endswith("r") else None
    )


def _figures(passage: Passage) -> list[tuple[int, str]]:
    """Names and figures (figures.tsv) of a passage with their places, named alike in both languages."""
    names = [(name.start, unaccented(name.key)) for name in read_names(passage.text, passage.lang)]
    tokens = tokenise(passage.text)
    found = _nouns(passage.lang).all_in(folded_words(passage.text))
    return names + [(tokens[place].start, figure) for place, _, figure in found]


@cache
def _nouns(lang: str) -> Phrases[str]:
    return Phrases(
        (phrase, f"figure {number}")
        for number, row in enumerate(read_table("figures", 2))
        for phrase in alternatives(row[("es", "en").index(lang)])
    )


@cache
def _phrases(lang: str) -> Phrases[tuple[int, bool, str]]:
    """Every phrase with its row, whether it looks from the other end, and the preposition of its name."""
    column = ("es", "en").index(lang) * 2
    entries = []
    for number, row in enumerate(read_table("roles", 4)):
        for turned in (False, True):
            for phrase in alternatives(row[column + turned]):
                verb, _, preposition = phrase.partition(" ... ")
                entries.append((verb, (number, turned, preposition)))
    return Phrases(entries)
