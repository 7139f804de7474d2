"""What is stored comes back, and nothing else does."""

from pathlib import Path

import numpy as np
import pytest

from fiel.errors import OutputError
from fiel.models.vectors import VectorStore


def test_rows_come_back_in_the_order_asked_for(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite", "fake-1")
    store.add(["a", "b"], np.array([[1, 2], [3, 4]], dtype=np.float32))
    np.testing.assert_array_equal(store.rows(["b", "a", "b"]), [[3, 4], [1, 2], [3, 4]])


def test_only_unknown_texts_are_missing(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite", "fake-1")
    store.add(["a"], np.ones((1, 2), dtype=np.float32))
    assert store.missing(["a", "b", "b"]) == {"b"}


def test_each_signature_has_its_own_rows(tmp_path: Path) -> None:
    VectorStore(tmp_path / "vectors.sqlite", "fake-1").add(["a"], np.ones((1, 2), dtype=np.float32))
    assert VectorStore(tmp_path / "vectors.sqlite", "fake-2").missing(["a"]) == {"a"}


def test_the_first_row_of_a_text_stays(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "vectors.sqlite", "fake-1")
    store.add(["a"], np.ones((1, 2), dtype=np.float32))
    store.add(["a"], np.zeros((1, 2), dtype=np.float32))
    np.testing.assert_array_equal(store.rows(["a"]), [[1, 1]])


def test_an_unknown_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="b"):
        VectorStore(tmp_path / "vectors.sqlite", "fake-1").rows(["b"])


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nowhere"):
        VectorStore(tmp_path / "nowhere" / "vectors.sqlite", "fake-1")


def test_a_damaged_file_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(OutputError, match=r"if the file is damaged, delete it"):
        VectorStore(tmp_path / "vectors.sqlite", "fake-1")
