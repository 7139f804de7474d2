"""What translations score against references: BLEU, chrF, chrF++ and TER, through sacrebleu.

Post 2018, "A Call for Clarity in Reporting BLEU Scores"; paired bootstrap by Koehn 2004.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fiel.errors import InputError

ROUNDS = 1000
"""Bootstrap samples."""


@dataclass(frozen=True, slots=True)
class Score:
    """One metric of one system, on a whole corpus."""

    value: float
    """0 to 100 for all but TER, where lower is better and more than 100 is possible."""
    low: float
    """Ends of the 95 % interval over samples of the sentences."""
    high: float
    p: float | None
    """Chance of so large a difference from the first system if there were none; None for the first."""
    signature: str


def score_systems(
    systems: Mapping[str, Sequence[str]], references: Sequence[str], rounds: int = ROUNDS
) -> dict[str, dict[str, Score]]:
    """Scores by system and metric; every system is compared with the first.

    Raises InputError without systems or sentences, or where a system has not one translation each.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER
    from sacrebleu.significance import PairedTest

    if not systems or not references:
        raise InputError("nothing to score: expected at least one system and one sentence")
    for name, translations in systems.items():
        if len(translations) != len(references):
            raise InputError(f"{name}: {len(translations)} translations; expected {len(references)}")
    metrics = {
        "BLEU": BLEU(references=[references]),
        "chrF": CHRF(references=[references]),
        "chrF++": CHRF(word_order=2, references=[references]),
        "TER": TER(references=[references]),
    }
    test = PairedTest(list(systems.items()), metrics, None, test_type="bs", n_samples=rounds)
    signatures: Any
    columns: Any  # declared as text or results; the results are looked at here
    signatures, columns = test()
    del columns["System"]  # the names, in the order given
    # sacrebleu names its columns after the settings (`chrF2++`), in the order of the metrics
    return {
        system: {
            metric: Score(
                value=round(float(column[row].score), 2),
                low=round(float(column[row].mean - column[row].ci), 2),
                high=round(float(column[row].mean + column[row].ci), 2),
                p=_p_value(column, row),
                signature=f"{label}|{signatures[label].format()}",
            )
            for metric, (label, column) in zip(metrics, columns.items(), strict=True)
        }
        for row, system in enumerate(systems)
    }


def _p_value(column: Sequence[Any], row: int) -> float | None:
    if row == 0:
        return None
    # sacrebleu counts the samples that differ by more than the systems do: of two equal systems none
    # differs by more than nothing, and it would call that significant
    equal = column[row].score == column[0].score
    return 1.0 if equal else round(float(column[row].p_value), 4)
