"""The negation check: what is denied stays denied, what is affirmed stays affirmed.

Negations are counted by clause (Spanish doubles them) and paired by position. A negation
that is left over is forgiven if a word of negative meaning on the other side may answer it
(no lograron = failed to, no graves = non-serious), or the opposite of the word it denies
(no terminó = still open): opposites.tsv.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from fiel.eval.opposites import is_denied_otherwise
from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise, unaccented
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/negation"
NEAR = 0.25
"""How far apart, as a share of the passage, a negation and a soft answer may stand."""
SECOND = 0.15
"""What a soft answer is set back against a negation at the same distance."""
SHORT = 80
"""Characters: in shorter passages a share of the text would be a matter of letters."""
COPIED = 8
"""A negation and so many characters after it, found verbatim on the other side, were copied."""
AFFIXES = ("un", "in", "im", "ir", "il", "dis", "des")
MISSED = {"firm": Severity.MAJOR, "clear": Severity.MINOR}
"""The kinds of soft words that are missed."""
_CLAUSE_ENDS = {
    "es": {".", ";", ":", "?", "!", "y", "e", "pero", "porque", "aunque", "mientras", "sino"},
    "en": {".", ";", ":", "?", "!", "and", "but", "because", "although", "while"},
}
_SENTENCE_ENDS = {".", ";", "?", "!"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A negative word or phrase of a passage; `place` is its position as a share of the text."""

    kind: str
    start: int
    end: int
    place: float
    affix: bool = False
    """Negative by a prefix: unknown, desconocido."""
    missed: Severity | None = None
    """How grave it is if it is gone and the other side has nothing negative: carece, fail to; sin."""

    @property
    def clear(self) -> bool:
        """Whether it is so surely negative that it answers from anywhere: sentences are turned round."""
        return self.missed is not None


@dataclass(frozen=True, slots=True)
class NegationCheck:
    """Negations lost or added."""

    name: str = "negation"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A critical finding for each negation that the other side does not answer."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = _translated(source, target), _translated(target, source)
        return _gone(source, here, target, there) or [
            Finding(self.name, TYPE, Severity.CRITICAL, f"negation lost: {_words(cue, source)}", span)
            for cue in unanswered(here, there)
            if not is_denied_otherwise(source, cue.end, target)
            for span in [span_in(source, cue.start, cue.end)]
        ] + [
            Finding(self.name, TYPE, Severity.CRITICAL, f"negation added: {_words(cue, target)}", None, span)
            for cue in unanswered(there, here)
            if not is_denied_otherwise(target, cue.end, source)
            for span in [span_in(target, cue.start, cue.end)]
        ]


def _gone(source: Passage, here: tuple[Cue, ...], target: Passage, there: tuple[Cue, ...]) -> list[Finding]:
    """A word of negative meaning where the other side has nothing negative at all: carece, has."""
    for what, passage, cues, others in (("lost", source, here, there), ("added", target, there, here)):
        missed = [cue for cue in cues if cue.missed]
        if len(missed) == len(cues) == 1 and not others:
            span = span_in(passage, missed[0].start, missed[0].end)
            before, after = (span, None) if what == "lost" else (None, span)
            message = f"negative word {what}: {_words(missed[0], passage)}"
            severity = missed[0].missed or Severity.MINOR
            return [Finding("negation", TYPE, severity, message, before, after, confidence=0.5)]
    return []


def _translated(own: Passage, other: Passage) -> tuple[Cue, ...]:
    """The cues of a passage, less those in words that the other side has as they are: titles, names."""
    return tuple(
        cue
        for cue in read_cues(own.text, own.lang)
        if own.text[cue.start : cue.end + COPIED].rstrip(" ,.;:»”\"'’") not in other.text
    )


def _words(cue: Cue, passage: Passage) -> str:
    return passage.text[cue.start : cue.end]


def unanswered(own: tuple[Cue, ...], other: tuple[Cue, ...]) -> list[Cue]:
    """The negations of one side that nothing on the other side answers."""
    here, there = _by_kind(own), _by_kind(other)
    left, _ = _paired_off(here["no"] + here["soft"], there["no"] + there["soft"])
    if len(own) == len(other) == 1 and other[0].affix:
        left = []  # alone on both sides, "no se conocen" and "unknown" answer each other from anywhere
    only, only_there = _paired_off(here["only"], there["only"])
    left, _ = _paired_off([cue for cue in left if cue.kind == "no"], only_there)
    return left + _bare_denied(only, here, there)


def _by_kind(cues: tuple[Cue, ...]) -> dict[str, list[Cue]]:
    kinds: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        kinds[cue.kind].append(cue)
    return kinds


def _bare_denied(only: list[Cue], own: dict[str, list[Cue]], other: dict[str, list[Cue]]) -> list[Cue]:
    """Each "not only" that stands where the other side has a plain "only"."""
    plain, _ = _paired_off(other["bare"], own["bare"])
    left, _ = _paired_off(only, other["no"])
    return [cue for cue in left if any(abs(cue.place - bare.place) < NEAR for bare in plain)]


