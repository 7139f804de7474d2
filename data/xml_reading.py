"""XML read as a stream, an element of interest at a time, from files that may be hostile.

Nothing is fetched and no entity is expanded: a document type that declares one is refused. An element
of interest is freed as soon as the caller is done with it, and what lies between two of them has a
limit, so that memory stays bounded whatever the file.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from lxml import etree

from fiel.errors import InputError, cause

LONGEST = 4_000_000
"""Most bytes up to the end of an element of interest, from that of the one before."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_STRANGERS = 10_000
"""Most elements of no interest kept among those of interest, for the check of the whole."""
_LINE_LIMIT = 65_535
"""Beyond this, libxml2 does not know the line of every element."""
_CAUSES = (
    (r"invalid Char value|xmlCharRef", "take the character out: XML cannot hold it"),
    (r"EntityRef|Entity '\w+' not defined", 'write a bare "&" as &amp;, other entities as the character'),
    (r"Invalid bytes|not proper UTF-8|encoding", "save the file as UTF-8"),
    (r"amplification", "take the entities out"),
    (r"Opening and ending tag mismatch", "close the elements in the order they were opened"),
    (r"Excessive depth|too long|huge", "is this the right file?"),
    (r"Start tag expected|no element found|Document is empty", "expected XML"),
)


class Malformed(InputError):
    """A place in a file that breaks the rules of its format."""

    def __init__(self, path: Path, line: int, cause: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {cause}; {remedy}")
        self.line, self.cause, self.remedy = line, cause, remedy


def read_elements(path: Path, wanted: str, *others: str) -> Iterator[etree._Element]:
    """Each element of the wanted name once it is complete, whatever its namespace; then it is emptied.

    Elements of the `others` come too, and the last of each stays: the root, at the end, is then what was
    around the wanted elements. A file ending in `.gz` is decompressed. Raises Malformed with line, cause and way
    out, and InputError for a file that cannot be read.
    """
    ended = False
    try:
        with open_binary(path) as file:
            metered = _Metered(path, file)
            try:
                yield from _parse(path, metered, wanted, others)
            finally:
                ended = metered.ended
    except etree.XMLSyntaxError as error:
        raise _explain(path, error, ended) from error
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: {cause(error)}; expected a file that can be read to its end") from error


def open_binary(path: Path) -> IO[bytes]:
    """The file's bytes, decompressed if its name ends in `.gz`."""
    return cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int:
    """Where the element stands, or, far into a large file, near which line."""
    place: etree._Element | None = element
    line = _LINE_LIMIT
    while place is not None and line == _LINE_LIMIT:
        line = cast(int, place.sourceline or 0)
        place = place.getprevious()
    return line


def text_of(element: etree._Element, without: frozenset[str]) -> str:
    """All text inside an element, but that of the elements named in `without`."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        if local_name(child) not in without:
            parts.append(text_of(child, without))
        parts.append(child.tail or "")
    return "".join(parts)


class _Metered:
    """A file that ends when too much of it goes by without an element of interest."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file
        self.since = 0
        self.ended = False

    def read(self, size: int) -> bytes:
        self.since += size
        if self.since > LONGEST:
            cause = f"over {LONGEST:,} bytes without a complete unit of the format"
            raise InputError(f"{self._path}: {cause}; is this the right file?")
        data = self._file.read(size)
        self.ended = not data
        return data


def _parse(path: Path, file: _Metered, wanted: str, others: tuple[str, ...]) -> Iterator[etree._Element]:
    tags = [f"{{*}}{name}" for name in (wanted, *others)]
    events = etree.iterparse(
        cast(Any, file),
        events=("end",),
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    last: etree._Element | None = None
    strangers = 0
    for count, (_, element) in enumerate(events):
        if not count:
            _refuse_entities(path, element)
        file.since = 0
        if local_name(element) != wanted:
            if last is not None:
                _remove(last)
                last = None
            before = element.getprevious()
            if before is not None and before.tag == element.tag:
                _remove(before)  # seen already: of many only the last is kept
            yield element
            continue
        yield element
        element.clear(keep_tail=False)
        if last is not None:
            strangers += element.getprevious() is not last and element.getprevious() is not None
            _remove(last)
        if strangers > _MOST_STRANGERS:
            raise Malformed(path, line_of(element), "too many unknown elements", "is this the right file?")
        last = element


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _refuse_entities(path: Path, element: etree._Element) -> None:
    declared = cast(Any, element.getroottree().docinfo.internalDTD)
    for entity in declared.entities() if declared is not None else ():
        cause = f'declares the entity "{entity.name}"'
        line = _line_of_entity(path, entity.name)
        raise Malformed(path, line, cause, "take the declaration out: entities are not expanded")


def _line_of_entity(path: Path, name: str) -> int:
    """Where an entity is declared; lxml does not say. 1 in an encoding that is not like ASCII."""
    with open_binary(path) as file:
        head = file.read(LONGEST)
    found = re.search(rb"<!ENTITY\s+(%\s+)?" + re.escape(name.encode()) + rb"\s", head)
    return head.count(b"\n", 0, found.start()) + 1 if found else 1


def _explain(path: Path, error: etree.XMLSyntaxError, ended: bool) -> Malformed:
    cause = re.sub(r", line \d+, column \d+$", "", str(error.msg or "not XML"))
    remedy = next((remedy for pattern, remedy in _CAUSES if re.search(pattern, cause)), "correct it")
    if found := re.search(r"invalid (?:xml)?Char value (\d+)", cause):
        cause = f"control character U+{int(found[1]):04X}"
    elif ended and "no element found" not in cause:
        cause, remedy = f"the file ends before all is closed ({cause})", "is it cut off? get it again"
    return Malformed(path, error.lineno or 0, cause, remedy)
