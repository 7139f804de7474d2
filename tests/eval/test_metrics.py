"""Scores with signatures and intervals."""

import pytest
import sacrebleu

from fiel.errors import InputError
from fiel.eval.metrics import score_systems

REFERENCES = [f"The ministry opened {number} hospitals in the east of the country." for number in range(12)]
BAD = [f"Ministry {number} hospital open." for number in range(12)]


def test_scores_are_those_of_sacrebleu() -> None:
    score = score_systems({"bad": BAD}, REFERENCES, rounds=20)["bad"]
    assert score["BLEU"].value == round(sacrebleu.corpus_bleu(BAD, [REFERENCES]).score, 2)
    assert score["chrF"].value == round(sacrebleu.corpus_chrf(BAD, [REFERENCES]).score, 2)
    assert score["TER"].value == round(sacrebleu.corpus_ter(BAD, [REFERENCES]).score, 2)
    assert score["chrF++"].value == round(sacrebleu.corpus_chrf(BAD, [REFERENCES], word_order=2).score, 2)
    assert score["chrF++"].p is None


def test_a_clear_difference_is_significant_and_none_is_not() -> None:
    scores = score_systems({"a": BAD, "better": REFERENCES, "same": BAD}, REFERENCES, rounds=100)
    for metric in ("BLEU", "chrF", "chrF++", "TER"):
        better, same = scores["better"][metric].p, scores["same"][metric].p
        assert better is not None
        assert same is not None
        assert better < 0.05 < same
    assert scores["better"]["BLEU"].low > scores["a"]["BLEU"].high


def test_the_signature_holds_metric_settings_and_bootstrap() -> None:
    signature = score_systems({"a": BAD}, REFERENCES, rounds=20)["a"]["chrF++"].signature
    assert signature.startswith("chrF2++|nrefs:1|bs:20|seed:12345|case:mixed|")
    assert f"version:{sacrebleu.__version__}" in signature


@pytest.mark.parametrize(
    ("systems", "message"), [({}, "nothing to score"), ({"a": ["x"]}, "a: 1 translations; expected 12")]
)
def test_sides_that_do_not_fit_are_refused(systems: dict[str, list[str]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        score_systems(systems, REFERENCES)
