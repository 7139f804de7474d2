"""A corpus as WMT's XML, the form of test sets since 2021: documents, a segment a line."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO

from lxml import etree

from fiel.data.corpus_rows import Languages, segment_of, sides_by_language
from fiel.data.files import remove_stale, write_atomically
from fiel.data.splits import SPLITS
from fiel.data.xml_reading import read_elements
from fiel.data.xml_writing import DECLARATION, attribute, escaped
from fiel.records import Segment

TRANSLATOR = "A"


def write_wmt(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.test.es-en.xml`, and the same for train and dev, if they hold segments.

    Source and reference are the texts in `languages[0]` and `languages[1]`; `origlang` says which is the
    original. What XML cannot hold becomes U+FFFD. Raises OutputError; nothing half-written is left.
    """
    paths = {split: directory / f"{name}.{split}.{'-'.join(languages)}.xml" for split in SPLITS}
    files: dict[str, IO[str]] = {}
    with ExitStack() as held:
        for (split, pair_id), group in groupby(segments, attrgetter("split", "pair_id")):
            if split not in files:
                temporary = held.enter_context(write_atomically(paths[split]))
                files[split] = held.enter_context(temporary.open("w", encoding="utf-8", newline="\n"))
                files[split].write(f'{DECLARATION}<dataset id="{attribute(name)}">\n')
            files[split].write(_document(pair_id, list(group), languages))
        for file in files.values():
            file.write("</dataset>\n")
    for split in paths.keys() - files.keys():
        remove_stale(paths[split])
    return [path for split, path in paths.items() if split in files]


def read_wmt(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of a WMT file with a reference: each source segment and that of the same id.

    Of several references the first counts. Raises InputError with the line of what is malformed.
    """
    for number, document in enumerate(read_elements(path, "doc")):
        sides = {lang: _first(document, lang) for lang in languages}
        original = document.get("origlang", "")[:2]
        roles = languages[::-1] if original == languages[1] else languages
        for key in sides[languages[0]]:
            if key in sides[languages[1]]:
                texts = {
                    f"{role}_text": sides[lang][key]
                    for role, lang in zip(("source", "target"), roles, strict=True)
                }
                values = {"pair_id": document.get("id") or f"{path.stem}-{number}", "id": None, **texts}
                yield segment_of(values, roles, path.stem, int(key) if key.isdecimal() else number)


def _first(document: etree._Element, lang: str) -> dict[str, str]:
    """Texts by segment id, of the source or else the first reference in this language."""
    for name in ("src", "ref"):
        for side in document.iterchildren(f"{{*}}{name}"):
            if side.get("lang", "")[:2] == lang:
                return {seg.get("id", ""): seg.text or "" for seg in side.iter("{*}seg")}
    return {}


def _document(pair_id: str, group: list[Segment], languages: Languages) -> str:
    pairs = [sides_by_language(segment, languages) for segment in group]
    sides = [
        "".join(
            f'<seg id="{number}">{escaped(pair[lang].text)}</seg>\n' for number, pair in enumerate(pairs, 1)
        )
        for lang in languages
    ]
    return (
        f'<doc id="{attribute(pair_id)}" origlang="{group[0].source.lang}">\n'
        f'<src lang="{languages[0]}"><p>\n{sides[0]}</p></src>\n'
        f'<ref lang="{languages[1]}" translator="{TRANSLATOR}"><p>\n{sides[1]}</p></ref>\n</doc>\n'
    )
