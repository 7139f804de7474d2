"""How common a word is in a language, from the word lists of wordfreq, and which words are given names."""

import math
from functools import cache, lru_cache

from wordfreq import get_frequency_dict

from fiel.eval.tables import read_table
from fiel.eval.tokens import unaccented


@cache
def _frequencies(lang: str) -> dict[str, float]:
    return dict(get_frequency_dict(lang, "large"))


@lru_cache(maxsize=262144)
def zipf(word: str, lang: str) -> float:
    """Zipf frequency of a lower-case word: 3 is once in a million words, 6 once in a thousand; 0 unknown.

    Source: van Heuven et al. 2014; word lists by Speer 2022 (wordfreq).

    >>> zipf("ventaja", "es") > 4, zipf("ventaja", "en")
    (True, 0.0)
    """
    frequency = _frequencies(lang).get(word)
    return math.log10(frequency) + 9 if frequency else 0.0


def is_given_name(word: str) -> bool:
    """Whether somebody may be called so, whatever the accents and capitals.

    >>> is_given_name("Raul"), is_given_name("sin")
    (True, False)
    """
    return unaccented(word.lower()) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(unaccented(name.lower()) for name, _ in read_table("given-names", 2))
