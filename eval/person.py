"""The person check: what "we" said is not told as what "I" said, and the reverse.

Spanish leaves the pronoun out, so verbs in -mos count for "we". Only a change is a finding: a first person
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
_PAST = ("ábamos", "íamos", "áramos", "iéramos")


@dataclass(frozen=True, slots=True)
class PersonCheck:
    """First persons changed between singular and plural."""

    name: str = "person"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """At most one major finding."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = read_persons(source), read_persons(target)
        if len(here) != 1 or len(there) != 1 or here.keys() == there.keys():
            return []
        (before,), (after,) = here.values(), there.values()
        spans = span_in(source, before.start, before.end), span_in(target, after.start, after.end)
        message = f"person changed: {before.text} → {after.text}"
        return [Finding(self.name, TYPE, Severity.MAJOR, message, *spans, confidence=0.7)]


def read_persons(passage: Passage) -> dict[str, Token]:
    """The first word that shows a first person, by number: singular, plural.

    >>> read_persons(Passage("Pedimos justicia.", "es"))["plural"].text
    'Pedimos'
    """
    found: dict[str, Token] = {}
    for token in tokenise(passage.text):
        number = _words(passage.lang).get(unaccented(token.low))
        if number is None and passage.lang == "es" and _is_verb_of_we(token.low):
            number = "plural"
        if number is not None and not (token.low == "us" and token.text.isupper()):
            found.setdefault(number, token)
    return found


@lru_cache(maxsize=65536)
def _is_verb_of_we(word: str) -> bool:
    """pedimos, of pedir; hablaremos, sabíamos; but not últimos."""
    if word.endswith(_PAST):
        return True
    stem, ending = unaccented(word[:-4]), unaccented(word[-4:])
    return len(stem) > 1 and any(zipf(stem + form, "es") >= KNOWN for form in _ENDINGS.get(ending, ()))


@cache
def _words(lang: str) -> dict[str, str]:
    return {
        word: number
        for row_lang, number, words in read_table("person", 3)
        if row_lang == lang
        for word in words.split()
    }
