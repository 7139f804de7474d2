"""Corpus files of any origin, held against the rules of their format."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from fiel.data.corpus_rows import Languages
from fiel.data.line_rules import (
    validate_bitextor,
    validate_documents,
    validate_jsonl,
    validate_moses,
    validate_opustrainer,
    validate_parquet,
    validate_review,
    validate_tsv,
)
from fiel.data.problems import Problem
from fiel.data.separated import BITEXTOR, COLUMNS, REVIEW, header_of
from fiel.data.xml_reading import Malformed, open_binary
from fiel.data.xml_rules import validate_tmx, validate_wmt, validate_xces, validate_xliff, validate_xliff2
from fiel.errors import InputError, cause

MOST_PROBLEMS = 100
"""After so many the rest of a file is not worth a line each."""


class Validator(Protocol):
    """The rules of one format."""

    def __call__(self, path: Path, languages: Languages) -> Iterator[Problem]:
        """What breaks them, in the order of the file; memory does not grow with it.

        Raises InputError where the file cannot be read on.
        """


VALIDATORS: dict[str, Validator] = {
    "moses": validate_moses,
    "tmx": validate_tmx,
    "xliff": validate_xliff,
    "xliff2": validate_xliff2,
    "xces": validate_xces,
    "tsv": validate_tsv,
    "bitextor": validate_bitextor,
    "jsonl": validate_jsonl,
    "parquet": validate_parquet,
    "documents": validate_documents,
    "wmt": validate_wmt,
    "opustrainer": validate_opustrainer,
    "review": validate_review,
}

_ROOTS = {"tmx": "tmx", "cesAlign": "xces", "dataset": "wmt", "xliff": "xliff"}


def validate(path: Path, languages: Languages, form: str = "") -> Iterator[Problem]:
    """What is wrong with a corpus file; nothing if it is valid. At most `MOST_PROBLEMS`, then one that says so.

    `form` is a name in `VALIDATORS`; without it the file's name and first bytes decide. Raises InputError
    for a file that is not there or of no known format.
    """
    form = form or format_of(path, languages)
    if form not in VALIDATORS:
        raise InputError(f'{path}: unknown format "{form}"; known formats: {", ".join(VALIDATORS)}')
    problems = _once(VALIDATORS[form](path, languages))
    try:
        yield from islice(problems, MOST_PROBLEMS)
        if next(problems, None) is not None:
            yield Problem(0, f"more than {MOST_PROBLEMS} problems", "correct these first")
    except Malformed as error:
        yield Problem(error.line, error.cause, error.remedy)
    except InputError as error:
        yield _as_problem(path, error)


def _once(problems: Iterator[Problem]) -> Iterator[Problem]:
    """What is wrong with a part is found again in the whole."""
    seen: set[Problem] = set()
    for problem in problems:
        if problem not in seen:
            seen.add(problem)
            yield problem


def format_of(path: Path, languages: Languages) -> str:
    """The format of a corpus file, by its name and how it begins.

    Raises InputError for a file that cannot be read or looks like none of them.
    """
    name = path.name.lower().removesuffix(".gz")
    if path.suffix[1:] in (*languages, "ids") or not path.exists():
        return "moses"  # the validator says which of the files is not there
    if path.is_dir():
        raise InputError(f"{path}: a folder; expected a corpus file in it")
    if name.endswith(".parquet"):
        return "documents" if "documents" in path.parent.parent.name else "parquet"
    if name.endswith(".jsonl"):
        return "jsonl"
    try:
        with open_binary(path) as file:
            head = file.read(2_000).replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd")
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: {cause(error)}; expected a corpus file") from error
    if head.lstrip().startswith("<"):
        return _xml_format(path, head)
    columns = set(header_of(path))
    for form, known in (("review", REVIEW), ("bitextor", tuple(BITEXTOR)[2:4]), ("tsv", COLUMNS[2:4])):
        if columns >= set(known):
            return form
    if "\t" in head:
        return "opustrainer"
    raise InputError(f"{path}: format not recognised; name one of {', '.join(VALIDATORS)}")


def _xml_format(path: Path, head: str) -> str:
    for root in re.findall(r"<([A-Za-z_][\w:.-]*)", head):
        name = root.rpartition(":")[2]
        if name in _ROOTS:
            newer = name == "xliff" and re.search(r'\bversion\s*=\s*["\']2|document:2\.', head)
            return "xliff2" if newer else _ROOTS[name]
    suffixes = {".tmx": "tmx", ".xlf": "xliff", ".xliff": "xliff"}
    if form := suffixes.get(Path(path.name.removesuffix(".gz")).suffix):
        return form
    raise InputError(f"{path}: XML of no known format; expected the root {', '.join(_ROOTS)}")


def _as_problem(path: Path, error: InputError) -> Problem:
    """The problem in an error's message: PLACE[:LINE]: CAUSE; REMEDY."""
    found = re.match(
        rf"{re.escape(str(path))}(?::(\d+)|: row (\d+))?: (.*?)(?:; (.*))?$", str(error), re.DOTALL
    )
    if not found:
        return Problem(0, str(error), "correct it")
    return Problem(int(found[1] or found[2] or 0), found[3], found[4] or "correct it")
