"""Estimates of quality beside the findings: where they stand, and that none is asked for unasked."""

import io
import json
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec

import pytest
from rich.console import Console

import fiel
from fiel.check_json import checked_to_json
from fiel.check_view import render_pair
from fiel.cli import main
from fiel.data import SAMPLES
from fiel.errors import MissingExtraError, SettingsError
from fiel.estimates import Estimates, estimate
from fiel.inputs import read_article
from fiel.models.estimators import load_estimator
from fiel.report import Signature, render_check

TRANSLATION, ORIGINAL = SAMPLES / "rhc-378271.md", SAMPLES / "rhc-378163.md"
SIGNATURE = Signature("1", "settings", "encoder")


class Lengths:
    """Likes translations that are as long as the original."""

    signature = "lengths|1"

    def scores(self, sources: Sequence[str], translations: Sequence[str]) -> list[float]:
        return [
            100 * min(len(source), len(target)) / max(len(source), len(target))
            for source, target in zip(sources, translations, strict=True)
        ]


@pytest.fixture(scope="module")
def checked() -> fiel.api.CheckedTranslation:
    return fiel.check_translation(read_article(ORIGINAL), read_article(TRANSLATION))


@pytest.fixture(scope="module")
def estimates(checked: fiel.api.CheckedTranslation) -> Estimates:
    return estimate(checked.pair, Lengths())


def test_every_quote_and_bead_of_both_texts_is_estimated(
    checked: fiel.api.CheckedTranslation, estimates: Estimates
) -> None:
    assert set(estimates.quotes) == {pair.index for pair in checked.pair.quote_pairs}
    paired = [bead for bead in checked.pair.beads if bead.source and bead.target]
    assert set(estimates.by_bead) == {bead.index for bead in paired}
    scores = [item.score for item in estimates.beads]
    assert scores == sorted(scores)
    assert estimates.mean == pytest.approx(sum(scores) / len(scores))


def test_terminal_page_and_json_show_them_with_their_signature(
    checked: fiel.api.CheckedTranslation, estimates: Estimates
) -> None:
    pair = checked.pair
    console = Console(file=io.StringIO(), width=80)
    console.print(render_pair(pair, estimates))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert f"estimate {estimates.quotes[0]:.3g}" in shown
    assert f"beads {estimates.mean:.3g} · lengths|1" in shown
    page = render_check(pair, SIGNATURE, estimates)
    assert f"estimate {estimates.quotes[0]:.3g}" in page
    assert "<code>lengths|1</code>" in page
    values = checked_to_json(pair, estimates)
    assert json.loads(json.dumps(values))["estimates"]["signature"] == "lengths|1"
    assert [quote["estimate"] for quote in values["quotes"]] == list(estimates.quotes.values())


def test_without_an_estimator_nothing_is_estimated(checked: fiel.api.CheckedTranslation) -> None:
    pair = checked.pair
    values = checked_to_json(pair)
    assert values["estimates"] is None
    assert {quote["estimate"] for quote in values["quotes"]} == {None}
    assert "estimate" not in render_check(pair, SIGNATURE).partition("<main")[2]


@pytest.mark.skipif(shutil.which("apertium") is None, reason="needs apertium")
def test_the_command_estimates_with_apertium(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["fiel", "check", str(TRANSLATION), str(ORIGINAL), "--with", "chrf:apertium", "--json"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit, match="0"):
        main()
    values = json.loads(capsys.readouterr().out)
    assert "reference:apertium-" in values["estimates"]["signature"]
    assert all(20 < item["score"] < 100 for item in values["estimates"]["beads"])


@pytest.mark.parametrize("name", ["apertium", "chrf", "chrf:", "bleu:apertium"])
def test_an_unknown_estimator_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(SettingsError, match=rf'unknown quality estimator "{name}"; known: chrf:apertium'):
        load_estimator(name, "es", "en")


@pytest.mark.skipif(find_spec("comet") is not None, reason="comet is installed")
def test_without_comet_the_error_says_how_to_get_it() -> None:
    with pytest.raises(MissingExtraError, match="pip install unbabel-comet"):
        load_estimator("comet", "es", "en")
