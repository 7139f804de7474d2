"""Shards: pieces of a stage's result, each named by the digest of all that it was made from.

A shard is a folder of Parquet tables, put in place in one move. What is there is right, so a stage
makes only the shards that are missing; after a kill or a change a rerun does the rest.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fiel.errors import OutputError
from fiel.record_tables import read_table, write_table

Item = TypeVar("Item")
Record = TypeVar("Record")

Tables = Mapping[str, Sequence[Any]]
"""Records of a shard by table name."""

SHARD_SIZE = 16
"""Mean number of items in a shard: small enough to lose little to a kill, large enough to be few files."""

WORTH_A_POOL = 8
"""Missing shards above which a process pool pays: it takes about 2 s to start, a shard under 1 s."""


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for the parts, in order."""
    state = hashlib.blake2b(digest_size=8)
    for part in parts:
        text = str(part).encode()
        state.update(b"%d:" % len(text))
        state.update(text)
    return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of work: `key` is the digest of everything its result depends on."""

    key: str
    work: Any
    """What the stage's function takes; must pickle."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's folder and the tables in each of its shards."""

    name: str
    folder: Path
    tables: Mapping[str, type]

    def missing(self, shards: Iterable[Shard]) -> list[Shard]:
        """The shards that are not made yet."""
        return [shard for shard in shards if not (self.folder / shard.key).is_dir()]

    def read(self, table: str, keys: Iterable[str]) -> list[Any]:
        """All records of one table, in the order of the shards."""
        records: list[Any] = []
        for key in keys:
            records += read_table(self.tables[table], self.folder / key / f"{table}.parquet")
        return records

    def write(self, key: str, result: Tables) -> None:
        """Put one shard in place, all its tables at once."""
        temporary = self.folder / f".{key}.{os.getpid()}.tmp"
        try:
            temporary.mkdir(parents=True)
            for name, record_type in self.tables.items():
                write_table(result[name], record_type, temporary / f"{name}.parquet")
            temporary.rename(self.folder / key)
        except OSError as error:
            raise OutputError(
                f"{self.folder / key}: {error.strerror or error}; expected room to write"
            ) from error
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Remove what a former run made and the present one does not need."""
        kept = set(keys)
        for entry in self.folder.iterdir() if self.folder.is_dir() else ():
            if entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)


def run_stage(
    stage: Stage,
    shards: Sequence[Shard],
    function: Callable[[Any], Tables],
    pool: Callable[[], Executor | None],
    advance: Callable[[int], None],
) -> int:
    """Make the missing shards, in the pool if there is one, and say how many they were."""
    missing = stage.missing(shards)
    executor = pool() if len(missing) > WORTH_A_POOL else None
    if executor is None:
        for shard in missing:
            stage.write(shard.key, function(shard.work))
            advance(1)
    else:
        pending = {executor.submit(function, shard.work): shard for shard in missing}
        for future in as_completed(pending):
            stage.write(pending[future].key, future.result())
            advance(1)
    return len(missing)


def cut(items: Iterable[Item], key: Callable[[Item], str]) -> Iterator[list[Item]]:
    """Groups of items, cut where an item's own digest says so.

    An item that is added or removed changes only the group it falls into. Items keep their order.
    """
    group: list[Item] = []
    for item in items:
        group.append(item)
        if int(digest(key(item)), 16) % SHARD_SIZE == 0:
            yield group
            group = []
    if group:
        yield group
