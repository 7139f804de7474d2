"""Radio Habana Cuba: its addresses and ids, its print view, its pages."""

import datetime
import html
import json
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from fiel.data.dates import parse_timestamp
from fiel.data.draft import Draft
from fiel.data.html import element_paragraphs, page_address, parse_html, read_html
from fiel.data.markdown import body_paragraphs, split_title, strip_markup
from fiel.data.outlets import host_of
from fiel.data.paragraphs import split_blocks
from fiel.records import Dropped

HOST = "radiohc.cu"
_INTERFACES = frozenset({"es", "en", "fr", "pt", "ar", "eo", "it"})
_ID = re.compile(r"(\d+)(?:-|$)")

_ANCHOR = (371_346, datetime.date(2024, 12, 5))
_IDS_A_DAY = 100
_SLOWEST = 75
_CLOCK_LIMIT = datetime.timedelta(days=180)

_FOOTER = re.compile(
    r"\n[ \t]*(?:\n|-{3,}[ \t]*\n)\s{0,20}<(?P<url>https?://[^\s<>]{1,1000})>"
    r"(?:\s{1,20}(?P<signature>\*{0,2}[^\n*.!?]{1,60}\*{0,2}))?\s*\Z"
)
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_LINKED_DATA = re.compile(r'"(headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.){0,2000})"', re.DOTALL)
_NOT_TEXT = ".//*[self::script or self::style or self::iframe or self::audio or self::video or self::form]"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """When an article was published, by its id alone."""

    date: datetime.date
    uncertainty: datetime.timedelta


def article_id(url: str) -> str:
    """`rhc:{id}` or, on the WordPress site, `rhcwp:{id}`; empty for an address of no article here.

    The site reads only the number before the first hyphen of the last part: the rest is free.

    >>> article_id("https://www.radiohc.cu/en/noticias/nacionales/371346-cuba-reiterates")
    'rhc:371346'
    >>> article_id("http://radiohc.cu/?p=512")
    'rhcwp:512'
    """
    if not _is_ours(url):
        return ""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if found := _ID.match(last):
        return f"rhc:{int(found[1])}"
    post = parse_qs(parts.query).get("p", [""])[0]
    return f"rhcwp:{int(post)}" if post.isdecimal() else ""


def section_of(url: str) -> str:
    """Section an article's address names, such as `noticias/nacionales`; empty if it names none.

    >>> section_of("https://radiohc.cu/index.php/en/noticias/nacionales/371346-cuba")
    'noticias/nacionales'
    """
    if not article_id(url).startswith("rhc:"):
        return ""
    folders = [folder for folder in urlsplit(url).path.split("/") if folder][:-1]
    if folders and folders[0] == "index.php":
        folders = folders[1:]
    if folders and folders[0] in _INTERFACES:
        folders = folders[1:]
    return "/".join(folders)


def read_clock(identifier: str) -> ClockReading | None:
    """When `rhc:{id}` was published, by the sequence that all languages share.

    It is anchored at id 371346 = 5 December 2024 and runs at 75 to 125 ids a day; 100 are taken.
    At the slow rate the truth lies a third further away, so the uncertainty is a third of the
    distance and a day; over 180 days the clock says nothing. None for other ids.

    >>> read_clock("rhc:371646")
    ClockReading(date=datetime.date(2024, 12, 8), uncertainty=datetime.timedelta(days=2))
    """
    scheme, _, number = identifier.partition(":")
    if scheme != "rhc" or not number.isdecimal() or len(number) > 9:
        return None
    distance = int(number) - _ANCHOR[0]
    error = datetime.timedelta(days=1 + round(abs(distance) / _SLOWEST - abs(distance) / _IDS_A_DAY))
    if error > _CLOCK_LIMIT:
        return None
    return ClockReading(_ANCHOR[1] + datetime.timedelta(days=round(distance / _IDS_A_DAY)), error)


def is_print_view(text: str) -> bool:
    """Whether Markdown ends like a print view: address in angle brackets, then at most a signature."""
    return _FOOTER.search(text) is not None


