"""Quotations: marks, kinds, states, groups, cues and speakers."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiel.eval.cues import forms
from fiel.eval.quotes import SPOKEN, extract_quotes, key_quotes
from fiel.eval.speaker_words import speaker_words
from fiel.records import TITLE, Article, Quote, QuoteKind


def article(text: str, lang: str = "en", title: str = "") -> Article:
    return Article(id="a", lang=lang, title=title, paragraphs=tuple(text.split("¶")))


def marked(text: str, lang: str = "en") -> list[Quote]:
    return [q for q in extract_quotes(article(text, lang)) if q.kind is not QuoteKind.REPORTED]


def cases(lang: str) -> list[tuple[str, ...]]:
    text = Path(__file__).with_name(f"quotes-{lang}.tsv").read_text(encoding="utf-8")
    return [
        (lang, *line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize(("lang", "text", "words", "kind", "verb", "speaker"), [*cases("en"), *cases("es")])
def test_invented_sentence(lang: str, text: str, words: str, kind: str, verb: str, speaker: str) -> None:
    quotes = marked(text, lang)
    if kind == "none":
        assert not quotes
        return
    quote = next((q for q in quotes if q.text.strip().startswith(words)), None)
    assert quote is not None, [q.text for q in quotes]
    assert (quote.kind.value, quote.cue_verb, quote.speaker_id) == (kind, verb, speaker)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("“One.¶“Two,” he said.", "continued closed"),
        ("“One.¶Nothing is quoted here.", "unclosed"),
        ("He said “one and no more.¶Two.", "unclosed"),
        ('"One.¶Two.¶Three," he said.', "continued continued closed"),
        ("«Uno.¶»Dos.¶»Tres», dijo.", "continued continued closed"),
        ("“One.”¶“Two.”", "closed closed"),
        ("“One.¶\t¶\u00a0¶“Two,” he said.", "continued closed"),
    ],
)
def test_a_quotation_ends_with_its_paragraph_unless_the_next_goes_on(text: str, states: str) -> None:
    assert " ".join(q.state.value for q in marked(text)) == states


@pytest.mark.parametrize(
    ("lang", "text", "groups"),
    [
        ("en", "“One.¶“Two,” Ann Lee said.", [0, 0]),
        ("en", "“One,” Ann Lee said. “Two is next.”", [0, 0]),
        ("en", "“One,” Ann Lee said, “and two.”", [0, 0]),
        ("en", "“One?” Ann Lee asked. “Two is next.”", [0, 1]),
        ("en", "“One,” Ann Lee said. “Two,” Bob Ray replied.", [0, 1]),
        ("es", "“Uno”, dijo Ana Paz, “y dos”.", [0, 0]),
        ("es", "“Uno —dijo Ana Paz—, y dos”.", [0]),
    ],
)
def test_parts_of_one_utterance_share_a_group(lang: str, text: str, groups: list[int]) -> None:
    assert [q.group for q in marked(text, lang)] == groups


def test_an_inset_cue_stands_inside_its_quotation() -> None:
    text = "“Hemos trabajado —señaló Ana Paz—, y seguiremos”."
    (quote,) = marked(text, "es")
    assert quote.text == text[1:-2]
    assert quote.cue == "señaló Ana Paz"
    assert quote.cue_span is not None
    assert quote.start < quote.cue_span[0] < quote.cue_span[1] < quote.end


@pytest.mark.parametrize(
    ("lang", "text", "clause", "verb", "speaker"),
    [
        ("en", "Ann Lee said that the bridge is closed.", "the bridge is closed", "say", "Ann Lee"),
        ("en", "Ann Lee said the bridge is closed.", "the bridge is closed", "say", "Ann Lee"),
        ("en", "Ann Lee told reporters the bridge is closed.", "the bridge is closed", "tell", "Ann Lee"),
        ("en", "The bridge is closed, Ann Lee said.", "The bridge is closed", "say", "Ann Lee"),
        (
            "en",
            "According to Ann Lee, the bridge is closed.",
            "the bridge is closed",
            "according to",
            "Ann Lee",
        ),
        ("es", "Ana Paz dijo que el puente está cerrado.", "el puente está cerrado", "decir", "Ana Paz"),
        ("es", "El puente está cerrado, dijo Ana Paz.", "El puente está cerrado", "decir", "Ana Paz"),
        ("es", "Según Ana Paz, el puente está cerrado.", "el puente está cerrado", "según", "Ana Paz"),
    ],
)
def test_speech_without_marks_is_reported(lang: str, text: str, clause: str, verb: str, speaker: str) -> None:
    (quote,) = extract_quotes(article(text, lang))
    assert (quote.kind, quote.text, quote.cue_verb, quote.speaker_id) == (
        QuoteKind.REPORTED,
        clause,
        verb,
        speaker,
    )


def test_a_second_verb_ends_the_first_reported_clause() -> None:
    found = extract_quotes(article("Ann Lee said that the bridge is closed and added that the road is open."))
    assert [q.text for q in found] == ["the bridge is closed", "the road is open"]
    assert {q.speaker_id for q in found} == {"Ann Lee"}


@pytest.mark.parametrize(
    "text", ["People were told that it rained.", "The essentials of how it works are clear."]
)
def test_what_nobody_says_is_not_reported(text: str) -> None:
    assert not extract_quotes(article(text))


def test_a_quotation_of_the_title_does_not_run_into_the_body() -> None:
    found = extract_quotes(article("“Two is the body’s,” Ann Lee said.", title="Mayor: “One is lost"))
    assert [(q.paragraph, q.text) for q in found] == [(TITLE, "One is lost"), (0, "Two is the body’s,")]
    assert found[0].group != found[1].group


def test_another_language_is_read_by_its_marks_alone() -> None:
    (quote,) = marked("« Le pont est fermé depuis hier », a dit Anne Petit.", "fr")
    assert quote.text.strip() == "Le pont est fermé depuis hier"
    assert (quote.cue, quote.speaker_id, quote.speaker_how) == ("", "", "none")


def test_key_quotes_are_long_direct_and_by_a_name() -> None:
    text = (
        "“This one has eight words or more, surely,” Ann Lee said. "
        "He called it “a fragment of eight words or more”."
        "¶“Short one,” Ann Lee said."
        "¶“Nobody with a name said these eight words,” a spokesman said."
    )
    own = article(text)
    quotes = extract_quotes(own)
    assert [quotes[n].text[:8] for n in sorted(key_quotes(own, quotes, 8))] == ["This one"]


def test_segments_of_one_utterance_count_together_as_a_key_quote() -> None:
    own = article("“Four words and more.¶“Four words again here,” Ann Lee said.")
    assert key_quotes(own, extract_quotes(own), 8) == {0, 1}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "“" * 3000),
        ("en", "he said " * 5000),
        ("en", "“It is so,” Ann Lee said. " * 500),
        ("es", "—Así es —dijo Ana—. " * 500),
        ("es", "Ana Paz, " * 3000),
        ("en", "word\t" * 20000),
    ],
)
def test_a_paragraph_without_end_is_read(lang: str, text: str) -> None:
    """In seconds; each of these took minutes when every mark or word looked at every other."""
    extract_quotes(article(text, lang))


def test_a_sentence_that_ends_with_its_speaker_and_no_stop_is_read() -> None:
    assert [q.text for q in marked("La ley «es mala» y basta, menciona hoy Ana Paz", "es")] == ["es mala"]


@settings(max_examples=200, deadline=None)
@given(text=st.text(min_size=1, max_size=200), lang=st.sampled_from(["en", "es", "fr"]))
def test_no_article_aborts_whatever_its_letters(text: str, lang: str) -> None:
    if any(text.split("¶")):
        own = article(text, lang)
        assert all(own.text[q.text_start : q.text_end] == q.text for q in extract_quotes(own))


MARKS = ["“", "”", '"', "«", "»", "‘", "’", "'", "—", "–", " ", "\t", ",", ".", "?", ":", "5", "(", ")", "¶"]
WORDS = ["a", "Ana", "Lee", "it", "He", " dijo", " said", "saying ", "según ", "that ", "que ", "the ", "La "]
SEATS = ["(D)", "(R-Ky.)", ", D-Ohio, ", "[sic]", "6'2\"", "Ana Paz (I)", "of State", "U.S. ", "NATO", "'s "]
NOUNS = [*speaker_words("en").heads, *speaker_words("es").heads, *forms("en"), *forms("es")]
PIECES = (
    st.sampled_from([*MARKS, *WORDS, *SEATS])
    | st.sampled_from(NOUNS).map(lambda noun: f" {noun} ")
    | st.sampled_from(NOUNS).map(lambda noun: f" {noun.title()} ")
)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, min_size=1, max_size=40), lang=st.sampled_from(["en", "es", "fr"]))
def test_any_text_is_read_and_offsets_hold(pieces: list[str], lang: str) -> None:
    """Nothing aborts; spans stay in one paragraph, in order, without overlap, and give back the text."""
    text = "".join(pieces)
    if not any(part for part in text.split("¶")):
        return
    own = article(text, lang)
    blocks = own.paragraph_spans()
    quotes = extract_quotes(own)
    spoken = [q for q in quotes if q.kind in SPOKEN]
    assert [q.index for q in quotes] == list(range(len(quotes)))
    for quote in quotes:
        start, end = blocks[quote.paragraph]
        assert start <= quote.start <= quote.text_start <= quote.text_end <= quote.end <= end
        assert own.text[quote.text_start : quote.text_end] == quote.text
        if quote.cue_span is not None:
            assert own.text[slice(*quote.cue_span)] == quote.cue
    assert all(one.end <= other.start for one, other in pairwise(spoken))
