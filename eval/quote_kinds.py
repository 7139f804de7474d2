"""Whether a quotation is speech, a fragment of it, a scare quote or a title."""

import re

from fiel.eval.attribution import Attribution
from fiel.eval.readings import Reading
from fiel.records import QuoteKind

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
SCARE_WORDS = 4
"""Without a cue verb fewer words than this are no quotation."""
CLAUSE_WORDS = 6
"""From so many words on, what follows "that" is taken for a whole clause."""
ENDS = {".", "?", "!", ";", ",", "…"}


def kind_of(
    inner: str, reading: Reading, place: int, attribution: Attribution | None, headline: bool
) -> QuoteKind:
    """The kind of the quotation at a token place; `headline`: capitals mean nothing here."""
    words = len(WORD.findall(inner))
    beside = attribution is not None and attribution.beside
    if (
        _is_named(reading, place)
        and not (beside and words >= SCARE_WORDS)
        and not _is_object(place, attribution)
    ):
        return QuoteKind.TITLE if _looks_like_title(inner) else QuoteKind.SCARE
    alone = all(token.quote >= 0 or not token.is_word for token in reading.tokens)
    if not beside and _is_label(inner, reading, place):
        return QuoteKind.SCARE
    work = _is_work(reading, place)
    title = not headline and _looks_like_title(inner, 1 if work else 2) and (not beside or work)
    if title and not (alone and inner[-1] in ENDS):
        return QuoteKind.TITLE
    if alone:
        return QuoteKind.DIRECT
    spoken = attribution is not None and (
        attribution.found.cue.frame != "noun" or _is_firm(attribution, reading, place)
    )
    if not spoken and words < SCARE_WORDS and not _is_announced(inner, reading, place):
        return QuoteKind.SCARE
    return QuoteKind.DIRECT if _is_whole(inner, words, reading, place, attribution) else QuoteKind.PARTIAL


def _is_whole(inner: str, words: int, reading: Reading, place: int, attribution: Attribution | None) -> bool:
    """Whether the marks hold a whole utterance rather than a part of the reporter's sentence."""
    before = reading.tokens[place - 1] if place else None
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    capital = inner[0] in "¿¡…" or not inner[0].islower()
    free = before is None or not before.is_word or any(f.last == place for f in reading.cues)
    runs_on = after is not None and after.is_word and not (attribution and attribution.span[0] == after.start)
    if runs_on and inner[-1] not in ENDS:
        return False
    if free and capital:
        return True
    closed = after is None or after.text in ENDS or inner[-1] in ENDS
    clause = before is not None and before.lower in reading.words["clause"]
    if clause and closed:
        return words >= CLAUSE_WORDS or (capital and words >= SCARE_WORDS)
    return free and closed and words >= CLAUSE_WORDS and before is None


def _is_firm(attribution: Attribution, reading: Reading, place: int) -> bool:
    """Whether a noun alone tells speech: "shouts of “Stop it!”", "his claim that “a few” voted", not "the
    motto “Fair and square”"."""
    before = reading.tokens[place - 1].lower if place else ""
    if before == "to":  # "calls by Lee for voters to “go and watch”"
        return True
    clause = before in reading.words["clause"]
    return attribution.beside and (attribution.found.cue.strength > 1 or clause)


def _is_announced(inner: str, reading: Reading, place: int) -> bool:
    """A sentence after a colon: "was blunt: “This is theft.”"."""
    ends = inner[-1] in ENDS or place == len(reading.tokens) - 1
    return place > 0 and reading.tokens[place - 1].text == ":" and inner[0].isupper() and ends


def _is_named(reading: Reading, place: int) -> bool:
    """After "so-called", "known as", "the word" and the like."""
    last = [token.lower for token in reading.tokens[max(place - 3, 0) : place]]
    return any(" ".join(last[-size:]) in reading.words["unquotation"] for size in range(1, len(last) + 1))


def _is_object(place: int, attribution: Attribution | None) -> bool:
    """Whether somebody calls something so: "what Lee called “talk”", not "a dinner called “Talk”"."""
    if attribution is None or attribution.subject is None or attribution.found.last != place:
        return False
    subject = attribution.subject
    return subject.last == attribution.found.first and subject.kind in {"name", "pronoun"}


def _is_label(inner: str, reading: Reading, place: int) -> bool:
    """Whether it is what a thing bears: "a “Closed” sign"."""
    tokens = reading.tokens[max(place - 1, 0) : place + 2]
    if len(tokens) < 3 or tokens[0].lower not in reading.words["determiner"] or not tokens[2].is_word:
        return False
    words = WORD.findall(inner)
    return 0 < len(words) < SCARE_WORDS - 1 and all(word[0].isupper() for word in words)


def _is_work(reading: Reading, place: int) -> bool:
    """Near a word such as "film" or "novel"."""
    near = (*reading.tokens[max(place - 4, 0) : place], *reading.tokens[place + 1 : place + 3])
    return any(token.lower in reading.words["work"] for token in near)


def _looks_like_title(inner: str, least: int = 2) -> bool:
    """Its longer words, `least` or more, are capital, and not all its letters."""
    words = WORD.findall(inner)
    main = [word for word in words if len(word) > 3]
    if len(words) < 2 or inner[-1] in "?!…" or inner.isupper():
        return False
    return len(main) >= least and all(word[0].isupper() or word[0].isdigit() for word in (words[0], *main))
