"""The name check: persons, places and organisations of the original are those of the translation.

Countries, peoples and the better known cities and organisations are compared as concepts (gazetteer.tsv).
Other names are compared by spelling, loosely: Aristarco is Aristarchus. A capitalised word that is far
more common in one language than in the other is a word with a translation (Ministerio, Guerra), no name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.eval.vocabulary import is_given_name, zipf
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/name"
TRANSLATABLE = 1.0
"""A capitalised word more common by this (Zipf) in its own language has a translation."""
ALIKE = 70.0
"""Spellings from this similarity (0 to 100) are the same name."""
RARE = 2.5
"""Zipf frequency below which a capital at the start of a sentence is a name."""
PLURAL = 1.6
"""A plural less frequent than its singular by no more than this makes a common noun: rivers, tribunales."""
EXONYM = 50.0
"""Leftovers of one initial from this similarity are taken for one name in two languages."""
NEAR = 0.25
"""How far apart, as a share of the passage, a name and its translation may stand."""
STEM = 5
"""So many letters of a name in another word are enough."""
LONG_ACRONYM = 4
"""Shorter acronyms are often translated or spelled out (TCA = ED): their loss is minor."""
GENERIC = 8
"""A word that begins the names of more concepts than this says nothing of which one it is."""
_PLACED = re.compile(r"\b[A-Z]\w+, (?:in )?(?:(?:north|south|east|west|central)\w* )?$")
_TONGUE = {
    "es": re.compile(r"\ben [a-zà-ÿ]+$"),
    "en": re.compile(r"\bin [A-Z][a-z]*(?:[st]ch|sh|ese|c|[^pr]ian|German|Creole)$"),
}
_ENDING = re.compile(r"[oaeisn]{0,4}|ense|enses")
_ROMAN = re.compile(r"[IVXLCDM]+")
_POSSESSIVE = ("'s", "’s", "´s", "`s", "s'", "s’")
_OPENERS = frozenset(".!?:¿¡«“‘\"'—–-(•")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its key is a concept of the gazetteer or a spelling."""

    key: str
    spelling: str
    start: int
    end: int
    kind: str
    """concept | name | acronym | local (acronym of one language) | word (with a translation)"""


@dataclass(frozen=True, slots=True)
class NameCheck:
    """Names missing, added or changed."""

    name: str = "name"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A major finding for each name that the other side lacks."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        left, right = unanswered(source, target)
        findings = []
        for here, there in zip(left, right, strict=False):
            findings.append(self._finding("changed", source, here, target, there))
        for here in left[len(right) :]:
            findings.append(self._finding("missing", source, here, target, None))
        for there in right[len(left) :]:
            findings.append(self._finding("added", source, None, target, there))
        return findings

    def _finding(
        self, what: str, source: Passage, here: Name | None, target: Passage, there: Name | None
    ) -> Finding:
        words = [p.text[n.start : n.end] for p, n in ((source, here), (target, there)) if n is not None]
        short = all(name is None or _is_local(name, what) for name in (here, there))
        explained = (here is None and there is not None and _is_explaining(there, target)) or any(
            name is not None and other is None and (_is_fuller(name, own, theirs) or _is_language(name, own))
            for name, own, other, theirs in ((here, source, there, target), (there, target, here, source))
        )
        return Finding(
            self.name,
            TYPE,
            Severity.MINOR if short or explained else Severity.MAJOR,
            f"name {what}: {' → '.join(words)}",
            span_in(source, here.start, here.end) if here else None,
            span_in(target, there.start, there.end) if there else None,
            confidence=0.7,
        )


def _is_local(name: Name, what: str) -> bool:
    """A short acronym that need not be the same in both languages; an added one only spells less out."""
    word = name.spelling
    worldwide = min(zipf(word, "es"), zipf(word, "en")) >= RARE and what == "missing"
    return name.kind == "acronym" and len(word) < LONG_ACRONYM and not worldwide


def _is_explaining(name: Name, passage: Passage) -> bool:
    """Whether a country or people only says whose or where something is: Cuba's Electric Union, US President,
    "Bayamo, in eastern Cuba,".
    """
    if name.kind != "concept":
        return False
    words, before, after = (
        passage.text[part] for part in (slice(name.start, name.end), slice(name.start), slice(name.end, None))
    )
    return (
        words.endswith(_POSSESSIVE)
        or re.match(r" [A-Z][a-z]", after) is not None
        or _PLACED.search(before) is not None
    )


def _is_language(name: Name, passage: Passage) -> bool:
    """Whether it is the language that something was said in: en inglés."""
    return name.kind == "concept" and _TONGUE[passage.lang].search(passage.text[: name.end]) is not None


