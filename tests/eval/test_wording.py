"""Lost and misplaced words leave neighbours that no sound sentence has."""

import pytest

from fiel.eval.wording import WordingCheck
from fiel.records import Finding, Passage


def found(english: str) -> list[Finding]:
    return WordingCheck()(Passage("…", "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("english", "pair"),
    [
        ("The of the company spoke.", "The of"),
        ("They met in the and left.", "the and"),
        ("It was is late.", "was is"),
        ("The president of, Ana Pérez, spoke.", None),
        ("Earlier, 's chief spoke.", "'s"),
        ("It was sold to was.", "to was"),
        ("They met Ana,, the mayor.", ",,"),
    ],
)
def test_broken_neighbours_are_found_in_place(english: str, pair: str | None) -> None:
    words = [english[slice(*f.target_span)] for f in found(english) if f.target_span]
    assert words == ([pair] if pair else [])


@pytest.mark.parametrize(
    "english",
    [
        "It is what the flag stood for.",
        "The so-called will was of use, and of course she had had enough.",
        "They went on to Havana, in and out, because of him.",
        "Vitamin A and vitamin D.",
        "“I don't know…,” she said.",
        "at seven a.m. in the in-flight magazine",
        "The US is the UN's host.",
        "the workers' union and 'so' on",
    ],
)
def test_sound_sentences_pass(english: str) -> None:
    assert found(english) == []
