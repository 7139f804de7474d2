"""False alarms that a person has dismissed, so that they are not shown again."""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from fiel.errors import InputError, cause
from fiel.records import Article, Finding, QuotePair, Severity

COLUMNS = ("key", "reason")


def finding_key(
    source: Article, target: Article, finding: Finding, quote_pair: QuotePair | None = None
) -> str:
    """Sixteen hex digits that name a finding of one pair of articles, whatever else changes in them.

    They depend on the ids of the articles, the check, and the words on both sides of the quote, if it is on
    one, and of the finding itself. White space does not matter, nor does an id that is a digest of the text.
    """
    spans = [(finding.source_span, finding.target_span)]
    if quote_pair is not None:
        spans.append((quote_pair.source_span, quote_pair.target_span))
    words = [
        " ".join(article.text[slice(*span)].split()) if span else ""
        for sides in spans
        for article, span in zip((source, target), sides, strict=True)
    ]
    ids = ("" if article.id.startswith("sha:") else article.id for article in (source, target))
    return hashlib.blake2b("\0".join((*ids, finding.check, *words)).encode(), digest_size=8).hexdigest()


def dismiss(finding: Finding, key: str, dismissed: Mapping[str, str]) -> Finding:
    """The finding, neutral if its key was dismissed."""
    return replace(finding, severity=Severity.NEUTRAL) if key in dismissed else finding


def unmatched(dismissed: Mapping[str, str], used: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The dismissals that no pair has a finding for: their words were edited, or the key is mistyped."""
    met = {key for one in used for key in one}
    return {key: reason for key, reason in dismissed.items() if key not in met}


def say_unmatched(left: Mapping[str, str]) -> str:
    """The same as a message.

    >>> say_unmatched({"0a1b": "house style"})
    '1 dismissal matched nothing: 0a1b (house style)'
    """
    listed = ", ".join(f"{key} ({reason})" for key, reason in left.items())
    return f"{len(left)} {'dismissal' if len(left) == 1 else 'dismissals'} matched nothing: {listed}"


def load_dismissals(path: Path) -> Mapping[str, str]:
    """Reasons by key from a TSV file with the columns `key` and `reason`; lines with `#` are comments.

    Raises InputError, naming file and line, for a file that is no such table or has a key without reason.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected a TSV file of dismissed findings") from error
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
