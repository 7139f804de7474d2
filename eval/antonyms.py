"""The antonym check: the translation may not say the opposite (opposites.tsv).

Words are looked up alone, but for a negation before them, so this only warns. On the development half of DEMETR
it finds .31 of the antonyms (id7), with none in its 50 good pairs, 1 in 100 of ntrex-dev.
"""

from dataclasses import dataclass
from functools import cache

from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/antonym"
NEGATIONS = {"no", "not", "never", "nunca"}
REACH = 2
"""So many words after a negation one may be denied, and says nothing."""


@dataclass(frozen=True, slots=True)
class AntonymCheck:
    """Words that became their opposite."""

    name: str = "antonym"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A minor finding for each pair of opposites."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = _read(source), _read(target)
        findings = []
        for (row, side), before in sorted(here.items(), key=lambda item: item[0]):
            after = there.get((row, 1 - side))
            if after is None or (row, 1 - side) in here or (row, side) in there:
                continue
            spans = span_in(source, before.start, before.end), span_in(target, after.start, after.end)
            message = f"perhaps the opposite: {before.text} → {after.text}"
            findings.append(Finding(self.name, TYPE, Severity.MINOR, message, *spans, confidence=0.6))
        return findings


def _read(passage: Passage) -> dict[tuple[int, int], Token]:
    """The first word of each side of each row that a passage has."""
    tokens, words = tokenise(passage.text), folded_words(passage.text)
    found: dict[tuple[int, int], Token] = {}
    for place, _, key in _phrases(passage.lang).all_in(words):
        if not NEGATIONS & set(words[max(0, place - REACH) : place]):  # not guilty is innocent
            found.setdefault(key, tokens[place])
    return found


@cache
def _phrases(lang: str) -> Phrases[tuple[int, int]]:
    first = ("es", "en").index(lang) * 2
    return Phrases(
        (phrase, (number, side))
        for number, row in enumerate(read_table("opposites", 4))
        for side in (0, 1)
        for phrase in alternatives(row[first + side])
    )
