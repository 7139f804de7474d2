"""The language of a text is told by the text."""

import csv
from pathlib import Path

import pytest

from fiel.data.language import identify
from fiel.errors import SettingsError

SENTENCES = [
    ("es", "El ministro habló ayer con la prensa sobre los acuerdos entre los dos países."),
    ("en", "The minister spoke to the press yesterday about the agreements between both countries."),
    ("pt", "O ministro falou ontem com a imprensa sobre os acordos entre os dois países."),
    ("fr", "Le ministre a parlé hier à la presse des accords entre les deux pays."),
    ("it", "Il ministro ha parlato ieri con la stampa degli accordi tra i due paesi."),
    ("ca", "El ministre va parlar ahir amb la premsa sobre els acords entre els dos països."),
    ("eo", "La ministro parolis hieraŭ kun la gazetaro pri la interkonsentoj inter ambaŭ landoj."),
    ("ar", "تحدث الوزير أمس إلى الصحافة عن الاتفاقات بين البلدين."),
]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    found, probability = identify(sentence)
    assert found == language
    assert probability > 0.5


@pytest.mark.parametrize("text", ["", "123 456", "…", "—"])
def test_a_text_without_words_gets_a_low_probability(text: str) -> None:
    assert identify(text)[1] < 0.5


def test_a_language_beyond_the_plausible_ones_is_told_when_asked_for() -> None:
    sentence = "De minister sprak gisteren met de pers over de akkoorden tussen beide landen."
    assert identify(sentence, ("nl", "en"))[0] == "nl"


def test_an_unknown_code_fails_and_says_which_are_known() -> None:
    with pytest.raises(SettingsError, match=r'language "eng".* ar, .* en,'):
        identify("text", ("eng",))


def test_every_development_article_is_told_right(shared: Path) -> None:
    with (shared / "bench/match/news-dev.tsv").open(encoding="utf-8", newline="") as file:
        gold = [(lang, row[lang]) for row in csv.DictReader(file, delimiter="\t") for lang in ("en", "es")]
    texts = {name: (shared / "news" / f"{name}.md").read_text(encoding="utf-8") for _, name in gold if name}
    assert len(texts) == 66
    assert [(lang, name) for lang, name in gold if name and identify(texts[name])[0] != lang] == []
