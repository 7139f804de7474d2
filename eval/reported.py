"""Speech that is reported without quotation marks."""

from collections.abc import Iterator, Set

from fiel.eval.attribution import PAUSES, Found, Reading
from fiel.records import Span

OBJECT = 8
"""Most words between a verb and its "that": "told reporters in Havana on Monday that"."""
WORDS = 3
"""Fewest words of a reported clause."""
FINAL = {".", "?", "!", "…"}


def reported_clauses(reading: Reading, used: Set[int]) -> Iterator[tuple[Found, Span]]:
    """The cues of a sentence that introduce a clause, each with the clause's offsets in the paragraph.

    `used` holds the places of the cues that introduce a quotation in marks.
    """
    tokens = reading.tokens
    for found in reading.cues:
        if (
            found.first in used
            or found.cue.frame not in {"bare", "that", "phrase"}
            or found.form.tense == "base"
        ):
            continue
        bounds = _after_phrase(reading, found) if found.cue.frame == "phrase" else _clause(reading, found)
        if bounds is None:
            continue
        first, last = bounds
        while last > first and (tokens[last - 1].text in FINAL | PAUSES):
            last -= 1
        inside = tokens[first:last]
        if any(t.quote >= 0 for t in inside) or sum(t.is_word for t in inside) < WORDS:
            continue
        yield found, (inside[0].start, inside[-1].end)


def _clause(reading: Reading, found: Found) -> tuple[int, int] | None:
    """The clause after the verb, or the one before it in "…, she said"."""
    tokens, words = reading.tokens, reading.words
    for place in range(found.last, min(found.last + OBJECT, len(tokens))):
        if not tokens[place].is_word:
            break
        if tokens[place].lower in words["clause"]:
            return place + (tokens[place].lower in {"that", "que"}), len(tokens)
    if found.cue.frame == "bare" and not words.head_first and _opens_clause(reading, found.last):
        return found.last, len(tokens)
    return _clause_before(reading, found)


def _opens_clause(reading: Reading, place: int) -> bool:
    """Whether a subject stands right after a verb that can do without "that"."""
    return any(m.first == place and m.last < len(reading.tokens) and reading.tokens[m.last].is_word
               for m in reading.mentions)  # fmt: skip


def _clause_before(reading: Reading, found: Found) -> tuple[int, int] | None:
    """What stands before ", she said." or ", dijo Ana." at the end of a sentence."""
    tokens = reading.tokens
    comma = next((n for n in range(found.first - 1, 0, -1) if tokens[n].text == ","), None)
    if comma is None or found.form.tense == "gerund":
        return None
    between = tokens[comma + 1 : found.first]
    subject = [m for m in reading.mentions if m.first == comma + 1 and m.last <= found.first]
    inverted = all(
        t.lower in reading.words["auxiliary"] or t.lower in {"según", "como", "as"} for t in between
    )
    follows = tokens[found.last : found.last + 1]
    if not (subject or inverted) or (follows and follows[0].text in {":", ","}):
        return None
    start = next((n + 1 for n in range(comma - 1, -1, -1) if tokens[n].quote >= 0), 0)
    return start, comma


def _after_phrase(reading: Reading, found: Found) -> tuple[int, int] | None:
    """The sentence without "according to …"."""
    tokens = reading.tokens
    if found.first > 2:
        return 0, found.first
    comma = next((n for n in range(found.last, len(tokens)) if tokens[n].text == ","), None)
    return None if comma is None else (comma + 1, len(tokens))
