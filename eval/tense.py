"""The tense check: what happened is not told as what is or will be, and the reverse.

Endings are a weak witness, so this looks at whole passages and says no more than minor: a passage in the past
without a word of the future whose translation has one, or one in the future whose translation has only the past;
and one that is all in the present whose translation is all in the past, or the reverse. Verbs that report speech
do not count where both sides have one. How an event stands in time (still, just, about to) is in aspect.tsv.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fiel.eval.categories import compare
from fiel.eval.cues import forms
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, span_in, tokenise
from fiel.eval.vocabulary import zipf
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/tense"
ARTICLES = {"the", "a", "an", "his", "her", "their", "its"}
KNOWN = 2.5
"""Zipf frequency from which an infinitive or an -ing is a word."""
BEFORE_NOUNS = {
    "es": {
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "de",
        "del",
        "al",
        "en",
        "por",
        "con",
        "su",
        "sus",
        "esta",
        "este",
    },
    "en": {
        "the",
        "a",
        "an",
        "of",
        "in",
        "his",
        "her",
        "their",
        "its",
        "and",
        "these",
        "those",
        "two",
        "three",
    },
}
PAST = {"past", "done", "did"}
NAMES = {"done": "past", "did": "past", "will": "future", "ongoing": "present"}
"""What the finer tenses are called."""
PERFECT = {"has", "have", "ha", "han"}
"""They belong to the word after them."""
STEM = 2
"""Letters before an ending, at least: "será", but not "ara"."""


@dataclass(frozen=True, slots=True)
class TenseCheck:
    """Past, present and future turned."""

    name: str = "tense"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """Minor findings for a tense and for aspects, a major one for an aspect that became its opposite."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        aspects = compare("aspect", self.name, TYPE, source, target)
        reported = all(
            any(report for _, _, report in _read(passage.text, passage.lang)) for passage in (source, target)
        )
        here, there = read_tenses(source, not reported), read_tenses(target, not reported)
        turned = _turned(here, there)
        if turned is None:
            here, there = read_tenses(source), read_tenses(target)
            turned = _turned_whole(here, there)
        if turned is None:
            return aspects
        before, after = here[turned[0]], there[turned[1]]
        spans = span_in(source, before.start, before.end), span_in(target, after.start, after.end)
        tense, other = (NAMES.get(name, name) for name in turned)
        message = f"{tense} became {other}: {before.text} → {after.text}"
        return [Finding(self.name, TYPE, Severity.MINOR, message, *spans, confidence=0.5), *aspects]


@lru_cache(maxsize=65536)
def _is_report(word: str, lang: str) -> bool:
    """anunció, said."""
    return any(form.tense == "past" and form.words == (word,) for form in forms(lang).get(word, ()))


def _turned(here: Mapping[str, Token], there: Mapping[str, Token]) -> tuple[str, str] | None:
    """Past and future turned, by single words."""
    for tense, other in (("past", "future"), ("done", "future"), ("did", "future")):
        if tense in here and other in there and not _may_be(other, here):
            return tense, other
    lost = next((tense for tense in ("ongoing", "will") if tense in here and "present" not in there), None)
    if lost is None and not PAST & set(here):
        lost = "future" if "future" in here else None
    if lost is not None and not _may_be("future", there):
        return next(((lost, other) for other in ("past", "did", "done") if other in there), None)
    return None


def _turned_whole(here: Mapping[str, Token], there: Mapping[str, Token]) -> tuple[str, str] | None:
    """Present and past turned, where neither side has any other tense."""
    own, other = (set(side) - {"done"} for side in (here, there))
    if own == {"present"} and "did" in other and other <= PAST:
        return "present", "did"
    if other == {"present"} and own and own <= PAST:
        return min(own), "present"
    return None


def _may_be(tense: str, found: Mapping[str, Token]) -> bool:
    """Whether a passage may speak of a time: it has its marks, or words open to the future."""
    return tense in found or (tense == "future" and "open" in found)


