"""Measures the typed checks on pairs whose faults are known (fidelity_cases.py)."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import fiel
from fiel.errors import MissingExtraError
from fiel.eval.checks import CHECKS
from fiel.eval.fidelity_cases import EXPECTED, read_cases
from fiel.eval.judged_cases import Judged, judge_cases, pairs_per_second
from fiel.models.encoder import Encoder
from fiel.models.estimators import load_estimator

MISSING = ("omission", "addition")
"""Checks that need an encoder."""
SPEED_PAIRS = 500


def bench_fidelity(
    paths: Sequence[Path],
    encoder: Encoder | None = None,
    checks: Iterable[str] | None = None,
    rounds: int = 200,
    seed: int = 0,
    compare: bool = False,
) -> dict[str, Any]:
    """Figures for one or several files, JSON-serialisable and, but for the speed, the same at every run.

    With an encoder the risk also weighs the similarity of the two sides.

    `auc`: pooled over all clean pairs and all pairs of the critical phenomena (for expert
    annotations: pairs with a grave accuracy error against all others), `pairwise`: how often a bad
    translation has more risk than its good twin (ties half), `false_alarms`: of 100 clean
    pairs, those with a finding of major or worse, `recall_by_phenomenon`: share of bad
    pairs with one. `missing_at_5`: recall of removed and added words by any finding that lets at most
    5 of 100 clean pairs be flagged for them. `intervals` are 95 % bootstrap intervals over sources.
    `baselines`, to `compare` with: the same AUC and pairwise accuracy for cosine similarity and for
    chrF++ against Apertium. Figures that the files or the machine cannot give are null. Raises
    InputError for a file of another kind.
    """
    names = tuple(CHECKS if checks is None else checks)
    measured = (*names, *(MISSING if encoder else ()))
    cases = [case for path in paths for case in read_cases(path)]
    judged = judge_cases(cases, names, encoder)
    figures = _figures(judged)
    return {
        **figures,
        "recall_by_phenomenon": _recall_by_phenomenon(judged),
        "checks": {name: _check_figures(judged, name) for name in measured},
        "false_alarms_by_set": _false_alarms_by_set(judged),
        "missing_at_5": _missing_at(judged, 0.05),
        "mqm": _mqm_figures(judged),
        **({"baselines": _baselines(judged)} if compare else {}),
        "pairs_per_second": round(pairs_per_second(cases[:SPEED_PAIRS], names, encoder)),
        "intervals": _intervals(judged, rounds, seed),
        "pairs": len(cases),
        "signature": _signature(paths, measured, encoder, rounds, seed),
    }


def _figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    clean = [item for item in judged if item.case.label == "clean"]
    critical = [
        item for item in judged if item.case.label.startswith("critical") or item.case.label == "gender"
    ]
    twins = {item.case.group: item for item in clean if item.case.group}
    if critical:
        good = [item.risk for item in judged if item.case.label == "clean" and item.case.group]
        area = auc(good, [item.risk for item in critical])
    else:
        area = auc(
            [item.risk for item in judged if item.case.label != "grave"],
            [item.risk for item in judged if item.case.label == "grave"],
        )
    wins = [_wins(twins[item.case.group].risk, item.risk) for item in critical if item.case.group in twins]
    return {
        "auc": area,
        "pairwise": _mean(wins),
        "false_alarms": _percent(clean, lambda item: item.flagged),
    }


def auc(good: Sequence[float], bad: Sequence[float]) -> float | None:
    """Probability that a bad pair has more risk than a good one, ties half; None without both.

    >>> auc([0.0, 1.0], [1.0, 2.0])
    0.875
    """
    if not good or not bad:
        return None
    ordered = np.sort(np.asarray(good))
    values = np.asarray(bad)
    below = np.searchsorted(ordered, values, side="left")
    level = np.searchsorted(ordered, values, side="right") - below
    return _round(float((below + level / 2).mean() / len(ordered)))


def _wins(good: float, bad: float) -> float:
    return 0.5 if good == bad else float(bad > good)


def _recall_by_phenomenon(judged: Sequence[Judged]) -> dict[str, float]:
    by_label: dict[str, list[float]] = defaultdict(list)
    for item in judged:
        if item.case.label not in ("clean", "other"):
            by_label[item.case.label].append(float(item.flagged))
    return {label: _round(float(np.mean(values))) for label, values in sorted(by_label.items())}


def _check_figures(judged: Sequence[Judged], name: str) -> dict[str, float | None]:
    """Recall on the phenomena that are this check's business, and what it says of clean pairs.

    `recall` and `remarks` count any finding, `false_alarms` those of major or worse. `precision` is
    measured on those phenomena and their good twins, half of the pairs each.
    """
    clean = [item for item in judged if item.case.label == "clean"]
    meant = [item for item in judged if name in EXPECTED.get(item.case.label, ())]
    groups = {item.case.group for item in meant}
    right = sum(item.found_by(name) for item in meant)
    twins = [item for item in clean if item.case.group in groups and item.case.group]
    wrong = sum(item.found_by(name) for item in twins) * len(meant) / max(len(twins), 1)
    flagged = [item for item in judged if item.case.kind == "mqm" and item.flagged_by(name)]
    return {
        "recall": _mean([float(item.found_by(name)) for item in meant]),
        "precision": _round(right / (right + wrong)) if right + wrong else None,
        "false_alarms": _percent(clean, lambda item: item.flagged_by(name)),
        "remarks": _percent(clean, lambda item: item.found_by(name)),
        "mqm_precision": _mean([float(item.case.label == "grave") for item in flagged]),
        "mqm_flags": float(len(flagged)),
    }


def _false_alarms_by_set(judged: Sequence[Judged]) -> dict[str, float | None]:
    clean = [item for item in judged if item.case.label == "clean"]
    return {
        kind: _percent([item for item in clean if item.case.kind == kind], lambda item: item.flagged)
        for kind in sorted({item.case.kind for item in clean})
    }


def _missing_at(judged: Sequence[Judged], share: float) -> float | None:
    """Recall of missing and added words where so many clean pairs are flagged for them."""
    clean = sorted(
        (item.missing for item in judged if item.case.label == "clean" and item.case.kind != "gender"),
        reverse=True,
    )
    meant = [i for i in judged if set(MISSING) & set(EXPECTED.get(i.case.label, ()))]
    if not clean or not meant or not any(clean):
        return None
    least = clean[int(share * len(clean))]
    return _mean([float(item.missing > least) for item in meant])


def _baselines(judged: Sequence[Judged]) -> dict[str, dict[str, float | None] | None]:
    """AUC and pairwise accuracy of scores that know no types of faults."""
    cosines = [item.similarity for item in judged if item.similarity is not None]
    try:
        estimator = load_estimator("chrf:apertium", "es", "en")
        pairs = [item.case for item in judged]
        chrf = estimator.scores([case.source for case in pairs], [case.target for case in pairs])
    except MissingExtraError:
        chrf = []
    return {
        name: _ranked([replace(i, risk=-score) for i, score in zip(judged, scores, strict=True)])
        if scores
        else None
        for name, scores in (("cosine", cosines), ("chrf_apertium", chrf))
    }


def _ranked(judged: Sequence[Judged]) -> dict[str, float | None]:
    figures = _figures(judged)
    return {name: figures[name] for name in ("auc", "pairwise")}


def _mqm_figures(judged: Sequence[Judged]) -> dict[str, float | None] | None:
    """How far a major flag on a real translation means more than the base rate of grave errors."""
    real = [item for item in judged if item.case.kind == "mqm"]
    if not real:
        return None
    grave = [item for item in real if item.case.label == "grave"]
    flagged = [item for item in real if item.flagged]
    return {
        "auc": auc([i.risk for i in real if i.case.label != "grave"], [i.risk for i in grave]),
        "base_rate": _round(len(grave) / len(real)),
        "precision": _mean([float(item.case.label == "grave") for item in flagged]),
        "recall": _mean([float(item.flagged) for item in grave]),
    }


def _intervals(judged: Sequence[Judged], rounds: int, seed: int) -> dict[str, list[float] | None]:
    """95 % intervals by drawing source sentences, with all their translations, again and again."""
    by_source: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        by_source[item.case.source].append(item)
    sources = list(by_source.values())
    generator = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        chosen = generator.integers(len(sources), size=len(sources))
        for name, value in _figures([item for index in chosen for item in sources[index]]).items():
            if value is not None:
                drawn[name].append(value)
    return {
        name: [_round(float(edge)) for edge in np.percentile(drawn[name], (2.5, 97.5))]
        if drawn[name]
        else None
        for name in ("auc", "pairwise", "false_alarms")
    }


def _signature(
    paths: Sequence[Path], names: Sequence[str], encoder: Encoder | None, rounds: int, seed: int
) -> str:
    digest = hashlib.blake2b(b"".join(path.read_bytes() for path in paths), digest_size=6).hexdigest()
    similarity = encoder.signature if encoder else "none"
    checks = "+".join(names)
    return (
        f"fidelity|data:{digest}|checks:{checks}|encoder:{similarity}"
        f"|bootstrap:{rounds},seed:{seed}|version:{fiel.__version__}"
    )


def _percent(items: Sequence[Judged], holds: Callable[[Judged], bool]) -> float | None:
    share = _mean([float(holds(item)) for item in items])
    return None if share is None else _round(100 * share, 2)


def _mean(values: Sequence[float]) -> float | None:
    return _round(float(np.mean(values))) if values else None


def _round(value: float, digits: int = 4) -> float:
    return round(value, digits)
