"""Moses files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.characters import one_line
from fiel.data.moses import write_moses
from fiel.errors import OutputError
from fiel.records import Segment

Make = Callable[..., Segment]
PAIR = ("es", "en")


def test_names_bytes_and_ids(segment: Make, tmp_path: Path) -> None:
    """Codes alphabetical whatever the direction; LF; ids as in OPUS: documents, then sentences."""
    other = segment("Adiós,\tamigo.", "Bye,\u2028friend.")
    other = replace(other, source=other.target, target=other.source)
    paths = write_moses([segment(), other], tmp_path, "rhc", PAIR)
    assert [path.name for path in paths] == ["rhc.en-es.en", "rhc.en-es.es", "rhc.en-es.ids"]
    assert [path.read_bytes() for path in paths] == [
        b"Hello.\nBye, friend.\n",
        "Hola.\nAdiós, amigo.\n".encode(),
        b"rhc:2\trhc:1\t3 4\t3\n" * 2,
    ]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


@given(st.lists(st.tuples(st.text(st.characters()), st.text(st.characters())), max_size=5))
def test_round_trip(
    segment: Make, tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    """As many newlines as segments in each file, each line the text with its breaks made spaces."""
    kept = [pair for pair in texts if all(map(one_line, pair)) and all(text.strip() for text in pair)]
    paths = write_moses((segment(*pair) for pair in kept), tmp_path_factory.mktemp("moses"), "c", PAIR)
    for path, column in zip(paths, (1, 0), strict=False):
        data = path.read_bytes()
        assert data.count(b"\n") == len(kept)
        assert data.decode().splitlines() == [one_line(pair[column]) for pair in kept]


@pytest.mark.parametrize("text", ["", " \u2028", "\x01"])
def test_no_blank_lines(segment: Make, tmp_path: Path, text: str) -> None:
    """A blank line would shift every reader that skips them: refused, naming the segment."""
    with pytest.raises(OutputError, match=r"segment rhc:1-rhc:2-3: no .*en text; expected a sentence"):
        write_moses([segment(en=text)], tmp_path, "c", PAIR)
    assert not list(tmp_path.iterdir())
