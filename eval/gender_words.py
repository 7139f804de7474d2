"""What the gender check reasons with: marks of gender, and the words that give them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, unaccented

OTHER = {"m": "f", "f": "m"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that tells a person's gender, `m` or `f`."""

    gender: str
    token: Token
    strong: bool = True
    """Nothing else in the sentence explains it: he, ella as a subject."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """A row of gender-nouns.tsv; the nouns are by language and gender, such as `es_f`."""

    kind: str
    nouns: dict[str, tuple[str, ...]]


@cache
def grammar(lang: str, name: str) -> frozenset[str]:
    """A set of words of gender-grammar.tsv."""
    return frozenset(
        word
        for row_lang, row_name, words in read_table("gender-grammar", 3)
        if (row_lang, row_name) == (lang, name)
        for word in words.split()
    )


@cache
def counterparts() -> tuple[Counterparts, ...]:
    """All rows of gender-nouns.tsv."""
    columns = ("es_m", "es_f", "en_m", "en_f")
    return tuple(
        Counterparts(
            kind,
            {
                column: tuple(word for word in cell.split() if word != "-")
                for column, cell in zip(columns, cells, strict=True)
            },
        )
        for kind, *cells in read_table("gender-nouns", 5)
    )


def rows_with(spanish: Iterable[str]) -> list[Counterparts]:
    """The rows that have any of these Spanish nouns, in the order of the table."""
    places = {place for noun in spanish for place in _places().get(noun, ())}
    return [counterparts()[place] for place in sorted(places)]


@cache
def _places() -> dict[str, tuple[int, ...]]:
    """The rows of each Spanish noun."""
    found: dict[str, tuple[int, ...]] = {}
    for place, row in enumerate(counterparts()):
        for noun in (*row.nouns["es_m"], *row.nouns["es_f"]):
            found[noun] = (*found.get(noun, ()), place)
    return found


@cache
def english_nouns() -> dict[str, str]:
    """The gender of each noun, `mf` for one that may be of both (child)."""
    found: dict[str, str] = defaultdict(str)
    for row in counterparts():
        for gender in "mf" if row.kind != "loose" else "f":
            for noun in row.nouns[f"en_{gender}"]:
                found[noun] += gender if gender not in found[noun] else ""
    return dict(found)


@cache
def spanish_nouns() -> dict[str, str]:
    """The gender of each noun that alone marks a person's."""
    genders = {"person": "mf", "loose": "f", "pair": ""}
    return {
        noun: gender
        for row in counterparts()
        for gender in genders[row.kind]
        for noun in row.nouns[f"es_{gender}"]
        if noun not in row.nouns[f"es_{OTHER[gender]}"]
    }


@cache
def persons() -> tuple[dict[str, str], frozenset[str]]:
    """Words whose ending tells the gender, with both forms; and words whose article does."""
    endings: dict[str, str] = {}
    common: set[str] = set()
    for kind, words in read_table("gender-persons", 2):
        for word in map(unaccented, words.split()):
            if kind == "common":
                common.add(word)
                continue
            if kind == "feminine":
                endings[word] = "f"
                continue
            feminine = word[:-1] + "a" if word.endswith("o") else word + "a"
            endings[word] = "m"
            endings[feminine] = "f"
    return endings, frozenset(common)
