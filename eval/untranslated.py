"""The untranslated check: words of the original's language left in the translation.

A word is foreign when it is far more common in the source's language than in the target's.
Names and titles that the original has in the same words are copied on purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fiel.eval.tables import words_of
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.eval.vocabulary import is_given_name, zipf
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/untranslated"
KNOWN = 2.2
"""Zipf frequency from which a word is one of the source's language, and no technical loan from elsewhere."""
NATIVE = 2.0
"""… and from which a copied word may be one of the target's language too (transversal, titular)."""
COPIED_GAP = 1.0
SHARED_GAP = 1.7
"""By how much a copied word must be more common in the source's language; the second if it may be native."""
NEW_GAP = 2.5
"""The same for a word that the original does not have in this form."""
TITLE = 10
"""Up to so many words copied together, a capital among them, are taken for a name or a title."""

COMMON = 4.0
"""A copied capital of a word below this is a name; above, it must stand as a name in the original."""
BREAKS = frozenset(',.;:!?()«»“”"')
"""Marks that a name does not run across."""
OPENERS = frozenset(".!?:¿¡«“‘\"'—–-(")
"""Marks after which a capital says nothing."""


@dataclass(frozen=True, slots=True)
class UntranslatedCheck:
    """Words left in the original's language."""

    name: str = "untranslated"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A major finding for each run of foreign words in the target."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        return [
            Finding(
                self.name,
                TYPE,
                Severity.MAJOR,
                f"left untranslated: {target.text[first.start : last.end]}",
                target_span=span_in(target, first.start, last.end),
                confidence=0.9,
            )
            for first, last in _runs(source, target)
        ]


def _runs(source: Passage, target: Passage) -> Iterator[tuple[Token, Token]]:
    """First and last token of each stretch of neighbouring foreign words."""
    tokens = tokenise(target.text)
    originals = frozenset(token.low for token in tokenise(source.text))
    first: Token | None = None
    for at, token in enumerate(tokens):
        foreign = (
            _is_foreign(token, originals, source.lang, target.lang)
            and not _is_joined(at, tokens)
            and not _is_letter(at, tokens)
            and not _is_particle(at, tokens, target.lang)
            and not _is_name(at, tokens, target.text, source.text, source.lang)
        )
        if foreign:
            first = first or token
        elif first is not None:
            yield first, tokens[at - 1]
            first = None
    if first is not None:
        yield first, tokens[-1]


def _is_foreign(token: Token, originals: frozenset[str], source_lang: str, lang: str) -> bool:
    word = token.low.removesuffix("'s")
    if token.kind != "word" or "'" in word or word in words_of("loanwords", lang, "loan"):
        return False
    if (len(word) == 1 and token.capital) or token.text[1:].isupper():
        return False
    there, here = zipf(word, source_lang), zipf(word, lang)
    if there < KNOWN:
        return False
    if word not in originals:
        return there - here >= NEW_GAP
    return there - here >= (COPIED_GAP if here < NATIVE else SHARED_GAP)


def _is_letter(at: int, tokens: tuple[Token, ...]) -> bool:
    """A letter used as such (of y in x); the Spanish y stands between words of its own weight."""
    if len(tokens[at].text) > 1:
        return False
    near = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(token.kind == "word" and len(token.text) <= 2 for token in near)


def _is_joined(at: int, tokens: tuple[Token, ...]) -> bool:
    """Part of a compound, an address or a path: Roux-en-Y, weather.com."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    here = tokens[at]
    if before is not None and before.end == here.start and before.text in "-@./":
        return True
    if after is None or after.start != here.end or after.text not in "-@./":
        return False
    return at + 2 < len(tokens) and tokens[at + 2].start == after.end


def _is_particle(at: int, tokens: tuple[Token, ...], lang: str) -> bool:
    """de Valera, Los Angeles: a small word before a capital belongs to the name."""
    while at < len(tokens) and tokens[at].low in words_of("loanwords", lang, "particle"):
        at += 1
        if at < len(tokens) and tokens[at].capital:
            return True
    return False


def _is_name(at: int, tokens: tuple[Token, ...], text: str, original: str, source_lang: str) -> bool:
    """Whether the word stands in words that were copied as a name: Casa Branca, Center for New Security."""

    def copied(first: int, last: int) -> bool:
        return text[tokens[first].start : tokens[last].end] in original

    first = last = at
    while first > 0 and tokens[first - 1].text not in BREAKS and copied(first - 1, last):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].text not in BREAKS and copied(first, last + 1):
        last += 1
    if last - first >= TITLE or not copied(first, last):
        return False
    inner = _inner_capitals(original)
    others = sum(
        token.text in inner for at_, token in enumerate(tokens[first : last + 1], first) if at_ != at
    )
    if not tokens[at].capital:
        return others > 1 and first < at
    if zipf(tokens[at].low, source_lang) < COMMON:
        return True
    if is_given_name(tokens[at].text):
        return True
    if others > 0:
        return True
    near = [i for i in (first - 1, last + 1) if _is_inner_capital(i, tokens)]
    titled = any(not is_given_name(tokens[i].text) for i in near)  # "the Instituto Center"
    return not titled and tokens[at].text in inner


@lru_cache(maxsize=512)
def _inner_capitals(text: str) -> frozenset[str]:
    """Words that have a capital without opening a sentence."""
    tokens = tokenise(text)
    return frozenset(token.text for at, token in enumerate(tokens) if _is_inner_capital(at, tokens))


def _is_inner_capital(at: int, tokens: tuple[Token, ...]) -> bool:
    if not 0 < at < len(tokens):
        return False
    return tokens[at].kind == "word" and tokens[at].capital and tokens[at - 1].text not in OPENERS
