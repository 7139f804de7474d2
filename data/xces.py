"""A corpus as OPUS publishes them: XCES links between sentences, and the documents they point into."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import IO

from lxml import etree

from fiel.data.characters import xml_text
from fiel.data.corpus_rows import Languages, segment_of, sides_by_language
from fiel.data.documents import CorpusDocument, DocumentSide, Sentences, documents_of
from fiel.data.files import write_atomically
from fiel.data.xml_reading import LONGEST, Malformed, line_of, open_binary, read_elements
from fiel.data.xml_writing import DECLARATION, attribute, escaped
from fiel.errors import InputError
from fiel.records import Segment

_DOCTYPE = '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n'
_DOCUMENTS_KEPT = 16
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive, so that a rebuild gives the same bytes."""


def write_xces(
    segments: Iterable[Segment], directory: Path, name: str, languages: Languages, sentences: Sentences
) -> list[Path]:
    """`NAME_en-es.xml.gz`, the links, and the documents in `NAME_raw_en.zip` and `NAME_raw_es.zip`.

    `opus_read` takes the three. Codes are in alphabetical order, whatever the direction; sentences are
    numbered as in the `.ids` of the Moses files. Documents hold all sentences that `sentences` has. What
    XML cannot hold becomes U+FFFD. Raises OutputError; nothing half-written is left.
    """
    codes = sorted(languages)
    links_path = directory / f"{name}_{'-'.join(codes)}.xml.gz"
    archive_paths = {lang: directory / f"{name}_raw_{lang}.zip" for lang in codes}
    with ExitStack() as held:
        archives = {
            lang: held.enter_context(
                zipfile.ZipFile(held.enter_context(write_atomically(path)), "w", zipfile.ZIP_DEFLATED)
            )
            for lang, path in archive_paths.items()
        }
        temporary = held.enter_context(write_atomically(links_path))
        plain = held.enter_context(temporary.open("wb"))
        file = held.enter_context(gzip.GzipFile("", "wb", 6, plain, mtime=0))
        file.write(f'{DECLARATION}{_DOCTYPE}<cesAlign version="1.0">\n'.encode())
        places = _Places()
        numbers = count(1)
        for document in documents_of(segments, sentences):
            for link in document.links:
                sides_by_language(link.segment, languages)  # refuses a segment in other languages
            for side in (document.source, document.target):
                if places.is_new(side):  # an article may be in several pairs
                    place = zipfile.ZipInfo(f"{name}/raw/{places.of(side)}", _EPOCH)
                    archives[side.first.lang].writestr(place, _document(side), zipfile.ZIP_DEFLATED)
            file.write(_links(document, codes, numbers, places).encode())
        file.write(b"</cesAlign>\n")
    return [links_path, *archive_paths.values()]


