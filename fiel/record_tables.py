"""Stage tables: records in Parquet, one row a record.

The Arrow schema is read off the dataclass, so a record and its table cannot drift apart: `str`,
`int`, `float`, `bool`, `date`, enums as strings, `X | None`, tuples as lists, spans as fixed pairs,
`dict[str, float]` as a map, dataclasses as structs.
"""

import dataclasses
import datetime
import types
import typing
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from fiel.data.files import write_atomically
from fiel.errors import InputError, cause

Record = TypeVar("Record")

PLAIN = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime.date: pa.date32(),
}


def schema_of(record_type: type) -> pa.Schema:
    """The Arrow schema of a record's table."""
    return pa.schema(_fields(record_type))


def write_table(records: Iterable[Record], record_type: type[Record], path: Path) -> None:
    """Write records as one Parquet file, complete or not at all."""
    rows = TypeAdapter(list[record_type]).dump_python(list(records))  # type: ignore[valid-type]
    table = pa.Table.from_pylist(rows, schema=schema_of(record_type))
    with write_atomically(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")


def read_table(record_type: type[Record], path: Path) -> list[Record]:
    """The records of a Parquet file; raises InputError when it holds something else."""
    try:
        rows = pq.read_table(path, schema=schema_of(record_type)).to_pylist(maps_as_pydicts="strict")
    except (OSError, pa.ArrowException) as error:
        raise InputError(
            f"{path}: {cause(error)}; expected a table of {record_type.__name__} rows"
        ) from error
    return cast(list[Record], TypeAdapter(list[record_type]).validate_python(rows))  # type: ignore[valid-type]


def _fields(record_type: type) -> list[pa.Field]:
    hints = typing.get_type_hints(record_type)
    return [pa.field(field.name, _arrow_type(hints[field.name])) for field in dataclasses.fields(record_type)]


def _arrow_type(hint: Any) -> pa.DataType:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return _arrow_type(next(argument for argument in arguments if argument is not types.NoneType))
    if origin is tuple:
        return pa.list_(_arrow_type(arguments[0]))
    if origin is dict:
        return pa.map_(*map(_arrow_type, arguments))
    if dataclasses.is_dataclass(hint):
        return pa.struct(_fields(cast(type, hint)))
    return pa.string() if issubclass(hint, StrEnum) else PLAIN[hint]
