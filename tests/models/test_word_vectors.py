"""Each word is encoded once, whatever it is asked with."""

from collections.abc import Sequence

import numpy as np
import pytest

from fiel.models import word_vectors as module
from fiel.models.encoder import Matrix
from fiel.models.word_vectors import WordVectors, common_words


class Counting:
    """Encodes a word as its first two letters, and remembers what it was asked."""

    signature = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.asked += texts
        rows = np.array([[ord(text[0]), ord(text[-1])] for text in texts], dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def test_a_word_is_encoded_once() -> None:
    encoder = Counting()
    vectors = WordVectors(encoder)
    first = vectors.rows(["sol", "mar", "sol"])
    assert encoder.asked == ["mar", "sol"]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(vectors.rows(["mar"])[0], first[1])
    assert encoder.asked == ["mar", "sol"]


def test_no_word_has_no_row() -> None:
    assert len(WordVectors(Counting()).rows([])) == 0


def test_crowding_is_a_word_s_nearness_to_common_words() -> None:
    (value,) = WordVectors(Counting()).crowding(["mar"], "en")
    assert 0.9 < value <= 1.0


def test_words_past_the_limit_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    vectors = WordVectors(Counting())
    vectors.rows(["a", "b"])
    assert vectors.rows(["b", "c", "d"]).shape == (3, 2)


def test_common_words_of_a_language() -> None:
    assert "this" in common_words("en")
    assert "también" in common_words("es")


@pytest.mark.filterwarnings("error")
def test_a_language_without_a_list_has_the_usual_crowding() -> None:
    assert common_words("et") == ()
    assert WordVectors(Counting()).crowding(["maja"], "et").tolist() == [module.USUAL]
    assert WordVectors(Counting()).crowding(["房子"], "zh").tolist() == [module.USUAL]  # a list too short
