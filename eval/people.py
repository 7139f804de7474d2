"""The persons and bodies that an article names, each under its fullest name."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from fiel.eval.mentions import Mention
from fiel.eval.speaker_words import SpeakerWords


@dataclass(slots=True)
class Person:
    """Somebody, or a body, that the article names; filled in while the article is read."""

    name: str
    kind: str
    """name | organisation"""
    words: tuple[str, ...]
    gender: str = ""
    person: bool = False
    offices: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """Head noun and modifiers of each office that the article gives them."""
    mentions: int = 0


class People:
    """Everybody that an article names, found by any form of the name or by the office."""

    def __init__(self, mentions: Iterable[Mention], words: SpeakerWords) -> None:
        self._words = words
        self._people: list[Person] = []
        self._by_name: dict[tuple[str, str], Person] = {}
        mentions = list(mentions)
        named = [m for m in mentions if m.name and m.kind in {"name", "organisation"}]
        for mention in sorted(named, key=lambda m: -len(m.name.split())):  # the fullest form first
            person = self.find(mention) or self._add(mention)
            person.mentions += 1
            person.gender = person.gender or mention.gender
            person.person |= mention.person
            person.offices += _offices(mention)
        for mention in mentions:
            if mention.kind == "role" and mention.apposition and (explained := self.find(mention)):
                explained.offices += _offices(mention)

    def named(self, name: str) -> Person | None:
        """Who bears exactly this name."""
        words = " ".join(folded(name))
        return self._by_name.get(("name", words)) or self._by_name.get(("organisation", words))

    def is_of_other_party(self, person: Person, mention: Mention) -> bool:
        """Whether the article puts a politician into another party than the one a mention names."""
        wanted = self._parties(mention.role, mention.modifiers)
        own = {party for office in person.offices for party in self._parties(*office)}
        return bool(wanted and own) and not wanted & own

    def find(self, mention: Mention) -> Person | None:
        """Whom a name means: of several that bear it, the one named most often."""
        kind = "organisation" if mention.kind == "organisation" else "name"
        words = folded(mention.name)
        known = self._by_name.get((kind, " ".join(words)))
        if known is not None and not _clash(known.gender, mention.gender):
            return known
        bearers = [p for p in self._people if p.kind == kind and self._bears(p, words)]
        bearers = [p for p in bearers if not _clash(p.gender, mention.gender)]
        return max(bearers, key=lambda p: p.mentions, default=None)

    def holders(self, mention: Mention) -> list[Person]:
        """Who may hold an office that the article has given to somebody: "the deputy minister".

        Those whom it fits best, the one named most often first.
        """
        fits = {n: self._fit(person, mention) for n, person in enumerate(self._people)}
        best = max(fits.values(), default=0.0)
        fitting = [person for n, person in enumerate(self._people) if fits[n] == best > 0]
        return sorted(fitting, key=lambda person: -person.mentions)

    def _fit(self, person: Person, mention: Mention) -> float:
        """How well the best of a person's offices fits a mention; 0 if none does."""
        if _clash(person.gender, mention.gender) or self.is_of_other_party(person, mention):
            return 0.0
        best = 0.0
        for role, modifiers in person.offices:
            if role == mention.role:
                fit = 3.0
            elif role in self._words["counterpart"] and modifiers & mention.modifiers:
                fit = 2.0  # "his French counterpart" is "the French president"
            else:
                continue
            fit += len(modifiers & mention.modifiers)
            ranks = (modifiers ^ mention.modifiers) & self._words["prefix"].keys() - {role}
            if role in self._words["unique"]:  # "the secretary" can be one of state
                ranks -= self._words["portfolio"].keys()
            once = ranks & self._words["past"].keys()  # "the mayor" can be a former one
            fit -= 3.0 * len(ranks - once) + len(once)
            fit -= len(mention.modifiers - modifiers - once)
            best = max(best, fit)
        return best

    def body(self, mention: Mention) -> Person | None:
        """The named body that "the ministry" means: the one named most often with that word."""
        bodies = [p for p in self._people if p.kind == "organisation" and mention.role in p.words]
        return max(bodies, key=lambda p: p.mentions, default=None)

    def _parties(self, role: str, modifiers: frozenset[str]) -> set[str]:
        parties = self._words["party"]
        return {parties[word].same for word in (role, *modifiers) if word in parties}

    def _add(self, mention: Mention) -> Person:
        kind = "organisation" if mention.kind == "organisation" else "name"
        gender = self._words.given.get(mention.name.lower(), "") if kind == "name" else ""
        person = Person(mention.name, kind, folded(mention.name), gender)
        self._people.append(person)
        self._by_name.setdefault((kind, " ".join(person.words)), person)
        return person

    def _bears(self, person: Person, words: tuple[str, ...]) -> bool:
        """Whether the words are part of the name: its end or middle, or a given name at its start."""
        size = len(words)
        if size >= len(person.words):
            return person.words == words
        starts = [n for n in range(len(person.words) - size + 1) if person.words[n : n + size] == words]
        return any(n > 0 or size > 1 or words[0] in self._words.given for n in starts)


def _offices(mention: Mention) -> list[tuple[str, frozenset[str]]]:
    offices = [(mention.role, mention.modifiers), (mention.party, mention.modifiers)]
    return [(role, modifiers) for role, modifiers in offices if role]


def _clash(one: str, other: str) -> bool:
    return bool(one and other and one != other)


@lru_cache(maxsize=4096)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case and accents.

    >>> folded("Fernández de Cossío")
    ('fernandez', 'de', 'cossio')
    """
    plain = unicodedata.normalize("NFD", name.casefold())
    return tuple("".join(c for c in plain if not unicodedata.combining(c)).split())
