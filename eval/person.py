"""The person check: what "we" said is not told as what "I", "you" or "they" said, and the reverse.

Spanish leaves the pronoun out, so verbs in -mos, -é and -í count. Only a change is a finding: a first person
that the other side lacks may have become a name or a passive.
"""

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
_PAST = ("ábamos", "íamos", "áramos", "iéramos")


@dataclass(frozen=True, slots=True)
class PersonCheck:
    """Persons changed: I and we, you, they."""

    name: str = "person"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """At most one major finding."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = read_persons(source), read_persons(target)
        changed = _changed(set(here), set(there)) or _changed(set(there), set(here))[::-1]
        if not changed:
            return []
        before, after = here[changed[0]], there[changed[1]]
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
    explained = "open" in own | other or any("verb" in side and "third" not in side for side in (own, other))
    if len(shown) == len(shown_there) == 1 and shown != shown_there and not explained:
        return (*shown, *shown_there)
    return ()


def read_persons(passage: Passage) -> dict[str, Token]:
    """The first word that shows a person: singular, plural (of the first), second, third;
    open and verb for Spanish that may be of you or they.

    >>> read_persons(Passage("Pedimos justicia.", "es"))["plural"].text
    'Pedimos'
    """
    found: dict[str, Token] = {}
    for token in tokenise(passage.text):
        number = _words(passage.lang).get(unaccented(token.low))
        if number is None and passage.lang == "es":
            number = _person_of_verb(token.low)
        if number is not None and not (token.low == "us" and token.text.isupper()):
            found.setdefault(number, token)
    return found


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
