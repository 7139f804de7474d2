"""An encoder that reads each text once: quotes are compared with the same fragments again and again."""

from collections.abc import Sequence

import numpy as np

from fiel.models.encoder import ComposingEncoder, Matrix


class RememberingEncoder:
    """Another encoder's vectors, kept for as long as this object lives.

    In a pair of articles with 300 quotes each, half of them without a counterpart, nine of ten texts are
    asked for again.
    """

    def __init__(self, encoder: ComposingEncoder) -> None:
        self._encoder = encoder
        self._sums: dict[str, Matrix] = {}
        self._vectors: dict[str, Matrix] = {}

    @property
    def signature(self) -> str:
        """The other encoder's."""
        return self._encoder.signature

    def sums(self, texts: Sequence[str]) -> Matrix:
        """As `ComposingEncoder.sums`; texts not met before are read in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._sums]
        if new or not texts:
            rows = self._encoder.sums(new)
            self._sums.update(zip(new, rows, strict=True))
            if not texts:
                return rows
        return np.stack([self._sums[text] for text in texts])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """As `Encoder.encode`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new or not texts:
            rows = self._encoder.encode(new)
            self._vectors.update(zip(new, rows, strict=True))
            if not texts:
                return rows
        return np.stack([self._vectors[text] for text in texts])

    def vectors(self, sums: Matrix) -> Matrix:
        """As `ComposingEncoder.vectors`."""
        return self._encoder.vectors(sums)
