"""False alarms that a person has dismissed, so that they are not shown again."""

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from fiel.errors import InputError

COLUMNS = ("key", "reason")


def finding_key(source_id: str, target_id: str, words: str, check: str) -> str:
    """Sixteen hex digits that name a check's findings on one quote of one pair of articles.

    `words` is the quote; its white space does not matter, so a key outlives a new layout.
    """
    text = "\0".join((source_id, target_id, " ".join(words.split()), check))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def load_dismissals(path: Path) -> Mapping[str, str]:
    """Reasons by key from a TSV file with the columns `key` and `reason`; lines with `#` are comments.

    Raises InputError, naming file and line, for a file that is no such table or has a key without reason.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}; expected a TSV file of dismissed findings") from error
    rows = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    dismissed = {}
    for number, line in rows:
        cells = next(csv.reader([line], delimiter="\t"))
        if tuple(cells) == COLUMNS:
            continue
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            raise InputError(
                f"{path}:{number}: {line!r}; expected a key and a reason with a tab between them"
            )
        dismissed[cells[0].strip()] = cells[1].strip()
    return dismissed
