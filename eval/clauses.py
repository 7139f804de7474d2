"""A paragraph as sentences of words, with each quotation folded into one token.

So the reporter's own clauses can be read around what is quoted.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from fiel.eval.cues import forms
from fiel.eval.marks import Segment
from fiel.eval.speaker_words import SpeakerWords, speaker_words

WORD_OR_MARK = re.compile(r"['’´][sS]\b|[^\W_]+(?:[.'’´&@-](?=[^\W_])[^\W_]+)*|[^\w\s]")
POSSESSIVE = re.compile(r"['’´]s$")
DATELINE = re.compile(
    r"[A-Z][A-Z .,'’-]+(?:\([A-Z][\w .]{1,20}\) ?)?(?:—|--|–)"
    r"|[^“”\"()]{0,40}\([A-Z][\w ]{1,20}\) ?(?:—|–|--?|\.-)"
    r"|[^“”\"()]{2,30}, (?:\d|[A-Za-z]{3,10}\.? \d)[^“”\"()]{0,15}\([A-Z][\w ]{1,20}\)"
)
"""Place, day and agency before the first sentence; what is left of them after reading."""
ENDS = {".", "?", "!", "…"}
LONGEST = 400
"""Most words and marks of a sentence: a list without stops is cut, or its reading takes minutes."""
TAG = 15
"""Most words of a clause that only says who spoke."""
TAG_ENDS = ENDS | {",", ";", "—", "–"}
ADDRESSED = 3
"""Most words for whom a question is put to: "asked the crowd"."""
NEVER_ALONE = {"say", "tell", "decir"}
"""Verbs that need what was said beside them."""


class Token(NamedTuple):
    """A word, a mark or a whole quotation; offsets count from the paragraph's start."""

    text: str
    lower: str
    start: int
    end: int
    quote: int = -1
    """Which segment of the paragraph this token stands for; -1 for none."""

    @property
    def is_word(self) -> bool:
        return self.quote < 0 and (self.text[0].isalnum() or self.text[0] in "'’´")

    @property
    def is_capital(self) -> bool:
        return self.quote < 0 and self.text[0].isupper()


Sentence = tuple[Token, ...]


def sentences(text: str, segments: Sequence[Segment], lang: str) -> list[Sentence]:
    """The sentences of a paragraph; a quotation and the clause that introduces it stay together."""
    tokens = _tokens(text, segments, speaker_words(lang))
    found: list[Sentence] = []
    begin = 0
    opening = DATELINE.match(text)
    dateline = opening.end() if opening else 0
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if (
            following is None
            or place + 1 - begin >= LONGEST
            or token.start < dateline <= following.start
            or (
                _ends(text, token, following, segments)
                and not (
                    token.quote >= 0 and _is_tag(tokens, place + 1, lang, _is_stopped(text, token, segments))
                )
            )
        ):
            if token.start >= dateline or token.quote >= 0:  # a dateline says nothing
                found.append(tuple(tokens[begin : place + 1]))
            begin = place + 1
    return found


def _tokens(text: str, segments: Sequence[Segment], words: SpeakerWords) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    for number, segment in enumerate(segments):
        tokens += words_between(text, at, segment.start, words)
        tokens.append(Token("“”", "“”", segment.start, segment.end, number))
        at = segment.end
    return tokens + words_between(text, at, len(text), words)


def words_between(text: str, start: int, end: int, words: SpeakerWords) -> list[Token]:
    """Words and marks between two offsets; `'s` apart, the full stop of an abbreviation left out."""
    tokens: list[Token] = []
    for match in WORD_OR_MARK.finditer(text, start, end):
        token, first, last = match.group(), match.start(), match.end()
        if token == "." and tokens and tokens[-1].end == first:
            before = tokens[-1].text
            if before.lower() in words["abbreviation"] or (len(before) == 1 and before.isupper()):
                continue
        owner = POSSESSIVE.search(token)
        if owner and owner.start():
            cut = first + owner.start()
            tokens.append(Token(text[first:cut], text[first:cut].lower(), first, cut))
            token, first = text[cut:last], cut
        tokens.append(Token(token, token.lower(), first, last))
    return tokens


def _ends(text: str, token: Token, following: Token, segments: Sequence[Segment]) -> bool:
    """Whether a sentence ends after a token."""
    starts = following.quote >= 0 or following.text[0].isupper() or following.text[0] in "¿¡—0123456789("
    if token.quote < 0:
        return token.text in ENDS and starts
    segment = segments[token.quote]
    inner = text[segment.text_start : segment.text_end]
    return inner.rstrip()[-1] in ENDS and starts


def _is_stopped(text: str, token: Token, segments: Sequence[Segment]) -> bool:
    return text[: segments[token.quote].text_end].rstrip()[-1:] == "."


def _is_tag(tokens: Sequence[Token], place: int, lang: str, stopped: bool) -> bool:
    """Whether what follows a quotation only says who spoke: "“Why?” Ann Lee asked the mayor.".

    After a full stop (`stopped`) only a verb that cannot stand alone shows that: "“It rains.” Doris agreed."
    is two sentences.
    """
    words = speaker_words(lang)
    for n in range(place, min(place + TAG, len(tokens))):
        token = tokens[n]
        if token.quote >= 0 or token.text in ENDS or token.text == ":" or token.lower in words["clause"]:
            return False
        named = n > place and (tokens[n - 1].is_capital or tokens[n - 1].lower in words["pronoun"])
        tenses = {"past", "present"} if named else {"past"}
        said = [f.cue for f in forms(lang).get(token.lower, ()) if f.tense in tenses and len(f.words) == 1]
        if said:
            rest = list(takewhile(lambda t: t.text not in TAG_ENDS, tokens[n + 1 : place + TAG]))
            clause = any(t.quote >= 0 or t.lower in words["clause"] for t in rest)
            if n == place or clause or (stopped and said[0].lemma not in NEVER_ALONE):
                return False
            opens = rest and (rest[0].lower in words["pronoun"] or rest[0].lower in words["determiner"])
            return not opens or (said[0].frame == "that" and len(rest) <= ADDRESSED)
    return False
