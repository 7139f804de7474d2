"""The words that tell who speaks: eval/speakers-en.tsv, speakers-es.tsv and given-names.tsv."""

from dataclasses import dataclass
from functools import cache

from fiel.eval.cues import LANGUAGES
from fiel.eval.tables import read_table

HEADS = ("role", "group", "organisation", "document")
STOPS = ("preposition", "pronoun", "relative", "auxiliary", "period")


@dataclass(frozen=True, slots=True)
class Word:
    """What the table says of a word."""

    gender: str
    """m, f, p (plural), n (thing), or empty: any."""
    same: str
    """The form under which synonyms meet."""


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """The tables of one language by kind; empty for a language without tables."""

    kinds: dict[str, dict[str, Word]]
    given: dict[str, str]
    """Given names, lower case, with their gender."""
    heads: dict[str, str]
    """The kind of each noun that can speak."""
    stops: frozenset[str]
    """Words that end a noun phrase."""
    head_first: bool
    """Whether a noun stands before what describes it, as in Spanish."""

    def __getitem__(self, kind: str) -> dict[str, Word]:
        return self.kinds.get(kind, {})


@cache
def speaker_words(lang: str) -> SpeakerWords:
    """The speaker words of a language."""
    kinds: dict[str, dict[str, Word]] = {}
    if lang in LANGUAGES:
        for kind, form, gender, same in read_table(f"speakers-{lang}", 4):
            kinds.setdefault(kind, {})[form] = Word(gender, same or form)
    for form, word in list(kinds.get("role", {}).items()):
        if lang == "es" and word.gender == "m" and (feminine := _feminine(form)) not in kinds["role"]:
            kinds["role"][feminine] = Word("f", word.same)
    for kind in ("role", "organisation"):
        for form in list(kinds.get(kind, ())):
            for plural in _plurals(form, lang):
                if not any(plural in table for table in kinds.values()):
                    kinds["group"][plural] = Word("p", plural)
    given = {name.lower(): gender for name, gender in read_table("given-names", 2)}
    heads = {word: kind for kind in reversed(HEADS) for word in kinds.get(kind, ())}
    stops = frozenset(word for kind in STOPS for word in kinds.get(kind, ()))
    return SpeakerWords(kinds, given, heads, stops, head_first=lang == "es")


def _feminine(noun: str) -> str:
    """The feminine of a Spanish noun by the regular rules.

    >>> _feminine("capitán"), _feminine("maestro"), _feminine("director")
    ('capitana', 'maestra', 'directora')
    """
    if noun.endswith(("án", "ón", "és")):
        return noun[:-2] + {"á": "a", "ó": "o", "é": "e"}[noun[-2]] + noun[-1] + "a"
    return noun[:-1] + "a" if noun.endswith("o") else noun + "a" if noun.endswith("r") else noun


def _plurals(noun: str, lang: str) -> tuple[str, ...]:
    """The plural of a noun by the regular rules.

    >>> _plurals("delegación", "es"), _plurals("embassy", "en"), _plurals("spokesman", "en")
    (('delegaciones',), ('embassies',), ('spokesmen',))
    """
    if lang == "es":
        if noun.endswith("ión"):
            return (noun[:-2] + "ones",)
        return (
            (noun + "s",)
            if noun[-1] in "aeoé"
            else (noun[:-1] + "ces",)
            if noun[-1] == "z"
            else (noun + "es",)
        )
    if noun.endswith("man"):
        return (noun[:-3] + "men",)
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return (noun[:-1] + "ies",)
    return (noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s"),)
