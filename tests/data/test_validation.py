"""Validators: what we write is valid, and each broken file is named with its line, cause and way out."""

import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fiel.data.exports import WRITERS
from fiel.data.problems import Problem
from fiel.data.validation import MOST_PROBLEMS, VALIDATORS, format_of, validate
from fiel.errors import InputError
from fiel.records import Segment

Make = Callable[..., Segment]
PAIR = ("es", "en")

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"'
    ' srclang="es" datatype="plaintext"/>'
)
UNIT = '<tu><tuv xml:lang="es"><seg>Hola.</seg></tuv><tuv xml:lang="en"><seg>Hello.</seg></tuv></tu>'


def tmx(body: str = UNIT, header: str = HEADER, start: str = '<tmx version="1.4">') -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{start}\n{header}\n<body>\n{body}\n</body>\n</tmx>\n'


def problems(text: str | bytes, path: Path, form: str = "") -> list[Problem]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(validate(path, PAIR, form))


@pytest.mark.parametrize("name", WRITERS)
def test_what_we_write_is_valid(segment: Make, tmp_path: Path, name: str) -> None:
    """And is known for what it is by its name and first bytes."""
    hard = '¿Y <tú> & "yo"? \x01 \r\n\t \u2028 \ufffe'
    segments = [
        segment(hard, hard, id=f"{pair}-{n}", pair_id=pair, split=split, flags=("short",))
        for pair, split in (("a", "train"), ("b", "test"))
        for n in range(3)
    ]
    for corpus in (segments, []):
        for path in WRITERS[name](corpus, tmp_path, "c", PAIR):
            if path.suffix != ".zip":
                assert format_of(path, PAIR) == name
                assert list(validate(path, PAIR)) == []


def test_every_format_has_a_validator() -> None:
    assert VALIDATORS.keys() == WRITERS.keys()


NESTED = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
BOMB = f'<!DOCTYPE tmx [<!ENTITY a "ha">{NESTED}]>'
EXTERNAL = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

TMX: dict[str, tuple[str | bytes, int, str]] = {
    "entity bomb": (tmx(UNIT.replace("Hola", "&j;"), start=f'{BOMB}<tmx version="1.4">'), 2, "entity"),
    "external entity": (
        tmx(UNIT.replace("Hola", "&x;"), start=f'{EXTERNAL}<tmx version="1.4">'),
        2,
        'entity "x"',
    ),
    "control character": (tmx(UNIT.replace("Hola", "Ho\x01la")), 5, "control character U\\+0001"),
    "reference to one": (tmx(UNIT.replace("Hola", "Ho&#2;la")), 5, "control character U\\+0002"),
    "missing srclang": (tmx(header=HEADER.replace(' srclang="es"', "")), 3, "<header> without srclang"),
    "parameter entity on line 3": (
        tmx(start='<!DOCTYPE tmx [\n<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><tmx version="1.4">'),
        3,
        'entity "p"',
    ),
    "missing header": (tmx(header=""), 2, r"<tmx> holds \(body\)"),
    "prop after seg": (
        tmx('<tu>\n<tuv xml:lang="es">\n<seg>a</seg><prop type="x">b</prop></tuv></tu>'),
        6,
        r"<tuv> holds \(seg prop\)",
    ),
    "prop between variants": (
        tmx(UNIT.replace("</tu>", '<prop type="x">b</prop></tu>')),
        5,
        r"<tu> holds \(tuv tuv prop",
    ),
    "prop without type": (tmx(UNIT.replace("<tu>", "<tu><prop>b</prop>")), 5, "<prop> without type"),
    "truncated": (tmx()[:-60], 5, "ends before|Couldn't find end|Premature|EndTag"),
    "truncated between units": (tmx()[:-17], 5, "ends before"),
    "bare ampersand": (tmx(UNIT.replace("Hola", "Ho & la")), 5, "xmlParseEntityRef"),
    "no language": (tmx(UNIT.replace('xml:lang="es"', "")), 5, "<tuv> without xml:lang"),
    "lang of version 1.1": (tmx(UNIT.replace("xml:lang", "lang")), 5, "<tuv> without xml:lang"),
    "srclang hard-coded": (
        tmx(header=HEADER.replace('srclang="es"', 'srclang="fr"')),
        5,
        "none in its source language fr",
    ),
    "version 1.4.": (tmx(start='<tmx version="1.4.">'), 2, 'version "1.4."'),
    "date": (tmx(UNIT.replace("<tu>", '<tu creationdate="2024-12-05">')), 5, 'creationdate "2024-12-05"'),
    "unknown element": (tmx(UNIT.replace("<seg>Hola", "<text/><seg>Hola")), 5, r"<tuv> holds \(text seg\)"),
    "unknown element between units": (tmx(f"<unit/>{UNIT}"), 4, r"<body> holds \(unit\)"),
    "wrong root": ("<tm><tu/></tm>", 1, "root is not <tmx>"),
    "empty file": ("", 0, ""),
    "not UTF-8": (tmx().encode().replace(b"Hola", b"Ad\xedos"), 5, "encoding|UTF-8"),
    "mismatched tags": (tmx(UNIT.replace("</seg></tuv></tu>", "</tuv></seg></tu>")), 5, "mismatch"),
    "deep": ("<tmx>" + "<a>" * 5000, 1, "depth"),
}


