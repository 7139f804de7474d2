"""Measures matching on a folder of articles whose counterparts are known."""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

import fiel
from fiel.align.embedded_article import embed
from fiel.align.matching import match_embedded
from fiel.data.reading import read_articles
from fiel.errors import InputError, cause
from fiel.models.encoder import Encoder, composing
from fiel.records import Article, Decision, DocumentPair
from fiel.settings import Settings


@dataclass(frozen=True, slots=True)
class GoldRow:
    """Two articles that belong together, or one that has no counterpart; articles go by file stem."""

    stems: Mapping[str, str]
    """Language → stem; a language without an article is absent."""
    decision: Decision | None
    """None where the gold does not say."""
    source: str
    """Language of the original; empty where the gold does not say."""

    @property
    def is_pair(self) -> bool:
        return len(self.stems) == 2


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What claiming every pair of at least this score would give."""

    threshold: float
    precision: float
    recall: float


def bench_match(folder: Path, gold_tsv: Path, encoder: Encoder, settings: Settings) -> dict[str, Any]:
    """Figures of `match_embedded` on the articles of a folder, JSON-serialisable.

    `precision`, `recall`, `f1`: claimed pairs, parallel or partial, against the gold's. `confusion`:
    gold decision → answer → rows, where the gold has a decision column. `direction`: of the right pairs,
    the share whose original was told rightly, and `direction_confidence`, how surely on average, where it
    has a source column. `curve`: threshold, precision, recall. Figures that the gold cannot give are null.
    An article that the gold does not list has no counterpart. Raises InputError for a gold file of another
    kind, and for one that names an article which the folder does not give.
    """
    languages = (settings.source_lang, settings.target_lang)
    gold = read_gold(gold_tsv, languages)
    articles = [item for item in read_articles([folder], languages) if isinstance(item, Article)]
    stems = {article.id: Path(article.origin).stem for article in articles}
    _check_stems(gold, set(stems.values()), gold_tsv, folder)
    composer = composing(encoder)
    pairs = match_embedded([embed(article, composer) for article in articles], composer, settings)
    return {
        **score_pairs(pairs, gold, stems),
        "articles": len(articles),
        "gold_pairs": sum(row.is_pair for row in gold),
        "signature": _signature(articles, gold_tsv, encoder, settings),
    }


def score_pairs(
    pairs: Sequence[DocumentPair], gold: Sequence[GoldRow], stems: Mapping[str, str]
) -> dict[str, Any]:
    """Figures of pairs against the gold; `stems` gives the file stem of every article id."""
    wanted = {frozenset(row.stems.values()) for row in gold if row.is_pair}
    claimed = {_stems_of(pair, stems): pair for pair in pairs if pair.decision is not Decision.NONE}
    right = len(wanted & claimed.keys())
    precision = right / len(claimed) if claimed else 0.0
    recall = right / len(wanted) if wanted else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "claimed": len(claimed),
        "confusion": _confusion(gold, claimed),
        **_direction(gold, claimed, stems),
        "curve": [[p.threshold, p.precision, p.recall] for p in curve(pairs, wanted, stems)],
        "false": sorted("~".join(sorted(pair)) for pair in claimed.keys() - wanted),
        "missed": sorted("~".join(sorted(pair)) for pair in wanted - claimed.keys()),
    }


def curve(
    pairs: Iterable[DocumentPair], wanted: set[frozenset[str]], stems: Mapping[str, str]
) -> list[CurvePoint]:
    """Precision and recall at every score, from the highest down.

    To the claimed pairs come the best rejected candidate of every article left alone, where that
    candidate was left alone too.
    """
    pairs = list(pairs)
    lone = {pair.id for pair in pairs if pair.decision is Decision.NONE}
    scores: dict[frozenset[str], float] = {}
    for pair in pairs:
        if pair.decision is not Decision.NONE:
            scores[_stems_of(pair, stems)] = pair.score
        elif pair.runner_up in lone:
            scores[frozenset((stems[pair.id], stems[pair.runner_up]))] = pair.score
    points, right = [], 0
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    for count, (names, score) in enumerate(ranked, 1):
        right += names in wanted
        if count == len(ranked) or ranked[count][1] < score:
            points.append(CurvePoint(score, right / count, right / len(wanted) if wanted else 0.0))
    return points


def curve_svg(points: Sequence[Sequence[float]]) -> str:
    """`curve` of a benchmark's answer as an SVG document, the same at every run."""
    with matplotlib.rc_context({"svg.hashsalt": "fiel", "svg.fonttype": "none"}):
        figure = Figure(figsize=(5, 4), layout="constrained")
        axes = figure.add_subplot(xlabel="recall", ylabel="precision", xlim=(0, 1.02), ylim=(0, 1.02))
        axes.step([p[2] for p in points], [p[1] for p in points], where="pre", marker=".")
        axes.grid(alpha=0.3)
        drawn = StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()


