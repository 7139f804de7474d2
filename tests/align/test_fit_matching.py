"""Fitting of the matcher's weights."""

import json
from pathlib import Path
from random import Random

import pytest

from fiel.align.calibration import PLAIN
from fiel.align.fit_matching import Sample, cross_validate, fit, write_weights


def samples(count: int) -> list[Sample]:
    """Pairs whose shares lie above those of non-pairs, and figures that say nothing."""
    random = Random(3)
    made = []
    for number in range(count):
        matches = number % 3 == 0
        share = random.uniform(0.7, 1.0) if matches else random.uniform(0.0, 0.6)
        evidence = {
            **dict.fromkeys(PLAIN, 0.8),
            "covered_source": share,
            "covered_target": share / 2,
            "agreement": 0.8,
            "conflicts": 0.0,
            "same_figures": 0.0,
            "figures": random.random(),
        }
        made.append(Sample(number, matches, evidence))
    return made


def test_what_separates_gets_the_weight() -> None:
    fitted = fit(samples(300), ("fuller", "figures"))
    assert fitted.weights["fuller"] > 10 * abs(fitted.weights["figures"])
    # Half way between the two kinds, at .65, the odds are even.
    undecided = {**samples(1)[0].evidence, "covered_source": 0.65, "figures": 0.5}
    assert fitted.probability(undecided) == pytest.approx(0.5, abs=0.2)


def test_unseen_stories_are_judged_by_the_weights_of_the_others() -> None:
    found = cross_validate(samples(300), ("fuller",))
    assert found["auc"] == 1.0
    assert found["recall"] > 0.95
    assert found["claimed"] < 0.05
    assert cross_validate(samples(300), ("figures",))["auc"] == pytest.approx(0.5, abs=0.1)


def test_the_file_holds_weights_by_name_and_where_they_come_from(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    fitted = fit(samples(60), ("fuller",))
    write_weights(fitted, {"seed": "1"}, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["weights"] == fitted.weights
    assert data["provenance"] == {"seed": "1"}
    assert len(data["signature"]) == 8
