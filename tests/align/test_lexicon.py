"""The lexicon must find what translates what, and come back from disk as it was."""

from pathlib import Path

import pytest

from fiel.align.lexicon import Lexicon, learn_lexicon, load_lexicon, save_lexicon, words
from fiel.errors import InputError

PAIRS = [
    ("la casa", "the house"),
    ("la casa verde", "the green house"),
    ("el libro", "the book"),
    ("el libro verde", "the green book"),
    ("la mesa", "the table"),
    ("una mesa", "a table"),
    ("un libro", "a book"),
]


@pytest.fixture
def lexicon() -> Lexicon:
    return learn_lexicon([(words(source), words(target)) for source, target in PAIRS], rounds=20)


def test_words_find_their_translations(lexicon: Lexicon) -> None:
    best = {word: next(iter(lexicon.translations(word))) for word in ("casa", "verde", "libro", "mesa")}
    assert best == {"casa": "house", "verde": "green", "libro": "book", "mesa": "table"}


def test_probabilities_of_a_word_do_not_exceed_one(lexicon: Lexicon) -> None:
    for word in ("la", "casa", "verde"):
        assert sum(entry.forward for entry in lexicon.translations(word).values()) <= 1 + 1e-9


def test_the_first_round_is_the_textbook_one() -> None:
    """Two sentences, `a b – x y` and `a – x`; worked out by hand with the empty word beside each source."""
    learned = learn_lexicon([(("a", "b"), ("x", "y")), (("a",), ("x",))], rounds=1, least=0.0)
    # counts of x and y given a: 1/3 + 1/2 and 1/3; given b: 1/3 and 1/3
    assert learned.entries["a", "x"].forward == pytest.approx((1 / 3 + 1 / 2) / (2 / 3 + 1 / 2))
    assert learned.entries["b", "x"].forward == pytest.approx(0.5)


def test_links_join_words_in_other_order(lexicon: Lexicon) -> None:
    links = lexicon.links(words("la casa verde"), words("the green house"))
    assert {(1, 2), (2, 1)} <= set(links)


def test_nothing_is_learned_from_nothing() -> None:
    assert len(learn_lexicon([])) == 0
    assert len(learn_lexicon([((), ()), (("a",), ())])) == 0


def test_it_comes_back_from_disk(lexicon: Lexicon, tmp_path: Path) -> None:
    save_lexicon(lexicon, tmp_path / "lexicon.parquet")
    assert load_lexicon(tmp_path / "lexicon.parquet") == lexicon


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.parquet").write_text("no table")
    with pytest.raises(InputError, match=r"other.parquet.*expected a lexicon"):
        load_lexicon(tmp_path / "other.parquet")
