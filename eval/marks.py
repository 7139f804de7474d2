"""Quotation marks paired paragraph by paragraph, whatever their shape, never across a paragraph's end.

Only the outermost quotation is kept; what it quotes in turn belongs to its text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from fiel.records import QuoteState

OPENING = "“„«‹"
CLOSING = "”»›"
SINGLE = "‘’'"
FAMILIES = ("“„”", "«»", "‹›", '"', SINGLE)
BEFORE_OPENING = " \t\n\u00a0([{¿¡—–-/" + OPENING + "\"‘'"
AFTER_CLOSING = " \t\n\u00a0.,;:!?…)]}—–-/" + CLOSING + "\"’'"
REACH = 8
"""Most paragraphs that a quotation may run through without an opening mark of its own."""
MARK = re.compile("[“„«‹”»›\"‘’']")
DOUBLED = re.compile(r"``|''")
"""Two single marks that stand for a double one, as in treebanks and on old wires."""
OPENS_DOUBLED = re.compile(r"``|(?<!\S)''(?=\w)")
ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|cause|cos|n|bout|round|s|re|ve|ll|d|m)\b", re.IGNORECASE)
RAYA = re.compile(r"[—―](?=[^\W_]|[¿¡…])")


@dataclass(frozen=True, slots=True)
class Segment:
    """One quoted stretch of one paragraph; offsets count from the paragraph's start."""

    paragraph: int
    group: int
    start: int
    end: int
    text_start: int
    text_end: int
    state: QuoteState
    dialogue: bool = False
    """A paragraph opened by a raya, without marks."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A segment before its group and state are known."""

    start: int
    text_start: int
    text_end: int
    end: int
    glyph: str
    closed: bool


@dataclass(slots=True)
class _Pairs:
    stretches: list[_Stretch] = field(default_factory=list)
    orphan: int | None = None
    """A closing mark that nothing in its paragraph has opened."""


def quoted_segments(paragraphs: Sequence[str]) -> tuple[Segment, ...]:
    """The outermost quotations of consecutive paragraphs, in order.

    A quotation without its closing mark ends with its paragraph. It goes on in the next one where that
    opens with a mark, or where a closing mark follows that nothing else has opened.
    """
    doubled = any(OPENS_DOUBLED.search(text) for text in paragraphs)
    segments = _segments([_single(text) for text in paragraphs] if doubled else paragraphs)
    return tuple(_widened(paragraphs[s.paragraph], s) for s in segments) if doubled else tuple(segments)


def _single(text: str) -> str:
    """The text with one mark and a blank for two: what stands in marks keeps its place."""
    return DOUBLED.sub(lambda two: " “" if OPENS_DOUBLED.match(text, two.start()) else "” ", text)


def _widened(text: str, segment: Segment) -> Segment:
    """A segment with both characters of its marks, and without the blanks that a treebank sets beside them."""
    start = segment.start - (
        DOUBLED.fullmatch(text, max(segment.start - 1, 0), segment.start + 1) is not None
    )
    end = segment.end + (DOUBLED.match(text, segment.end - 1) is not None)
    words = text[segment.text_start : segment.text_end]
    text_start = segment.text_start + len(words) - len(words.lstrip())
    text_end = segment.text_start + len(words.rstrip())
    return replace(segment, start=start, end=end, text_start=text_start, text_end=text_end)


def _segments(paragraphs: Sequence[str]) -> list[Segment]:
    pairs: list[_Pairs] = []
    for text in reversed(paragraphs):  # from the end: what follows tells a nested mark from a lost one
        pairs.append(_pair(text, closes_later=bool(pairs) and pairs[-1].orphan is not None))
    pairs.reverse()
    segments: list[Segment] = []
    group, running = -1, ""
    for index, text in enumerate(paragraphs):
        if running and not MARK.sub("", text).strip():
            continue  # nothing is said here; the quotation may still go on
        stretches = _stretches(text, pairs[index], running)
        last = stretches[-1] if stretches else None
        goes_on = last is not None and not last.closed and _goes_on(last.glyph, index, paragraphs, pairs)
        for found in stretches:
            group += not (running and found is stretches[0])
            state = QuoteState.CLOSED if found.closed else QuoteState.UNCLOSED
            if goes_on and found is last:
                state = QuoteState.CONTINUED
            span = found.start, found.end, found.text_start, found.text_end
            segments.append(Segment(index, group, *span, state, dialogue=found.glyph == "—"))
        running = last.glyph if last is not None and goes_on else ""
    return segments


def _stretches(text: str, pairs: _Pairs, running: str) -> list[_Stretch]:
    """What is quoted in a paragraph into which a quotation with the mark `running` runs, if any."""
    if not running or _opens(text):
        if not pairs.stretches and RAYA.match(text):
            end = len(text.rstrip())
            return [_Stretch(0, 1, end, end, "—", closed=True)]
        return pairs.stretches
    if pairs.orphan is None:
        end = len(text.rstrip())
        return [_Stretch(0, 0, end, end, running, closed=False)]
    rest = [stretch for stretch in pairs.stretches if stretch.start > pairs.orphan]
    first = _Stretch(0, 0, pairs.orphan, pairs.orphan + 1, running, closed=True)
    return [first, *rest] if text[: pairs.orphan].strip() else rest


def _opens(text: str) -> bool:
    return text.lstrip()[:1] in {*OPENING, *CLOSING, '"', "‘", "'"}


