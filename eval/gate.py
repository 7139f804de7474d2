"""The gate: figures that a change must not worsen, kept in `gate.json` beside the data's digest.

    {"align": {"ntrex-dev": {"data": "<digest>", "at_least": {"strict.f1": 0.99}, "at_most": {}}}}

A floor rises with progress. It falls only in a commit that says why.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from fiel.errors import InputError, cause


class Floors(BaseModel):
    """What is asked of one benchmark on one data set; figures are named by their path in its answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: str
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure on the wrong side of its floor."""

    figure: str
    value: float
    bound: str

    def __str__(self) -> str:
        return f"{self.figure} = {self.value:.4f}; expected {self.bound}"


def load_gate(path: Path | None = None) -> dict[str, dict[str, Floors]]:
    """Floors by benchmark and data set, from a file or, by default, those shipped."""
    place = path or files("fiel.eval").joinpath("gate.json")
    try:
        return TypeAdapter(dict[str, dict[str, Floors]]).validate_json(place.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise InputError(f"{place}: {cause(error)}; expected floors as in eval/gate.json") from error


def hold_against(answer: Mapping[str, Any], floors: Floors) -> list[Shortfall]:
    """The figures of a benchmark's answer that miss their floor; empty when all hold."""
    low = [
        Shortfall(figure, value, f"at least {floor}")
        for figure, floor in floors.at_least.items()
        if (value := _figure(answer, figure)) < floor
    ]
    high = [
        Shortfall(figure, value, f"at most {ceiling}")
        for figure, ceiling in floors.at_most.items()
        if (value := _figure(answer, figure)) > ceiling
    ]
    return low + high


def data_digest(paths: Iterable[Path]) -> str:
    """Twelve hex digits of the contents of data files and folders, whatever their names."""
    contents = []
    for path in paths:
        found = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        contents += [hashlib.sha256(file.read_bytes()).digest() for file in found]
    return hashlib.sha256(b"".join(contents)).hexdigest()[:12]


def _figure(answer: Mapping[str, Any], path: str) -> float:
    value: Any = answer
    for key in path.split("."):
        if not isinstance(value, Mapping) or key not in value:
            raise InputError(f'the gate asks for "{path}", which the benchmark does not report')
        value = value[key]
    return float(value)
