"""What two texts share that differ only in case, accents, figures, punctuation or spaces."""

import hashlib
import re
import unicodedata
from functools import lru_cache

from fiel.records import Segment

_MARKS = re.compile("[\u0300-\u036f]+")
_NO_WORD = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"\d+")


@lru_cache(maxsize=1_000)
def bare(text: str) -> str:
    """Letters in lower case without accents, every figure as 0, nothing else.

    >>> bare("Año 2024: «¡Sí!»")
    'ano0si'
    """
    text = text.casefold()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _FIGURES.sub("0", _NO_WORD.sub("", text))


def pair_key(segment: Segment) -> int:
    """Stands for a pair and all its near-duplicates, whatever the direction; 64 bits."""
    source, target = segment.source, segment.target
    first, second = (source, target) if source.lang < target.lang else (target, source)
    return key(f"{bare(first.text)}\t{bare(second.text)}")


def exact_key(segment: Segment) -> int:
    """Stands for a pair, letter by letter."""
    return key(f"{segment.source.text}\t{segment.target.text}")


def key(text: str) -> int:
    """64 bits that stand for a text."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
