"""A corpus as XLIFF 2.1, its provenance in the metadata module."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from fiel.data.corpus_rows import Languages, cells, segment_of, sides_by_language
from fiel.data.files import write_atomically
from fiel.data.xliff import unit_language
from fiel.data.xml_reading import Malformed, line_of, local_name, read_elements, text_of
from fiel.data.xml_writing import DECLARATION, attribute, elements, escaped
from fiel.records import Segment

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""That of 2.1 too."""
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
CODES = frozenset(("ph", "sc", "ec", "cp", "sm", "em"))


def write_xliff2(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.2.1.xlf`, one unit a segment, one file element a document pair.

    XLIFF 2 has one direction a document: a unit translated the other way stands reversed here and says
    so in its metadata, whose keys are the columns of `corpus_rows.row`. What XML cannot hold becomes
    U+FFFD. Raises OutputError; nothing half-written is left.
    """
    path = directory / f"{name}.2.1.xlf"
    with write_atomically(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'{DECLARATION}<xliff version="2.1" xmlns="{NAMESPACE}" xmlns:mda="{METADATA}"'
            f' srcLang="{languages[0]}" trgLang="{languages[1]}">\n'
        )
        empty = True
        for number, (pair_id, group) in enumerate(groupby(segments, attrgetter("pair_id"))):
            file.write(f'<file id="f{number}" original="{attribute(pair_id)}">\n')
            file.writelines(_unit(segment, place, languages) for place, segment in enumerate(group))
            file.write("</file>\n")
            empty = False
        if empty:  # a document needs a file, a file a unit
            file.write('<file id="f0"><unit id="u0"><segment><source/></segment></unit></file>\n')
        file.write("</xliff>\n")
    return [path]


def read_xliff2(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of an XLIFF 2.x file of any origin; those without a translation are passed over.

    Raises InputError with the line of what is malformed.
    """
    for number, unit in enumerate(read_elements(path, "unit", "file")):
        if local_name(unit) == "file":
            continue
        values: dict[str, object] = {
            str(meta.get("type")): meta.text or "" for meta in unit.iterfind(f".//{{{METADATA}}}meta")
        }
        reverse = values.get("source_lang", languages[0]) == unit_language(unit, "trgLang")
        for place, segment in enumerate(unit.iterchildren("{*}segment")):
            sides = [segment.find(f"{{*}}{role}") for role in ("source", "target")]
            texts = ["" if side is None else text_of(side, CODES) for side in sides]
            if not texts[1].strip():
                continue
            codes = [
                unit_language(segment, key) or code
                for key, code in zip(("srcLang", "trgLang"), languages, strict=True)
            ]
            for role, text, code in zip(
                ("target", "source") if reverse else ("source", "target"), texts, codes, strict=True
            ):
                values[f"{role}_text"], values[f"{role}_lang"] = text, code
            values["id"] = (unit.get("name") or f"{path.stem}-{number}") + (f"-{place}" if place else "")
            try:
                yield segment_of(values, languages, path.stem, number)
            except ValueError as error:
                remedy = "correct the metadata or take it out"
                raise Malformed(path, line_of(unit), str(error), remedy) from error


def _unit(segment: Segment, number: int, languages: Languages) -> str:
    sides = sides_by_language(segment, languages)
    source, target = (sides[lang].text for lang in languages)
    return (
        f'<unit id="u{number}" name="{attribute(segment.id)}"><mda:metadata><mda:metaGroup category="fiel">'
        f"{elements('mda:meta', 'type', cells(segment))}</mda:metaGroup></mda:metadata>"
        f'<segment state="final"><source xml:space="preserve">{escaped(source)}</source>'
        f'<target xml:space="preserve">{escaped(target)}</target></segment></unit>\n'
    )
