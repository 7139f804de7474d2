"""Systems side by side, by metrics and by checks."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from fiel.errors import SettingsError
from fiel.eval.evaluation import as_json, evaluate
from fiel.eval.evaluation_view import missed, page, table
from fiel.models.pairs import read_pairs


class Glossary:
    """Translates what it was given a translation for, and copies the rest."""

    source_lang, target_lang, signature = "es", "en", "glossary"

    def __init__(self, entries: dict[str, str], change: tuple[str, str] = ("", "")) -> None:
        self._entries, self._change = entries, change

    def translate(self, texts: Sequence[str]) -> list[str]:
        return [self._entries.get(text, text).replace(*self._change) for text in texts]


@pytest.fixture
def entries(corpus: Path) -> dict[str, str]:
    pairs = read_pairs(corpus, "test", "es", "en")
    return dict(zip(pairs.sources, pairs.targets, strict=True))


def test_a_wrong_number_is_shown_beside_a_good_score(corpus: Path, entries: dict[str, str]) -> None:
    systems = {
        "copy": Glossary({}),
        "wrong": Glossary(entries, ("three", "nine")),
        "right": Glossary(entries),
    }
    evaluation = evaluate(corpus, systems, rounds=20)
    wrong = evaluation.systems["wrong"]
    assert wrong.scores["chrF"].value > 70
    assert wrong.flagged["number"] == 3
    assert evaluation.systems["right"].flagged == evaluation.systems["reference"].flagged == {}
    assert {item.system for item in missed(evaluation)[:3]} == {"wrong"}


def test_table_page_and_json_hold_scores_signatures_and_counts(corpus: Path, entries: dict[str, str]) -> None:
    told: list[tuple[str, int, int]] = []
    evaluation = evaluate(
        corpus,
        {"copy": Glossary({}), "wrong <1>": Glossary(entries, ("three", "nine"))},
        rounds=20,
        progress=lambda *step: told.append(step),
    )
    assert told == [("copy", 3, 3), ("wrong <1>", 3, 3)]
    lines = table(evaluation).splitlines()
    assert lines[0].split()[:5] == ["BLEU", "chrF", "chrF++", "TER", "s"]
    assert "number" in lines[0]
    assert [line.split()[0] for line in lines[1:4]] == ["copy", "wrong", "reference"]
    assert any(line.startswith("BLEU|nrefs:1|bs:20|") for line in lines)
    assert "wrong &lt;1&gt;" in page(evaluation)
    values = json.loads(json.dumps(as_json(evaluation)))
    assert values["systems"]["wrong <1>"]["flagged"]["number"] == 3
    assert values["signature"].startswith("evaluation|data:test:3:")


def test_systems_of_two_directions_are_refused(corpus: Path) -> None:
    back = Glossary({})
    back.source_lang, back.target_lang = "en", "es"
    with pytest.raises(SettingsError, match="en-es, es-en; expected one direction"):
        evaluate(corpus, {"there": Glossary({}), "back": back})
