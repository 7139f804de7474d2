"""The wording check: neighbours that no sound English sentence has, such as "the of" or "into.".

They show that a word was lost or put in the wrong place. The pairs are in impossible-pairs.tsv.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.records import Finding, Passage, Severity

TYPE = "fluency/grammar"
_SMALL = frozenset(["the", "of", "and", "in", "to", "for", "by", "with", "from", "at", "on"])


@dataclass(frozen=True, slots=True)
class WordingCheck:
    """Broken wording in the translation."""

    name: str = "wording"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A major finding for each impossible pair of neighbours in the target."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        return [
            Finding(
                self.name,
                TYPE,
                Severity.MAJOR,
                f"broken wording: {target.text[first.start : second.end]}",
                target_span=span_in(target, first.start, second.end),
                confidence=0.8,
            )
            for first, second in broken_pairs(target.text, target.lang)
        ]


def broken_pairs(text: str, lang: str) -> Iterator[tuple[Token, Token]]:
    """Impossible neighbours, and possessives without an owner (", 's chief")."""
    tokens = tokenise(text)
    pairs = impossible_pairs(lang)
    for at in range(len(tokens) - 1):
        first, second = tokens[at], tokens[at + 1]
        impossible = (first.low, second.low) in pairs and not _is_other_use(at, tokens)
        if impossible or (lang == "en" and _lacks_owner(at, tokens)):
            yield first, second


def _is_other_use(at: int, tokens: tuple[Token, ...]) -> bool:
    """Acronyms and letters (IN, vitamin A), compounds (the so-called), rows of stops."""
    first, second = tokens[at], tokens[at + 1]
    if any(len(token.text) > 1 and token.text.isupper() for token in (first, second)):
        return True
    if first.text == "A" and at > 0:
        return True
    following = tokens[at + 2] if at + 2 < len(tokens) else None
    glued = following.text if following is not None and following.start == second.end else ""
    return glued in ("-", "'", "’") or (glued == "." and second.text == ".")


def _lacks_owner(at: int, tokens: tuple[Token, ...]) -> bool:
    if tokens[at].text not in "'’" or tokens[at + 1].text != "s" or tokens[at].end != tokens[at + 1].start:
        return False
    before = tokens[at - 1] if at else None
    return before is None or (
        before.end < tokens[at].start and (before.kind == "mark" or before.low in _SMALL)
    )


@cache
def impossible_pairs(lang: str) -> frozenset[tuple[str, str]]:
    """Every pair of the table for a language."""
    return frozenset(
        (first, second)
        for row_lang, firsts, seconds in read_table("impossible-pairs", 3)
        if row_lang == lang
        for first in firsts.split()
        for second in seconds.split()
    )
