"""What is written comes back: for every format, over all text there is."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.characters import one_line, utf8_text, xml_text
from fiel.data.exports import READERS, WRITERS
from fiel.records import Segment, Side

Make = Callable[..., Segment]
PAIR = ("es", "en")

COMPLETE = {
    "tmx": xml_text,
    "xliff": xml_text,
    "xliff2": xml_text,
    "tsv": one_line,
    "jsonl": utf8_text,
    "parquet": utf8_text,
}
"""Formats that hold everything about a segment, and how they hold its text."""
PARTLY = {
    "moses": one_line,
    "bitextor": one_line,
    "opustrainer": one_line,
    "review": one_line,
    "wmt": xml_text,
    "documents": utf8_text,
    "xces": lambda text: " ".join(xml_text(text).split()),
}
"""Formats that hold less."""
HOLDS = COMPLETE | PARTLY

texts = (
    st.text(st.characters(), min_size=1).filter(one_line).filter(lambda text: bool(xml_text(text).strip()))
)
words = st.text(st.characters(categories=["L", "Nd", "P"]), min_size=1, max_size=6)


def written_and_read(name: str, segments: list[Segment], directory: Path) -> list[Segment]:
    paths = WRITERS[name](iter(segments), directory, "c", PAIR)
    readable = paths[:1] if name in ("moses", "xces") else paths
    return [segment for path in readable for segment in READERS[name](path, PAIR)]


def test_every_format_is_tested() -> None:
    assert set(HOLDS) == set(READERS) == set(WRITERS)


@pytest.mark.parametrize("name", HOLDS)
@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_texts(
    segment: Make, tmp_path_factory: pytest.TempPathFactory, name: str, pairs: list[tuple[str, str]]
) -> None:
    """Every character the format can hold, in order; of the rest, what `characters` says."""
    segments = [segment(*pair, id=str(number)) for number, pair in enumerate(pairs)]
    back = written_and_read(name, segments, tmp_path_factory.mktemp(name))
    held = HOLDS[name]
    assert [(found.source.text, found.target.text) for found in back] == [
        (held(source), held(target)) for source, target in pairs
    ]


@pytest.mark.parametrize("name", COMPLETE)
@given(
    identifier=words,
    flags=st.lists(st.text("abc-:.", min_size=1), max_size=3, unique=True).map(tuple),
    score=st.floats(0, 1),
    split=st.sampled_from(["train", "dev", "test"]),
    crossing=st.booleans(),
    licence=st.one_of(st.just(""), words),
    indices=st.lists(st.integers(0, 10_000), min_size=1, max_size=3).map(tuple),
    outlet=st.one_of(st.just(""), words),
    dated=st.booleans(),
    reverse=st.booleans(),
)
def test_provenance(
    segment: Make,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    identifier: str,
    flags: tuple[str, ...],
    score: float,
    split: str,
    crossing: bool,
    licence: str,
    indices: tuple[int, ...],
    outlet: str,
    dated: bool,
    reverse: bool,
) -> None:
    """The whole segment comes back, in its direction, equal in every field."""

    def changed(side: Side) -> Side:
        date = side.date if dated else None
        return replace(side, sentences=indices, paragraphs=indices, outlet=outlet, date=date)

    made = segment(
        id=identifier, flags=flags, score=score, split=split, crossing=crossing, licence=licence,
        kind=f"{len(indices)}-{len(indices)}", encoder="usem3-1", settings="0123456789ab",
    )  # fmt: skip
    sides = (changed(made.source), changed(made.target))
    made = replace(made, source=sides[reverse], target=sides[not reverse])
    assert written_and_read(name, [made], tmp_path_factory.mktemp(name)) == [made]


def test_an_article_without_address_keeps_its_id(segment: Make, tmp_path: Path) -> None:
    made = segment()
    made = replace(made, source=replace(made.source, url=""), target=replace(made.target, url=""))
    for name in COMPLETE:
        assert written_and_read(name, [made], tmp_path / name) == [made], name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("moses", {"articles", "sentences"}),
        ("xces", {"score", "sentences"}),
        ("bitextor", {"score", "sentences", "paragraphs", "urls", "direction"}),
        ("documents", {"score", "sentences", "articles", "urls", "dates", "direction", "split", "pair"}),
        ("wmt", {"direction", "pair"}),
        ("review", {"id", "score", "sentences", "flags", "kind"}),
        ("opustrainer", set()),
    ],
)
def test_what_the_others_hold(segment: Make, tmp_path: Path, name: str, kept: set[str]) -> None:
    """The table of docs/corpus.md: what of the provenance each of the smaller formats gives back."""
    made = segment(flags=("odd",), split="dev")
    turned = replace(made, source=made.target, target=made.source)
    seen: set[str] = set()
    aspects: dict[str, Callable[[Segment], object]] = {
        "id": lambda s: s.id,
        "score": lambda s: s.score,
        "kind": lambda s: s.kind,
        "flags": lambda s: s.flags,
        "split": lambda s: s.split,
        "pair": lambda s: s.pair_id,
        "articles": lambda s: (s.source.article_id, s.target.article_id),
        "urls": lambda s: (s.source.url, s.target.url),
        "dates": lambda s: (s.source.date, s.target.date),
        "sentences": lambda s: (s.source.sentences, s.target.sentences),
        "paragraphs": lambda s: (s.source.paragraphs, s.target.paragraphs),
    }
    [back] = written_and_read(name, [made], tmp_path)
    if name in (
        "documents",
        "xces",
    ):  # without the articles at hand, each segment is one sentence of its document
        back = replace(
            back,
            source=replace(back.source, sentences=made.source.sentences),
            target=replace(back.target, sentences=made.target.sentences),
        )
    seen = {aspect for aspect, of in aspects.items() if of(back) == of(made)}
    [back] = written_and_read(name, [turned], tmp_path)
    if (back.source.lang, back.source.text) == ("en", turned.source.text):
        seen.add("direction")
    assert seen >= kept
    if name == "opustrainer":
        assert not seen & {"id", "score", "articles", "dates"}


def test_flags_with_white_space_are_refused(segment: Make, tmp_path: Path) -> None:
    """They would come back as two."""
    from fiel.errors import OutputError

    for name in ("tmx", "xliff", "xliff2", "tsv", "review"):
        with pytest.raises(OutputError, match=r"flag 'a b'; expected a code without white space"):
            WRITERS[name]([segment(flags=("a b",))], tmp_path, "c", PAIR)


def test_a_sheet_holds_no_formula(segment: Make, tmp_path: Path) -> None:
    """A spreadsheet would run it; the apostrophe is taken off again."""
    made = segment("=HYPERLINK(1)", "'tis @so")
    [path] = WRITERS["review"]([made], tmp_path, "c", PAIR)
    assert not re.search(r"(^|\t)[=+@-]", path.read_text(encoding="utf-8"))
    assert [s.source.text for s in READERS["review"](path, PAIR)] == ["=HYPERLINK(1)"]