def read_xces(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of an XCES file with its documents: OPUS's archives or plain files beside it.

    Links with one side only are passed over. Raises InputError for a document that is missing and for
    a link to a sentence that its document lacks, with the line.
    """
    with ExitStack() as held:
        yield from _segments(path, languages, Library(path, held))


def _segments(path: Path, languages: Languages, library: "Library") -> Iterator[Segment]:
    number = 0
    for group in read_elements(path, "linkGrp"):
        names = document_names(group)
        documents = [library.document(name) for name in names]
        order = 1 if names[0].startswith(f"{languages[1]}/") else 0
        roles = ("target", "source") if order else ("source", "target")
        for link in group.iterchildren("{*}link"):
            number += 1
            sides = [part.split() for part in link.get("xtargets", "").split(";")]
            if len(sides) != 2:
                cause = f'xtargets "{link.get("xtargets", "")}"'
                raise Malformed(path, line_of(link), cause, 'expected such as "s1;s1 s2"')
            if not all(sides):
                continue
            values: dict[str, object] = {
                "score": link.get("certainty"),
                "pair_id": "~".join(map(_stem, names)),
            }
            if cause := missing_sentence(link, group, documents):
                raise Malformed(path, line_of(link), cause, "get links and documents of one release")
            for role, lang, name, ids, texts in zip(
                roles, languages[::-1] if order else languages, names, sides, documents, strict=True
            ):
                values |= {
                    f"{role}_lang": lang,
                    f"{role}_text": " ".join(texts[key] for key in ids),
                    f"{role}_article": _stem(name),
                    f"{role}_sentences": " ".join(ids) if all(map(str.isdecimal, ids)) else "",
                }
            if float(str(values["score"] or 0)) > 1:  # certainty is any number in OPUS
                del values["score"]
            yield segment_of(values, languages, path.stem, number)


def document_names(group: etree._Element) -> tuple[str, str]:
    """The documents between which a group's links run."""
    return group.get("fromDoc", ""), group.get("toDoc", "")


def missing_sentence(
    link: etree._Element, group: etree._Element, documents: Sequence[Mapping[str, str]]
) -> str:
    """Which sentence of a link its document lacks, said in words; empty if they are all there."""
    sides = link.get("xtargets", "").split(";")
    for name, ids, texts in zip(document_names(group), sides, documents, strict=False):
        for key in ids.split():
            if key not in texts:
                return f'link to sentence "{key}", which {name} lacks'
    return ""


class Library:
    """The documents beside an alignment file, the last few kept."""

    def __init__(self, path: Path, held: ExitStack) -> None:
        self._path = path
        self._members: dict[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]] = {}
        self._kept: dict[str, dict[str, str]] = {}
        for place in sorted(path.parent.glob("*.zip")):
            try:
                archive = held.enter_context(zipfile.ZipFile(place))
            except (OSError, zipfile.BadZipFile) as error:
                raise InputError(f"{place}: {error}; expected an archive of documents") from error
            for member in archive.infolist():
                inner = re.sub("^.*?/(raw|xml)/", "", member.filename)
                self._members.setdefault(inner, (archive, member))

    def document(self, name: str) -> dict[str, str]:
        """Texts by sentence id."""
        if name not in self._kept:
            if len(self._kept) >= _DOCUMENTS_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[name] = _read_document(self._find(name), name)
        return self._kept[name]

    def _find(self, name: str) -> bytes:
        try:
            if found := self._members.get(name.removesuffix(".gz")):
                archive, member = found
                with archive.open(member) as file:
                    return self._limited(file, name)
            for place in (self._path.parent / name, self._path.parent / "raw" / name):
                inside = self._path.parent.resolve() in place.resolve().parents
                if inside and place.is_file():
                    with open_binary(place) as file:
                        return self._limited(file, name)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise InputError(f"{self._path}: document {name}: {error}; get it again") from error
        raise InputError(
            f"{self._path}: document {name} is missing; expected its archive or folder beside this file"
        )

    def _limited(self, file: IO[bytes], name: str) -> bytes:
        data = file.read(LONGEST + 1)
        if len(data) > LONGEST:
            raise InputError(
                f"{self._path}: document {name} has over {LONGEST:,} bytes; is it the right one?"
            )
        return data


def _read_document(data: bytes, name: str) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name}:{error.lineno}: {error.msg}; get the document again") from error
    return {s.get("id", ""): " ".join("".join(map(str, s.itertext())).split()) for s in root.iter("{*}s")}


class _Places:
    """Where documents lie in the archives: `en/2024/rhc_371346.xml`, a name that every file system takes."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def is_new(self, side: DocumentSide) -> bool:
        return (side.first.lang, side.name) not in self._places

    def of(self, side: DocumentSide) -> str:
        """The same for the same document, another for every other."""
        document = side.first.lang, side.name
        if document not in self._places:
            year = side.first.date.year if side.first.date else "undated"
            place = stem = f"{side.first.lang}/{year}/{re.sub('[^A-Za-z0-9.~-]', '_', xml_text(side.name))}"
            number = 1
            while place in self._taken:
                number += 1
                place = f"{stem}~{number}"
            self._taken.add(place)
            self._places[document] = place
        return f"{self._places[document]}.xml"


def _links(document: CorpusDocument, codes: list[str], numbers: "count[int]", places: _Places) -> str:
    swapped = document.source.first.lang != codes[0]
    sides = (document.target, document.source) if swapped else (document.source, document.target)
    lines = []
    for link in document.links:
        pair = (link.target, link.source) if swapped else (link.source, link.target)
        targets = ";".join(" ".join(map(str, side)) for side in pair)
        certainty = repr(link.segment.score)
        lines.append(f'<link certainty="{certainty}" xtargets="{targets}" id="SL{next(numbers)}"/>\n')
    names = [attribute(f"{places.of(side)}.gz") for side in sides]
    return f'<linkGrp targType="s" fromDoc="{names[0]}" toDoc="{names[1]}">\n{"".join(lines)}</linkGrp>\n'


def _document(side: DocumentSide) -> bytes:
    first = side.first
    known = {
        "id": side.name,
        "url": first.url,
        "outlet": first.outlet,
        "date": first.date.isoformat() if first.date else "",
    }
    meta = " ".join(f'{key}="{attribute(value)}"' for key, value in known.items() if value)
    lines = [f"{DECLARATION}<text>\n<head><meta {meta}/></head>\n<body>\n"]
    lines += [f'<s id="{index}">{escaped(text)}</s>\n' for index, (_, text) in enumerate(side.sentences)]
    return "".join([*lines, "</body>\n</text>\n"]).encode()


def _stem(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".xml")
