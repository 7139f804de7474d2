"""Whether a quote and its translation are attributed to the same speaker."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from fiel.eval.tokens import Token, tokenise, unaccented
from fiel.models.encoder import ComposingEncoder
from fiel.records import Article, Quote

ALIKE = 85
"""Ratio of two name words from which a spelling differs only in an accent or a letter."""
NAMED_ALIKE = 0.55
"""Cosine from which two descriptions, such as a ministry's name in two languages, mean the same."""
SURENESS = {"carried": 0.5, "pronoun": 0.6, "role": 0.8, "name": 0.9}
"""How surely a speaker is known, by `Quote.speaker_how`."""


def attribution(
    source: Sequence[Quote],
    target: Sequence[Quote],
    source_article: Article,
    target_article: Article,
    encoder: ComposingEncoder,
) -> str:
    """How the speaker of an utterance came over: same, role_for_name, different, lost or none.

    `none`: the original names no speaker. `different` is said only where one side names a person at the
    quote and the other side's speaker is somebody else by name; what is less certain counts as the same.
    """
    here, there = speaking(source), speaking(target)
    if here is None:
        return "none"
    if there is None:
        return "lost"
    if _same_name(here.speaker_id, there.speaker_id):
        return "role_for_name" if here.speaker_how == "name" and there.speaker_how == "role" else "same"
    if "carried" in (here.speaker_how, there.speaker_how):
        return "lost" if here.speaker_how != "carried" else "none"
    if not (_is_name(here.speaker_id) and _is_name(there.speaker_id)):
        return "role_for_name" if _is_name(here.speaker_id) else "same"
    if "name" not in (here.speaker_how, there.speaker_how):
        return "same"  # neither text names anyone here: two resolutions disagree, not two speakers
    if _is_known(there.speaker_id, source_article) or _is_known(here.speaker_id, target_article):
        return "different"
    vectors = encoder.encode([here.speaker_id, there.speaker_id])
    return "same" if float(vectors[0] @ vectors[1]) >= NAMED_ALIKE else "different"


def speaking(quotes: Sequence[Quote]) -> Quote | None:
    """The segment of an utterance that says most surely who speaks; None if none does."""
    known = [quote for quote in quotes if quote.speaker_how in SURENESS]
    return max(known, key=lambda quote: SURENESS[quote.speaker_how], default=None)


def _is_name(speaker: str) -> bool:
    """Whether a speaker is known by a name, at the quote or elsewhere."""
    return any(word[0].isupper() for word in speaker.split())


def _same_name(one: str, other: str) -> bool:
    """Whether the words of the shorter name are all in the longer: De Cossío, Carlos Fernández de Cossío."""
    short, long = sorted((_words(one), _words(other)), key=len)
    named = [word for word in short if word.capital]
    shared = sum(any(_alike(word.low, candidate.low) for candidate in long) for word in named)
    return bool(named) and (shared == len(named) or shared >= 2)


def _is_known(name: str, article: Article) -> bool:
    """Whether every word of a name stands in an article."""
    there = {token.low for token in _words(article.text) if token.capital}
    words = [token.low for token in _words(name) if token.capital]
    return bool(words) and all(any(_alike(word, other) for other in there) for word in words)


def _words(text: str) -> list[Token]:
    return [token for token in tokenise(text) if token.kind == "word" and len(token.text) > 1]


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(unaccented(one), unaccented(other)) >= ALIKE
