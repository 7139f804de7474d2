"""Radio Habana Cuba: every shape of its addresses, its print view, its pages."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.radiohc import (
    article_id,
    is_print_view,
    read_clock,
    read_page,
    read_print_view,
    read_wordpress_page,
    section_of,
)
from fiel.records import Dropped

ADDRESSES = [
    (
        "https://www.radiohc.cu/en/noticias/nacionales/371346-cuba-reiterates",
        "rhc:371346",
        "noticias/nacionales",
    ),
    ("http://radiohc.cu/noticias/nacionales/371346-cuba-reitera", "rhc:371346", "noticias/nacionales"),
    ("https://radiohc.cu/index.php/en/noticias/nacionales/371346-x", "rhc:371346", "noticias/nacionales"),
    ("https://www.radiohc.cu/especiales/comentarios/371346", "rhc:371346", "especiales/comentarios"),
    ("https://www.radiohc.cu/pt/de-interes/371346-a/", "rhc:371346", "de-interes"),
    ("https://www.radiohc.cu/371346-", "rhc:371346", ""),
    ("https://www.radiohc.cu/eo/noticias/371346-a?utm=1#top", "rhc:371346", "noticias"),
    ("https://WWW.RadioHC.cu/noticias/0371346-a", "rhc:371346", "noticias"),
    ("https://www.radiohc.cu/?p=512", "rhcwp:512", ""),
    ("https://www.radiohc.cu/?lang=en&p=512", "rhcwp:512", ""),
    ("https://www.radiohc.cu/en/quienes-somos", "", ""),
    ("https://www.radiohc.cu/en/noticias/371346a", "", ""),
    ("https://www.radiohc.cu/?p=draft", "", ""),
    ("https://radiohc.cu.example/noticias/371346-a", "", ""),
    ("https://www.granma.cu/noticias/371346-a", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("url", "identifier", "section"), ADDRESSES)
def test_every_address_of_an_article_gives_its_one_id_and_section(
    url: str, identifier: str, section: str
) -> None:
    assert article_id(url) == identifier
    assert section_of(url) == section


def test_the_clock_is_right_at_its_anchor_and_runs_a_hundred_ids_a_day() -> None:
    anchor = read_clock("rhc:371346")
    later = read_clock("rhc:374346")
    assert anchor is not None
    assert later is not None
    assert (anchor.date, anchor.uncertainty.days) == (datetime.date(2024, 12, 5), 1)
    assert (later.date, later.uncertainty.days) == (datetime.date(2025, 1, 4), 11)


@pytest.mark.parametrize(
    "identifier", ["rhc:1", "rhc:999999999999", "rhcwp:371346", "sha:371346", "rhc:", ""]
)
def test_the_clock_says_nothing_too_far_away_or_of_other_ids(identifier: str) -> None:
    assert read_clock(identifier) is None


@given(st.integers(-10_000, 10_000), st.integers(75, 125))
def test_the_uncertainty_covers_every_rate_between_the_known_ones(days_of_ids: int, rate: int) -> None:
    reading = read_clock(f"rhc:{371_346 + days_of_ids}")
    assert reading is not None
    truth = datetime.date(2024, 12, 5) + datetime.timedelta(days=round(days_of_ids / rate))
    assert abs(truth - reading.date) <= reading.uncertainty


PRINT_VIEW = """

# *Cuba y Panamá dialogan*

---



**Ronda de conversaciones, 4 de diciembre de 2024.**

La Habana, 5 dic (RHC) Cuba y Panamá dialogaron.

Habrá otra ronda.

---

<https://www.radiohc.cu/noticias/nacionales/371346-cuba-y-panama-dialogan>



