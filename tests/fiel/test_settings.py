"""The file, the command line and Python set the same things, and a wrong key is named."""

from pathlib import Path

import pytest

from fiel.errors import SettingsError
from fiel.options import settings_from
from fiel.settings import Settings, load_settings


def test_a_file_and_an_override_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "fiel.toml"
    file.write_text('source_lang = "fr"\n[export]\nmin_score = 0.7\n')
    assert load_settings(file) == load_settings(source_lang="fr", export__min_score=0.7)


def test_an_override_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "fiel.toml"
    file.write_text("[export]\nmin_score = 0.7\nname = 'rhc'\n")
    export = load_settings(file, export__min_score=0.9, export__name=None).export
    assert (export.min_score, export.name) == (0.9, "rhc")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("lang = 'es'", 'unknown key "lang"; known here: align, '),
        (
            "[export]\nmin_scor = 1",
            'unknown key "export.min_scor"; known here: dev, formats, licence, min_score',
        ),
        ("[export]\nmin_score = 2", r"export.min_score = 2: Input should be less than or equal to 1"),
        ("source_lang = 'spa'", "source_lang = 'spa': .*expected an ISO 639-1 code such as"),
        ("[export", "expected a TOML file of settings"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "fiel.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message) as error:
        load_settings(file)
    assert str(file) in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"fiel\.toml: .*No such file"):
        load_settings(tmp_path / "fiel.toml")


def test_the_signature_of_a_section_ignores_the_others() -> None:
    changed = load_settings(export__min_score=0.9)
    assert changed.signature("align") == Settings().signature("align")
    assert changed.signature() != Settings().signature()


def test_settings_of_a_build_stay_as_they_were_when_one_is_replaced() -> None:
    made = load_settings(clean__limits={"digits": 0.2})
    changed = settings_from(None, ["clean.limits.digits=0.9"], made=made)
    assert (made.clean.limits, changed.clean.limits) == ({"digits": 0.2}, {"digits": 0.9})


def test_files_named_in_a_file_of_settings_lie_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "fiel.toml"
    file.write_text('[score]\nterms = "house/terms.tsv"\nlexicon = "/else/lexicon.parquet"\n')
    score = load_settings(file).score
    assert (score.terms, score.lexicon) == (str(tmp_path / "house/terms.tsv"), "/else/lexicon.parquet")
    assert load_settings(file, score__terms="mine.tsv").score.terms == "mine.tsv"
