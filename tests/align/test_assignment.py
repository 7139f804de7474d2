"""Who takes whom."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fiel.align.assignment import Candidate, assign


def candidate(
    source: int, target: int, covered: tuple[float, float], lengths: tuple[int, int], figures: float = 1.0
) -> Candidate:
    evidence = {
        "covered_source": covered[0], "covered_target": covered[1], "agreement": 0.8, "figures": figures
    }  # fmt: skip
    return Candidate(source, target, 0.9, evidence, lengths)


def taken(*candidates: Candidate) -> list[tuple[int, int]]:
    return [(pair.source, pair.target) for pair in assign(candidates)]


FULL = candidate(0, 0, (1.0, 1.0), (2000, 2000))


def test_a_pair_without_rivals_is_taken() -> None:
    assert taken(FULL) == [(0, 0)]


def test_a_summary_does_not_take_the_place_of_the_translation() -> None:
    assert taken(candidate(0, 1, (0.3, 1.0), (2000, 600)), FULL) == [(0, 0)]


def test_two_summaries_of_one_story_do_not_pair_up() -> None:
    summaries = [
        candidate(0, 1, (0.3, 1.0), (2000, 600)),
        candidate(1, 0, (1.0, 0.3), (600, 2000)),
        candidate(1, 1, (1.0, 1.0), (600, 600)),
    ]
    assert taken(*summaries, FULL) == [(0, 0)]


def test_a_condensed_translation_keeps_its_original_against_a_summary() -> None:
    condensed = candidate(0, 0, (0.5, 1.0), (2000, 1000))
    summary = candidate(1, 0, (0.9, 0.3), (600, 1000))
    assert taken(summary, condensed) == [(0, 0)]


def test_an_update_finds_its_own_translation_beside_that_of_the_first_report() -> None:
    assert taken(
        FULL,
        candidate(0, 1, (0.9, 0.9), (2000, 2000), figures=0.5),
        candidate(1, 0, (0.9, 0.9), (2000, 2000), figures=0.5),
        candidate(1, 1, (1.0, 1.0), (2000, 2000)),
    ) == [(0, 0), (1, 1)]


SHARE = st.floats(0, 1)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), SHARE, SHARE), unique_by=lambda c: c[:2]))
def test_no_article_is_in_two_pairs(drawn: list[tuple[int, int, float, float]]) -> None:
    candidates = [candidate(s, t, (a, b), (100, 100)) for s, t, a, b in drawn]
    won = assign(candidates)
    assert len({pair.source for pair in won}) == len({pair.target for pair in won}) == len(won)
    assert {id(c) for c in won} <= {id(c) for c in candidates}


def test_what_is_not_accepted_wins_nothing_yet_stands_in_the_way() -> None:
    doubtful = replace(candidate(0, 1, (1.0, 1.0), (2000, 2000)), probability=0.6)
    assert assign([doubtful], accepted=0.8) == []
    assert assign([doubtful, candidate(0, 0, (0.4, 1.0), (2000, 800))], accepted=0.8) == []
