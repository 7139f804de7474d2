"""The acronym check: an acronym of common words goes over with them: masa grasa (MG), fat mass (FM).

Acronyms of proper names are often kept (CTC, PCC), so only those that the original spells out
in small letters, or that belong to its language alone (ONU, acronyms.tsv), are expected to change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.eval.vocabulary import zipf
from fiel.records import Finding, Passage, Severity, Span

TYPE = "accuracy/untranslated/acronym"
FOREIGN = 2.0
"""By how much (Zipf) an acronym must be more common in the source's language to belong there alone."""
KNOWN = 3.0
"""… and from which frequency on."""
_DEFINED = re.compile(r"\((?P<acronym>[A-ZÁÉÍÓÚÑ]{2,7})\)")
_ACRONYM = re.compile(r"(?<![\w-])[A-ZÁÉÍÓÚÑ]{3,7}(?![\w-])")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class AcronymCheck:
    """Acronyms of the original left in the translation."""

    name: str = "acronym"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A major finding for each acronym that should have changed."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        findings = []
        foreign = {*_common_nouns(source.text), *_of_one_language(source, target), *_listed(source)}
        for acronym in sorted(foreign):
            kept = _standing(acronym, target.text)
            if kept and acronym not in _definitions(target.text):
                there = _standing(acronym, source.text)
                findings.append(
                    Finding(
                        self.name,
                        TYPE,
                        Severity.MAJOR,
                        f"acronym left untranslated: {acronym}",
                        span_in(source, *there.span()) if there else None,
                        span_in(target, *kept.span()),
                        confidence=0.8,
                    )
                )
        return findings


def _standing(acronym: str, text: str) -> re.Match[str] | None:
    """Where an acronym stands by itself."""
    return re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", text)


def _listed(source: Passage) -> Iterator[str]:
    """The acronyms of acronyms.tsv that a Spanish passage has."""
    for acronym, english in read_table("acronyms", 2) if source.lang == "es" else ():
        if acronym in source.text and _standing(acronym, source.text) and not _standing(english, source.text):
            yield acronym


def kept_acronyms(source: Passage, target: Passage) -> int:
    """How often the target has an acronym just as the source has it."""
    own = {token.text for token in tokenise(source.text) if _is_acronym(token)}
    return sum(token.text in own for token in tokenise(target.text) if _is_acronym(token))


def _is_acronym(token: Token) -> bool:
    return token.kind == "word" and token.text.isupper() and 2 <= len(token.text) <= 6


def _common_nouns(text: str) -> Iterator[str]:
    for acronym, words in _definitions(text).items():
        if all(word.islower() for word in words):
            yield acronym


def _of_one_language(source: Passage, target: Passage) -> Iterator[str]:
    for match in _ACRONYM.finditer(source.text):
        word = match[0].lower()
        there = zipf(word, source.lang)
        if there >= KNOWN and there - zipf(word, target.lang) >= FOREIGN:
            yield match[0]


def _definitions(text: str) -> dict[str, tuple[str, ...]]:
    """Each acronym in brackets with the words before it that it stands for, if they do spell it.

    >>> _definitions("el agua corporal total (ACT) y otras (XYZ)")
    {'ACT': ('agua', 'corporal', 'total')}
    """
    return {acronym: tuple(_WORDS.findall(text[slice(*span)])) for span, acronym in read_definitions(text)}


@lru_cache(maxsize=512)
def read_definitions(text: str) -> tuple[tuple[Span, str], ...]:
    """Where the words stand that an acronym in brackets after them stands for, and the acronym."""
    found = []
    for match in _DEFINED.finditer(text):
        acronym = match["acronym"]
        before = list(_WORDS.finditer(text, 0, match.start()))
        for count in range(1, min(len(before), 2 * len(acronym)) + 1):
            words = [unaccented(word[0].lower()) for word in before[-count:]]
            if _spells(unaccented(acronym.lower()), words):
                found.append(((before[-count].start(), before[-1].end()), acronym))
                break
    return tuple(found)


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the words give the letters in order: each word its first, and further ones if need be."""
    if not letters:
        return True
    if not words or letters[0] != words[0][0]:
        return False
    word, rest = words[0], words[1:]
    taken = 1
    place = 1
    while True:
        if not letters[taken:]:
            return not any(len(later) > 3 for later in rest)
        if any(_spells(letters[taken:], rest[skip:]) for skip in range(len(rest)) if _are_small(rest[:skip])):
            return True
        place = word.find(letters[taken], place) + 1
        if place == 0:
            return False
        taken += 1


def _are_small(words: list[str]) -> bool:
    return all(len(word) <= 3 for word in words)
