"""Pages of any site give their article, however broken they are."""

import datetime

import pytest

from fiel.data.html import element_paragraphs, page_address, parse_html, read_html

LEAD = "El puerto recibió ayer dos grúas eléctricas que costaron 46 millones de euros."
MORE = "La directora de la terminal explicó que comenzarán a trabajar en el mes de junio."
PAGE = f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Llegan dos grúas - Diario</title>
<link rel="canonical" href="https://www.diario.example/puerto/88-gruas">
<meta property="og:site_name" content="Diario de Ejemplo">
<meta property="article:published_time" content="2025-02-26T23:20:00-05:00"></head>
<body><header><nav><a href="/a">Puerto</a> <a href="/b">Zona</a></nav></header><main><article>
<h1>Llegan dos grúas</h1><p>{LEAD}</p><p>{MORE}</p></article></main>
<footer>© 2011 Diario de Ejemplo</footer></body></html>"""


def test_a_page_gives_title_body_address_date_and_site() -> None:
    draft = read_html(PAGE)
    assert draft.title == "Llegan dos grúas"
    assert draft.paragraphs[-2:] == (LEAD, MORE)
    assert draft.url == "https://www.diario.example/puerto/88-gruas"
    assert draft.date == datetime.date(2025, 2, 26)
    assert draft.outlet == "Diario de Ejemplo"


def test_a_copyright_year_is_no_date() -> None:
    assert read_html(PAGE.replace("2025-02-26T23:20:00-05:00", "")).date is None


def test_reading_the_same_page_again_gives_the_same_draft() -> None:
    assert [read_html(PAGE) for _ in range(5)] == [read_html(PAGE)] * 5


@pytest.mark.parametrize(
    "broken",
    [
        f"<p>{LEAD}<p>{MORE}",
        f"<html><body><div><article><p>{LEAD}</p><p>{MORE}",
        f"<html><body><p>{LEAD}</b></i></div></p></article><p>{MORE}</p></html></html>",
        f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>{LEAD}</p><p>{MORE}</p></body></html>',
    ],
)
def test_broken_html_gives_what_can_be_read(broken: str) -> None:
    assert read_html(broken).paragraphs == (LEAD, MORE)


@pytest.mark.parametrize(
    "nothing", ["", "   ", "<!-- x -->", "<html></html>", "<html><body><script>a</script>"]
)
def test_a_page_without_text_gives_a_draft_without_paragraphs(nothing: str) -> None:
    assert read_html(nothing).paragraphs == ()


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>One <b>bold</b>\n word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("One.<br><br>Two.<br/>\n<br/>Three.", ["One.", "Two.", "Three."]),
        ("A line<br>that goes on.", ["A line that goes on."]),
        (
            "Loose <p>One.</p> tail <div>Two<ul><li>Three</ul></div>",
            ["Loose", "One.", "tail", "Two", "Three"],
        ),
        ("<p>&nbsp;</p><p>One.<!-- no --></p>", ["One."]),
    ],
)
def test_blocks_and_doubled_breaks_part_paragraphs(markup: str, paragraphs: list[str]) -> None:
    tree = parse_html(f"<div id='x'>{markup}</div>")
    assert tree is not None
    assert element_paragraphs(tree.xpath("//div[@id='x']")[0]) == paragraphs


def test_the_address_is_the_canonical_one_else_the_shared_one() -> None:
    shared = '<meta property="og:url" content="https://a.example/2">'
    both = parse_html(f'{shared}<link rel="canonical" href="https://a.example/1"><p>x')
    relative = parse_html(f'{shared}<link rel="canonical" href="/1"><p>x')
    assert both is not None
    assert relative is not None
    assert page_address(both) == "https://a.example/1"
    assert page_address(relative) == "https://a.example/2"
