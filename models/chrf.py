"""chrF, the metric that models need themselves: to stop training, and as a pseudo-reference score.

Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation"; chrF++ (2017) adds words.
"""

from collections.abc import Sequence

from sacrebleu.metrics.chrf import CHRF


def corpus_chrf(translations: Sequence[str], references: Sequence[str]) -> float:
    """chrF of a corpus, 0 to 100.

    >>> corpus_chrf(["Hello."], ["Hello."])
    100.0
    """
    return float(CHRF().corpus_score(translations, [references]).score)


def sentence_chrf(translation: str, reference: str) -> float:
    """chrF++ of one sentence, 0 to 100.

    >>> round(sentence_chrf("The ministry opened it.", "The ministry closed it."))
    63
    """
    return float(CHRF(word_order=2).sentence_score(translation, [reference]).score)


def chrf_signature(words: int = 2) -> str:
    """sacrebleu's signature of `sentence_chrf`; of `corpus_chrf` with no words."""
    metric = CHRF(word_order=words)
    metric.sentence_score("a", ["a"])  # the signature is complete only after a first score
    return f"chrF{'+' * words}|{metric.get_signature()}"