def _paired_off(left: list[Cue], right: list[Cue]) -> tuple[list[Cue], list[Cue]]:
    """What remains of both when cues close enough to each other are taken away, the nearest first."""
    pairs = sorted(
        (cost, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (cost := _distance(a, b)) < math.inf
    )
    taken: set[int] = set()
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
    return (
        [cue for i, cue in enumerate(left) if i not in taken],
        [cue for j, cue in enumerate(right) if j not in used],
    )


def _distance(a: Cue, b: Cue) -> float:
    """How far apart two cues stand, less for two of a kind; a soft one answers only from near, unless it is clear."""
    distance = abs(a.place - b.place)
    soft = [cue for cue in (a, b) if cue.kind == "soft"]
    if all(cue.clear for cue in soft):
        return distance + (SECOND if len(soft) == 1 else -len(soft))
    if distance > NEAR / len(soft):
        return math.inf
    return distance + SECOND if len(soft) == 1 else distance


@lru_cache(maxsize=512)
def read_cues(text: str, lang: str) -> tuple[Cue, ...]:
    """The negative words of a text, Spanish double negation counted once.

    >>> [cue.kind for cue in read_cues("No vino nadie, sin embargo no solo ganaron.", "es")]
    ['no', 'only']
    """
    return tuple(_without_concord(text, lang, list(_find(text, lang))))


def _find(text: str, lang: str) -> Iterator[Cue]:
    tokens = tokenise(text)
    words = folded_words(text)
    at = 0
    while at < len(tokens):
        length, kind = _longest(words, at, lang)
        if kind == "soft" and lang == "en" and tokens[at].text.isupper():
            kind = ""  # UNESCO, US
        if words[at] == "not" and _is_denied(words, at + 1, lang):
            kind = "soft"  # not unexpectedly
        if kind not in ("", "never") and not _is_abbreviation(tokens, at):
            start, end = tokens[at].start, tokens[at + length - 1].end
            yield Cue(
                "soft" if kind in MISSED else kind,
                start,
                end,
                start / max(SHORT, len(text)),
                affix=words[at].startswith(AFFIXES),
                missed=MISSED.get(kind),
            )
        at += length


def _longest(words: tuple[str, ...], at: int, lang: str) -> tuple[int, str]:
    """Length and kind of the longest phrase at a word; a length of one and no kind if there is none."""
    word = words[at]
    if lang == "en" and word.endswith("n't"):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word in ("can't", "couldn't") and after == "help":
            return 2, "soft"
        return (2, "only") if after in ("only", "merely", "simply", "solely") else (1, "no")
    found = next(_lexicon(lang).at(words, at), None)
    if found is not None:
        return found
    return 1, "soft" if lang == "en" and _has_negative_affix(word) else ""


def _is_denied(words: tuple[str, ...], at: int, lang: str) -> bool:
    """Whether a word is an adjective or adverb that its prefix makes the opposite of another."""
    return (
        at < len(words)
        and words[at].startswith(_affixes("prefix"))
        and words[at].endswith(_affixes("denied"))
        and _longest(words, at, lang)[1] == "soft"
    )


def _has_negative_affix(word: str) -> bool:
    prefixes, suffixes = _affixes("prefix"), _affixes("suffix")
    return word in prefixes or (len(word) > 4 and (word.startswith(prefixes) or word.endswith(suffixes)))


def _is_abbreviation(tokens: tuple[Token, ...], at: int) -> bool:
    """No. 5, School No.: the word stands for "number"."""
    if tokens[at].low != "no" or at + 1 == len(tokens) or tokens[at + 1].text not in (".", "º"):
        return False
    numbered = at + 2 < len(tokens) and tokens[at + 2].kind == "digits"
    return numbered or (at > 0 and tokens[at - 1].kind == "word" and tokens[at].capital)


def _without_concord(text: str, lang: str, cues: list[Cue]) -> Iterator[Cue]:
    """Cues without those that only repeat an earlier negation of their clause or sentence."""
    negators = {"nunca", "jamas", "nadie", "ninguno", "ninguna", "ningun", "ni siquiera"}
    last: Cue | None = None
    for cue in cues:
        word = unaccented(text[cue.start : cue.end].lower())
        repeats = cue.kind == "concord" or (lang == "es" and word in negators)
        if repeats and last is not None:
            anywhere = word in ("ni", "nor", "ni siquiera", "tampoco")
            ends = _SENTENCE_ENDS if anywhere else _CLAUSE_ENDS[lang]
            if not _breaks(text[last.end : cue.start], ends):
                last = cue
                if word in ("ni", "nor", "tampoco"):  # no pedimos A ni pedimos B: English may negate twice
                    yield Cue("soft", cue.start, cue.end, cue.place)
                continue
        if cue.kind in ("no", "concord"):
            cue = Cue("no", cue.start, cue.end, cue.place)
            last = cue
        elif word == "sin":
            last = cue
        yield cue


def _breaks(between: str, ends: set[str]) -> bool:
    """Whether a clause ends in a stretch of text; the stop of an abbreviation ends none."""
    tokens = tokenise(between)
    return any(
        token.low in ends and not (token.text == "." and at and len(tokens[at - 1].text) <= 3)
        for at, token in enumerate(tokens)
    )


@cache
def _lexicon(lang: str) -> Phrases[str]:
    """Every phrase with its kind."""
    return Phrases(
        (phrase, "never" if kind == "whole" else kind)
        for row_lang, kind, phrases in read_table("negation", 3)
        if row_lang == lang and kind not in ("prefix", "suffix", "denied")
        for phrase in alternatives(phrases)
    )


@cache
def _affixes(kind: str) -> tuple[str, ...]:
    return tuple(
        affix
        for _, row_kind, affixes in read_table("negation", 3)
        if row_kind == kind
        for affix in alternatives(affixes)
    )