def read_tenses(passage: Passage, reports: bool = True) -> dict[str, Token]:
    """The first mark of each tense in a passage, on request without verbs that report speech.

    >>> sorted(read_tenses(Passage("Llegó ayer y se irá.", "es")))
    ['future', 'past']
    """
    found: dict[str, Token] = {}
    for tense, token, report in _read(passage.text, passage.lang):
        if reports or not report:
            found.setdefault(tense, token)
    return found


@lru_cache(maxsize=512)
def _read(text: str, lang: str) -> tuple[tuple[str, Token, bool], ...]:
    """Every mark of a tense with its word, and whether that reports what was said."""
    tokens = tokenise(text)
    return tuple(
        (tense, token, _is_report(_after(at, tokens) if token.low in PERFECT else token.low, lang))
        for at, token in enumerate(tokens)
        if token.kind == "word"
        for tense in _tenses(at, tokens, lang)
    )


def _tenses(at: int, tokens: Sequence[Token], lang: str) -> tuple[str, ...]:
    """What one word shows: a verb of the future both that and future, a progressive both present and ongoing."""
    token, following = tokens[at], _after(at, tokens)
    previous = tokens[at - 1].low if at else ""
    if token.low == "mañana" and previous in BEFORE_NOUNS["es"]:
        return ()
    tense = _by_form(token.low, lang)
    if lang == "en" and token.low == "to" and previous != "used" and _is_infinitive(following):
        tense = "open"
    if tense == "past" and token.low.endswith("ed"):
        tense = "did" if following in ARTICLES else "done" if token.capital else "past"
    if lang == "es" and (
        (tense == "done" and previous in BEFORE_NOUNS["es"])
        or (tense in {"done", "will"} and token.capital and at)
    ):
        tense = ""  # el tratado, Labrada, Aquisgrán
    if not tense and not token.capital and _is_present(token.low, previous, lang):
        tense = "present"
    if tense == "will":
        return "will", "future"
    if tense == "present" and token.low.startswith("est") and following.endswith("ndo"):
        return "present", "ongoing"
    return (tense,) if tense else ()


def _after(at: int, tokens: Sequence[Token]) -> str:
    return tokens[at + 1].low if at + 1 < len(tokens) else ""


@lru_cache(maxsize=65536)
def _by_form(word: str, lang: str) -> str:
    """The tense of a word by the table or as a Spanish imperfect; "" if they tell none."""
    words, endings = _marks(lang)
    cut = (word[-n:] for n in range(5, 0, -1) if len(word) >= n + STEM)
    found = words.get(word) or next((endings[end] for end in cut if end in endings), "")
    return found or ("past" if lang == "es" and _is_imperfect(word) else "")


@lru_cache(maxsize=65536)
def _is_imperfect(word: str) -> bool:
    """seguía, vivían, of seguir, vivir; but not compañía."""
    stem = re.sub("ían?$", "", word)
    return len(word) > len(stem) > 1 and max(zipf(stem + end, "es") for end in ("er", "ir")) >= KNOWN


@lru_cache(maxsize=65536)
def _is_infinitive(word: str) -> bool:
    """make, of making; cut, of cutting."""
    stems = (word.removesuffix("e"), word + word[-1:])
    return zipf(word, "en") >= KNOWN and any(zipf(stem + "ing", "en") >= KNOWN for stem in stems)


@lru_cache(maxsize=65536)
def _is_present(word: str, before: str, lang: str) -> bool:
    """produce, estudian, of producir, estudiar; but not la marcha. makes; but not his jokes."""
    if before in BEFORE_NOUNS[lang]:
        return False
    if lang == "en":
        stem = word.removesuffix("s")
        return stem != word and _is_infinitive(stem)
    stem = re.sub("(?:a|e)n?$", "", word)
    ends = ("ar",) if word[len(stem) : len(stem) + 1] == "a" else ("er", "ir")
    return len(word) > len(stem) > 2 and any(zipf(stem + end, "es") >= KNOWN for end in ends)


@cache
def _marks(lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """Tenses by word and by ending."""
    rows = [row[1:] for row in read_table("tense", 4) if row[0] == lang]
    words, endings = (
        {form: tense for tense, row_kind, forms in rows if row_kind == kind for form in forms.split()}
        for kind in ("word", "ending")
    )
    return words, endings
