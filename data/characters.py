"""Characters that a corpus file cannot hold, and what is written instead.

Nothing is lost unseen: what would break a line becomes a space, what has no
place in the file at all becomes U+FFFD, the replacement character.
"""

import re

_LINE_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NO_UTF8 = re.compile(r"[\ud800-\udfff]")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """The text as one line of a plain file: tabs, controls and line breaks of every kind become a space.

    >>> one_line("one\\ttwo\\u2028three\\r\\n")
    'one two three'
    """
    if text.isprintable():  # the usual case, ten times as fast
        return text.strip()
    return utf8_text(_LINE_BREAKING.sub(" ", text)).strip()


def utf8_text(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot encode."""
    return _NO_UTF8.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """The text without what XML 1.0 cannot hold (its production 2, Char): controls and the like."""
    return _NO_XML.sub("\ufffd", text)
