"""Shards are made once, whole, and only where something changed."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.errors import OutputError
from fiel.records import Dropped
from fiel.shards import Shard, Stage, Tables, cut, digest, run_stage


def _stage(folder: Path) -> Stage:
    return Stage("drop", folder / "drop", {"rows": Dropped})


def _work(words: Sequence[str]) -> Tables:
    return {"rows": [Dropped("tail", word) for word in words]}


def test_a_second_run_makes_only_what_is_missing(tmp_path: Path) -> None:
    stage = _stage(tmp_path)
    steps: list[int] = []
    first = [Shard("a", ["x"]), Shard("b", ["y"])]
    assert run_stage(stage, first, _work, lambda: None, steps.append) == 2
    assert run_stage(stage, [*first, Shard("c", ["z"])], _work, lambda: None, steps.append) == 1
    assert [row.text for row in stage.read("rows", ["a", "b", "c"])] == ["x", "y", "z"]
    assert steps == [1, 1, 1]


def test_a_pool_gives_the_same_as_one_process(tmp_path: Path) -> None:
    shards = [Shard(str(n), [str(n)]) for n in range(20)]
    keys = [shard.key for shard in shards]
    with ThreadPoolExecutor(4) as pool:
        run_stage(_stage(tmp_path / "pool"), shards, _work, lambda: pool, lambda _: None)
    run_stage(_stage(tmp_path / "one"), shards, _work, lambda: None, lambda _: None)
    assert _stage(tmp_path / "pool").read("rows", keys) == _stage(tmp_path / "one").read("rows", keys)


def test_a_failing_shard_leaves_the_finished_ones_and_no_half_one(tmp_path: Path) -> None:
    def work(words: Sequence[str]) -> Tables:
        return _work(words) if words != ["bad"] else {}

    stage = _stage(tmp_path)
    with pytest.raises(KeyError):
        run_stage(stage, [Shard("a", ["x"]), Shard("b", ["bad"])], work, lambda: None, lambda _: None)
    assert [entry.name for entry in stage.folder.iterdir()] == ["a"]


def test_what_is_no_longer_needed_goes(tmp_path: Path) -> None:
    stage = _stage(tmp_path)
    run_stage(stage, [Shard("a", ["x"]), Shard("b", ["y"])], _work, lambda: None, lambda _: None)
    stage.keep_only(["b"])
    assert [entry.name for entry in stage.folder.iterdir()] == ["b"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "drop").write_text("a file, not a folder")
    with pytest.raises(OutputError, match=r"drop/a: .*; expected room to write"):
        _stage(tmp_path).write("a", _work(["x"]))


@given(st.lists(st.text(), unique=True, max_size=60), st.integers(0, 59))
def test_removing_one_item_changes_at_most_two_groups(items: list[str], at: int) -> None:
    before = {tuple(group) for group in cut(items, str)}
    after = {tuple(group) for group in cut(items[:at] + items[at + 1 :], str)}
    assert sum(len(group) for group in before) == len(items)
    assert len(before - after) <= 2
    assert len(after - before) <= 1


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest("a")
