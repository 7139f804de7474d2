"""XCES with its documents: what is written, and what goes wrong with those of others."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fiel.data.xces import read_xces, write_xces
from fiel.errors import InputError
from fiel.records import Segment, Sentence

Make = Callable[..., Segment]
PAIR = ("es", "en")


def test_documents_are_whole_and_links_point_into_them(segment: Make, tmp_path: Path) -> None:
    """Sentences left alone are in the documents; an article in two pairs is there once; codes alphabetical."""
    texts = ["Sola.", "B.", "C.", "Hola."]
    sentences = {"rhc:1": [Sentence("rhc:1", n, n // 2, 0, len(text), text) for n, text in enumerate(texts)]}
    segments = [segment("Hola.", "Hello.", pair_id="p"), segment("Hola.", "Hi.", pair_id="q")]
    links, english, spanish = write_xces(segments, tmp_path, "rhc", PAIR, sentences)
    assert gzip.decompress(links.read_bytes()).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n'
        '<cesAlign version="1.0">\n'
        '<linkGrp targType="s" fromDoc="en/2024/p.xml.gz" toDoc="es/2024/rhc_1.xml.gz">\n'
        '<link certainty="0.93" xtargets="0;3" id="SL1"/>\n</linkGrp>\n'
        '<linkGrp targType="s" fromDoc="en/2024/q.xml.gz" toDoc="es/2024/rhc_1.xml.gz">\n'
        '<link certainty="0.93" xtargets="0;3" id="SL2"/>\n</linkGrp>\n'
        "</cesAlign>\n"
    )
    with zipfile.ZipFile(spanish) as archive:
        assert archive.namelist() == ["rhc/raw/es/2024/rhc_1.xml"]
        document = archive.read(archive.namelist()[0]).decode()
    assert '<s id="0">Sola.</s>\n<s id="1">B.</s>\n<s id="2">C.</s>\n<s id="3">Hola.</s>' in document
    assert 'url="https://faro.example/es/1?a=1&amp;b=&lt;2&gt;" date="2024-03-01"' in document
    with zipfile.ZipFile(english) as archive:
        assert archive.namelist() == ["rhc/raw/en/2024/p.xml", "rhc/raw/en/2024/q.xml"]


def test_no_document_takes_the_place_of_another(segment: Make, tmp_path: Path) -> None:
    """Pairs whose segments are scattered, as in a shuffled corpus, and ids that look alike as file names."""
    pair_ids = ("a:1", "b", "a:1", "a_1", "b", "b~2")
    segments = [segment(f"Nota {n}.", f"Note {n}.", pair_id=pair_id) for n, pair_id in enumerate(pair_ids)]
    links, _, spanish = write_xces(segments, tmp_path, "c", PAIR, {})
    found = [(one.source.text, one.target.text) for one in read_xces(links, PAIR)]
    assert found == [(one.source.text, one.target.text) for one in segments]
    with zipfile.ZipFile(spanish) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist()) == 6


OPUS = (
    '<cesAlign version="1.0"><linkGrp targType="s" fromDoc="en/d.xml.gz" toDoc="es/d.xml.gz">\n'
    '<link xtargets="{}" certainty="{}"/></linkGrp></cesAlign>'
)


def opus(folder: Path, targets: str = "s1;s1 s2", certainty: str = "0.5") -> Path:
    """As OPUS has them: words in elements, ids that are no numbers, plain files in folders."""
    for lang, texts in (("en", ["One two."]), ("es", ["Uno", "y dos."])):
        (folder / lang).mkdir(exist_ok=True)
        body = "".join(
            f'<s id="s{n}">' + "".join(f"<w>{word}</w> " for word in text.split()) + "</s>"
            for n, text in enumerate(texts, 1)
        )
        (folder / lang / "d.xml.gz").write_bytes(gzip.compress(f"<text>{body}</text>".encode()))
    path = folder / "links.xml"
    path.write_text(OPUS.format(targets, certainty), encoding="utf-8")
    return path


def test_links_of_opus(tmp_path: Path) -> None:
    [found] = read_xces(opus(tmp_path), PAIR)
    assert (found.source.text, found.target.text, found.score) == ("Uno y dos.", "One two.", 0.5)
    assert (found.source.article_id, found.pair_id) == ("es/d", "en/d~es/d")
    [found] = read_xces(opus(tmp_path, certainty="3.7"), PAIR)
    assert found.flags == ("unscored",)
    assert list(read_xces(opus(tmp_path, ";s1"), PAIR)) == []


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ("s1;s9", r'links.xml:2: link to sentence "s9", which es/d.xml.gz lacks'),
        ("s1", 'xtargets "s1"; expected'),
    ],
)
def test_links_that_point_nowhere(tmp_path: Path, targets: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(read_xces(opus(tmp_path, targets), PAIR))


def test_documents_that_cannot_be_used(tmp_path: Path) -> None:
    """Missing, outside the folder, cut off, far too long, no archive: each is named."""
    path = opus(tmp_path)
    document = tmp_path / "es" / "d.xml.gz"
    for data, message in (
        (gzip.compress(b"<text><s>"), r"es/d.xml.gz:1: .*; get the document again"),
        (gzip.compress(b"<text>Hola</text>")[:-9], "document es/d.xml.gz: .*; get it again"),
        (gzip.compress(b" " * 4_000_001), "over 4,000,000 bytes"),
    ):
        document.write_bytes(data)
        with pytest.raises(InputError, match=message):
            list(read_xces(path, PAIR))
    path.write_text(OPUS.format("s1;s1", 1).replace("es/d", "../../es/d"), encoding="utf-8")
    with pytest.raises(InputError, match=r"\.\./\.\./es/d.xml.gz is missing"):
        list(read_xces(path, PAIR))
    (tmp_path / "x.zip").write_bytes(b"no archive")
    with pytest.raises(InputError, match=r"x.zip: .*expected an archive of documents"):
        list(read_xces(path, PAIR))
