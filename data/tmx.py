"""A corpus as a translation memory, TMX 1.4b."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from fiel import __version__
from fiel.data.characters import xml_text
from fiel.data.corpus_rows import Languages, bead_type, sides_by_language
from fiel.data.files import write_atomically
from fiel.records import Segment, Side

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write_tmx(
    segments: Iterable[Segment],
    directory: Path,
    name: str,
    languages: Languages,
    *,
    created: datetime.datetime | None = None,
) -> list[Path]:
    """`NAME.tmx`, one unit a segment, the original first, provenance in its props.

    Props of a unit: `type`, `translation-direction`, `x-score`, `x-pair-id`, `x-decision`, `x-split`,
    `x-crossing`, `x-flag`; of a variant: `source-document`, `x-article-id`, `x-outlet`, `x-date`,
    `x-sentences`, `x-paragraphs`, `x-span`. What XML cannot hold becomes U+FFFD. There is no creation
    date unless `created`, a time with a zone, is given, so that a rebuild gives the same bytes.
    Raises OutputError; nothing half-written is left.
    """
    path = directory / f"{name}.tmx"
    with write_atomically(path) as temporary, temporary.open("wb") as file:
        with etree.xmlfile(file, encoding="UTF-8") as xml:
            xml.write_declaration()
            xml.write_doctype(_DOCTYPE)
            with xml.element("tmx", version="1.4"):
                xml.write(etree.Element("header", _header(languages[0], created)))
                with xml.element("body"):
                    for segment in segments:
                        xml.write("\n", _unit(segment, languages))
        file.write(b"\n")
    return [path]


def _header(srclang: str, created: datetime.datetime | None) -> dict[str, str]:
    header = {
        "creationtool": "fiel",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "fiel",
        "adminlang": "en",
        "srclang": srclang,
        "datatype": "plaintext",
    }
    if created:
        header["creationdate"] = created.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    return header


def _unit(segment: Segment, languages: Languages) -> etree._Element:
    sides_by_language(segment, languages)  # refuses a segment in other languages
    unit = etree.Element("tu", tuid=re.sub(r"\s", "_", xml_text(segment.id)))  # a tuid holds no white space
    if segment.source.lang != languages[0]:
        unit.set("srclang", segment.source.lang)
    for kind, value in _unit_props(segment):
        _prop(unit, kind, value)
    for side in (segment.source, segment.target):
        variant = etree.SubElement(unit, "tuv", {_LANG: side.lang})
        for kind, value in _variant_props(side):
            _prop(variant, kind, value)
        etree.SubElement(variant, "seg").text = xml_text(side.text)
    return unit


def _unit_props(segment: Segment) -> Iterator[tuple[str, str]]:
    yield "type", bead_type(segment)
    yield "translation-direction", f"{segment.source.lang}-{segment.target.lang}"
    yield "x-score", repr(segment.score)
    yield "x-pair-id", segment.pair_id
    yield "x-decision", segment.decision.value
    yield "x-split", segment.split
    yield "x-crossing", "yes" if segment.crossing else "no"
    for flag in segment.flags:
        yield "x-flag", flag


def _variant_props(side: Side) -> Iterator[tuple[str, str]]:
    yield "source-document", side.url or side.article_id
    yield "x-article-id", side.article_id
    if side.outlet:
        yield "x-outlet", side.outlet
    if side.date:
        yield "x-date", side.date.isoformat()
    yield "x-sentences", " ".join(map(str, side.sentences))
    yield "x-paragraphs", " ".join(map(str, side.paragraphs))
    yield "x-span", f"{side.span[0]} {side.span[1]}"


def _prop(parent: etree._Element, kind: str, value: str) -> None:
    etree.SubElement(parent, "prop", type=kind).text = xml_text(value)
