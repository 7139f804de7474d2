"""Whether a quote was spoken in English before a Spanish text translated it."""

import re
from collections.abc import Sequence
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.utterances import Side, Utterance

NEAR = 60
"""Characters between a speaker's name and the office that the text gives with it."""


def is_back_translation(utterances: Sequence[Utterance], side: Side, target_lang: str) -> bool:
    """Whether a Spanish original says, or its speaker's office shows, that the words were English.

    False for other languages: where the original is English, its translation is an ordinary one.
    """
    if side.article.lang != "es" or target_lang != "en" or not utterances:
        return False
    text = side.article.text
    sentences = [text[start:end] for u in utterances for start, end in side.spans(u.sentences)]
    if any(_pattern("stated").search(sentence) for sentence in sentences):
        return True
    quotes = [quote for utterance in utterances for quote in utterance.quotes]
    if any(_pattern("body").search(quote.speaker_text) for quote in quotes):
        return True
    described = [quote.cue for quote in quotes if quote.cue]
    described += [about for quote in quotes for about in _about(quote.speaker_id, text)]
    return any(_english_office().search(words) for words in described)


def _about(name: str, text: str) -> list[str]:
    """What stands beside a speaker's full name: before it in its sentence, and in commas after it."""
    if " " not in name:
        return []
    found = re.finditer(rf"(?P<before>[^.;:“”«»]{{0,{NEAR}}}){re.escape(name)}(?P<after>,[^,.;]*)?", text)
    return [f"{match['before']} {match['after'] or ''}" for match in found]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    forms = [
        form
        for row_kind, row in read_table("english-speakers", 2)
        if row_kind == kind
        for form in row.split("|")
    ]
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _english_office() -> re.Pattern[str]:
    office, nation, body = (_pattern(kind).pattern for kind in ("office", "nation", "body"))
    # a party may stand between: senador demócrata de Estados Unidos
    return re.compile(rf"{office}(?:\s+\w+)?\s+{nation}|(?:portavoz|vocer[oa]|según)\s(?:\w+\s){{0,2}}{body}")
