"""Quotations and speakers of invented newswire in English and Spanish, every one of each passage."""

from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.eval.bench_passages import bench_passages, read_passages

HERE = Path(__file__).parent


@pytest.mark.parametrize(("lang", "f1", "speaker"), [("en", 0.99, 0.978), ("es", 0.99, 0.96)])
def test_newswire_is_read_as_measured(lang: str, f1: float, speaker: float) -> None:
    result = bench_passages(HERE / f"newswire-{lang}.txt", lang)
    assert result["f1"] >= f1
    assert result["speaker_accuracy"] >= speaker


def test_gold_in_braces_keeps_its_place_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "passages.txt"
    path.write_text("# comment\n“{One,|Ann Lee}” Lee said.¶“{Two.|Ann Lee}”\n", encoding="utf-8")
    ((article, gold),) = read_passages(path, "en")
    assert article.paragraphs == ("“One,” Lee said.", "“Two.”")
    assert [article.text[slice(*quote.text_span)] for quote in gold] == ["One,", "Two."]
    assert {quote.speaker for quote in gold} == {"Ann Lee"}


def test_a_file_without_gold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passages.txt"
    path.write_text("“One,” Ann Lee said.\n", encoding="utf-8")
    with pytest.raises(InputError, match="no quotation in braces"):
        bench_passages(path, "en")
    with pytest.raises(InputError, match="expected passages"):
        bench_passages(tmp_path / "none.txt", "en")
