"""Apertium, where it is installed; and what is said where it is not."""

import shutil

import pytest

from fiel.errors import MissingExtraError, SettingsError
from fiel.models.apertium import Apertium
from fiel.models.estimators import load_estimator

installed = pytest.mark.skipif(
    not shutil.which("apertium"), reason="needs Debian's apertium, apertium-eng-spa"
)


@installed
def test_each_text_has_one_translation_whatever_it_holds() -> None:
    texts = [
        "El ministerio abrió dos hospitales.",
        "",
        "[Hola] {mundo} ^c$ \\d /e <f> @g\nsegunda línea.",
        "  ",
        "«¿Qué?», dijo... https://example.org/a_b?c=d&e=1",
        "Sin punto",
    ]
    made = Apertium("es", "en").translate(texts)
    assert made[:2] == ["The ministry opened two hospitals.", ""]
    assert made[2].startswith("[Hello] {world} ^c$ \\d") or made[2].startswith("[Hello] {")
    assert "\n" in made[2]
    assert made[3] == ""
    assert made[4].endswith("https://example.org/a_b?c=d&e=1")
    assert len(made) == len(texts)


@installed
def test_a_pair_that_is_not_installed_names_its_packages() -> None:
    with pytest.raises(
        MissingExtraError, match=r"no direction eng-eus; .*apertium-eng-eus or apertium-eus-eng"
    ):
        Apertium("en", "eu")


def test_a_missing_program_names_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingExtraError, match=r"apt-get install apertium and .*apertium-eng-spa"):
        Apertium("es", "en")


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r'language "xx".*known: ca, de, en'):
        Apertium("xx", "en")


@installed
def test_the_pseudo_reference_likes_a_translation_more_than_a_strange_sentence() -> None:
    estimator = load_estimator("chrf:apertium", "es", "en")
    sources = ["El ministerio abrió dos hospitales."] * 2
    good, bad = estimator.scores(sources, ["The ministry opened two hospitals.", "It rained all day."])
    assert good == 100 > 30 > bad
    assert estimator.signature.startswith("chrF++|nrefs:1|")
    assert "apertium-" in estimator.signature
