"""The rules of the XML formats, written from their specifications: structure by a definition beside this
file, the rest here.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from lxml import etree

from fiel.data import xliff, xliff2
from fiel.data.corpus_rows import Languages
from fiel.data.document_types import structure_problems
from fiel.data.problems import Problem
from fiel.data.tmx import language_of
from fiel.data.xces import Library, document_names, missing_sentence
from fiel.data.xml_reading import LANG, Malformed, line_of, local_name, read_elements

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"\d{8}T\d{6}Z")
_CERTAINTY = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?|")
_DATES = ("creationdate", "changedate", "lastusagedate")
_TMX_VERSIONS = ("1.1", "1.2", "1.3", "1.4")


def validate_tmx(path: Path, languages: Languages) -> Iterator[Problem]:
    """TMX 1.4b: structure, version, languages, dates; each unit must have a variant in its source language."""
    srclang = ""
    for element in _elements(path, "tmx", "tu", "header"):
        name = local_name(element)
        yield from structure_problems("tmx.dtd", element)
        if name == "header":
            srclang = element.get("srclang", "")
            if srclang and srclang != "*all*":
                yield from _language(element, "srclang", srclang)
        elif name == "tmx" and (version := element.get("version")) not in (None, *_TMX_VERSIONS):
            yield Problem(line_of(element), f'version "{version}"', 'expected "1.4"')
        elif name == "tu":
            yield from _unit(element, element.get("srclang", srclang))


def _unit(unit: etree._Element, srclang: str) -> Iterator[Problem]:
    codes = []
    for variant in unit.iterchildren("tuv"):
        if code := variant.get(LANG):
            codes.append(code)
            yield from _language(variant, "xml:lang", code)
    if srclang not in ("", "*all*") and language_of(srclang) not in map(language_of, codes):
        found = " and ".join(codes) or "none"
        cause = f"<tu> has variants in {found}, none in its source language {srclang}"
        yield Problem(line_of(unit), cause, 'correct srclang or xml:lang, or declare srclang="*all*"')
    if len(unit.get("tuid", "").split()) > 1:
        yield Problem(line_of(unit), f'tuid "{unit.get("tuid")}" holds white space', "take it out")
    for element in (unit, *unit.iterchildren("tuv")):
        for key in _DATES:
            if (date := element.get(key)) and not _DATE.fullmatch(date):
                yield Problem(line_of(element), f'{key} "{date}"', "expected such as 20241205T143000Z")


def validate_xliff(path: Path, languages: Languages) -> Iterator[Problem]:
    """XLIFF 1.2: structure, version, languages, ids that are there and unique in their file."""
    seen: set[str] = set()
    for element in _elements(path, "xliff", "trans-unit", "file"):
        yield from _in_namespace(element, xliff.NAMESPACE)
        yield from structure_problems("xliff-1.2.dtd", element, xliff.NAMESPACE)
        match local_name(element):
            case "trans-unit":
                yield from _unique(element, seen)
            case "file":
                seen.clear()
                for key in ("source-language", "target-language"):
                    if (code := element.get(key)) is not None:
                        yield from _language(element, key, code)
            case "xliff" if element.get("version") not in (None, "1.2"):
                yield Problem(line_of(element), f'version "{element.get("version")}"', 'expected "1.2"')


def validate_xliff2(path: Path, languages: Languages) -> Iterator[Problem]:
    """XLIFF 2.0 and 2.1: structure, version, languages, unit ids that are unique in their file."""
    seen: set[str] = set()
    translated = False
    for element in _elements(path, "xliff", "unit", "file"):
        yield from _in_namespace(element, xliff2.NAMESPACE)
        translated = translated or element.find(f".//{{{xliff2.NAMESPACE}}}target") is not None
        yield from structure_problems("xliff-2.1.dtd", element, xliff2.NAMESPACE)
        match local_name(element):
            case "unit":
                yield from _unique(element, seen)
            case "file":
                if not seen:
                    yield Problem(line_of(element), "<file> without <unit>", "expected at least one unit")
                seen.clear()
            case "xliff":
                if (version := element.get("version")) not in (None, "2.0", "2.1", "2.2"):
                    yield Problem(line_of(element), f'version "{version}"', 'expected "2.1"')
                if translated and not element.get("trgLang"):
                    yield Problem(line_of(element), "<xliff> without trgLang", "translations need it")
                for key in ("srcLang", "trgLang"):
                    if (code := element.get(key)) is not None:
                        yield from _language(element, key, code)


def validate_xces(path: Path, languages: Languages) -> Iterator[Problem]:
    """XCES: structure, links of the form `s1;s1 s2`, and documents that have the linked sentences."""
    with ExitStack() as held:
        library = Library(path, held)
        for element in _elements(path, "cesAlign", "linkGrp"):
            yield from structure_problems("xces.dtd", element)
            links = list(element.iterchildren("link"))
            for link in links:
                if (targets := link.get("xtargets")) is not None and targets.count(";") != 1:
                    yield Problem(line_of(link), f'xtargets "{targets}"', 'expected such as "s1;s1 s2"')
                if not _CERTAINTY.fullmatch(link.get("certainty", "")):
                    yield Problem(line_of(link), f'certainty "{link.get("certainty")}"', "expected a number")
            if local_name(element) == "linkGrp":
                documents = [library.document(name) for name in document_names(element)]
                for link in links:
                    if cause := missing_sentence(link, element, documents):
                        yield Problem(line_of(link), cause, "get links and documents of one release")


def validate_wmt(path: Path, languages: Languages) -> Iterator[Problem]:
    """WMT's XML: structure, and the same segment ids, once each, in source and references."""
    for element in _elements(path, "dataset", "doc"):
        yield from structure_problems("wmt.dtd", element)
        ids = [
            [seg.get("id") for seg in side.iter("seg")] for side in element.iterchildren("src", "ref", "hyp")
        ]
        for found in ids:
            if len(set(found)) < len(found):
                yield Problem(line_of(element), "a segment id twice in one text", "number the segments anew")
            if found != ids[0]:
                cause = f"{len(ids[0])} source segments, {len(found)} others, or in another order"
                yield Problem(line_of(element), cause, "give each source segment its reference, by id")


def _elements(path: Path, root: str, wanted: str, *others: str) -> Iterator[etree._Element]:
    """As `read_elements`, the root last; raises Malformed for a file with another root."""
    last = ""
    for element in read_elements(path, wanted, *others, root):
        last = local_name(element)
        yield element
    if last != root:
        raise Malformed(path, 1, f"the root is not <{root}>", "is this the right file?")


def _in_namespace(element: etree._Element, namespace: str) -> Iterator[Problem]:
    if element.getparent() is None and not str(element.tag).startswith(f"{{{namespace}}}"):
        yield Problem(line_of(element), f"the root is {element.tag}", f'expected xmlns="{namespace}"')


def _unique(element: etree._Element, seen: set[str]) -> Iterator[Problem]:
    identifier = element.get("id", "")
    if not identifier:
        yield Problem(line_of(element), f"<{local_name(element)}> without id", 'add id="…"')
    elif identifier in seen:
        yield Problem(line_of(element), f'the id "{identifier}" for a second time', "number the units anew")
    seen.add(identifier)


def _language(element: etree._Element, key: str, code: str) -> Iterator[Problem]:
    if not _LANGUAGE.fullmatch(code):
        yield Problem(line_of(element), f'{key} "{code}"', 'expected a language code such as "es" or "es-CU"')
