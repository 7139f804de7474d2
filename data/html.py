"""Articles as HTML of any site, through trafilatura, and what all pages share."""

import re

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from fiel.data.dates import parse_timestamp
from fiel.data.draft import Draft
from fiel.data.outlets import known_outlet
from fiel.data.paragraphs import split_paragraphs

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "td", "th", "tr", "ul",
})
# fmt: on
_SPACES = re.compile(r"\s+")

# No guesses from copyright lines and the like: a wrong date costs a match, a missing one does not.
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def read_html(text: str) -> Draft:
    """Draft of a page of any site; one without paragraphs if nothing in it reads like an article."""
    tree = parse_html(text)
    found = None
    if tree is not None:
        found = bare_extraction(
            tree,
            url=page_address(tree) or None,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(_DATES),
            with_metadata=True,
        )
    if found is None or isinstance(found, dict):
        return Draft(title="", paragraphs=())
    url = found.url or ""
    return Draft(
        title=found.title or "",
        paragraphs=tuple(split_paragraphs((found.text or "").replace("\n", "\n\n"))),
        url=url,
        outlet=known_outlet(url) or found.sitename or "",
        date=parse_timestamp(found.date or ""),
    )


def parse_html(text: str) -> HtmlElement | None:
    """Root of a page, however broken; None if there is nothing in it."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        return lxml.html.document_fromstring(text.encode(), parser=parser)
    except ParserError:
        return None


def page_address(tree: HtmlElement) -> str:
    """The address a page gives as its own; empty if it gives none."""
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for address in tree.xpath(path):
            if str(address).startswith("http"):
                return str(address).strip()
    return ""


def element_paragraphs(element: HtmlElement) -> list[str]:
    """Paragraphs of an element: block elements and doubled `<br>` part them.

    The element is changed: hand over one that is no longer needed.
    """
    for node in element.iter():
        node.text = _SPACES.sub(" ", node.text or "") if isinstance(node.tag, str) else ""
        node.tail = _SPACES.sub(" ", node.tail or "")
        if node.tag == "br":
            node.tail = "\n" + node.tail
        elif node.tag in _BLOCKS:
            node.text, node.tail = "\n\n" + node.text, "\n\n" + node.tail
    return [_SPACES.sub(" ", paragraph) for paragraph in split_paragraphs(str(element.text_content()))]
