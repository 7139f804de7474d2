"""What `fiel check` prints: everything that was found, in 80 columns; and the same as JSON."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from fiel.check_figures import say_figures
from fiel.check_json import checked_to_json, signature_to_json
from fiel.check_view import render_foot, render_pair
from fiel.eval.dismissals import finding_key
from fiel.eval.scoring import ScoredPair, with_dismissals
from fiel.pair_view import CheckedPair
from fiel.records import (
    Article,
    BeadFinding,
    Decision,
    DocumentPair,
    Finding,
    Quote,
    QuoteKind,
    QuotePair,
    QuoteState,
    QuoteStatus,
    Severity,
    Span,
    Verdict,
)
from fiel.report import Signature

SIGNATURE = Signature("1.2.3", "abcdef012345", "usem3-0")
SOURCE = Article(
    "rhc:1", "es", "Título [con corchetes]",
    ("«Atendimos a 200 pacientes», dijo Ana Pérez.", "Ana negó que hubiera 30 heridos.", "«Todo bien»."),
)  # fmt: skip
TARGET = Article(
    "rhc:2", "en", "Title [bold]with brackets[/bold]",
    (
        "“We treated 300 patients,” claimed Ana Perez.", "“There were 30 wounded,” she denied.",
        "“All is well.”",
    ),
)  # fmt: skip


def span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return start, start + len(words)


def quote(article: Article, index: int, marked: str, speaker: str = "", cue: str = "") -> Quote:
    start, end = span(article, marked)
    return Quote(
        article.id, index, index, 0, start, end, start + 1, end - 1, marked[1:-1], QuoteKind.DIRECT,
        QuoteState.CLOSED, cue, None, cue, speaker, speaker, "name" if speaker else "none",
    )  # fmt: skip


def scored() -> ScoredPair:
    changed = Finding(
        "number", "accuracy/mistranslation/number", Severity.CRITICAL, "number changed: 200 → 300",
        span(SOURCE, "200"), span(TARGET, "300"),
    )  # fmt: skip
    promoted = Finding(
        "promoted", "accuracy/addition/promoted-quote", Severity.MAJOR, "quoted, but only reported",
        span(SOURCE, "hubiera 30 heridos"), span(TARGET, "“There were 30 wounded,”"), 0.3,
    )  # fmt: skip
    pairs = (
        QuotePair(
            "p", 0, QuoteStatus.MATCHED, (0,), (0,), span(SOURCE, "«Atendimos a 200 pacientes»"),
            span(TARGET, "“We treated 300 patients,”"), True, 0.81, "same", (changed,),
            Verdict("critical", 0.0),
        ),
        QuotePair(
            "p", 1, QuoteStatus.PROMOTED, (), (1,), promoted.source_span, promoted.target_span, False, 0.6,
            "none", (promoted,), Verdict("needs_human", 80.0),
        ),
        QuotePair(
            "p", 2, QuoteStatus.MATCHED, (1,), (2,), span(SOURCE, "«Todo bien»"),
            span(TARGET, "“All is well.”"), False, 0.9, "none", (), Verdict("faithful", 100.0),
        ),
    )  # fmt: skip
    around = BeadFinding(
        "p", 1, Finding("name", "accuracy/name", Severity.MINOR, "name added: she", None, span(TARGET, "she"))
    )
    return ScoredPair(
        (
            quote(SOURCE, 0, "«Atendimos a 200 pacientes»", "Ana Pérez", "decir"),
            quote(SOURCE, 1, "«Todo bien»"),
        ),
        (
            quote(TARGET, 0, "“We treated 300 patients,”", "Ana Perez", "claim"),
            quote(TARGET, 1, "“There were 30 wounded,”"),
            quote(TARGET, 2, "“All is well.”"),
        ),
        pairs,
        (around,),
        Verdict("critical", 0.0),
    )


def checked(pair: ScoredPair | None = None, decision: Decision = Decision.PARALLEL) -> CheckedPair:
    shares = {"covered_source": 0.4, "covered_target": 0.9}
    document = DocumentPair("p", SOURCE.id, TARGET.id, decision, 1.0, "the translation is condensed", shares)
    return CheckedPair(document, SOURCE, TARGET, (), (), (), pair or scored())


def printed(width: int = 80, colour: bool = False, pair: ScoredPair | None = None) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, no_color=not colour)
    console.print(render_pair(checked(pair)))
    console.print(render_foot([pair or scored()], SIGNATURE))
    return stream.getvalue()


def test_it_says_the_verdict_the_quotes_the_findings_the_speakers_and_the_signature() -> None:
    text = printed()
    for words in (
        "critical 0 · 3 quotes · findings: 1 critical, 1 major, 1 minor",
        "«Atendimos a 200 pacientes»", "“We treated 300 patients,”", "— Ana Perez (claim)",
        "‼ critical number: number changed: 200 → 300", "needs human", "(unsure)",
        "outside the quotes", "30 wounded,” she denied.", "3 “All is well.”",
        "fiel 1.2.3 · settings abcdef012345 · usem3-0",
    ):  # fmt: skip
        assert words in text


def test_the_header_says_which_text_is_taken_for_the_original() -> None:
    lines = printed().splitlines()
    assert lines[0] == "translation en Title [bold]with brackets[/bold]"
    assert lines[1].rstrip() == "original    es Título [con corchetes]"


def test_a_condensed_translation_is_said_to_be_one() -> None:
    partial = checked(decision=Decision.PARTIAL)
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as captured:
        console.print(render_pair(partial))
    said = "the translation is condensed; left-out quotes are not counted"
    assert said in captured.get()
    assert said not in printed()
    data = checked_to_json(partial)
    assert (data["decision"], data["covered"]) == ("partial", {"source": 0.4, "target": 0.9})


def test_the_worst_quote_comes_first_and_one_without_findings_last() -> None:
    text = printed()
    assert text.index("300 patients") < text.index("There were 30") < text.index("All is well")


def test_brackets_in_a_text_are_no_markup() -> None:
    assert "Title [bold]with brackets[/bold]" in printed()


@pytest.mark.parametrize("width", [40, 80, 132])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(width).splitlines())) <= width


def test_the_words_of_a_finding_are_marked_where_there_is_colour() -> None:
    assert "\x1b[1;4;31m200\x1b[0m" in printed(colour=True)


def test_a_translation_without_quotes_is_shown_too() -> None:
    text = printed(pair=ScoredPair((), (), (), (), Verdict("faithful", 100.0)))
    assert "faithful 100 · 0 quotes · no findings" in text


def test_texts_that_are_no_translations_of_each_other_are_said_to_be_none() -> None:
    text = " ".join(printed(pair=ScoredPair((), (), (), (), Verdict("not_aligned", 0.0), 0.12)).split())
    assert "not aligned 0 · the texts are no translations of each other: relatedness 0.12" in text


def dismissed(*reasons: str) -> tuple[ScoredPair, list[str]]:
    """The findings of the first quotes and then of the text around, dismissed; and their keys."""
    before = scored()
    named = [
        *((pair.findings[0], pair) for pair in before.quote_pairs[:2]),
        *((item.finding, None) for item in before.bead_findings),
    ]
    found = [finding_key(SOURCE, TARGET, *one) for one in named][: len(reasons)]
    return with_dismissals(before, SOURCE, TARGET, dict(zip(found, reasons, strict=True))), found


def test_each_finding_shows_the_key_that_dismisses_it_and_a_dismissed_one_its_reason() -> None:
    after, (key, _, around) = dismissed("confirmed", "broadcast", "house style")
    assert key in printed()
    text = printed(pair=after)
    assert "faithful 100 · 3 quotes · findings: 3 dismissed" in text
    assert "1 “We treated 300 patients,” · dismissed: confirmed" in text
    assert f"· name: name added: she · dismissed: house style {around}" in text
    assert "neutral" not in text


def test_a_dismissed_finding_beside_another_is_not_called_neutral() -> None:
    before = scored()
    first = before.quote_pairs[0]
    both = replace(first, findings=(*first.findings, replace(first.findings[0], check="date")))
    key = finding_key(SOURCE, TARGET, first.findings[0], first)
    pair = replace(before, quote_pairs=(both, *before.quote_pairs[1:]))
    text = printed(pair=with_dismissals(pair, SOURCE, TARGET, {key: "confirmed"}))
    assert f"· number: number changed: 200 → 300 · dismissed: confirmed {key}" in " ".join(text.split())
    assert "‼ critical date" in text


def test_the_json_has_the_reason_of_a_dismissal_beside_the_message() -> None:
    data = checked_to_json(checked(dismissed("confirmed")[0]))
    first, second = (pair["findings"][0] for pair in data["quotes"][:2])
    assert (first["dismissed"], first["severity"]) == ("confirmed", "neutral")
    assert first["message"] == "number changed: 200 → 300"
    assert second["dismissed"] is None


def test_what_was_measured_stands_beside_each_check() -> None:
    text = printed()
    assert f"number   {say_figures('number')[:30]}" in text
    assert f"promoted {say_figures('promoted')[:30]}" in text
    found = checked_to_json(checked())["quotes"][0]["findings"][0]
    assert set(found["measured"]) == {"recall", "precision", "false_alarms", "remarks"}


def test_the_json_holds_the_same_with_words_for_every_span() -> None:
    data = json.loads(json.dumps(checked_to_json(checked())))
    assert data["verdict"] == {"label": "critical", "score": 0.0}
    first, promoted, clean = data["quotes"]
    assert first["source"]["text"] == "«Atendimos a 200 pacientes»"
    assert first["target"]["quotes"][0]["speaker"] == "Ana Perez"
    assert first["findings"][0]["source"] == {"span": list(span(SOURCE, "200")), "text": "200"}
    assert promoted["source"]["quotes"] == []
    assert clean["findings"] == []
    assert data["outside_quotes"][0]["target"]["text"] == "she"
    assert signature_to_json(SIGNATURE)["encoder"] == "usem3-0"


def test_every_finding_has_a_key_of_its_own_that_stays() -> None:
    once, again = (checked_to_json(checked()) for _ in range(2))
    assert len(set(keys(once))) == 3
    assert keys(once) == keys(again)


def keys(data: dict[str, Any]) -> list[str]:
    found = [finding for quote_pair in data["quotes"] for finding in quote_pair["findings"]]
    return [finding["key"] for finding in (*found, *data["outside_quotes"])]
