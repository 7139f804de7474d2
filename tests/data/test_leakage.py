"""Leakage into dev and test, and documents that belong together."""

from collections.abc import Callable

import pytest

from fiel.data.leakage import measure_leakage, twin_documents
from fiel.records import Segment

Make = Callable[..., Segment]

LONG = "El ministro habló ayer con la prensa sobre los acuerdos migratorios y la economía."


def test_what_is_counted(segment: Make) -> None:
    """By hand: of four test segments one is known whole, one by its source, one by most of its runs."""
    train = [segment(LONG, "The minister spoke.", pair_id="a"), segment("Dos.", "Two.", pair_id="a")]
    test = [
        segment(LONG.upper(), "The Minister spoke!", pair_id="b", split="test"),
        segment("¡Dos!", "A pair.", pair_id="b", split="test"),
        segment(LONG.replace("y la economía", "de 2017"), "Other.", pair_id="b", split="test"),
        segment("Algo muy distinto de todo lo anterior.", "New.", pair_id="c", split="test"),
    ]
    dev, found = measure_leakage(lambda: [*test, *train])
    assert (dev.segments, dev.pairs, dev.documents) == (0, 0, 0)
    assert (found.segments, found.sources, found.targets, found.pairs) == (4, 2, 1, 1)
    assert (found.mostly, found.documents) == (2, 0)
    assert str(found).startswith("test: 4 segments; known from training: source 2 (50.0 %)")


def test_a_document_in_two_splits_is_counted(segment: Make) -> None:
    _, test = measure_leakage(lambda: [segment(split="test"), segment(split="train")])
    assert test.documents == 1


@pytest.mark.parametrize(("shared", "documents", "twins"), [(2, 2, 1), (1, 2, 0), (2, 6, 0), (3, 3, 3)])
def test_twins_share_sentences_that_few_others_have(
    segment: Make, shared: int, documents: int, twins: int
) -> None:
    segments = [
        segment(f"{LONG} {letter * 4}", f"{document}", pair_id=str(document))
        for document in range(documents)
        for letter in "abc"[:shared]
    ]
    assert len(list(twin_documents(segments))) == twins
