"""The shipped probability."""

import pytest

from fiel.align.calibration import FEATURES, PLAIN, Calibration, shipped_calibration
from fiel.align.document_evidence import Evidence
from fiel.align.matching import ACCEPTED


def evidence(
    covered: tuple[float, float],
    agreement: float = 0.8,
    conflicts: float = 0.0,
    same: float = 4.0,
    order: float = 1.0,
) -> Evidence:
    seen = {"covered_source": covered[0], "covered_target": covered[1], "agreement": agreement}
    return dict.fromkeys(PLAIN, 0.8) | seen | {"conflicts": conflicts, "same_figures": same, "order": order}


@pytest.mark.parametrize(
    ("seen", "is_pair"),
    [
        (evidence((1, 1)), True),
        (evidence((0.4, 1)), True),
        (evidence((1, 0.4)), True),
        (evidence((0.95, 0.6)), True),
        (evidence((1, 1), conflicts=1), True),
        (evidence((1, 1), conflicts=2, same=12), True),
        (evidence((1, 1), order=0.8), True),
        (evidence((0.5, 0.5)), False),
        (evidence((0.2, 0.2)), False),
        (evidence((1, 1), conflicts=3), False),
        (evidence((0.6, 0.9), order=0.5), False),
        (evidence((0, 0), agreement=0.0), False),
    ],
    ids=[
        "full",
        "condensed",
        "longer",
        "some rewritten",
        "one slip",
        "two slips among many figures",
        "some paragraphs moved",
        "half shared",
        "same event",
        "new figures",
        "mixed with another story",
        "nothing",
    ],
)
def test_the_shipped_weights_tell_translations_from_what_resembles_them(
    seen: Evidence, is_pair: bool
) -> None:
    assert (shipped_calibration().probability(seen) >= ACCEPTED) is is_pair


def test_each_feature_weighs_in_its_direction() -> None:
    weights = shipped_calibration().weights
    assert tuple(weights) == FEATURES
    assert {name for name, weight in weights.items() if weight > 0} == {"agreement", "order", "names"}


def test_the_probability_is_the_logistic_function_of_the_weighted_sum() -> None:
    # 2 · (1 - .5) + 1 · (.8 - 1) + 1 = 1.8; 1 / (1 + e^-1.8) = .8581
    calibration = Calibration(
        {"fuller": 2.0, "agreement": 1.0}, {"fuller": 0.5, "agreement": 1.0}, intercept=1.0
    )
    seen = evidence((0.3, 1))
    assert calibration.contributions(seen) == pytest.approx({"fuller": 1.0, "agreement": -0.2})
    assert calibration.probability(seen) == pytest.approx(0.8581, abs=1e-4)
