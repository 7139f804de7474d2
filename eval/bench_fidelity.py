"""Measures the typed checks on pairs whose faults are known.

Three kinds of JSON lines are read, told apart by their keys: good and bad translations by
phenomenon (DEMETR), good and bad by gender (MT-GenEval), and real translations with the
errors that experts marked (bio-mqm). Sources: Karpinska et al. 2022 (DEMETR), Currey et al.
2022 (MT-GenEval), Zouhar et al. 2024 (bio-mqm).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import fiel
from fiel.errors import InputError
from fiel.eval.checks import CHECKS, run_checks
from fiel.eval.coverage import Doubt, doubts
from fiel.eval.omission import omissions, reconciled
from fiel.eval.risk import risk
from fiel.models.encoder import Encoder, Matrix
from fiel.models.word_vectors import word_vectors
from fiel.records import Finding, Passage, Severity

GRAVE = (Severity.MAJOR, Severity.CRITICAL)
EXPECTED: dict[str, tuple[str, ...]] = {
    "critical_id4_codemix": ("untranslated",),
    "major_id5_pp_removed": ("omission",),
    "critical_id6_addition": ("addition",),
    "critical_id8_negation": ("negation",),
    "critical_id9_ne_replaced": ("name",),
    "critical_id10_numbers_replaced": ("number",),
    "critical_id20_shuffled": ("wording",),
    "critical_id21_adj_adv_removed": ("omission",),
    "critical_id22_verb_removed": ("omission",),
    "critical_id23_noun_removed": ("omission",),
    "critical_id24_subj_removed": ("omission",),
    "critical_id25_ne_removed": ("name", "omission"),
    "major_id19_question": ("question",),
    "gender": ("gender",),
}
"""The checks that ought to find a phenomenon."""
MISSING = ("omission", "addition")
"""Checks that need an encoder."""


@dataclass(frozen=True, slots=True)
class Case:
    """One translation whose faults are known."""

    kind: str
    """demetr | gender | mqm"""
    source: str
    target: str
    label: str
    """clean, a phenomenon, `grave` (a major or critical accuracy error), or `other`."""
    group: str = ""
    """A good and a bad translation of one source share it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what the checks said."""

    case: Case
    findings: tuple[Finding, ...]
    risk: float

    @property
    def flagged(self) -> bool:
        """Whether there is a finding of major or worse."""
        return any(finding.severity in GRAVE for finding in self.findings)

    def flagged_by(self, check: str) -> bool:
        """Whether this check has such a finding."""
        return any(f.severity in GRAVE and f.check == check for f in self.findings)


def bench_fidelity(
    paths: Sequence[Path],
    encoder: Encoder | None = None,
    checks: Iterable[str] | None = None,
    rounds: int = 200,
    seed: int = 0,
) -> dict[str, Any]:
    """Figures for one or several files, JSON-serialisable and the same at every run.

    With an encoder the risk also weighs the similarity of the two sides.

    `auc`: pooled over all clean pairs and all pairs of the critical phenomena (for expert
    annotations: pairs with a grave accuracy error against all others), `pairwise`: how often a bad
    translation has more risk than its good twin (ties half), `false_alarms`: of 100 clean
    pairs, those with a finding of major or worse, `recall_by_phenomenon`: share of bad
    pairs with one. `intervals` are 95 % bootstrap intervals over sources. Figures that the
    files cannot give are null. Raises InputError for a file of another kind.
    """
    names = tuple(CHECKS if checks is None else checks)
    cases = [case for path in paths for case in read_cases(path)]
    judged = judge_cases(cases, names, encoder)
    figures = _figures(judged)
    return {
        **figures,
        "recall_by_phenomenon": _recall_by_phenomenon(judged),
        "checks": {name: _check_figures(judged, name) for name in (*names, *(MISSING if encoder else ()))},
        "false_alarms_by_set": _false_alarms_by_set(judged),
        "mqm": _mqm_figures(judged),
        "intervals": _intervals(judged, rounds, seed),
        "pairs": len(cases),
        "signature": _signature(paths, names, encoder, rounds, seed),
    }


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a benchmark file, a clean pair that several rows share only once."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}; expected JSON lines in UTF-8") from error
    clean: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            cases = _cases_of(row)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}:{number}: {error!r}; expected a row of DEMETR (phenomenon, src, good, bad), "
                "MT-GenEval (src_marks_gender, src, good, bad) or bio-mqm (errors, src, tgt)"
            ) from error
        for case in cases:
            key = (case.source, case.target)
            if case.label == "clean" and key in clean:
                continue
            if case.label == "clean":
                clean.add(key)
            yield case


def _cases_of(row: dict[str, Any]) -> list[Case]:
    source = row["src"]
    if "phenomenon" in row:
        good = Case("demetr", source, row["good"], "clean", source)
        bad = Case("demetr", source, row["bad"], row["phenomenon"], source)
        return [good, bad] if not row["phenomenon"].startswith("base") else [good]
    if "src_marks_gender" in row:
        if not row["src_marks_gender"]:
            return []
        return [
            Case("gender", source, row["good"], "clean", row["id"]),
            Case("gender", source, row["bad"], "gender", row["id"]),
        ]
    grave = any(
        error["category"] == "Accuracy" and error["severity"] in ("Major", "Critical")
        for error in row["errors"]
    )
    perfect = not row["errors"] and row["system"].startswith("reference")
    return [Case("mqm", source, row["tgt"], "grave" if grave else "clean" if perfect else "other")]


def judge_cases(cases: Sequence[Case], names: Sequence[str], encoder: Encoder | None = None) -> list[Judged]:
    """Every case with its findings and its risk; nothing is found missing or added without an encoder."""
    whole: dict[str, Matrix] = {}
    if encoder is not None and cases:
        texts = sorted({text for case in cases for text in (case.source, case.target)})
        whole = dict(zip(texts, encoder.encode(texts), strict=True))
    judged = []
    for case in cases:
        source, target = Passage(case.source, "es"), Passage(case.target, "en")
        findings, cosine = run_checks(source, target, names), None
        doubted: tuple[list[Doubt], list[Doubt]] = ([], [])
        if encoder is not None:
            rows = np.stack([whole[case.source], whole[case.target]])
            doubted = doubts(source, target, word_vectors(encoder), rows)
            missing = omissions(source, target, doubted)
            findings, cosine = tuple(reconciled(findings, missing)), float(rows[0] @ rows[1])
        missed = [[doubt.probability for doubt in side] for side in doubted]
        judged.append(Judged(case, findings, risk(source, target, findings, cosine, missed)))
    return judged


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
    """Recall on the phenomena that are this check's business, false alarms on all clean pairs."""
    clean = [item for item in judged if item.case.label == "clean"]
    meant = [item for item in judged if name in EXPECTED.get(item.case.label, ())]
    flagged = [item for item in judged if item.case.kind == "mqm" and item.flagged_by(name)]
    return {
        "recall": _mean([float(item.flagged_by(name)) for item in meant]),
        "false_alarms": _percent(clean, lambda item: item.flagged_by(name)),
        "mqm_precision": _mean([float(item.case.label == "grave") for item in flagged]),
        "mqm_flags": float(len(flagged)),
    }


def _false_alarms_by_set(judged: Sequence[Judged]) -> dict[str, float | None]:
    clean = [item for item in judged if item.case.label == "clean"]
    return {
        kind: _percent([item for item in clean if item.case.kind == kind], lambda item: item.flagged)
        for kind in sorted({item.case.kind for item in clean})
    }


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
