"""Corpora put together."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fiel.data.exports import WRITERS
from fiel.data.merging import merge, read_corpus
from fiel.errors import InputError
from fiel.records import Segment

Make = Callable[..., Segment]
PAIR = ("es", "en")


def test_each_id_once(segment: Make) -> None:
    """The same segment is passed over, however often; another text gets a number."""
    first = [segment("Uno.", "One.", id="a"), segment("Dos.", "Two.", id="b")]
    second = [
        segment("Uno.", "One.", id="a"),
        segment("Otra.", "Other.", id="b"),
        segment("Tres.", "3", id="c"),
    ]
    third = [segment("Otra.", "Other.", id="b"), segment("Más.", "More.", id="b")]
    found = [(s.id, s.source.text) for s in merge([first, second, third])]
    assert found == [("a", "Uno."), ("b", "Dos."), ("b~2", "Otra."), ("c", "Tres."), ("b~3", "Más.")]


@pytest.mark.parametrize("name", ["moses", "tmx", "xces", "bitextor", "wmt"])
def test_corpora_from_elsewhere(segment: Make, tmp_path: Path, name: str) -> None:
    """Recognised by name and content, read as segments, whatever is not known left neutral."""
    made = segment("Hola, mundo.", "Hello, world.")
    paths = WRITERS[name]([made], tmp_path, "c", PAIR)
    [found] = read_corpus(paths[0], PAIR)
    assert (found.source.text, found.target.text) == ("Hola, mundo.", "Hello, world.")
    assert ("unscored" in found.flags) == (name in ("moses", "wmt"))
    with pytest.raises(InputError, match='unknown format "tmz"; known formats: moses, tmx'):
        read_corpus(paths[0], PAIR, "tmz")


def test_tmx_of_others(tmp_path: Path) -> None:
    """Regions, inline codes, other languages beside, the other direction, units without a pair."""
    header = (
        '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"'
        ' srclang="EN-us" datatype="xml"/>'
    )
    body = (
        '<tu><tuv xml:lang="fr"><seg>Non.</seg></tuv><tuv xml:lang="es-CU"><seg>Sí, <bpt i="1">&lt;b></bpt><hi>muy'
        '</hi> bien<ept i="1">&lt;/b></ept>.</seg></tuv><tuv xml:lang="EN-US"><seg>Yes.</seg></tuv></tu>'
        '<tu><tuv xml:lang="es"><seg>Sola.</seg></tuv></tu>'
    )
    path = tmp_path / "c.tmx"
    path.write_text(f'<tmx version="1.4">{header}<body>{body}</body></tmx>', encoding="utf-8")
    [found] = read_corpus(path, PAIR)
    assert (found.source.lang, found.source.text) == ("en", "Yes.")
    assert (found.target.lang, found.target.text) == ("es", "Sí, muy bien.")
