"""The gender check: a person whom Spanish marks as a woman is not "he", and the reverse.

Two rules. Nouns: reina must not become king. Pronouns: when English speaks of one gender only
and every mark in the Spanish is of the other, the pronoun is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fiel.eval.gender_spanish import article_gender, in_name, spanish_marks
from fiel.eval.gender_words import OTHER, Counterparts, Mark, english_nouns, grammar, rows_with
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/gender"
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be) (?:\w+ed|made|taken|led|brought|given)\b")


@dataclass(frozen=True, slots=True)
class GenderCheck:
    """Persons whose gender the translation turned."""

    name: str = "gender"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """At most one major finding a passage pair."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        spanish, english = (source, target) if source.lang == "es" else (target, source)
        clash = _noun_clash(spanish.text, english.text) or _pronoun_clash(spanish.text, english.text)
        if clash is None:
            return []
        here, there = (
            (passage.text[token.start : token.end], span_in(passage, token.start, token.end))
            for passage, token in zip((spanish, english), clash, strict=True)
        )
        before, after = (here, there) if source.lang == "es" else (there, here)
        message = f"gender turned: {before[0]} → {after[0]}"
        return [Finding(self.name, TYPE, Severity.MAJOR, message, before[1], after[1], confidence=0.9)]


def _noun_clash(spanish: str, english: str) -> tuple[Token, Token] | None:
    """A Spanish noun whose counterpart of the other gender, and not its own, is in the English."""
    here = {unaccented(token.low): token for token in tokenise(spanish)}
    there = {token.low.removesuffix("'s"): token for token in (*tokenise(english), *_compounds(english))}
    epicene = _epicene_clash(spanish, there)
    if epicene is not None:
        return epicene
    for row in rows_with(here):
        for gender in "mf":
            own, others = row.nouns[f"es_{gender}"], row.nouns[f"es_{OTHER[gender]}"]
            word = next((here[noun] for noun in own if noun in here), None)
            if word is None or any(noun in here for noun in others):
                continue
            wrong = next((there[n] for n in row.nouns[f"en_{OTHER[gender]}"] if n in there), None)
            if wrong is None or any(noun in there for noun in row.nouns[f"en_{gender}"]):
                continue
            if not _has_other_reason(here, row, OTHER[gender], wrong.low):
                return word, wrong
    return None


def _compounds(text: str) -> Iterator[Token]:
    """sister-in-law."""
    for match in _COMPOUND.finditer(text):
        yield Token(match[0], match[0].lower(), "word", match.start(), match.end())


def _epicene_clash(spanish: str, there: dict[str, Token]) -> tuple[Token, Token] | None:
    """una portavoz, spokesman: the article tells the gender of a noun that has one form for both."""
    tokens = tokenise(spanish)
    for before, token in pairwise(tokens):
        gender = article_gender(before.low)
        for row in rows_with([unaccented(token.low)]) if gender else ():
            if unaccented(token.low) in set(row.nouns["es_m"]) & set(row.nouns["es_f"]):
                wrong = next(
                    (there[noun] for noun in row.nouns[f"en_{OTHER[gender]}"] if noun in there), None
                )
                if wrong is not None and not any(noun in there for noun in row.nouns[f"en_{gender}"]):
                    return token, wrong
    return None


def _has_other_reason(here: dict[str, Token], row: Counterparts, gender: str, english: str) -> bool:
    """Whether another Spanish noun of that gender explains it: señora and mujer are both lady."""
    english = english.removesuffix("'s")
    return any(
        english in other.nouns[f"en_{gender}"] and any(noun in here for noun in other.nouns[f"es_{gender}"])
        for other in rows_with(here)
        if other is not row
    )


def _pronoun_clash(spanish: str, english: str) -> tuple[Token, Token] | None:
    """A mark of one gender where English has only the other."""
    there = list(english_marks(english))
    pronoun = next((mark for mark in there if mark.strong), None)
    if pronoun is None or any(mark.gender != pronoun.gender for mark in there if mark.strong):
        return None
    here = list(spanish_marks(spanish, _acted_upon(english)))
    against = [mark for mark in here if mark.gender != pronoun.gender]
    subjects = [mark for mark in here if mark.strong]
    if subjects and all(mark in against for mark in subjects):
        return subjects[0].token, pronoun.token
    balanced = any(mark.gender != pronoun.gender for mark in there)
    if not against or len(against) < len(here) or balanced:
        return None
    return against[0].token, pronoun.token


def _acted_upon(english: str) -> frozenset[str]:
    """The genders of persons that something is done to: him, her (not "her book"), she was."""
    tokens = tokenise(english)
    pronouns = {gender for token in tokens if (gender := _english_pronoun(token.low))}
    if _PASSIVE.search(english) and not any(token.low in ("it", "its") for token in tokens):
        return frozenset(pronouns)
    return frozenset(
        _english_pronoun(token.low)
        for token, after in pairwise((*tokens, tokens[-1]))
        if token.low == "him"
        or (
            token.low == "her"
            and (
                after.low in grammar("en", "after_object")
                or after.kind == "mark"
                or after is token
                or after.low.endswith("ly")
            )
        )
        or (token.low in ("he", "she") and after.low in grammar("en", "passive"))
    )


def english_marks(text: str) -> Iterator[Mark]:
    """Pronouns (strong) and nouns that tell a gender."""
    nouns = english_nouns()
    tokens = tokenise(text)
    for at, token in enumerate(tokens):
        if in_name(at, tokens) or (token.capital and at and tokens[at - 1].kind == "word"):
            continue
        word = token.low.removesuffix("'s")
        pronoun = _english_pronoun(word)
        if pronoun:
            yield Mark(pronoun, token)
        for gender in nouns.get(word, ""):
            yield Mark(gender, token, strong=False)


def _english_pronoun(word: str) -> str:
    if word in grammar("en", "masculine"):
        return "m"
    return "f" if word in grammar("en", "feminine") else ""
