"""Speech that is reported without quotation marks."""

from collections.abc import Set

from fiel.eval.readings import PAUSES, Found, Reading
from fiel.records import Span

OBJECT = 8
"""Most words between a verb and its "that": "told reporters in Havana on Monday that"."""
WORDS = 3
"""Fewest words of a reported clause."""
TAIL = 8
"""Most words after "…, she said" to the end of its sentence: "in a statement on Monday"."""
MARKS = PAUSES | {".", "?", "!", "…"}

Clause = tuple[int, int]
"""First token of a clause, and the one after its last."""


def reported_clauses(reading: Reading, used: Set[int]) -> list[tuple[Found, Span]]:
    """The cues of a sentence that introduce a clause, each with the clause's offsets in the paragraph.

    `used` holds the places of the cues that introduce a quotation in marks. A clause ends where the next
    verb is added to the first: "said X and added that Y". What is reported inside a clause belongs to it.
    """
    found: list[tuple[Found, Clause]] = []
    for cue in reading.cues:
        infinitive = cue.form.tense == "base" and cue.cue.frame != "phrase"
        if cue.first in used or cue.passive or infinitive or _is_impersonal(reading, cue):
            continue
        clause = _around_phrase(reading, cue) if cue.cue.frame == "phrase" else _clause(reading, cue)
        if clause is None or (found and clause[0] < found[-1][1][1] and not _is_added(reading, cue)):
            continue
        found.append((cue, clause))
    spans = []
    for place, (cue, (first, last)) in enumerate(found):
        later = [other.first for other, _ in found[place + 1 : place + 2] if other.first > first]
        start, end = _trimmed(reading, first, min([last, *later]))
        inside = reading.tokens[start:end]
        if all(token.quote < 0 for token in inside) and sum(token.is_word for token in inside) >= WORDS:
            spans.append((cue, (inside[0].start, inside[-1].end)))
    return spans


def _clause(reading: Reading, cue: Found) -> Clause | None:
    """The clause after a verb, or the one before it in "…, she said"."""
    tokens, words = reading.tokens, reading.words
    if cue.cue.frame not in {"bare", "that"}:
        return None
    for place in range(cue.last, min(cue.last + OBJECT, len(tokens))):
        word = tokens[place].lower
        if word in {"that", "que"}:
            return place + 1, len(tokens)
        if not tokens[place].is_word or (word in words["preposition"] and not words.head_first):
            break
        if word in words["clause"] and place - cue.last <= 2:
            return place, len(tokens)
    pronoun = cue.last < len(tokens) and tokens[cue.last].lower in {"he", "she", "they", "we"}
    if (cue.cue.frame == "bare" or pronoun) and not words.head_first:
        start = _subject_after(reading, cue.last)
        if start is not None:
            return start, len(tokens)
    return _clause_before(reading, cue)


def _subject_after(reading: Reading, place: int) -> int | None:
    """Where the clause begins whose subject stands right after a verb, or after the verb's object."""
    tokens, ends = reading.tokens, {m.first: m.last for m in reading.mentions}
    start = place
    if place in ends and _opens_phrase(reading, ends[place]):
        start = ends[place]
    end = ends.get(start, start + 2 if _opens_phrase(reading, start) else len(tokens))
    return start if end < len(tokens) and tokens[end].is_word else None


def _opens_phrase(reading: Reading, place: int) -> bool:
    """Whether a noun phrase begins at a place."""
    determiner = place < len(reading.tokens) and reading.tokens[place].lower in reading.words["determiner"]
    return determiner or any(mention.first == place for mention in reading.mentions)


def _clause_before(reading: Reading, cue: Found) -> Clause | None:
    """What stands before ", she said." or ", dijo Ana." at the end of a sentence."""
    tokens, words = reading.tokens, reading.words
    comma = next((n for n in range(cue.first - 1, 0, -1) if tokens[n].text == ","), None)
    last = max([cue.last, *(m.last for m in reading.mentions if m.first == cue.last)])
    ends = last >= len(tokens) - 1 or (
        len(tokens) - last <= TAIL
        and any(tokens[last].lower in words[kind] for kind in ("preposition", "period"))
    )
    if comma is None or not ends or cue.form.tense == "gerund":
        return None
    subject = any(m.first == comma + 1 and m.last <= cue.first for m in reading.mentions)
    between = tokens[comma + 1 : cue.first]
    inverted = all(t.lower in words["auxiliary"] or t.lower in {"según", "como", "as"} for t in between)
    start = next((n + 1 for n in range(comma - 1, -1, -1) if tokens[n].quote >= 0), 0)
    return (start, comma) if subject or inverted else None


def _around_phrase(reading: Reading, cue: Found) -> Clause | None:
    """The sentence without "according to …"."""
    tokens = reading.tokens
    if cue.first > 2:
        return 0, cue.first
    comma = next((n for n in range(cue.last, len(tokens)) if tokens[n].text == ","), None)
    return None if comma is None else (comma + 1, len(tokens))


def _is_added(reading: Reading, cue: Found) -> bool:
    """Whether a verb goes on with the first one's subject: "and added that", ", adding that"."""
    before = reading.tokens[cue.first - 1]
    return before.lower in reading.words["conjunction"] or (cue.form.tense == "gerund" and before.text == ",")


def _is_impersonal(reading: Reading, cue: Found) -> bool:
    """Nobody says what "se dice"."""
    return reading.words.head_first and cue.first > 0 and reading.tokens[cue.first - 1].lower == "se"


def _trimmed(reading: Reading, start: int, end: int) -> Clause:
    """A clause without marks at its ends and a conjunction after it."""
    tokens = reading.tokens
    while end > start and (
        tokens[end - 1].text in MARKS or tokens[end - 1].lower in reading.words["conjunction"]
    ):
        end -= 1
    while start < end and tokens[start].text in MARKS:
        start += 1
    return start, end
