"""Articles as Markdown or plain text: a title, then paragraphs."""

import html
import re
from dataclasses import dataclass, field

from fiel.data.dates import parse_timestamp
from fiel.data.draft import Draft
from fiel.data.paragraphs import split_blocks, split_paragraphs
from fiel.records import Dropped

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n((?:[ \t]*\w[\w -]*:.*\n|[ \t]*\n)*?)---[ \t]*(?:\n|\Z)")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_UNDERLINED = re.compile(r"(.+)\n[ \t]*(?:=+|-+)[ \t]*")
_BULLET = re.compile(r"[-*+•][ \t]+|\d{1,3}[.)][ \t]+")
_LONGEST_HEADLINE = 200

# Bounded, so that a line full of unmatched marks costs time in proportion to its length.
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^()]{0,1000}\)")
_ADDRESS = re.compile(r"<(https?://[^\s<>]{1,1000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--[^<>]{0,500}-->")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,2000}?)(?<=\S)\1(?!\*)")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]{1,2000}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`key: value` lines between two `---` lines at the top of a file."""

    fields: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def read_markdown(text: str) -> Draft:
    """Draft of a Markdown or plain text: the first heading is the title, blank lines part the paragraphs.

    Front matter may give `title`, `url`, `date`, `outlet`, `section`, `caption` and `id`; other keys
    are ignored. Without a heading, a first line that looks like a headline is the title.
    """
    front = split_front_matter(text)
    title, blocks = split_title(split_blocks(front.rest))
    paragraphs, captions = body_paragraphs(blocks)
    date = front.fields.get("date", "")
    known = parse_timestamp(date)
    return Draft(
        title=front.fields.get("title", "") or title,
        paragraphs=paragraphs,
        id=front.fields.get("id", ""),
        url=front.fields.get("url", "").strip("<>"),
        outlet=front.fields.get("outlet", ""),
        date=known,
        caption=front.fields.get("caption", ""),
        section=front.fields.get("section", ""),
        dropped=captions,
        notes=(f"date not understood: {date}",) if date and not known else (),
    )


def split_front_matter(text: str) -> FrontMatter:
    """Fields with lower-case keys, quotes around values taken off, and the text that follows."""
    found = _FRONT_MATTER.match(text)
    if not found or ":" not in found[1]:
        return FrontMatter(rest=text)
    pairs = (line.partition(":") for line in found[1].splitlines() if ":" in line)
    fields = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return FrontMatter(fields, text[found.end() :])


def split_title(blocks: list[str]) -> tuple[str, list[str]]:
    """Title without its marks, and the other blocks; rules between blocks are left out.

    A heading may be followed by its first paragraph without a blank line.
    """
    blocks = [block for block in blocks if not _RULE.fullmatch(block)]
    for index, block in enumerate(blocks):
        first, _, more = block.partition("\n")
        if found := _HEADING.fullmatch(first.strip()):
            title = found[1]
        elif found := _UNDERLINED.fullmatch(block):
            title, more = found[1], ""
        else:
            continue
        rest = [*blocks[:index], *([more] if more.strip() else []), *blocks[index + 1 :]]
        return strip_markup(title), rest
    if len(blocks) > 1 and _is_headline(blocks[0]):
        return strip_markup(blocks[0]), blocks[1:]
    return "", blocks


def body_paragraphs(blocks: list[str]) -> tuple[tuple[str, ...], tuple[Dropped, ...]]:
    """Paragraphs without markup, and the descriptions of the images taken out of them."""
    captions: list[Dropped] = []
    paragraphs: list[str] = []
    for block in blocks:
        captions += [Dropped("caption", alt.strip()) for alt in _IMAGE.findall(block) if alt.strip()]
        paragraphs += filter(None, map(strip_markup, _block_lines(block)))
    return tuple(paragraphs), tuple(captions)


def strip_markup(text: str) -> str:
    """One paragraph without emphasis, links, images, tags, escapes; other text stays as it is.

    >>> strip_markup("He said **no** to [the plan](https://example.org), 5 * 3 * 2.")
    'He said no to the plan, 5 * 3 * 2.'
    """
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _ADDRESS.sub(r"\1", text))
    for _ in range(2):  # emphasis inside emphasis
        text = _UNDERSCORES.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return html.unescape(_ESCAPE.sub(r"\1", text)).strip()


def _block_lines(block: str) -> list[str]:
    """Headings and quoted lines without their marks, list items one by one, text as paragraphs."""
    lines = [line.strip().removeprefix(">").strip() for line in block.split("\n")]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        return [_BULLET.sub("", line, count=1) for line in lines]
    if found := _HEADING.fullmatch(lines[0]):
        return [found[1], *split_paragraphs("\n".join(lines[1:]))]
    return split_paragraphs("\n".join(lines))


def _is_headline(block: str) -> bool:
    return (
        "\n" not in block
        and len(block) <= _LONGEST_HEADLINE
        and not block.endswith((".", ":", ";", ",", "—"))
    )
