"""Elements held against a document type definition, as they stream by."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from lxml import etree

from fiel.data.problems import Problem
from fiel.data.xml_reading import line_of

_CONTENT = re.compile(
    r"Element (\S+) content does not follow the DTD, expecting (.+), got ?\(?(.*?)\)?$", re.DOTALL
)
_MISSING = re.compile(r"Element (\S+) (?:does not carry|required) attribute (\S+)")
_EXTRA = re.compile(r"No declaration for attribute (\S+) of element (\S+)")
_UNKNOWN = re.compile(r"No declaration for element (\S+)")
_EMPTY = re.compile(r"Element (\S+) was declared EMPTY this one has content")
_XML = "{http://www.w3.org/XML/1998/namespace}"


def structure_problems(definition: str, element: etree._Element, namespace: str = "") -> Iterator[Problem]:
    """What is wrong with the structure of an element by the shipped definition of that name.

    With `namespace`, what belongs to others is taken out of an element that is not valid with it.
    """
    dtd = _load(definition)
    if dtd.validate(element) or (namespace and dtd.validate(_without_foreign(element, namespace))):
        return
    for entry in cast(Iterable[Any], dtd.error_log):
        if "attribute xmlns" not in entry.message:
            line = entry.line if 0 < entry.line < 65_535 else line_of(element)
            yield Problem(line, *_said(" ".join(entry.message.split())))


def _without_foreign(element: etree._Element, namespace: str) -> etree._Element:
    """The element once everything of other namespaces is taken out, which the format allows anywhere."""
    own = f"{{{namespace}}}"
    foreign = []
    for part in element.iter("*"):
        if not str(part.tag).startswith(own):
            foreign.append(part)
        else:
            names = part.keys()
            for name in names:
                if name[0] == "{" and not str(name).startswith(_XML):
                    del part.attrib[name]
    for part in foreign:
        parent = part.getparent()
        if parent is not None and part is not element and str(parent.tag).startswith(own):
            parent.remove(part)
    return element


@lru_cache(maxsize=8)
def _load(name: str) -> etree.DTD:
    with files("fiel.data").joinpath(name).open("rb") as file:
        return etree.DTD(file)


def _said(message: str) -> tuple[str, str]:
    if found := _CONTENT.match(message):
        name, expected, got = found[1], found[2], found[3].strip()
        parts = got.split()
        if len(parts) > 12:
            got = " ".join([*parts[:6], "…", *parts[-3:]])
        return f"<{name}> holds ({got})" if got else f"<{name}> is empty", f"expected {expected}"
    if found := _MISSING.match(message):
        return f"<{found[1]}> without {found[2]}", f'add {found[2]}="…"'
    if found := _EXTRA.match(message):
        return f'<{found[2]}> with the attribute "{found[1]}"', "the format has no such attribute there"
    if found := _UNKNOWN.match(message):
        return f"<{found[1]}>", "the format has no such element"
    if found := _EMPTY.match(message):
        return f"<{found[1]}> with content", "expected nothing in it"
    return message, "correct it"
