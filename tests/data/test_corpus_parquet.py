"""Corpora as Parquet, read back by `datasets` itself."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from fiel.data.corpus_jsonl import write_jsonl
from fiel.data.corpus_parquet import write_parquet
from fiel.records import Segment

Make = Callable[..., Segment]


@pytest.fixture
def load(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`datasets.load_dataset`, its caches in a temporary folder and no hub in reach."""
    cache = str(tmp_path_factory.mktemp("huggingface"))
    monkeypatch.setenv("HF_HOME", cache)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    return lambda *arguments, **options: datasets.load_dataset(*arguments, **options, cache_dir=cache)


def test_datasets_loads_a_translation_feature_and_the_same_rows(
    segment: Make, tmp_path: Path, load: Callable[..., Any]
) -> None:
    """By the folder and by the files; splits keep their names; rows are those of the JSON lines."""
    from datasets import List, Translation, Value

    segments = [
        segment("¿Sí?", "Yes?\u2028 “No”", id="1", split="train", flags=("short", "copy")),
        segment("Dos.", "Two.", id="2", split="test", score=0.5, crossing=True),
        segment("Tres.", "Three.", id="3", split="train"),
    ]
    paths = write_parquet(iter(segments), tmp_path, "rhc", ("es", "en"))
    assert [str(path.relative_to(tmp_path)) for path in paths] == [
        f"rhc/data/{split}-00000-of-00001.parquet" for split in ("train", "test")
    ]
    by_folder = load(str(tmp_path / "rhc"))
    by_files = load("parquet", data_files={path.name.partition("-")[0]: str(path) for path in paths})
    [lines] = write_jsonl(segments, tmp_path, "rhc", ("es", "en"))
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    for loaded in (by_folder, by_files):
        features = loaded["train"].features
        assert features["translation"] == Translation(["en", "es"])
        assert features["score"] == Value("float64")
        assert features["source_sentences"] == List(Value("int32"))
        assert set(loaded) == {"train", "test"}
        for split in loaded:
            assert list(loaded[split]) == [row for row in rows if row["split"] == split]


def test_a_split_that_is_empty_now_leaves_no_old_file(segment: Make, tmp_path: Path) -> None:
    """`datasets` cannot load a split of no rows, and must not find another run's."""
    first = write_parquet([segment(split="train"), segment(split="dev")], tmp_path, "c", ("es", "en"))
    assert write_parquet([segment(split="train")], tmp_path, "c", ("es", "en")) == first[:1]
    assert [path for path in first if path.exists()] == first[:1]


def test_rows_are_written_in_groups(segment: Make, tmp_path: Path) -> None:
    """What waits in memory is one group a split, whatever the corpus: 2,000 rows."""
    [train] = write_parquet((segment(id=str(n)) for n in range(4_001)), tmp_path, "c", ("es", "en"))
    file = pq.ParquetFile(train)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2000, 2000, 1]
