"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from fiel.data.files import write_atomically
from fiel.errors import OutputError


def _write_half(path: Path) -> None:
    with write_atomically(path) as temporary:
        temporary.write_text("half")
        raise LookupError("no source")


def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tmx"
    path.write_text("old")
    with pytest.raises(LookupError, match="no source"):
        _write_half(path)
    assert [p.name for p in tmp_path.iterdir()] == ["corpus.tmx"]
    assert path.read_text() == "old"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file/corpus"), write_atomically(tmp_path / "file" / "corpus"):
        pass
