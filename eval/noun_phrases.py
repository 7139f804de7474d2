"""Where the names and noun phrases of a sentence begin and end."""

from itertools import takewhile

from fiel.eval.clauses import POSSESSIVE, Sentence, Token
from fiel.eval.speaker_words import SpeakerWords

NAME_LENGTH = 8
"""Most words of a name."""
MODIFIERS = 6
"""Most words between an article and its noun: "a senior White House trade policy adviser"."""


def portfolio_end(sentence: Sentence, place: int, words: SpeakerWords) -> int:
    """Where "of State", "of the Interior" or "of Foreign Affairs" after an office ends; 0 if it is none."""
    if place >= len(sentence) or sentence[place].lower not in {"of", "for"}:
        return 0
    begin = place + 1
    if begin < len(sentence) and sentence[begin].lower in words["definite"]:
        begin += 1
    capitals = [
        token.lower for token in takewhile(lambda token: token.is_capital, sentence[begin : begin + 4])
    ]
    return max((begin + n + 1 for n, word in enumerate(capitals) if word in words["portfolio"]), default=0)


def past_partitive(sentence: Sentence, place: int, words: SpeakerWords) -> int:
    """Where the nouns begin: past "of the" in "one of the women"."""
    after = [token.lower for token in sentence[place : place + 2]]
    return (
        place + 2 if len(after) == 2 and after[0] in {"of", "de"} and after[1] in words["definite"] else place
    )


def head_kind(word: str, words: SpeakerWords) -> str:
    """The kind of a noun that can speak; empty for any other word."""
    return words.heads.get(word, "")


def pair_at(sentence: Sentence, place: int) -> str:
    """A word with the one before it, such as "first lady"."""
    return f"{sentence[place - 1].lower} {sentence[place].lower}"


def head_place(sentence: Sentence, begin: int, words: SpeakerWords) -> int | None:
    """Place of the head noun: the last of a run in English, the first in Spanish."""
    head = None
    place, limit = begin, begin + MODIFIERS
    while place < min(limit, len(sentence)):
        token = sentence[place]
        if place + 1 < len(sentence) and pair_at(sentence, place + 1) in words["role"]:
            head = place = place + 1
        elif POSSESSIVE.match(token.lower) and place > begin:
            head, limit = None, place + MODIFIERS
        elif not token.is_word or stops_phrase(token, words) or token.lower in words["determiner"]:
            break
        elif head_kind(token.lower, words):
            head = place
            if words.head_first:
                break
        elif head is not None and not (
            (sentence[head].lower in words["prefix"] and place - head < 2)
            or (sentence[place - 1].is_capital and token.is_capital)  # "a Republican National … member"
        ):
            break
        place += 1
    return head


def stops_phrase(token: Token, words: SpeakerWords) -> bool:
    """Whether no noun phrase goes on over a word."""
    return token.lower in words.stops


def begins_name(sentence: Sentence, place: int, words: SpeakerWords) -> bool:
    """Whether a capital is one of a name, not that of a sentence's or a period's first word."""
    token = sentence[place]
    if _is_period(sentence, place, words) or token.lower == "i" or _is_participle(sentence, place, words):
        return False
    if token.lower not in words["starter"] and token.lower not in words["subordinator"]:
        return True
    # at a sentence's start the capital means nothing; further on it may begin "New York", "La Habana"
    inside = place > 0 and sentence[place - 1].is_word
    return inside and place + 1 < len(sentence) and sentence[place + 1].is_capital


def _is_participle(sentence: Sentence, place: int, words: SpeakerWords) -> bool:
    """Whether a sentence opens with a clause of its own: "Saying her father was ill", "Born in Leeds"; not
    "Beijing in a statement said", "Ahmed on Monday said"."""
    word, following = sentence[place].lower, sentence[place + 1 : place + 3]
    if place or words.head_first or not following or not word.endswith(("ing", "ed")):
        return False
    if word in words["place"] or word in words.given or following[-1].lower in words["period"]:
        return False
    kinds = ("determiner", "possessive", "preposition", "pronoun", "clause", "verb particle")
    return any(following[0].lower in words[kind] for kind in kinds)


def _is_period(sentence: Sentence, place: int, words: SpeakerWords) -> bool:
    """Whether a word is a month or a day and not a name, as in "Julio Serrano" and "Theresa May"."""
    word = sentence[place].lower
    before = sentence[place - 1] if place else None
    if word not in words["period"]:
        return False
    if before is not None and before.is_capital and before.lower in words.given:
        return False
    if word not in words.given or (before is not None and before.lower in words["preposition"]):
        return True
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    return following is None or not following.is_capital or _is_titled(following, words)


def name_end(sentence: Sentence, place: int, words: SpeakerWords) -> int:
    """Where the run of capitals that starts here ends, particles and "Ministry of …" included."""
    last = place + 1
    while last < len(sentence) and last - place < NAME_LENGTH:
        reach = last
        while (
            reach < len(sentence)
            and reach - last < 3
            and _joins(sentence[reach], sentence[place:last], words)
        ):
            reach += 1
        token = sentence[reach] if reach < len(sentence) else sentence[place]
        if reach == len(sentence) or not token.is_capital or _is_period(sentence, reach, words):
            break
        if reach > last and _is_personal(token, words) and sentence[reach - 1].lower in words["conjunction"]:
            break
        last = reach + 1
    return last


def _is_personal(token: Token, words: SpeakerWords) -> bool:
    return _is_titled(token, words) or token.lower in words.given


def _is_titled(token: Token, words: SpeakerWords) -> bool:
    return token.lower in words["honorific"] or token.lower in words["role"]


def _joins(token: Token, before: Sentence, words: SpeakerWords) -> bool:
    """Whether a lower-case word may stand inside the name that `before` begins."""
    if token.is_capital:
        return False
    if token.lower in words["particle"]:
        return True
    body = any(t.lower in words["organisation"] or t.lower in words["document"] for t in before)
    return body and (token.lower in words["connective"] or token.text == "&")


def is_acronym(tokens: Sentence) -> bool:
    """Whether it is one word of capitals, such as "NATO"."""
    return len(tokens) == 1 and tokens[0].text.isupper() and 2 <= len(tokens[0].text) <= 6
