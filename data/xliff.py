"""A corpus as XLIFF 1.2 for the tools of translators: one file element a document pair."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from lxml import etree

from fiel.data.corpus_rows import Languages, cells, segment_of, sides_by_language
from fiel.data.files import write_atomically
from fiel.data.xml_reading import Malformed, line_of, local_name, read_elements, text_of
from fiel.data.xml_writing import DECLARATION, attribute, elements, escaped
from fiel.records import Segment

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
CODES = frozenset(("bpt", "ept", "ph", "it", "x", "bx", "ex"))
"""Inline elements whose content is formatting, not text."""


def write_xliff(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.1.2.xlf`, one unit a segment in the direction it was translated.

    Provenance is in the unit's context group, named `x-` and the column of `corpus_rows.row`; what XML
    cannot hold becomes U+FFFD. Raises OutputError; nothing half-written is left.
    """
    path = directory / f"{name}.1.2.xlf"
    with write_atomically(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{DECLARATION}<xliff version="1.2" xmlns="{NAMESPACE}">\n')
        empty = True
        for (pair_id, source, target), group in groupby(segments, _document):
            empty = False
            file.write(
                f'<file original="{attribute(pair_id)}" source-language="{source}" target-language="{target}"'
                ' datatype="plaintext"><body>\n'
            )
            file.writelines(_unit(segment, languages) for segment in group)
            file.write("</body></file>\n")
        if empty:  # a document needs a file
            file.write(
                f'<file original="" source-language="{languages[0]}" datatype="plaintext"><body/></file>\n'
            )
        file.write("</xliff>\n")
    return [path]


def read_xliff(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of an XLIFF 1.2 file of any origin; units without a translation are passed over.

    Raises InputError with the line of what is malformed.
    """
    for number, unit in enumerate(read_elements(path, "trans-unit", "file")):
        if local_name(unit) == "file":
            continue
        texts = {local_name(child): child for child in unit if local_name(child) in ("source", "target")}
        if len(texts) < 2 or not text_of(texts["target"], CODES).strip():
            continue
        values: dict[str, object] = {
            context.get("context-type", "").removeprefix("x-").replace("-", "_"): context.text or ""
            for context in unit.iterfind("{*}context-group/{*}context")
        }
        values |= {f"{role}_text": text_of(element, CODES) for role, element in texts.items()}
        values |= {f"{role}_lang": unit_language(unit, f"{role}-language") for role in ("source", "target")}
        values["id"] = unit.get("id")
        try:
            yield segment_of(values, languages, path.stem, number)
        except ValueError as error:
            raise Malformed(path, line_of(unit), str(error), "correct the context or take it out") from error


_document = attrgetter("pair_id", "source.lang", "target.lang")


def _unit(segment: Segment, languages: Languages) -> str:
    sides_by_language(segment, languages)  # refuses a segment in other languages
    contexts = [
        ("x-" + column.replace("_", "-"), value)
        for column, value in cells(segment)
        if column not in ("source_lang", "target_lang")
    ]
    return (
        f'<trans-unit id="{attribute(segment.id)}" xml:space="preserve">'
        f"<source>{escaped(segment.source.text)}</source>"
        f'<target state="translated">{escaped(segment.target.text)}</target>'
        f'<context-group purpose="information">{elements("context", "context-type", contexts)}'
        "</context-group></trans-unit>\n"
    )


def unit_language(element: etree._Element, attribute_name: str) -> str:
    """The language code that the nearest ancestor with this attribute gives, without its region."""
    for place in element.iterancestors():
        if code := place.get(attribute_name):
            return code.partition("-")[0].lower()
    return ""
