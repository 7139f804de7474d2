"""An encoder that remembers gives the other one's vectors and asks for each text once."""

from collections.abc import Sequence

import numpy as np

from fiel.eval.remembering import RememberingEncoder
from fiel.models.encoder import Matrix, MeanOfVectors, unit_rows


class Counting:
    """The length of a text and of its first word, as a unit vector; counts the texts it reads."""

    signature = "counting"

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.read += texts
        rows = np.array([[len(text), len(text.split()[0])] for text in texts], dtype=np.float32).reshape(
            -1, 2
        )
        return unit_rows(rows)


def test_each_text_is_read_once_and_given_in_the_order_asked() -> None:
    counting = Counting()
    plain, remembering = MeanOfVectors(Counting()), RememberingEncoder(MeanOfVectors(counting))
    for texts in (["It rains", "Again it rains", "It rains"], ["Again it rains", "No"], []):
        assert np.array_equal(remembering.encode(texts), plain.encode(texts))
        assert np.array_equal(remembering.vectors(remembering.sums(texts)), plain.vectors(plain.sums(texts)))
    assert sorted(counting.read) == sorted(["It rains", "Again it rains", "No"] * 2)
    assert remembering.signature == "counting"
