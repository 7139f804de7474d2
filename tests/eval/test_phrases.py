"""Phrases of a table are found at their place, the longest and the most exact first."""

from hypothesis import given
from hypothesis import strategies as st

from fiel.eval.phrases import Phrases, folded_words
from fiel.eval.tokens import tokenise

PHRASES = Phrases([("no", "a"), ("no solo", "b"), ("impos*", "c"), ("imposible*", "d")])


def test_the_longest_phrase_and_then_the_longest_stem_come_first() -> None:
    assert list(PHRASES.at(["no", "solo"], 0)) == [(2, "b"), (1, "a")]
    assert list(PHRASES.at(["imposibles"], 0)) == [(1, "d"), (1, "c")]
    assert list(PHRASES.at(["solo"], 0)) == []


def test_a_phrase_that_the_text_cuts_short_is_not_found() -> None:
    assert list(PHRASES.all_in(["ya", "no"])) == [(1, 1, "a")]


@given(st.text(max_size=60))
def test_folded_words_stand_one_for_one_with_tokens(text: str) -> None:
    assert len(folded_words(text)) == len(tokenise(text))
