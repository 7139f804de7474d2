"""Whether a quote and its translation are attributed to the same speaker."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from fiel.eval.tokens import tokenise, unaccented
from fiel.models.encoder import ComposingEncoder
from fiel.records import Article, Quote

ALIKE = 85
"""Ratio of two name words from which a spelling differs only in an accent or a letter."""
NAMED_ALIKE = 0.55
"""Cosine from which two descriptions, such as a ministry's name in two languages, mean the same."""


def attribution(
    source: Sequence[Quote],
    target: Sequence[Quote],
    source_article: Article,
    target_article: Article,
    encoder: ComposingEncoder,
) -> str:
    """How the speaker of an utterance came over: same, role_for_name, different, lost or none.

    `none`: the original names no speaker. `different` is said only of a speaker whom the original
    knows, or where both are named and neither name occurs in the other text; everything less
    certain counts as the same.
    """
    here, there = _speaking(source), _speaking(target)
    if here is None:
        return "none"
    if there is None:
        return "lost"
    if _same_name(here.speaker_id, there.speaker_id):
        return "role_for_name" if _names(here) and there.speaker_how == "role" else "same"
    if not (_names(here) and _names(there)):
        return "role_for_name" if _names(here) or _names(there) else "same"
    if "name" not in (here.speaker_how, there.speaker_how):
        return "same"  # neither text names anyone here: two resolutions disagree, not two speakers
    known_here = _is_known(there.speaker_id, source_article)
    known_there = _is_known(here.speaker_id, target_article)
    if known_here or known_there:
        return "different"
    vectors = encoder.encode([here.speaker_id, there.speaker_id])
    return "same" if float(vectors[0] @ vectors[1]) >= NAMED_ALIKE else "different"


def _speaking(quotes: Sequence[Quote]) -> Quote | None:
    """The segment of an utterance that says most surely who speaks."""
    ranks = {"name": 0, "role": 1, "pronoun": 2, "carried": 3}
    known = [quote for quote in quotes if quote.speaker_how in ranks]
    return min(known, key=lambda quote: ranks[quote.speaker_how], default=None)


def _names(quote: Quote) -> bool:
    """Whether the speaker is known by a name, resolved or not."""
    return any(word[0].isupper() for word in quote.speaker_id.split())


def _name_words(name: str) -> list[str]:
    """The capital words of a name, without accents, particles and titles."""
    return [
        unaccented(token.low) for token in tokenise(name) if token.capital and len(token.text.strip(".")) > 1
    ]


def _same_name(one: str, other: str) -> bool:
    """Whether the words of the shorter name are all in the longer: De Cossío, Carlos Fernández de Cossío."""
    short, long = sorted((_name_words(one), _name_words(other)), key=len)
    if not short:
        return False
    shared = sum(any(fuzz.ratio(word, candidate) >= ALIKE for candidate in long) for word in short)
    return shared == len(short) or shared >= 2


def _is_known(name: str, article: Article) -> bool:
    """Whether every word of a name stands in an article."""
    words = _name_words(name)
    there = {unaccented(token.low) for token in tokenise(article.text) if token.capital}
    return bool(words) and all(any(fuzz.ratio(w, t) >= ALIKE for t in there) for w in words)