def _goes_on(glyph: str, index: int, paragraphs: Sequence[str], pairs: Sequence[_Pairs]) -> bool:
    """Whether a quotation left open at the end of a paragraph is taken up again."""
    reach = range(index + 1, min(index + 1 + REACH, len(paragraphs)))
    following = [later for later in reach if paragraphs[later].strip()]
    if following and _opens(paragraphs[following[0]]):
        return True
    for later in following:
        if pairs[later].orphan is not None:
            return True
        if any(s.glyph not in SINGLE or glyph in SINGLE for s in pairs[later].stretches):
            return False
    return False


def _pair(text: str, closes_later: bool) -> _Pairs:
    """The outermost pairs of one paragraph; `closes_later`: the next one holds a closing mark too many."""
    marks = [(at.start(), _turn(text, at.start())) for at in MARK.finditer(text)]
    families = _by_family(text, marks)
    stack: list[int] = []
    pairs = _Pairs()
    for place, (at, turn) in enumerate(marks):
        partner = _partner(text, at, stack)
        if turn == "either":
            turn = "open" if partner is None else "close"
        if turn == "open":
            alike = families[_family(text[at])]
            ahead = [turn for _, turn in alike[bisect_right(alike, at, key=itemgetter(0)) :]]
            _open(text, at, stack, ahead, closes_later, pairs)
        elif turn == "close" and partner is None:
            if not stack and pairs.orphan is None and _is_orphan(text, at, pairs):
                pairs.orphan = at
        elif (
            turn == "close"
            and partner is not None
            and not _is_apostrophe(text, at, marks[place + 1 :], closes_later)
        ):
            del stack[partner + 1 :]
            opening = stack.pop()
            if not stack:
                _keep(text, opening, at, True, pairs)
    if stack:
        _keep(text, stack[0], len(text), False, pairs)
    return pairs


def _turn(text: str, at: int) -> str:
    """Which way a mark turns by its shape and its neighbours: open, close, either or none."""
    mark, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    can_open = before in BEFORE_OPENING and not after.isspace()
    can_open &= after not in ",.;:!?)" or text.startswith(("...", ". . ."), at + 1)
    can_close = not before.isspace() and after in AFTER_CLOSING
    if mark in SINGLE:
        if (before.isalnum() and after.isalnum()) or (mark != "‘" and ELISION.match(text, at + 1)):
            return "none"
        if mark == "‘" or (mark == "'" and can_open and not can_close):
            return "open" if can_open else "none"
        return "none" if before.isspace() or after.isalnum() else "close"
    if mark in OPENING:
        return "either" if can_close and not can_open else "open"
    if mark in CLOSING:
        return "either" if can_open and not can_close else "close"
    if can_open != can_close:
        return "open" if can_open else "close"
    return "none" if before.isalnum() and after.isalnum() else "either"


def _by_family(text: str, marks: list[tuple[int, str]]) -> dict[str, list[tuple[int, str]]]:
    """The marks that turn either way, by their family."""
    families: dict[str, list[tuple[int, str]]] = {}
    for mark in marks:
        if mark[1] != "none":
            families.setdefault(_family(text[mark[0]]), []).append(mark)
    return families


def _family(mark: str) -> str:
    return next(family for family in FAMILIES if mark in family)


def _partner(text: str, at: int, stack: list[int]) -> int | None:
    """Place in the stack of the mark that this one would close; marks of two families may form a pair."""
    if text[at] in SINGLE:
        return len(stack) - 1 if stack and text[stack[-1]] in SINGLE else None
    for place in range(len(stack) - 1, -1, -1):
        if _family(text[stack[place]]) == _family(text[at]):
            return place
    if text[at] == '"' and text[at - 1 : at].isdigit():  # inches
        return None
    return next((place for place in range(len(stack) - 1, -1, -1) if text[stack[place]] not in SINGLE), None)


def _open(text: str, at: int, stack: list[int], ahead: list[str], closes_later: bool, pairs: _Pairs) -> None:
    """Open a quotation: inside the one that is open if both will be closed, else in its stead."""
    if text[at] in SINGLE and not stack and "close" not in ahead and not _may_stay_open(text, at):
        return
    same = next((place for place, m in enumerate(stack) if _family(text[m]) == _family(text[at])), None)
    nested = ahead[:2] == ["close", "close"] or (ahead == ["close"] and closes_later)
    if same is not None and not nested:
        if same == 0:
            _keep(text, stack[0], at, False, pairs)
        del stack[same:]
    stack.append(at)


def _may_stay_open(text: str, at: int) -> bool:
    """A straight single mark without its mate is a quotation only where one is bound to begin."""
    return text[:at].rstrip()[-1:] in {"", ":", ","}


def _is_orphan(text: str, at: int, pairs: _Pairs) -> bool:
    if text[at] in SINGLE:
        return not pairs.stretches and text[at - 1] in ".,?!…"
    return all(s.glyph in SINGLE for s in pairs.stretches) and not text[at - 1 : at].isdigit()


def _is_apostrophe(text: str, at: int, rest: list[tuple[int, str]], closes_later: bool) -> bool:
    """Whether a mark after a word is a possessive or a dropped g, and the quotation closes further on."""
    if text[at] not in SINGLE or text[at + 1 : at + 2] not in {" ", "-", "–", "—"}:
        return False
    if not text[:at].lower().endswith(("s", "in")):
        return False
    ahead = [turn for mark, turn in rest if text[mark] in SINGLE and turn != "none"]
    return ahead[:1] == ["close"] or (not ahead and closes_later)


def _keep(text: str, opening: int, end: int, closed: bool, pairs: _Pairs) -> None:
    """Add an outermost quotation whose text ends before `end`, unless it is empty."""
    text_end = end if closed else len(text[:end].rstrip())
    if text[opening + 1 : text_end].strip():
        stretch = _Stretch(opening, opening + 1, text_end, text_end + closed, text[opening], closed)
        pairs.stretches.append(stretch)
