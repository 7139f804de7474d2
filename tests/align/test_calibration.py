"""The shipped probability."""

import pytest

from fiel.align.calibration import FEATURES, Calibration, shipped_calibration
from fiel.align.document_evidence import Evidence


def evidence(covered: tuple[float, float], agreement: float = 0.8, figures: float = 1.0) -> Evidence:
    return {
        "covered_source": covered[0], "covered_target": covered[1], "agreement": agreement,
        "figures": figures, "names": 0.7, "quotes": 1.0, "order": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "is_pair"),
    [
        (evidence((1, 1)), True),
        (evidence((0.4, 1)), True),
        (evidence((1, 0.4)), True),
        (evidence((0.9, 0.9), figures=0.9), True),
        (evidence((0.5, 0.5)), False),
        (evidence((0.2, 0.2)), False),
        (evidence((1, 1), figures=0.4, agreement=0.75), False),
        (evidence((0, 0), agreement=0.0), False),
    ],
    ids=["full", "condensed", "longer", "some added", "half shared", "same event", "new figures", "nothing"],
)
def test_the_shipped_weights_tell_translations_from_what_resembles_them(
    seen: Evidence, is_pair: bool
) -> None:
    assert (shipped_calibration().probability(seen) >= 0.5) is is_pair


def test_more_of_any_feature_is_more_probable() -> None:
    assert all(weight > 0 for weight in shipped_calibration().weights.values())
    assert tuple(shipped_calibration().weights) == FEATURES


def test_the_probability_is_the_logistic_function_of_the_weighted_sum() -> None:
    # 2 · (1 - .5) + 1 · (.8 - 1) + 1 = 1.8; 1 / (1 + e^-1.8) = .8581
    calibration = Calibration(
        {"fuller": 2.0, "agreement": 1.0}, {"fuller": 0.5, "agreement": 1.0}, intercept=1.0
    )
    seen = evidence((0.3, 1))
    assert calibration.contributions(seen) == pytest.approx({"fuller": 1.0, "agreement": -0.2})
    assert calibration.probability(seen) == pytest.approx(0.8581, abs=1e-4)
