"""The words that tell who speaks, as tables: eval/speakers-en.tsv, speakers-es.tsv and given-names.tsv."""

import importlib.resources
from dataclasses import dataclass
from functools import cache

from fiel.eval.cues import LANGUAGES


@dataclass(frozen=True, slots=True)
class Word:
    """What the table says of a word."""

    gender: str = ""
    """m, f, p (plural), n (thing), or empty: any."""
    same: str = ""
    """The form under which synonyms meet."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The speaker words of one language; empty for a language without a table."""

    kinds: dict[str, dict[str, Word]]
    given: dict[str, str]
    """Given names, lower case, with their gender."""

    def __getitem__(self, kind: str) -> dict[str, Word]:
        return self.kinds.get(kind, {})

    @property
    def abbreviations(self) -> dict[str, Word]:
        """Words whose full stop ends no sentence."""
        return self["abbreviation"]


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The speaker words of a language."""
    given = {name.lower(): gender for name, gender in _rows("given-names.tsv")}
    kinds: dict[str, dict[str, Word]] = {}
    if lang in LANGUAGES:
        for kind, form, *rest in _rows(f"speakers-{lang}.tsv"):
            gender, same = (*rest, "", "")[:2]
            kinds.setdefault(kind, {})[form] = Word(gender, same or form)
    return Vocabulary(kinds, given)


def _rows(name: str) -> list[list[str]]:
    text = importlib.resources.files("fiel.eval").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
