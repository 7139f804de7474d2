"""Plain text to paragraphs."""

import re

_BLANK_LINES = re.compile(r"\n[^\S\n]*+(?:\n[^\S\n]*+)++")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def split_blocks(text: str) -> list[str]:
    """Stretches between blank lines, without space around them."""
    return [block for part in _BLANK_LINES.split(text) if (block := part.strip())]


def split_paragraphs(text: str) -> list[str]:
    """Paragraphs of a text that parts them by blank lines, or by line ends alone.

    Lines of a block that all end like sentences are paragraphs; others were wrapped, and are
    joined by one space each.

    >>> split_paragraphs("One line,\\nwrapped.\\n\\nFirst.\\nSecond.")
    ['One line, wrapped.', 'First.', 'Second.']
    """
    return [paragraph for block in split_blocks(text) for paragraph in _lines_or_one(block)]


def _lines_or_one(block: str) -> list[str]:
    lines = [line.strip() for line in block.split("\n")]
    if len(lines) > 1 and all(_SENTENCE_END.search(line[-8:]) for line in lines):
        return lines
    return [" ".join(lines)]
