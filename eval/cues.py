"""The words that introduce speech, and their forms.

The tables are eval/cues-en.tsv and eval/cues-es.tsv; regular forms are made here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fiel.eval.tables import read_table

LANGUAGES = ("en", "es")
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that introduces speech."""

    lemma: str
    frame: str
    """bare | that | quote | name | phrase | noun: see the head of the tables."""
    loaded: bool
    """Whether it says what the reporter makes of the words."""
    strength: int
    """1 weak, 2 firm, 3 strong."""


@dataclass(frozen=True, slots=True)
class Form:
    """A cue as it stands in a text."""

    words: tuple[str, ...]
    cue: Cue
    tense: str
    """past | present | plural | gerund | participle | base | conditional: the likeliest of several."""


@cache
def cues(lang: str) -> tuple[Cue, ...]:
    """All cues of a language; none for a language without a table."""
    return tuple(cue for cue, _ in _table(lang))


@cache
def cue_of(lang: str, lemma: str) -> Cue | None:
    """The cue with a lemma, such as `Quote.cue_verb` names it.

    >>> cue_of("en", "claim").loaded, cue_of("en", "say").loaded
    (True, False)
    """
    return next((cue for cue in cues(lang) if cue.lemma == lemma), None)


@cache
def forms(lang: str) -> dict[str, tuple[Form, ...]]:
    """Every form of every cue by its first word, the longest first.

    >>> [form.cue.lemma for form in forms("en")["pointed"]]
    ['point out']
    """
    by_first: dict[str, dict[tuple[tuple[str, ...], bool], Form]] = {}
    for cue, irregular in _table(lang):
        for form in _inflect(lang, cue, irregular):
            by_first.setdefault(form.words[0], {}).setdefault((form.words, cue.frame == "noun"), form)
    return {
        first: tuple(sorted(found.values(), key=lambda form: -len(form.words)))
        for first, found in by_first.items()
    }


@cache
def _table(lang: str) -> tuple[tuple[Cue, tuple[str, ...]], ...]:
    if lang not in LANGUAGES:
        return ()
    table = []
    for lemma, frame, tone, strength, irregular in read_table(f"cues-{lang}", 5):
        cue = Cue(lemma, frame, tone == "loaded", int(strength))
        table.append((cue, tuple(irregular.split(",")) if irregular else ()))
    return tuple(table)


def _inflect(lang: str, cue: Cue, irregular: tuple[str, ...]) -> Iterator[Form]:
    if cue.frame in {"phrase", "noun"}:
        plural = [cue.lemma + "s"] if cue.frame == "noun" and cue.lemma[-1] != "s" else []
        for form in (cue.lemma, *plural, *irregular):
            yield Form(tuple(form.split()), cue, "base")
        return
    verb, *rest = cue.lemma.split()
    regular = _english(verb) if lang == "en" else _spanish(verb)
    given = [tuple(form.split()) for form in irregular]
    for words in given:
        yield Form(words, cue, _tense_of(lang, words[0]))
    replaced = {_tense_of(lang, words[0]) for words in given}
    for tense, word in regular:
        if not (lang == "en" and tense in replaced):
            yield Form((word, *rest), cue, tense)


def _tense_of(lang: str, word: str) -> str:
    """What an irregular form most likely is, by its ending."""
    if lang == "en":
        return "gerund" if word.endswith("ing") else "present" if word.endswith("s") else "past"
    if word.endswith("ndo"):
        return "gerund"
    if word.endswith(("jo", "vo", "uso", "ió", "eron", "izo", "ía", "ían")):
        return "past"
    return "participle" if word.endswith(("cho", "to", "so")) else "present"


def _english(verb: str) -> Iterator[tuple[str, str]]:
    """Base form, -s, -ed and -ing of a regular verb; doubled consonants are in the table."""
    yield "base", verb
    consonant_y = verb.endswith("y") and verb[-2] not in VOWELS
    if consonant_y:
        yield "present", verb[:-1] + "ies"
    else:
        yield "present", verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stem = verb[:-1] if verb.endswith("e") else verb
    yield "past", verb[:-1] + "ied" if consonant_y else stem + "ed"
    yield "gerund", verb + "ing" if verb.endswith("ee") else stem + "ing"


ENDINGS = {
    "a": {"present": "a", "plural": "an", "past": "ó aron aba aban", "gerund": "ando", "participle": "ado"},
    "e": {"present": "e", "plural": "en", "past": "ió ieron ía ían", "gerund": "iendo", "participle": "ido"},
}


def _spanish(verb: str) -> Iterator[tuple[str, str]]:
    """Infinitive and third persons of a regular verb; irregular forms in the table come on top."""
    yield "base", verb
    plain = verb.replace("í", "i")
    if not plain.endswith(("ar", "er", "ir")):
        return
    for tense, endings in ENDINGS["a" if plain[-2] == "a" else "e"].items():
        for ending in endings.split():
            yield tense, verb[:-2] + ending
    yield "conditional", verb + "ía"
    yield "conditional", verb + "ían"