@pytest.mark.parametrize("case", TMX)
def test_broken_tmx_is_named(tmp_path: Path, case: str) -> None:
    text, line, cause = TMX[case]
    found = problems(text, tmp_path / "c.tmx", "tmx")
    assert found, case
    assert all(problem.remedy for problem in found)
    assert any(problem.line == line and re.search(cause, problem.cause) for problem in found), found
    assert len(set(found)) == len(found)


def test_hostile_files_take_neither_time_nor_memory(tmp_path: Path) -> None:
    """An entity bomb, a text without end and a crowd of unknown elements: a second, and 200 MB at most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    assert problems(TMX["entity bomb"][0], tmp_path / "bomb.tmx")
    long = tmx(UNIT.replace("Hola", "a" * 20_000_000))
    assert "without a complete unit" in problems(long, tmp_path / "long.tmx")[0].cause
    crowd = tmx("<a/>\n" * 2_000_000)
    assert "without a complete unit" in problems(crowd, tmp_path / "crowd.tmx")[0].cause
    assert "over 1,000,000 bytes" in problems("a" * 20_000_000, tmp_path / "c.en-es.en.jsonl")[0].cause
    assert time.process_time() - started < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_file_of_many_problems_is_cut_short(tmp_path: Path) -> None:
    found = problems("{}\n" * 5000, tmp_path / "c.jsonl")
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].cause == "more than 100 problems"


XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="es"'
    ' target-language="en" datatype="plaintext"><body>\n%s\n</body></file></xliff>'
)
XLIFF2 = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="es" trgLang="en">'
    '<file id="f">\n%s\n</file></xliff>'
)
TRANS = '<trans-unit id="1"><source>a</source><target>b</target></trans-unit>'
SEGMENT = '<unit id="1"><segment><source>a</source><target>b</target></segment></unit>'
XCES = '<cesAlign version="1.0"><linkGrp targType="s" fromDoc="en/a.xml.gz" toDoc="es/a.xml.gz"/></cesAlign>'
WMT = (
    '<dataset id="d"><doc id="1" origlang="es"><src lang="es"><p><seg id="1">a</seg></p></src>'
    '<ref lang="en" translator="A"><p><seg id="1">a</seg></p></ref></doc></dataset>'
)
XML: dict[str, tuple[str | bytes, int, str]] = {
    "1.2 target first": (
        XLIFF % '<trans-unit id="1"><target>b</target><source>a</source></trans-unit>',
        2,
        "target source",
    ),
    "1.2 twice the id": (XLIFF % (TRANS + TRANS), 2, 'id "1" for a second time'),
    "1.2 no id": (XLIFF % TRANS.replace(' id="1"', ""), 2, "without id"),
    "1.2 no namespace": (re.sub(r' xmlns=".*?"', "", XLIFF % TRANS), 1, "the root is xliff"),
    "1.2 no datatype": ((XLIFF % TRANS).replace(' datatype="plaintext"', ""), 1, "<file> without datatype"),
    "2.1 source outside a segment": (
        XLIFF2 % '<unit id="1"><source>a</source></unit>',
        2,
        r"<unit> holds \(source\)",
    ),
    "2.1 no trgLang": ((XLIFF2 % SEGMENT).replace(' trgLang="en"', ""), 1, "without trgLang"),
    "2.1 no units": (XLIFF2 % "", 1, "<file> without <unit>"),
    "2.1 state": (XLIFF2 % SEGMENT.replace("<segment>", '<segment state="done">'), 2, "state"),
    "xces link": (XCES.replace("/></ces", '>\n<link xtargets="1 2"/></linkGrp></ces'), 2, 'xtargets "1 2"'),
    "xces no documents": (XCES, 0, "en/a.xml.gz is missing"),
    "wmt reference too short": (
        WMT.replace("</p></src>", '<seg id="2">b</seg></p></src>'),
        1,
        "2 source segments, 1 others",
    ),
    "wmt no origlang": (WMT.replace(' origlang="es"', ""), 1, "without origlang"),
}


@pytest.mark.parametrize("case", XML)
def test_other_broken_xml_is_named(tmp_path: Path, case: str) -> None:
    text, line, cause = XML[case]
    found = problems(text, tmp_path / "c.xml")
    assert any(problem.line == line and re.search(cause, problem.cause) for problem in found), found


def test_foreign_namespaces_are_allowed_in_xliff(tmp_path: Path) -> None:
    """Tools add their own: both versions say where, and all do."""
    own = TRANS.replace("</trans-unit>", '<x:status xmlns:x="urn:x" x:a="1"/></trans-unit>')
    assert problems(XLIFF % own, tmp_path / "c.xlf") == []
    own = SEGMENT.replace("<segment>", '<x:status xmlns:x="urn:x"/><segment>')
    assert problems(XLIFF2 % own, tmp_path / "d.xlf") == []


LINES: dict[str, tuple[str, str | bytes, int, str]] = {
    "blank line": ("c.en-es.en", "a\n\nc\n", 2, "blank line"),
    "tab": ("c.en-es.en", "a\nb\tb\nc\n", 2, "tab"),
    "line separator": ("c.en-es.en", "a\nb\u2028b\nc\n", 2, "U\\+2028"),
    "carriage return": ("c.en-es.en", "a\r\nb\nc\n", 1, "U\\+000D"),
    "one line less": ("c.en-es.en", "a\nb\n", 3, "c.en-es.en ended before"),
    "not UTF-8": ("c.en-es.en", b"a\n\xe9\nc\n", 2, "not UTF-8"),
    "no table at all": ("c.txt", "one\ntwo\n", 0, "not recognised"),
    "tsv with a tab in a text": ("c.tsv", "source_text\ttarget_text\na\tb\tc\n", 2, "3 columns"),
    "tsv with a score": ("c.tsv", "source_text\ttarget_text\tscore\na\tb\t1.5\n", 2, "score 1.5"),
    "tsv with a date": ("c.tsv", "source_text\ttarget_text\tsource_date\na\tb\t5/12/2024\n", 2, "5/12/2024"),
    "bitextor without a text": ("c.sent", "src_url\ttrg_url\tsrc_text\ttrg_text\n1\t2\t\tb\n", 2, "blank"),
    "opustrainer with one column": ("c.tsv", "a\tb\nc\n", 2, "1 columns"),
    "opustrainer with links": ("c.tsv", "a\tb\t0-0 x\n", 1, "word links"),
    "jsonl cut off": ("c.jsonl", '{"translation": {"es": "a", "en": "b"}}\n{"tr', 2, "no JSON"),
    "jsonl list": ("c.jsonl", "[]\n", 1, "a list"),
    "jsonl without Spanish": ("c.jsonl", '{"translation": {"en": "b"}}\n', 1, "no es text"),
    "jsonl too deep": ("c.jsonl", "[" * 100_000 + "\n", 1, "no JSON"),
}


@pytest.mark.parametrize("case", LINES)
def test_broken_lines_are_named(tmp_path: Path, case: str) -> None:
    name, text, line, cause = LINES[case]
    (tmp_path / "c.en-es.es").write_text("a\nb\nc\n")
    try:
        found = problems(text, tmp_path / name)
    except InputError as error:
        found = [Problem(0, str(error), "")]
    assert any(problem.line == line and re.search(cause, problem.cause) for problem in found), found


def test_parquet_of_others(tmp_path: Path) -> None:
    """No translation, no declared feature, an empty text: each is said."""

    def write(table: pa.Table) -> list[str]:
        pq.write_table(table, tmp_path / "c.parquet")
        return [f"{p.line}: {p.cause}" for p in validate(tmp_path / "c.parquet", PAIR)]

    assert write(pa.table({"text": ["a"]})) == ["0: columns text"]
    rows = pa.table({"translation": [{"es": "a", "en": "b"}]})
    assert write(rows) == ['0: the schema does not declare the feature "Translation"']
    described = (
        b'{"info": {"features": {"translation": {"languages": ["en", "es"], "_type": "Translation"}}}}'
    )
    rows = pa.table({"translation": [{"es": "a", "en": " "}, {"es": None, "en": "b"}]})
    assert write(rows.replace_schema_metadata({"huggingface": described})) == [
        "2: no es text",
        "1: no en text",
    ]
    (tmp_path / "d.parquet").write_bytes(b"PAR1")
    assert "expected a Parquet file" in str(list(validate(tmp_path / "d.parquet", PAIR)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    [problem] = validate(tmp_path / "c.en-es", PAIR)
    assert "no such file" in problem.cause
