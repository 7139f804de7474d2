"""How common a word is in a language, from the word lists of wordfreq."""

import math
from functools import cache, lru_cache

from wordfreq import get_frequency_dict


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