def read_gold(path: Path, languages: tuple[str, str]) -> list[GoldRow]:
    """Rows of a gold table whose columns are two languages and, if they are known, decision and source."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected a table of matches") from error
    columns = set(table[0]) if table else set()
    if not columns.issuperset(languages):
        found = ", ".join(map(str, columns)) or "nothing"
        raise InputError(
            f"{path}: columns {found}; expected at least {' and '.join(languages)}, tabs between"
        )
    return [_gold_row(row, languages, f"{path}:{number}") for number, row in enumerate(table, 2)]


def _gold_row(row: Mapping[str, str], languages: tuple[str, str], place: str) -> GoldRow:
    stems = {lang: row[lang].strip() for lang in languages if row[lang].strip()}
    said, source = row.get("decision", "").strip(), row.get("source", "").strip()
    if not stems:
        raise InputError(f"{place}: no article; expected the file stem of one or two")
    if said and said not in list(Decision):
        raise InputError(f'{place}: decision "{said}"; expected {", ".join(Decision)} or nothing')
    if source and source not in languages:
        raise InputError(f'{place}: source "{source}"; expected {" or ".join(languages)} or nothing')
    return GoldRow(stems, Decision(said) if said else None, source)


def _check_stems(gold: Sequence[GoldRow], known: set[str], gold_tsv: Path, folder: Path) -> None:
    absent = sorted({stem for row in gold for stem in row.stems.values()} - known)
    if absent:
        raise InputError(
            f'{gold_tsv}: article "{absent[0]}" and {len(absent) - 1} others give no article of the '
            f"expected languages; expected files of {folder}, named without their ending"
        )


def _stems_of(pair: DocumentPair, stems: Mapping[str, str]) -> frozenset[str]:
    return frozenset(stems[name] for name in (pair.source_id, pair.target_id) if name is not None)


def _confusion(
    gold: Sequence[GoldRow], claimed: Mapping[frozenset[str], DocumentPair]
) -> dict[str, dict[str, int]] | None:
    """For a pair the decision on this very pair, for a lone article whether anything was claimed of it."""
    counts: dict[str, Counter[str]] = {str(decision): Counter() for decision in Decision}
    for row in gold:
        if row.decision is None:
            continue
        names = frozenset(row.stems.values())
        found = [p for key, p in claimed.items() if (key == names if row.is_pair else names < key)]
        counts[row.decision][found[0].decision if found else Decision.NONE] += 1
    if not any(counts.values()):
        return None
    return {said: {str(answer): row[answer] for answer in Decision} for said, row in counts.items()}


def _direction(
    gold: Sequence[GoldRow], claimed: Mapping[frozenset[str], DocumentPair], stems: Mapping[str, str]
) -> dict[str, float | None]:
    told, sure = [], []
    for row in gold:
        pair = claimed.get(frozenset(row.stems.values()))
        if row.source and pair is not None and pair.source_id is not None:
            told.append(stems[pair.source_id] == row.stems[row.source])
            sure.append(pair.evidence["direction"])
    return {
        "direction": sum(told) / len(told) if told else None,
        "direction_confidence": sum(sure) / len(sure) if sure else None,
    }


def _signature(articles: Sequence[Article], gold_tsv: Path, encoder: Encoder, settings: Settings) -> str:
    digest = hashlib.blake2b(gold_tsv.read_bytes(), digest_size=6)
    for article in articles:
        digest.update(article.text.encode())
    languages = f"{settings.source_lang}-{settings.target_lang}"
    return (
        f"match|{languages}|encoder:{encoder.signature}|settings:{settings.signature('match')}"
        f"|data:{digest.hexdigest()}|fiel:{fiel.__version__}"
    )
