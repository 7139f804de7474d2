"""A sentence with the words in it that introduce speech, as verbs and not as nouns."""

from collections.abc import Iterator
from dataclasses import dataclass

from fiel.eval.clauses import POSSESSIVE, Sentence
from fiel.eval.cues import Cue, Form, forms
from fiel.eval.mentions import Mention, find_mentions
from fiel.eval.speaker_words import SpeakerWords, speaker_words

PAUSES = {",", ":", ";", "—", "–", "-"}


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at its place in a sentence; `last` is excluded."""

    first: int
    last: int
    form: Form
    passive: bool = False

    @property
    def cue(self) -> Cue:
        """Which cue it is."""
        return self.form.cue

    @property
    def takes_words(self) -> bool:
        """Whether it is a noun with its preposition: "chants of"."""
        return self.cue.frame == "noun" and len(self.form.words) > 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with what was found in it."""

    tokens: Sentence
    mentions: tuple[Mention, ...]
    cues: tuple[Found, ...]
    words: SpeakerWords


def read_sentence(tokens: Sentence, lang: str) -> Reading:
    """A sentence with its mentions and its cues."""
    words = speaker_words(lang)
    mentions = find_mentions(tokens, words)
    return Reading(tokens, mentions, tuple(_find_cues(tokens, mentions, words, lang)), words)


def _find_cues(
    tokens: Sentence, mentions: tuple[Mention, ...], words: SpeakerWords, lang: str
) -> Iterator[Found]:
    table = forms(lang)
    ends = {mention.last for mention in mentions}
    place = 0
    while place < len(tokens):
        found = None
        for form in table.get(tokens[place].lower, ()) if tokens[place].is_word else ():
            last = place + len(form.words)
            if tuple(token.lower for token in tokens[place:last]) == form.words:
                found = _as_cue(tokens, place, form, ends, words)
            if found is not None:
                break
        if found is not None:
            yield found
        place = place + 1 if found is None else found.last


def _as_cue(tokens: Sentence, place: int, form: Form, ends: set[int], words: SpeakerWords) -> Found | None:
    """The form as a cue, unless its neighbours show a noun, an adjective or a name."""
    found = Found(place, place + len(form.words), form)
    before = tokens[place - 1] if place else None
    owner = before is not None and POSSESSIVE.match(before.lower) is not None
    if form.cue.frame in {"phrase", "noun"}:
        return None if before is not None and before.lower in words["be"] and not owner else found
    if before is None or before.quote >= 0 or not before.is_word:
        return None if form.tense == "base" else found
    if tokens[place].is_capital:
        return None
    main = place - 1
    while main > 0 and tokens[main].lower in words["adverb"]:
        main -= 1
    leading = tokens[main].lower
    check = _spanish_verb if words.head_first else _english_verb
    subject = place in ends or (before.lower in words["relative"] and place - 1 in ends)
    if owner or not check(
        form.tense, leading, before.lower, subject, tokens[found.last : found.last + 1], words
    ):
        return None
    passive = form.tense in {"past", "participle"} and leading in words["be"]
    return Found(found.first, found.last, form, passive)


def _english_verb(
    tense: str, leading: str, before: str, mention: bool, after: Sentence, words: SpeakerWords
) -> bool:
    noun = mention and (
        before in words["alone"] or before in words["relative"]
    )  # "another said", "that read"
    if not noun and any(before in words[kind] for kind in ("determiner", "possessive", "definite")):
        return False
    if tense == "gerund":
        return True
    if tense == "present" and before.isdigit():  # "158 claims"
        return False
    said = {form.cue.frame for form in forms("en").get(after[0].lower, ())} if after else set()
    if tense == "past" and "noun" in said:  # "repeated calls"
        return False
    if after and after[0].lower in words["verb particle"]:  # "it did not add up"
        return False
    if before in words["preposition"] and not (tense == "base" and before == "to"):
        return False
    if tense == "base":
        plural = leading in {"to", "they", "we", "i", "you"} or leading in words["relative"]
        return plural or leading in words["auxiliary"] or mention
    if (
        tense == "present"
        and not mention
        and leading not in words["pronoun"]
        and leading not in words["relative"]
    ):
        opens = after[0].lower if after else ","
        return (
            opens in PAUSES
            or any(opens in words[kind] for kind in ("clause", "pronoun", "determiner"))
            or opens == "“”"
        )
    return True


def _spanish_verb(
    tense: str, leading: str, before: str, mention: bool, after: Sentence, words: SpeakerWords
) -> bool:
    if tense == "participle":
        return leading in words["have"] or (
            leading in words["be"] and bool(after) and after[0].lower in words["agent"]
        )
    if tense == "base":
        return before in {"a", "al", "de", "tras"} or leading in words["auxiliary"]
    if before in words["preposition"]:
        return before in words["clause"] or before in {"según", "como"}
    return tense in {"past", "gerund"} or before in {"lo", "se"} or before not in words["determiner"]
