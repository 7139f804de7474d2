"""The person check: what "we" said is not told as what "I", "you" or "they" said, and the reverse.

Spanish leaves the pronoun out, so verbs in -mos, -é and -í count. Only a change is a finding: a first person
that the other side lacks may have become a name or a passive. Within quotation marks on both sides, where nobody
reports, a first person is changed too if "they" or "you" came in its place, and so is whose something is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.eval.vocabulary import zipf
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/person"
KNOWN = 2.5
"""Zipf frequency from which an infinitive is a word."""
_ENDINGS = {"amos": ("ar", "er", "ir"), "emos": ("er", "ar", ""), "imos": ("ir", "er")}
_OF_ME = {"é": ("ar",), "í": ("er", "ir")}
_NOT_MINE = {"esté", "así"}
FIRST = {"singular", "plural"}
OTHERS = {"second", "third"}
_QUOTED = re.compile(r"“[^”]+”|«[^»]+»|\"[^\"]+\"")
_PAST = ("ábamos", "íamos", "áramos", "iéramos")


@dataclass(frozen=True, slots=True)
class PersonCheck:
    """Persons changed: I and we, you, they."""

    name: str = "person"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """At most one major finding."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        quoted = all(_QUOTED.search(passage.text) for passage in (source, target))
        here, there = read_persons(source, quoted), read_persons(target, quoted)
        changed = _changed(set(here), set(there)) or _changed(set(there), set(here))[::-1]
        words = (here[changed[0]], there[changed[1]]) if changed else None
        if words is None and quoted:
            words = _changed_in_quotes(source, here, target, there)
        if words is None:
            return []
        before, after = words
        spans = span_in(source, before.start, before.end), span_in(target, after.start, after.end)
        message = f"person changed: {before.text} → {after.text}"
        return [Finding(self.name, TYPE, Severity.MAJOR, message, *spans, confidence=0.7)]


def _changed(own: set[str], other: set[str]) -> tuple[str, ...]:
    """The person of one side that became another one on the other side, and that one; empty if none did.

    you and they are told from each other and from the first person only where nothing else explains them.
    """
    first, first_there = own & FIRST, other & FIRST
    if len(first) == len(first_there) == 1:
        return () if first == first_there else (*first, *first_there)
    shown, shown_there = own - {"open", "verb"}, other - {"open", "verb"}
    explained = "open" in own | other or any(
        "verb" in side and not {"second", "third"} & side for side in (own, other)
    )
    if len(shown) == len(shown_there) == 1 and shown != shown_there and not explained:
        return (*shown, *shown_there)
    return ()


def _changed_in_quotes(
    source: Passage, here: Mapping[str, Token], target: Passage, there: Mapping[str, Token]
) -> tuple[Token, Token] | None:
    """The word of a person in the quotes of the source, and that of the other person in those of the target."""
    if source.lang == "en":
        turned = _changed_in_quotes(target, there, source, here)
        return turned and turned[::-1]
    return _replaced(here, there) or _shared(source, target) or _owner_changed(source, target)


def _shared(spanish: Passage, english: Passage) -> tuple[Token, Token] | None:
    """A word of me that became one of us, beside another that stayed; "our" for an article is none."""
    here, there = (list(_persons(passage, quoted=True)) for passage in (spanish, english))
    of_me, of_me_there = ([token for person, token in side if person == "singular"] for side in (here, there))
    of_us = [token for person, token in there if person == "plural"]
    if of_us and 0 < len(of_me_there) < len(of_me) and all(person != "plural" for person, _ in here):
        return of_me[-1], of_us[-1]
    return None


def _replaced(spanish: Mapping[str, Token], english: Mapping[str, Token]) -> tuple[Token, Token] | None:
    """A first person that English lost, and a "you" or "they" that no other Spanish word accounts for."""
    first = sorted(FIRST & set(spanish))
    others = [english[person] for person in sorted(OTHERS) if person in english and person not in spanish]
    origins = {"open", "verb"} & set(spanish)
    if not first or FIRST & set(english) or len(others) <= len(origins):
        return None
    return spanish[first[0]], others[-1]


def _owner_changed(spanish: Passage, english: Passage) -> tuple[Token, Token] | None:
    """What was mine or ours, and is told only as another's."""
    here, there = _owners(spanish), _owners(english)
    if len(here) == 1 and FIRST & set(here) and there and not set(here) & set(there):
        return next(iter(here.values())), next(iter(there.values()))
    return None


def read_persons(passage: Passage, quoted: bool = False) -> dict[str, Token]:
    """The first word that shows a person: singular, plural (of the first), second, third;
    open and verb for Spanish that may be of you or they. On request only in quotation marks.

    >>> read_persons(Passage("Pedimos justicia.", "es"))["plural"].text
    'Pedimos'
    """
    found: dict[str, Token] = {}
    for person, token in _persons(passage, quoted):
        found.setdefault(person, token)
    return found


def _persons(passage: Passage, quoted: bool) -> Iterator[tuple[str, Token]]:
    for token in _tokens(passage, quoted):
        person = _person_of(token.low, passage.lang)
        if person is not None and not (token.low == "us" and token.text.isupper()):
            yield person, token


def _owners(passage: Passage) -> dict[str, Token]:
    """The first word in quotation marks that says whose something is, by person: mine, ours, yours, theirs."""
    owners = _words(f"{passage.lang} owner")
    found: dict[str, Token] = {}
    for token in _tokens(passage, quoted=True):
        if unaccented(token.low) in owners:
            found.setdefault(owners[unaccented(token.low)], token)
    return found


def _tokens(passage: Passage, quoted: bool) -> Iterator[Token]:
    if not quoted:
        yield from tokenise(passage.text)
        return
    stretches = [match.span() for match in _QUOTED.finditer(passage.text)]
    for token in tokenise(passage.text):
        if any(start < token.start < end for start, end in stretches):
            yield token


@lru_cache(maxsize=65536)
def _person_of(word: str, lang: str) -> str | None:
    return _words(lang).get(unaccented(word)) or (_person_of_verb(word) if lang == "es" else None)


@lru_cache(maxsize=65536)
def _person_of_verb(word: str) -> str | None:
    """pedimos, of pedir; hablaremos, sabíamos; but not últimos. firmé, of firmar. trabajan, of they."""
    if word.endswith(_PAST):
        return "plural"
    stem, ending = unaccented(word[:-4]), unaccented(word[-4:])
    if len(stem) > 1 and any(zipf(stem + form, "es") >= KNOWN for form in _ENDINGS.get(ending, ())):
        return "plural"
    stem, ending = word[:-1], word[-1:]
    infinitives = [stem + form for form in _OF_ME.get(ending, ())] + ([stem] if stem.endswith("r") else [])
    if ending in _OF_ME and len(stem) > 2 and word not in _NOT_MINE:
        return "singular" if any(zipf(form, "es") >= KNOWN for form in infinitives) else None
    if word.endswith(("áis", "éis")):
        return "second"
    if word.endswith(("an", "en", "on", "án")) and not word.endswith("ion"):
        return "verb"
    return None


@cache
def _words(lang: str) -> dict[str, str]:
    return {
        word: number
        for row_lang, number, words in read_table("person", 3)
        if row_lang == lang
        for word in words.split()
    }
