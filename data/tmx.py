"""A corpus as a translation memory, TMX 1.4b."""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from fiel import __version__
from fiel.data.characters import xml_text
from fiel.data.corpus_rows import Languages, bead_type, joined_flags, segment_of, sides_by_language
from fiel.data.files import write_atomically
from fiel.data.xml_reading import LANG, Malformed, line_of, local_name, read_elements, text_of
from fiel.data.xml_writing import DECLARATION, attribute, elements, escaped
from fiel.records import Segment, Side

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
_SPACE = re.compile(r"\s")

UNIT_PROPS = {
    "type": "type",
    "x-score": "score",
    "x-pair-id": "pair_id",
    "x-decision": "decision",
    "x-split": "split",
    "x-crossing": "crossing",
    "x-encoder": "encoder",
    "x-settings": "settings",
    "x-licence": "licence",
}
"""Columns of `corpus_rows.row` by the prop of a unit that holds them; each flag is an `x-flag`."""

VARIANT_PROPS = {
    "source-document": "url",
    "x-article-id": "article",
    "x-outlet": "outlet",
    "x-date": "date",
    "x-sentences": "sentences",
    "x-paragraphs": "paragraphs",
}
"""The same for a variant; `x-span` holds start and end."""

CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))
"""Inline elements whose content is formatting, not text."""


def write_tmx(
    segments: Iterable[Segment],
    directory: Path,
    name: str,
    languages: Languages,
    *,
    created: datetime.datetime | None = None,
) -> list[Path]:
    """`NAME.tmx`, one unit a segment, the original first, provenance in the props of unit and variant.

    What XML cannot hold becomes U+FFFD. There is no creation date unless `created`, a time with a zone,
    is given, so that a rebuild gives the same bytes. Raises OutputError; nothing half-written is left.
    """
    path = directory / f"{name}.tmx"
    with (
        write_atomically(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.write(f'{DECLARATION}{_DOCTYPE}<tmx version="1.4">{_header(languages[0], created)}<body>\n')
        for segment in segments:
            file.write(_unit(segment, languages))
        file.write("</body></tmx>\n")
    return [path]


def read_tmx(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of a TMX file of any origin, unit by unit.

    A unit without the two languages is passed over; a regional variant (`es-CU`) counts as its language.
    Formatting codes are left out of the text. Raises InputError with the line of what is malformed.
    """
    srclang = ""
    for number, element in enumerate(read_elements(path, "tu", "header")):
        if local_name(element) == "header":
            srclang = element.get("srclang", "")
            continue
        variants = {
            language_of(variant.get(LANG, variant.get("lang", ""))): variant
            for variant in element.iter("{*}tuv")
        }
        if not variants.keys() >= set(languages):
            continue
        original = language_of(element.get("srclang", srclang))
        roles = languages[::-1] if original == languages[1] else languages
        try:
            yield segment_of(_values(element, variants, roles), roles, path.stem, number)
        except ValueError as error:
            raise Malformed(path, line_of(element), str(error), "correct the prop or take it out") from error


@lru_cache(maxsize=1_000)
def language_of(code: str) -> str:
    """`es` of `es`, `es-CU` or `ES_cu`."""
    return re.split("[-_]", code)[0].lower()


def _values(unit: etree._Element, variants: dict[str, etree._Element], roles: Languages) -> dict[str, object]:
    values: dict[str, object] = {"id": unit.get("tuid")}
    flags: list[str] = []
    for kind, value in _props(unit):
        if kind == "x-flag":
            flags.append(value)
        elif kind in UNIT_PROPS:
            values[UNIT_PROPS[kind]] = value
    values["flags"] = flags
    for role, lang in zip(("source", "target"), roles, strict=True):
        values[f"{role}_lang"] = lang
        for kind, value in _props(variants[lang]):
            if kind == "x-span":
                values[f"{role}_start"], values[f"{role}_end"] = value.split()
            elif kind in VARIANT_PROPS:
                values.setdefault(f"{role}_{VARIANT_PROPS[kind]}", value)
        if values.get(f"{role}_article") == values.get(f"{role}_url"):
            values.pop(f"{role}_url", None)  # a document without address is named by its id
        segs = variants[lang].iterchildren("{*}seg")
        values[f"{role}_text"] = "".join(text_of(seg, CODES) for seg in segs)
    return values


def _props(element: etree._Element) -> Iterator[tuple[str, str]]:
    return ((prop.get("type", ""), prop.text or "") for prop in element.iterchildren("{*}prop"))


def _header(srclang: str, created: datetime.datetime | None) -> str:
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
    return "<header " + " ".join(f'{key}="{attribute(value)}"' for key, value in header.items()) + "/>"


def _unit(segment: Segment, languages: Languages) -> str:
    sides_by_language(segment, languages)  # refuses a segment in other languages
    identifier = attribute(_SPACE.sub("_", xml_text(segment.id)))  # a tuid holds no white space
    source, target = segment.source, segment.target
    srclang = "" if source.lang == languages[0] else f' srclang="{source.lang}"'
    return (
        f'<tu tuid="{identifier}"{srclang}>{elements("prop", "type", _unit_props(segment))}'
        f"{_variant(source)}{_variant(target)}</tu>\n"
    )


def _variant(side: Side) -> str:
    return (
        f'<tuv xml:lang="{side.lang}">{elements("prop", "type", _variant_props(side))}'
        f"<seg>{escaped(side.text)}</seg></tuv>"
    )


def _unit_props(segment: Segment) -> Iterator[tuple[str, str]]:
    yield "type", bead_type(segment)
    yield "translation-direction", f"{segment.source.lang}-{segment.target.lang}"
    yield "x-score", repr(segment.score)
    yield "x-pair-id", segment.pair_id
    yield "x-decision", segment.decision.value
    yield "x-split", segment.split
    yield "x-crossing", "yes" if segment.crossing else "no"
    if segment.encoder:
        yield "x-encoder", segment.encoder
    if segment.settings:
        yield "x-settings", segment.settings
    if segment.licence:
        yield "x-licence", segment.licence
    if segment.flags:
        for flag in joined_flags(segment).split():
            yield "x-flag", flag


def _variant_props(side: Side) -> Iterator[tuple[str, str]]:
    yield "source-document", side.url or side.article_id
    yield "x-article-id", side.article_id
    if side.outlet:
        yield "x-outlet", side.outlet
    if side.date:
        yield "x-date", side.date.isoformat()
    if side.sentences:
        yield "x-sentences", " ".join(map(str, side.sentences))
    if side.paragraphs:
        yield "x-paragraphs", " ".join(map(str, side.paragraphs))
    yield "x-span", f"{side.span[0]} {side.span[1]}"
