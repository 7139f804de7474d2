"""TMX 1.4b, read back by lxml and held against the order of its document type."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fiel.data.tmx import write_tmx
from fiel.records import Segment

Make = Callable[..., Segment]
PAIR = ("es", "en")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What TMX 1.4b demands of the elements we use: children in order, attributes required and allowed.
CHILDREN = {
    "tmx": r"header body",
    "header": r"((note|prop|ude) ?)*",
    "body": r"(tu ?)*",
    "tu": r"((note|prop) )*tuv( tuv)*",
    "tuv": r"((note|prop) )*seg",
    "prop": "",
    "seg": "",
}
HEADER = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
REQUIRED = {"tmx": {"version"}, "header": HEADER, "tuv": {LANG}, "prop": {"type"}}
ALLOWED = {"header": {"creationdate"}, "tu": {"tuid", "srclang"}}


def check_by_document_type(tree: etree._ElementTree) -> None:
    for element in tree.iter("*"):
        name = str(element.tag)
        assert re.fullmatch(CHILDREN[name], " ".join(str(child.tag) for child in element)), name
        required = REQUIRED.get(name, set())
        assert required <= set(map(str, element.keys())) <= required | ALLOWED.get(name, set()), name


def write(segments: list[Segment], directory: Path, **options: datetime.datetime) -> bytes:
    [path] = write_tmx(iter(segments), directory, "rhc", PAIR, **options)
    assert path.name == "rhc.tmx"
    return path.read_bytes()


def parse(data: bytes) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    tree = etree.ElementTree(etree.fromstring(data, parser))
    check_by_document_type(tree)
    return tree


def test_a_unit_with_its_provenance(segment: Make, tmp_path: Path) -> None:
    """Header, unit and variants, written out."""
    data = write([segment("¿Y <tú> & yo?", "You & I?", flags=("short",))], tmp_path)
    assert data.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header '
    )
    tree = parse(data)
    header = tree.find("header")
    assert header is not None
    assert dict(header.items()) | {"creationtoolversion": ""} == {
        "creationtool": "fiel",
        "creationtoolversion": "",
        "segtype": "sentence",
        "o-tmf": "fiel",
        "adminlang": "en",
        "srclang": "es",
        "datatype": "plaintext",
    }
    [unit] = tree.iter("tu")
    assert dict(unit.items()) == {"tuid": "rhc:1-rhc:2-3"}
    assert [(prop.get("type"), prop.text) for prop in unit.findall("prop")] == [
        ("type", "1:2"),
        ("translation-direction", "es-en"),
        ("x-score", "0.93"),
        ("x-pair-id", "rhc:1-rhc:2"),
        ("x-decision", "parallel"),
        ("x-split", "train"),
        ("x-crossing", "no"),
        ("x-flag", "short"),
    ]
    source, target = unit.findall("tuv")
    assert (source.get(LANG), source.findtext("seg")) == ("es", "¿Y <tú> & yo?")
    assert (target.get(LANG), target.findtext("seg")) == ("en", "You & I?")
    assert [(prop.get("type"), prop.text) for prop in target.findall("prop")] == [
        ("source-document", "https://faro.example/en/2?a=1&b=<2>"),
        ("x-article-id", "rhc:2"),
        ("x-date", "2024-03-02"),
        ("x-sentences", "3 4"),
        ("x-paragraphs", "0 0"),
        ("x-span", "10 18"),
    ]


def test_creation_date_only_when_it_is_given(segment: Make, tmp_path: Path) -> None:
    """A rebuild gives the same bytes; a date that is given is in UTC."""
    assert b"creationdate" not in write([segment()], tmp_path)
    havana = datetime.timezone(datetime.timedelta(hours=-4))
    created = datetime.datetime(2024, 3, 1, 20, 30, tzinfo=havana)
    assert b'creationdate="20240302T003000Z"' in write([segment()], tmp_path, created=created)


def test_a_unit_of_the_other_direction_says_so(segment: Make, tmp_path: Path) -> None:
    made = segment()
    tree = parse(write([replace(made, source=made.target, target=made.source)], tmp_path))
    [unit] = tree.iter("tu")
    assert unit.get("srclang") == "en"
    assert [variant.get(LANG) for variant in unit.findall("tuv")] == ["en", "es"]
    assert unit.findtext("prop[@type='translation-direction']") == "en-es"


def test_an_empty_corpus_is_a_valid_file(tmp_path: Path) -> None:
    assert not list(parse(write([], tmp_path)).iter("tu"))


@given(st.lists(st.text(st.characters(), min_size=1).filter(str.strip), max_size=5))
def test_round_trip(segment: Make, tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """All that XML can hold comes back as it was; the rest is U+FFFD. Ids hold no white space."""
    segments = [segment(text, f"en {text}", id=text) for text in texts]
    tree = parse(write(segments, tmp_path_factory.mktemp("tmx")))
    held = [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text) for text in texts]
    for unit, text in zip(tree.iter("tu"), held, strict=True):
        assert [seg.text for seg in unit.iter("seg")] == [text, f"en {text}"]
        assert unit.get("tuid") == re.sub(r"\s", "_", text)
