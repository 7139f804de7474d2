"""Classes of words that both sides of a translation ought to have or lack together.

A table names the classes and lists their Spanish and English words. These lists can never be
complete, so what they find is a hint for a reader and stays minor; only a class that took the place of
another one on the same scale (all, some) is more.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.records import Finding, Passage, Severity

NEAR = 0.1
"""How far apart, as a share of the passage, the words of a change may stand."""
SHORT = 80
"""Characters: in shorter passages a share of the text would be a matter of letters."""


def compare(table: str, check: str, type_: str, source: Passage, target: Passage) -> list[Finding]:
    """Minor findings for classes lost or added; one of each on one scale, at one place, is a change, and major."""
    if {source.lang, target.lang} != {"es", "en"}:
        return []
    alone = list(unshared(table, source, target))
    lost = [(name, here) for name, here, _ in alone if here]
    added = [(name, there) for name, _, there in alone if there]
    if len(lost) == 1 and len(added) == 1:
        (before, here), (after, there) = lost[0], added[0]
        apart = abs(_place(here, source) - _place(there, target))
        if apart <= NEAR and _scales(table)[before] == _scales(table)[after]:
            message = f"changed: {_words(source, here)} ({before}) → {_words(target, there)} ({after})"
            spans = span_in(source, here.start, here.end), span_in(target, there.start, there.end)
            return [Finding(check, type_, Severity.MAJOR, message, *spans, confidence=0.6)]
    return [_alone(check, type_, "lost", source, here, name) for name, here in lost] + [
        _alone(check, type_, "added", target, there, name) for name, there in added
    ]


def _place(token: Token, passage: Passage) -> float:
    return token.start / max(SHORT, len(passage.text))


def _alone(check: str, type_: str, what: str, passage: Passage, token: Token, name: str) -> Finding:
    span = span_in(passage, token.start, token.end)
    return Finding(
        check,
        type_,
        Severity.MINOR,
        f"{what}: {_words(passage, token)} ({name})",
        source_span=span if what == "lost" else None,
        target_span=span if what == "added" else None,
        confidence=0.3,
    )


def _words(passage: Passage, token: Token) -> str:
    return passage.text[token.start : token.end]


def unshared(
    table: str, source: Passage, target: Passage
) -> Iterator[tuple[str, Token | None, Token | None]]:
    """Each class that one side asks for and the other lacks: its name, and where the one side shows it."""
    (here, answered_here), (there, answered_there) = _shown(table, source), _shown(table, target)
    for name in _scales(table):
        if name in here and name not in answered_there:
            yield name, here[name], None
        elif name in there and name not in answered_here:
            yield name, None, there[name]


def _shown(table: str, passage: Passage) -> tuple[dict[str, Token], set[str]]:
    """The classes that a passage asks for, with the first word of each; and all that it answers."""
    tokens = tokenise(passage.text)
    asked: dict[str, Token] = {}
    answered: set[str] = set()
    for place, _, (name, soft) in _phrases(table, passage.lang).all_in(folded_words(passage.text)):
        if _is_name(place, tokens):
            continue
        answered.add(name)
        if not soft:
            asked.setdefault(name, tokens[place])
    return asked, answered


def _is_name(place: int, tokens: Sequence[Token]) -> bool:
    """Whether a capital shows that a word is a name: in May, Will Smith; at the start May 5."""
    if not tokens[place].capital or tokens[place].text.isupper():
        return False
    if place == 0 or tokens[place - 1].kind == "mark":
        return place + 1 < len(tokens) and tokens[place + 1].kind == "digits"
    return True


@cache
def _phrases(table: str, lang: str) -> Phrases[tuple[str, bool]]:
    """Every phrase with its class, and whether it only answers."""
    return Phrases(
        (phrase.removeprefix("~"), (row[0], phrase.startswith("~")))
        for row in read_table(table, 4)
        for phrase in alternatives(row[("", "", "es", "en").index(lang)])
    )


@cache
def _scales(table: str) -> dict[str, str]:
    """The scale of each class."""
    return {name: scale for name, scale, *_ in read_table(table, 4)}
