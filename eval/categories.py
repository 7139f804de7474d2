"""Classes of words that both sides of a translation ought to have or lack together.

A table names the classes and lists their Spanish and English words. These lists can never be
complete, so what they find is a hint for a reader and stays minor; only a class that took the place of
another one on the same scale (all, some) is more. There one of the two may be a word that only answers.
"""

from collections.abc import Sequence
from functools import cache

from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.records import Finding, Passage, Severity

NEAR = 0.25
"""How far apart, as a share of the passage, the words of a change may stand."""
IDIOM = "-"
"""The class of phrases whose words do not count: cada vez más."""
SHORT = 80
"""Characters: in shorter passages a share of the text would be a matter of letters."""


def compare(table: str, check: str, type_: str, source: Passage, target: Passage) -> list[Finding]:
    """Minor findings for classes lost or added; one of each on one scale, at one place, is a change, and major."""
    if {source.lang, target.lang} != {"es", "en"}:
        return []
    (asked_here, here), (asked_there, there) = _shown(table, source), _shown(table, target)
    scales = _scales(table)
    lost = {name: token for name, token in here.items() if name not in there}
    added = {name: token for name, token in there.items() if name not in here}
    findings: list[Finding] = []
    changed: set[str] = set()
    for scale in dict.fromkeys(scales.values()):
        before = [name for name in lost if scales[name] == scale]
        after = [name for name in added if scales[name] == scale]
        if len(before) != 1 or len(after) != 1 or not {*before, *after} & (asked_here | asked_there):
            continue
        (gone,), (come,) = before, after
        if abs(_place(lost[gone], source) - _place(added[come], target)) <= NEAR:
            findings.append(_changed(check, type_, (source, lost[gone], gone), (target, added[come], come)))
            changed |= {gone, come}
    for what, passage, classes, asked in (
        ("lost", source, lost, asked_here),
        ("added", target, added, asked_there),
    ):
        told = {classes[name] for name in changed & set(classes)}
        for name, token in classes.items():
            if name in asked and token not in told:  # one word, one finding: debe is of two classes
                told.add(token)
                findings.append(_alone(check, type_, what, passage, token, name))
    return findings


def _changed(
    check: str, type_: str, before: tuple[Passage, Token, str], after: tuple[Passage, Token, str]
) -> Finding:
    here, there = (span_in(passage, token.start, token.end) for passage, token, _ in (before, after))
    words = " → ".join(f"{_words(passage, token)} ({name})" for passage, token, name in (before, after))
    return Finding(check, type_, Severity.MAJOR, f"changed: {words}", here, there, confidence=0.6)


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


def _shown(table: str, passage: Passage) -> tuple[set[str], dict[str, Token]]:
    """The classes that a passage asks for, and all that it has with the first word of each."""
    tokens = tokenise(passage.text)
    asked: set[str] = set()
    shown: dict[str, Token] = {}
    found = list(_phrases(table, passage.lang).all_in(folded_words(passage.text)))
    idioms = [(place, place + length) for place, length, (name, _) in found if name == IDIOM]
    for place, length, (name, soft) in found:
        inside = any(start <= place and place + length <= end for start, end in idioms)
        whole = (place, place + length) in idioms
        if name == IDIOM or (inside and not whole) or _is_name(place, tokens):
            continue
        if not soft and name not in asked:
            asked.add(name)
            shown[name] = tokens[place]
        shown.setdefault(name, tokens[place])
    return asked, shown


def _is_name(place: int, tokens: Sequence[Token]) -> bool:
    """Whether a capital shows that a word is a name: in May, Will Smith; at the start May 5, not Over 200."""
    if not tokens[place].capital or tokens[place].text.isupper():
        return False
    if place == 0 or tokens[place - 1].kind == "mark":
        return (
            tokens[place].text == "May"
            and tokens[place + 1 : place + 2] != ()
            and (tokens[place + 1].kind == "digits")
        )
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
    return {name: scale for name, scale, *_ in read_table(table, 4) if name != IDIOM}