def _is_fuller(name: Name, own: Passage, other: Passage) -> bool:
    """Whether a name only makes one that both sides have fuller: Jim Furyk, Furyk."""
    return name.kind == "name" and any(
        own.text[first:last] == " "
        and unaccented(own.text[near.start : near.end].removesuffix("'s")) in unaccented(other.text)
        for near in read_names(own.text, own.lang)
        for first, last in ((near.end, name.start), (name.end, near.start))
        if 0 <= first <= last
    )


def unanswered(source: Passage, target: Passage) -> tuple[list[Name], list[Name]]:
    """The names of each side without a counterpart, each spelling once."""
    here, there = read_names(source.text, source.lang), read_names(target.text, target.lang)
    left, right = _missing(here, there, target), _missing(there, here, source)
    left, right = _without_exonyms(left, right)
    return (
        _without_translated(left, there, source, target),
        _without_translated(right, here, target, source),
    )


def _missing(names: tuple[Name, ...], others: tuple[Name, ...], other: Passage) -> list[Name]:
    concepts = {name.key for name in others if name.kind == "concept"}
    found: dict[str, Name] = {}
    for name in names:
        if name.kind in ("word", "local") or name.key in found or name.key in concepts:
            continue
        if _is_spelled(name.spelling, other.text):
            continue
        if name.kind == "acronym" and any(n.kind in ("acronym", "local") for n in others):
            continue
        found[name.key] = name
    return list(found.values())


def _is_spelled(spelling: str, text: str) -> bool:
    """Whether a text has the name or one like it, or its stem in a longer word (procatalanistas)."""
    if len(spelling) >= STEM and spelling[:STEM] in _folded(text):
        return True
    return any(_alike(spelling, other) for other in _spellings(text))


def is_named(name: Name, other: Passage) -> bool:
    """Whether a text has a name anywhere, in its own language's form or alike."""
    concepts = {there.key for there in read_names(other.text, other.lang) if there.kind == "concept"}
    return name.key in concepts or _is_spelled(name.spelling, other.text)


def _without_exonyms(left: list[Name], right: list[Name]) -> tuple[list[Name], list[Name]]:
    """Leftovers less the pairs that look like one name in two languages: Lorena, Lorraine."""
    gone: set[str] = set()
    for here in left:
        for there in right:
            same = here.spelling[0] == there.spelling[0] and ratio(here.spelling, there.spelling) >= EXONYM
            same = same and not _are_two(here.spelling, there.spelling)
            if same and not {here.key, there.key} & gone and "concept" not in (here.kind, there.kind):
                gone |= {here.key, there.key}
                break
    return [n for n in left if n.key not in gone], [n for n in right if n.key not in gone]


def _without_translated(
    left: list[Name], others: tuple[Name, ...], own: Passage, other: Passage
) -> list[Name]:
    """Leftovers less the known places that a capitalised word near by may translate: Bretaña, Brittany.

    A given name only a given name may translate: Isabel, Elizabeth.
    """
    spare = [name for name in others if name.kind == "word" and not _is_spelled(name.spelling, own.text)]
    rest = []
    for name in left:
        given = is_given_name(name.spelling)

        def apart(there: Name, name: Name = name) -> float:
            return abs(there.start / len(other.text) - name.start / len(own.text))

        fitting = [there for there in spare if not given or is_given_name(there.spelling)]
        answer = min(fitting, key=apart, default=None)
        known = name.kind == "name" and zipf(name.spelling, own.lang) >= RARE
        if known and answer is not None and apart(answer) <= NEAR:
            spare.remove(answer)
        else:
            rest.append(name)
    return rest


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    return unaccented(text.lower())


@lru_cache(maxsize=512)
def _spellings(text: str) -> frozenset[str]:
    return frozenset(
        _spelling(token) for token in tokenise(text) if token.kind == "word" and len(token.text) > 1
    )


@lru_cache(maxsize=65536)
def _alike(name: str, other: str) -> bool:
    if name == other or (
        min(len(name), len(other)) >= 4 and (name.startswith(other) or other.startswith(name))
    ):
        return True
    if _are_two(name, other):
        return False
    if name[0] != other[0] and {name[0], other[0]} not in ({"c", "k"}, {"y", "i"}, {"j", "h"}, {"j", "y"}):
        return False
    return ratio(name, other) >= ALIKE or JaroWinkler.similarity(name, other) >= 0.9


def _are_two(name: str, other: str) -> bool:
    """Whether both are given names of Spanish: Marco and Mario are two persons, Pedro and Peter one."""
    return all(is_given_name(word) and zipf(word, "es") > zipf(word, "en") for word in (name, other))


def _spelling(token: Token) -> str:
    return unaccented(token.low).removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=512)
def read_names(text: str, lang: str) -> tuple[Name, ...]:
    """The names of a text in order.

    >>> [name.key for name in read_names("Ayer la ONU llamó a Ana Quintero en La Habana.", "es")]
    ['ONU', 'ana', 'quintero', 'La Habana']
    """
    return tuple(_read(text, lang))


