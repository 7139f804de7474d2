"""What holds for every corpus writer."""

import resource
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fiel.data.exports import WRITERS, Writer
from fiel.errors import OutputError
from fiel.records import Segment

Make = Callable[..., Segment]
PAIR = ("es", "en")

every_format = pytest.mark.parametrize("name", WRITERS)


def files(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@every_format
def test_the_same_segments_give_the_same_bytes(segment: Make, tmp_path: Path, name: str) -> None:
    """Exactly the files that are returned, and again on a rerun over them."""
    segments = [segment(id=str(number)) for number in range(3)]
    paths = WRITERS[name](iter(segments), tmp_path, "c", PAIR)
    first = files(tmp_path)
    assert sorted(first) == sorted(map(str, paths))
    assert WRITERS[name](iter(segments), tmp_path, "c", PAIR) == paths
    assert files(tmp_path) == first


@every_format
def test_an_empty_corpus_is_written(tmp_path: Path, name: str) -> None:
    assert all(path.is_file() for path in WRITERS[name]([], tmp_path, "c", PAIR))


@every_format
def test_an_error_midway_leaves_what_was_there(segment: Make, tmp_path: Path, name: str) -> None:
    """No half-written file, no temporary one, and the corpus of the last run untouched."""
    WRITERS[name]([segment()], tmp_path, "c", PAIR)
    before = files(tmp_path)

    def breaking() -> Iterator[Segment]:
        yield segment("Otra.")
        raise RuntimeError("stop here")

    with pytest.raises(RuntimeError, match="stop here"):
        WRITERS[name](breaking(), tmp_path, "c", PAIR)
    assert files(tmp_path) == before


@every_format
def test_a_full_disk_is_an_output_error(segment: Make, tmp_path: Path, name: str) -> None:
    """A limit on the size of files stands in for the disk: the same refusal while writing."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, limits[1]))
    try:
        with pytest.raises(OutputError, match=r"c.*: .*File too large; expected a place that can be written"):
            WRITERS[name](
                (segment(f"{n**99}", f"{n**98}", id=str(n)) for n in range(1000)), tmp_path, "c", PAIR
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not files(tmp_path)


@every_format
def test_a_place_that_cannot_be_written_is_an_output_error(segment: Make, tmp_path: Path, name: str) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should go")
    with pytest.raises(OutputError, match="blocked"):
        WRITERS[name]([segment()], blocked, "c", PAIR)


@every_format
def test_a_segment_in_other_languages_is_refused(segment: Make, tmp_path: Path, name: str) -> None:
    made = segment(id="odd")
    odd = replace(made, target=replace(made.target, lang="fr"))
    with pytest.raises(OutputError, match="segment odd: languages es-fr; expected es and en"):
        WRITERS[name]([odd], tmp_path, "c", PAIR)
    assert not files(tmp_path)


def peak_memory(write: Writer, segments: Iterable[Segment], directory: Path) -> int:
    tracemalloc.start()
    write(segments, directory, "c", PAIR)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@every_format
def test_memory_stays_flat(segment: Make, tmp_path: Path, name: str) -> None:
    """Segments are not held, or only those of a document: twice as many take no more memory, give or take
    what an archive notes of each of its 11 further documents."""
    text = "palabra " * 30

    def segments(count: int) -> Iterator[Segment]:
        for number in range(count):
            yield segment(text, text, id=f"{number // 200}-{number}", pair_id=str(number // 200))

    few, many = (peak_memory(WRITERS[name], segments(count), tmp_path) for count in (2200, 4400))
    assert many < few + 150_000
