"""What cleaning measures about one segment, one number a rule. A measure never decides: see cleaning.tsv."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from fiel.data.decoding import MOJIBAKE
from fiel.data.language import identify
from fiel.data.near_duplicates import bare
from fiel.records import Segment, Side

_ENOUGH = 100
"""Characters of a text from which its language is told: over 1,386 sentences of ntrex-dev and the builds of the
development news none is then less than .2 in its language, as with the whole; the time falls by a fifth."""
_WORDS_TO_TELL = 4
"""Language identification errs on names and shorter texts only: see `language.identify`."""
_SMOOTHING = 15
"""Characters added to both sides, so that a short answer may be thrice as long in the other language."""
_CONTROLS = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"\d[\d.,\u00a0\u202f ]*\d")
_NOT_COUNTED = dict.fromkeys(map(ord, "0.,\u00a0\u202f "))
_NAME = re.compile(r"(?<=[^\W\d_] )[A-ZÁÉÍÓÚÜÑ][^\W\d_]{3,}")
_PREFIX = 4
"""Letters by which a name is known again: Habana and Havana are not, Cuba and cubano are."""


@dataclass(frozen=True, slots=True)
class SegmentMeasures:
    """All that was measured about one segment alone."""

    segment_id: str
    values: dict[str, float]
    """By the code of the rule."""


def letters(segment: Segment) -> float:
    """Letters on the side that has fewer."""
    return min(sum(map(str.isalpha, side.text)) for side in _sides(segment))


def score(segment: Segment) -> float:
    return segment.score


def language_probability(segment: Segment) -> float:
    """The lower of the probabilities that a side is in its language; 1 where it is too short to tell."""
    codes = tuple(sorted((segment.source.lang, segment.target.lang)))
    return min(_probability(side, codes) for side in _sides(segment))


def identical_letters(segment: Segment) -> float:
    """Letters and figures of a text that both sides have; 0 where they differ."""
    source, target = bare(segment.source.text), bare(segment.target.text)
    return len(source) if source == target else 0


def length_ratio(segment: Segment) -> float:
    shorter, longer = sorted(len(side.text) + _SMOOTHING for side in _sides(segment))
    return longer / shorter


def longest(segment: Segment) -> float:
    return max(len(side.text) for side in _sides(segment))


def damaged_characters(segment: Segment) -> float:
    return sum(len(MOJIBAKE.findall(side.text)) + side.text.count("\ufffd") for side in _sides(segment))


def control_characters(segment: Segment) -> float:
    """Controls, line breaks of every kind, invisible marks and lone surrogates."""
    unprintable = [side.text for side in _sides(segment) if not side.text.isprintable()]
    return sum(unicodedata.category(character) in _CONTROLS for text in unprintable for character in text)


def unanswered_figures(segment: Segment) -> float:
    """Share of the digits, of figures of two and more, that the other side lacks; zeros do not count.

    So that 78 mil 600 agrees with 78,600; a figure whose digits changed places goes unseen here.
    """
    source, target = (
        Counter("".join(_FIGURE.findall(side.text)).translate(_NOT_COUNTED)) for side in _sides(segment)
    )
    everything = source.total() + target.total()
    return ((source - target).total() + (target - source).total()) / everything if everything else 0.0


def unanswered_names(segment: Segment) -> float:
    """Share of capitalised words inside sentences, of the side with fewer, that the other side lacks.

    0 where that side has fewer than two.
    """
    found = [set(map(_stem, _NAME.findall(side.text))) for side in _sides(segment)]
    fewer, other = sorted(range(2), key=lambda side: len(found[side]))
    if len(found[fewer]) < 2:
        return 0.0
    words = set(map(_stem, re.findall(r"[^\W\d_]{4,}", _sides(segment)[other].text)))
    return len(found[fewer] - words) / len(found[fewer])


MEASURES: dict[str, Callable[[Segment], float]] = {
    "empty": letters,
    "low_score": score,
    "language": language_probability,
    "identical": identical_letters,
    "length_ratio": length_ratio,
    "too_long": longest,
    "mojibake": damaged_characters,
    "control": control_characters,
    "digits": unanswered_figures,
    "names": unanswered_names,
}
"""Measures of a segment alone, by the code of their rule; the others need the corpus or the findings."""


def _sides(segment: Segment) -> tuple[Side, Side]:
    return segment.source, segment.target


def _probability(side: Side, codes: tuple[str, ...]) -> float:
    text = side.text[:_ENOUGH]
    if len(_WORD.findall(text)) < _WORDS_TO_TELL:
        return 1.0
    found, probability = identify(text, codes)
    return probability if found == side.lang else 1 - probability


def _stem(word: str) -> str:
    return unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode().lower()[:_PREFIX]
