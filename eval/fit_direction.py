"""Count how often each ground for the original is right: `python -m fiel.eval.fit_direction ARTICLES GOLD`.

Prints how well the confidence holds when the grounds are counted on the other pairs, and writes with `-o` the
counts into a copy of align/direction.tsv.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

from fiel.align.direction import Record, find_direction, find_grounds, shipped_records
from fiel.data.reading import read_articles
from fiel.eval.bench_match import read_gold
from fiel.records import Article
from fiel.settings import Settings


@dataclass(frozen=True, slots=True)
class DirectedPair:
    """Two articles whose original is known; the first is in the usual language of originals."""

    first: Article
    second: Article
    first_is_original: bool


def read_directed(folder: Path, gold: Path, languages: tuple[str, str]) -> list[DirectedPair]:
    """The gold pairs that say which is the original, of the articles of a folder."""
    stems = {
        Path(item.origin).stem: item
        for item in read_articles([folder], languages)
        if isinstance(item, Article)
    }
    usual, other = languages
    return [
        DirectedPair(stems[row.stems[usual]], stems[row.stems[other]], row.source == usual)
        for row in read_gold(gold, languages)
        if row.is_pair and row.source
    ]


def count(pairs: Sequence[DirectedPair]) -> dict[str, Record]:
    """The shipped records with what was seen in these pairs in place of what they hold."""
    seen = Counter(
        (ground.kind, ground.for_first == pair.first_is_original)
        for pair in pairs
        for ground in find_grounds(pair.first, pair.second)
    )
    return {
        kind: replace(record, seen=(seen[kind, True], seen[kind, False]))
        for kind, record in shipped_records().items()
    }


def left_out(pairs: Sequence[DirectedPair]) -> Iterator[float]:
    """For each pair the probability given to its true original, from counts on all other pairs."""
    for at, pair in enumerate(pairs):
        found = find_direction(pair.first, pair.second, count([*pairs[:at], *pairs[at + 1 :]]))
        is_right = found.first_is_original == pair.first_is_original
        yield found.confidence if is_right else 1 - found.confidence


def calibration(probabilities: Sequence[float]) -> dict[str, float]:
    """How well probabilities of what is true hold: the share above .5, mean confidence, Brier score and log loss."""
    total = len(probabilities)
    return {
        "pairs": total,
        "right": sum(p > 0.5 for p in probabilities) / total,
        "confidence": sum(max(p, 1 - p) for p in probabilities) / total,
        "brier": sum((1 - p) ** 2 for p in probabilities) / total,
        "log_loss": -sum(map(log, probabilities)) / total,
    }


def with_counts(table: str, records: Mapping[str, Record]) -> str:
    """The text of direction.tsv with other counts."""
    lines = []
    for line in table.splitlines():
        kind, *cells = line.split("\t")
        if kind in records and len(cells) == 4:
            line = "\t".join((kind, *cells[:2], *map(str, records[kind].seen)))
        lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="folder of articles")
    parser.add_argument("gold", type=Path, help="table of pairs with a source column")
    parser.add_argument("-o", "--output", type=Path, help="the table of grounds to write the counts into")
    options = parser.parse_args()
    settings = Settings()
    pairs = read_directed(options.articles, options.gold, (settings.source_lang, settings.target_lang))
    print(json.dumps(calibration(list(left_out(pairs))), indent=1))
    if options.output:
        table = options.output.read_text(encoding="utf-8")
        options.output.write_text(with_counts(table, count(pairs)), encoding="utf-8")


if __name__ == "__main__":
    main()