**Radio Habana Cuba**"""


def test_a_print_view_gives_title_caption_body_and_address() -> None:
    draft = read_print_view(PRINT_VIEW)
    assert draft.title == "Cuba y Panamá dialogan"
    assert draft.caption == "Ronda de conversaciones, 4 de diciembre de 2024."
    assert draft.paragraphs == ("La Habana, 5 dic (RHC) Cuba y Panamá dialogaron.", "Habrá otra ronda.")
    assert draft.url == "https://www.radiohc.cu/noticias/nacionales/371346-cuba-y-panama-dialogan"
    assert draft.dropped == (Dropped("caption", draft.caption), Dropped("signature", "Radio Habana Cuba"))


def test_a_print_view_needs_neither_caption_nor_signature_nor_rules() -> None:
    draft = read_print_view("# T\n\nUno.\n\n**Dos.**\n\n<https://a.example/1>\n")
    assert (draft.caption, draft.paragraphs, draft.url) == ("", ("Uno.", "Dos."), "https://a.example/1")


def test_the_signature_names_the_outlet_of_another_site() -> None:
    draft = read_print_view("# T\n\nUno.\n\n---\n<https://a.example/1>\n\n**Diario de Ejemplo**\n")
    assert draft.outlet == "Diario de Ejemplo"


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nUno.",
        "# T\n\nUno, en <https://a.example/1>",
        "# T\n\nUno.\n\n<https://a.example/1>\n\nUn párrafo que sigue no es una firma, pues habla demasiado.",
        "",
    ],
)
def test_other_markdown_is_no_print_view(text: str) -> None:
    assert not is_print_view(text)


def test_the_seed_keeps_its_sixteen_paragraphs_to_the_letter(shared: Path) -> None:
    text = (shared / "seed/rhc-371346-en.md").read_text(encoding="utf-8")
    draft = read_print_view(text)
    assert len(draft.paragraphs) == 16
    assert all(block in text for block in (draft.title, draft.caption, *draft.paragraphs))
    assert draft.caption.endswith("December 4, 2024.")


PAGE = """<html><head><link rel="canonical" href="https://www.radiohc.cu/en/noticias/salud/380190-a">
<script type="application/ld+json">{JSON}</script></head><body><div>Now Playing</div>
<div class="article-full"><h1><a href="#">Cuba &amp; Panama hold talks</a></h1>
<div class="date">{DATE}</div>
<div class="main"><img src="a.jpg" alt="{ALT}"></div>
<div class="text"><p>Havana, Dec 5 (RHC) -- They <b>held</b> talks.</p>
<div class="innerImage"><img src="a.jpg"><div class="subtitle">The talks in Havana</div></div>
<audio src="a.mp3">Your browser is old.</audio><iframe>x</iframe><p>More will follow.</p></div>
<div class="author"><p>Edited by Marta Quesada</p></div></div>
<div><h3>Related Articles</h3><ul><li>Other news of today</li></ul></div></body></html>"""


def page(json: str = "{}", date: str = "", alt: str = "") -> str:
    return PAGE.replace("{JSON}", json).replace("{DATE}", date).replace("{ALT}", alt)


def test_a_page_gives_the_article_without_what_surrounds_it() -> None:
    draft = read_page(page(alt="Delegates"))
    assert draft.title == "Cuba & Panama hold talks"
    assert draft.paragraphs == ("Havana, Dec 5 (RHC) -- They held talks.", "More will follow.")
    assert draft.url == "https://www.radiohc.cu/en/noticias/salud/380190-a"
    assert draft.caption == "The talks in Havana"
    assert draft.dropped == (
        Dropped("caption", "The talks in Havana"),
        Dropped("caption", "Delegates"),
        Dropped("byline", "Edited by Marta Quesada"),
    )


def test_an_image_text_that_is_the_title_is_no_caption() -> None:
    draft = read_page(page(alt="Cuba &amp; Panama hold talks").replace("subtitle", "x"))
    assert draft.caption == ""


LINKED_DATA = [
    '{"@type": "NewsArticle", "datePublished": "2024-12-05T18:05:47-05:00"}',
    '{"headline": "He said &quot;no&quot;", "datePublished":"2024-12-05 18:05:47"}',
    '{"headline": "broken "quotes" here", "datePublished" : "2024-12-05",, }',
    '{"description": "a\nraw line end", "datePublished": "2024-12-05T01:00:00"',
    '[{"@type": "WebSite"}, {"@graph": [{"datePublished": "2024\\u002d12-05"}]}]',
]


@pytest.mark.parametrize("json", LINKED_DATA)
def test_the_date_is_read_from_linked_data_however_broken(json: str) -> None:
    assert read_page(page(json, date="2001-01-01")).date == datetime.date(2024, 12, 5)


def test_without_linked_data_the_visible_timestamp_counts() -> None:
    assert read_page(page(date="2024-12-05 18:05:47")).date == datetime.date(2024, 12, 5)
    assert read_page(page()).date is None


def test_the_title_of_linked_data_stands_in_for_a_missing_one() -> None:
    markup = page('{"headline": "He said &quot;no&quot; \\"twice\\" &amp; left"}').replace("h1", "h4")
    assert read_page(markup).title == 'He said "no" "twice" & left'


@pytest.mark.parametrize("markup", ["", "article-full", "<div class='article-full'><h1>T</h1></div>"])
def test_a_page_without_body_gives_no_paragraphs(markup: str) -> None:
    assert read_page(markup).paragraphs == ()


def test_a_wordpress_page_is_known_by_its_short_address() -> None:
    markup = """<html><head><link rel="canonical" href="https://www.radiohc.cu/cuba-y-panama-dialogan/">
    <link rel="shortlink" href="https://www.radiohc.cu/?p=512"></head><body><article>
    <h1>Cuba y Panamá dialogan</h1><p>Cuba y Panamá dialogaron este jueves en La Habana.</p>
    </article></body></html>"""
    assert article_id(read_wordpress_page(markup).url) == "rhcwp:512"
