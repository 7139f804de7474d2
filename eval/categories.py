"""Classes of words that both sides of a translation ought to have or lack together.

A table names the classes and lists their Spanish and English words. These lists can never be
complete, so what they find is a hint for a reader and stays minor.
"""

from collections.abc import Iterator
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

Phrase = tuple[str, ...]


def compare(table: str, check: str, type_: str, source: Passage, target: Passage) -> list[Finding]:
    """Minor findings for classes lost or added; one lost and one added are a change, and major."""
    if {source.lang, target.lang} != {"es", "en"}:
        return []
    lost = [(name, here) for name, here, _ in unshared(table, source, target) if here]
    added = [(name, there) for name, _, there in unshared(table, source, target) if there]
    if len(lost) == 1 and len(added) == 1:
        (before, here), (after, there) = lost[0], added[0]
        message = f"changed: {_words(source, here)} ({before}) → {_words(target, there)} ({after})"
        spans = span_in(source, here.start, here.end), span_in(target, there.start, there.end)
        return [Finding(check, type_, Severity.MAJOR, message, *spans, confidence=0.6)]
    gone = [
        Finding(
            check,
            type_,
            Severity.MINOR,
            f"lost: {_words(source, here)} ({name})",
            source_span=span_in(source, here.start, here.end),
            confidence=0.3,
        )
        for name, here in lost
    ]
    new = [
        Finding(
            check,
            type_,
            Severity.MINOR,
            f"added: {_words(target, there)} ({name})",
            target_span=span_in(target, there.start, there.end),
            confidence=0.3,
        )
        for name, there in added
    ]
    return gone + new


def _words(passage: Passage, token: Token) -> str:
    return passage.text[token.start : token.end]


def unshared(
    table: str, source: Passage, target: Passage
) -> Iterator[tuple[str, Token | None, Token | None]]:
    """Each class that one side asks for and the other lacks: its name, and where the one side shows it."""
    for name in _classes(table):
        here, answered_there = _shown(table, name, source), _shown(table, name, target, soft=True)
        there, answered_here = _shown(table, name, target), _shown(table, name, source, soft=True)
        if here and not answered_there:
            yield name, here, None
        elif there and not answered_here:
            yield name, None, there


def _shown(table: str, name: str, passage: Passage, soft: bool = False) -> Token | None:
    """The first word of a passage that shows a class; `soft` phrases count only where asked."""
    tokens = tokenise(passage.text)
    words = [unaccented(token.low) for token in tokens]
    phrases = _classes(table)[name][passage.lang, soft]
    return next((tokens[at] for at in range(len(words)) if _starts(words, at, phrases)), None)


def _starts(words: list[str], at: int, phrases: frozenset[Phrase]) -> bool:
    return any(
        len(words) >= at + len(phrase) and all(map(_fits, words[at : at + len(phrase)], phrase))
        for phrase in phrases
        if phrase[0][0] == words[at][0]
    )


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def _classes(table: str) -> dict[str, dict[tuple[str, bool], frozenset[Phrase]]]:
    """By class, by language and whether soft phrases are among them."""
    return {
        name: {
            (lang, soft): frozenset(
                tuple(phrase.strip().removeprefix("~").split())
                for phrase in cell.split("|")
                if soft or not phrase.strip().startswith("~")
            )
            for lang, cell in (("es", spanish), ("en", english))
            for soft in (False, True)
        }
        for name, spanish, english in read_table(table, 3)
    }
