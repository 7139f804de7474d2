"""A paragraph as sentences of words, with each quotation folded into one token.

So the reporter's own clauses can be read around what is quoted.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fiel.eval.cues import forms
from fiel.eval.marks import Segment
from fiel.eval.speaker_words import SpeakerWords, speaker_words

WORD_OR_MARK = re.compile(r"[^\W_]+(?:[.'’´&@-](?=[^\W_])[^\W_]+)*|[^\w\s]")
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
"""Most words of a sentence that only says who spoke."""


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
                and not (token.quote >= 0 and _is_tag(tokens, place + 1, lang))
            )
        ):
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


def _is_tag(tokens: Sequence[Token], place: int, lang: str) -> bool:
    """Whether what follows a quotation only says who spoke: "“Why?” Ann Lee asked the mayor."."""
    words = speaker_words(lang)
    end = next((n for n in range(place, len(tokens)) if tokens[n].text in ENDS), len(tokens))
    tag = tokens[place : min(end, place + TAG)]
    if (
        not tag
        or end - place > TAG
        or any(t.quote >= 0 or t.text == ":" or t.lower in words["clause"] for t in tag)
    ):
        return False
    for n, token in enumerate(tag):
        if any(form.tense == "past" and len(form.words) == 1 for form in forms(lang).get(token.lower, ())):
            after = tag[n + 1].lower if n + 1 < len(tag) else ""
            return n > 0 and after not in words["pronoun"] and after not in words["determiner"]
    return False