def read_print_view(text: str) -> Draft:
    """Draft of the site's print view as Markdown: title, bold caption, body, rule, address, signature.

    Pages of other sites that were saved in this form are read as well.
    """
    footer = _FOOTER.search(text)
    if footer is None:
        raise ValueError("not a print view")
    title, blocks = split_title(split_blocks(text[: footer.start()]))
    captions = [strip_markup(blocks.pop(0))] if blocks and _BOLD.fullmatch(blocks[0]) else []
    paragraphs, images = body_paragraphs(blocks)
    signature = strip_markup((footer["signature"] or "").strip())
    return Draft(
        title=title,
        paragraphs=paragraphs,
        url=footer["url"],
        outlet="" if _is_ours(footer["url"]) else signature,
        caption="".join(captions),
        dropped=(
            *(Dropped("caption", caption) for caption in captions),
            *images,
            *((Dropped("signature", signature),) if signature else ()),
        ),
    )


def is_page(text: str) -> bool:
    """Whether HTML is an article's page of the site as it was up to 2025."""
    return "article-full" in text


def read_page(text: str) -> Draft:
    """Draft of an article's page of the site as it was up to 2025."""
    tree = parse_html(text)
    article = None if tree is None else _first(tree, "//div[contains(@class, 'article-full')]")
    if tree is None or article is None:
        return Draft(title="", paragraphs=())
    data = _linked_data(tree)
    title = _text(_first(article, ".//h1")) or data.get("headline", "")
    image = _first(article, ".//div[contains(concat(' ', @class, ' '), ' main ')]//img[@alt]")
    bylines = [_text(line) for line in article.xpath(".//div[contains(@class, 'author')]//p")]
    captions = [_text(caption) for caption in article.xpath(".//*[contains(@class, 'subtitle')]")]
    if image is not None:
        captions.append(" ".join(str(image.get("alt")).split()))
    captions = [caption for caption in dict.fromkeys(captions) if caption and caption != title]
    visible = _text(_first(article, ".//*[self::time or contains(@class, 'date')]"))
    return Draft(
        title=title,
        paragraphs=tuple(_body(article)),
        url=page_address(tree),
        date=parse_timestamp(data.get("datePublished", "")) or parse_timestamp(visible),
        caption=captions[0] if captions else "",
        dropped=(
            *(Dropped("caption", caption) for caption in captions),
            *(Dropped("byline", byline) for byline in bylines if byline),
        ),
    )


def is_wordpress_page(text: str) -> bool:
    """Whether HTML is a page of the site as it is since 2026."""
    return f"{HOST}/?p=" in text


def read_wordpress_page(text: str) -> Draft:
    """Draft of a page of the site as it is since 2026; its short address carries the id."""
    tree = parse_html(text)
    short = [] if tree is None else [str(link) for link in tree.xpath("//link[@rel='shortlink']/@href")]
    draft = read_html(text)
    return replace(draft, url=short[0]) if short and not article_id(draft.url) else draft


def _is_ours(url: str) -> bool:
    host = host_of(url)
    return host == HOST or host.endswith(f".{HOST}")


def _body(article: HtmlElement) -> list[str]:
    body = _first(article, ".//div[contains(concat(' ', @class, ' '), ' text ')]")
    if body is None:
        return []
    for node in [*body.xpath(_NOT_TEXT), *body.xpath(".//div[contains(@class, 'innerImage')]")]:
        if node.getparent() is not None:
            node.drop_tree()
    return element_paragraphs(body)


def _linked_data(tree: HtmlElement) -> dict[str, str]:
    """Values of the page's JSON-LD, which is often not valid JSON and has HTML entities in its strings."""
    found: dict[str, str] = {}
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        for key, value in _LINKED_DATA.findall(str(script)):
            found.setdefault(key, " ".join(html.unescape(_unescaped(value)).split()))
    return found


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except json.JSONDecodeError:  # a stray backslash: the text around it is still good
        return value


def _first(element: HtmlElement, path: str) -> HtmlElement | None:
    return next(iter(element.xpath(path)), None)


def _text(element: HtmlElement | None) -> str:
    return "" if element is None else " ".join(str(element.text_content()).split())