def _read(text: str, lang: str) -> Iterator[Name]:
    tokens = tokenise(text)
    words = tuple(word.removesuffix("'s") for word in folded_words(text))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        concept, length = _concept(at, tokens, words, lang)
        kind = "concept" if concept else _kind(at, tokens, lang)
        if kind:
            last = tokens[at + length - 1]
            telling = last if words[at] in _generic(lang) else token
            yield Name(concept or _spelling(token), _spelling(telling), token.start, last.end, kind)
        at += length


def _kind(at: int, tokens: tuple[Token, ...], lang: str) -> str:
    """What a capitalised token is: an acronym, a name, a word with a translation; "" for no name."""
    token = tokens[at]
    word = token.low.removesuffix("'s")
    if token.kind != "word" or not token.capital or len(word) < 3 or _ROMAN.fullmatch(token.text):
        return ""
    if token.text.isupper():
        return "local" if _is_local_word(word, lang) else "acronym"
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.text == "." and len(word) <= 4:
        return ""  # Sen., Oct., Gral.
    common = _is_common(word, lang)
    if _opens_sentence(at, tokens):
        named = following is not None and following.capital
        return "name" if not common and (named or zipf(word, lang) < RARE) else ""
    if common and (_has_plural(word, lang) or not _beside_name(at, tokens, lang)):
        return "word"
    return "name"


def _opens_sentence(at: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a capital says nothing here; the stop of an initial or a title ends no sentence."""
    if at == 0:
        return True
    if tokens[at - 1].text == "." and at > 1:
        return not (tokens[at - 2].capital and len(tokens[at - 2].text) <= 3)
    return tokens[at - 1].text in _OPENERS


def _beside_name(at: int, tokens: tuple[Token, ...], lang: str) -> bool:
    """Whether a neighbour with a capital is surely a name: Raúl in Raúl Quintana.

    Spanish only: English gives capitals to titles and headline words (10 more false alarms in 500).
    """
    if lang != "es":
        return False
    near = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(t.kind == "word" and t.capital and not _is_common(t.low, lang) for t in near)


def _is_local_word(word: str, lang: str) -> bool:
    """An acronym or a word in capitals of one language alone: TDAH, RESUMEN."""
    return zipf(word, lang) - zipf(word, "en" if lang == "es" else "es") >= 2 * TRANSLATABLE


@lru_cache(maxsize=65536)
def _is_common(word: str, lang: str) -> bool:
    """Whether a word has a translation: it is at home in its language, or it has a plural there."""
    own, abroad = zipf(word, lang), "en" if lang == "es" else "es"
    elsewhere = max(zipf(word, abroad), zipf(unaccented(word), abroad))
    return own - elsewhere >= TRANSLATABLE or _has_plural(word, lang)


@lru_cache(maxsize=65536)
def _has_plural(word: str, lang: str) -> bool:
    own = zipf(word, lang)
    plurals = (word + "s", word + "es", word[:-1] + "ies") if lang == "en" else (word + "s", word + "es")
    return own >= RARE and any(zipf(plural, lang) >= max(RARE, own - PLURAL) for plural in plurals)


def _concept(at: int, tokens: tuple[Token, ...], words: tuple[str, ...], lang: str) -> tuple[str, int]:
    """The concept whose form begins at a token, and the length of the form."""
    if tokens[at].kind != "word":
        return "", 1
    token = tokens[at]
    for length, (last, form, concept) in _forms(lang).at(words, at):
        shouted = lang == "en" and form.isupper()  # the Spanish press writes Cepal, nobody Who for WHO
        capitals = token.text[:2].isupper() if shouted else token.capital
        if (capitals or not form[0].isupper()) and _has_form(words[at + length - 1], last):
            return concept, length
    return "", 1


def _has_form(word: str, part: str) -> bool:
    return word == part or _ENDING.fullmatch(word[len(part) - 1 :]) is not None


@cache
def _forms(lang: str) -> Phrases[tuple[str, str, str]]:
    """Every form with its last word, its spelling, and its concept."""
    entries = []
    for row in read_table("gazetteer", 2):
        concept = next(alternatives(row[0]))
        for form in alternatives(row[("es", "en").index(lang)]):
            star = "*" if form.endswith("*") else ""
            words = " ".join(folded_words(form.removesuffix("*"))) + star
            entries.append((words, (words.split()[-1], form, concept)))
    return Phrases(entries)


@cache
def _generic(lang: str) -> frozenset[str]:
    """First words of so many concepts that they tell none: Ministerio."""
    column = ("es", "en").index(lang)
    firsts = Counter(
        word
        for row in read_table("gazetteer", 2)
        for word in {folded_words(form)[0] for form in alternatives(row[column]) if " " in form}
    )
    return frozenset(word for word, count in firsts.items() if count > GENERIC)
