"""The lexicon must find what translates what, and come back from disk as it was."""

from pathlib import Path

import numpy as np
import pytest

from fiel.align.lexicon import Lexicon, Words, learn_lexicon, lexicon_stamp, load_lexicon, save_lexicon, words
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


ES_EN = ("es", "en")


@pytest.fixture
def lexicon() -> Lexicon:
    return learn_lexicon([(words(source), words(target)) for source, target in PAIRS], ES_EN, rounds=20)


def test_words_find_their_translations(lexicon: Lexicon) -> None:
    best = {word: next(iter(lexicon.translations(word))) for word in ("casa", "verde", "libro", "mesa")}
    assert best == {"casa": "house", "verde": "green", "libro": "book", "mesa": "table"}


def test_probabilities_of_a_word_do_not_exceed_one(lexicon: Lexicon) -> None:
    for word in ("la", "casa", "verde"):
        assert sum(entry.forward for entry in lexicon.translations(word).values()) <= 1 + 1e-9


def test_the_first_round_is_the_textbook_one() -> None:
    """Two sentences, `a b – x y` and `a – x`; worked out by hand with the empty word beside each source."""
    learned = learn_lexicon([(("a", "b"), ("x", "y")), (("a",), ("x",))], ES_EN, rounds=1, least=0.0)
    # counts of x and y given a: 1/3 + 1/2 and 1/3; given b: 1/3 and 1/3
    assert learned.entries["a", "x"].forward == pytest.approx((1 / 3 + 1 / 2) / (2 / 3 + 1 / 2))
    assert learned.entries["b", "x"].forward == pytest.approx(0.5)


def test_links_join_words_in_other_order(lexicon: Lexicon) -> None:
    links = lexicon.links(words("la casa verde"), words("the green house"))
    assert {(1, 2), (2, 1)} <= set(links)


def test_what_the_words_themselves_say_decides_where_counting_cannot() -> None:
    once = [(("perro", "gato"), ("cat", "dog"))]

    def seed(sources: Words, targets: Words, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        known = {("perro", "dog"), ("gato", "cat")}
        pairs = zip(left, right, strict=True)
        return np.array([float((sources[i], targets[j]) in known) for i, j in pairs])

    assert len(learn_lexicon(once, ES_EN, least=0.3)) == 0
    assert set(learn_lexicon(once, ES_EN, seed, least=0.3).entries) == {("perro", "dog"), ("gato", "cat")}


def test_a_seed_gives_way_to_what_is_counted() -> None:
    corpus = [(("pie",), ("foot",))] * 30 + [(("pie", "manzana"), ("apple", "pie"))]

    def spelling(sources: Words, targets: Words, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return np.array([float(sources[i] == targets[j]) for i, j in zip(left, right, strict=True)])

    assert next(iter(learn_lexicon(corpus, ES_EN, spelling).translations("pie"))) == "foot"


def test_of_too_many_texts_every_nth_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fiel.align.lexicon.MOST", 10)
    learned = learn_lexicon([((f"s{n}",), (f"t{n}",)) for n in range(30)], ES_EN)
    assert 5 <= len(learned) <= 10


def test_both_sides_are_answered_by_the_other(lexicon: Lexicon) -> None:
    spanish, english = words("la casa azul"), words("the house")
    assert lexicon.answered(spanish, "es", english).tolist() == [True, True, False]
    assert lexicon.answered(english, "en", spanish).tolist() == [True, True]
    assert not lexicon.answered(english, "fr", spanish).any()


def test_nothing_is_learned_from_nothing() -> None:
    assert len(learn_lexicon([], ES_EN)) == 0
    assert len(learn_lexicon([((), ()), (("a",), ())], ES_EN)) == 0


def test_it_comes_back_from_disk(lexicon: Lexicon, tmp_path: Path) -> None:
    save_lexicon(lexicon, tmp_path / "lexicon.parquet")
    assert load_lexicon(tmp_path / "lexicon.parquet") == lexicon


def test_its_stamp_is_read_without_it(lexicon: Lexicon, tmp_path: Path) -> None:
    assert lexicon_stamp(tmp_path / "none.parquet") is None
    save_lexicon(lexicon, tmp_path / "lexicon.parquet", "of these beads")
    assert lexicon_stamp(tmp_path / "lexicon.parquet") == "of these beads"


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.parquet").write_text("no table")
    with pytest.raises(InputError, match=r"other.parquet.*expected the lexicon"):
        load_lexicon(tmp_path / "other.parquet")
