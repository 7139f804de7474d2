"""Translations whose faults are known, as the fidelity benchmark reads them.

Four kinds of JSON lines are told apart by their keys: good and bad translations by phenomenon
(DEMETR), good and bad by gender (MT-GenEval), real translations with the errors that experts marked
(bio-mqm), and aligned documents, whose 1-1 beads are clean (NTREX-128). Sources: Karpinska et al. 2022,
Currey et al. 2022, Zouhar et al. 2024, Federmann et al. 2022.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fiel.errors import InputError, cause
from fiel.records import Passage

EXPECTED: dict[str, tuple[str, ...]] = {
    "critical_id4_codemix": ("untranslated",),
    "major_id5_pp_removed": ("omission",),
    "critical_id6_addition": ("addition",),
    "critical_id7_antonym": ("antonym",),
    "critical_id8_negation": ("negation",),
    "critical_id9_ne_replaced": ("name",),
    "critical_id10_numbers_replaced": ("number",),
    "critical_id20_shuffled": ("wording",),
    "critical_id21_adj_adv_removed": ("omission",),
    "critical_id22_verb_removed": ("omission",),
    "critical_id23_noun_removed": ("omission",),
    "critical_id24_subj_removed": ("omission",),
    "critical_id25_ne_removed": ("name", "omission"),
    "major_id17_tense": ("tense",),
    "major_id19_question": ("question",),
    "gender": ("gender",),
    "critical_date": ("date",),
    "critical_date_figure": ("number",),
    "critical_modality": ("modality",),
    "critical_quantifier": ("quantifier",),
    "critical_person": ("person",),
    "critical_gender": ("gender",),
    "critical_terminology": ("terminology",),
    "critical_acronym": ("acronym",),
    "critical_name": ("name",),
    "critical_antonym": ("antonym",),
    "critical_number": ("number",),
    "critical_negation": ("negation",),
    "critical_roles": ("roles",),
    "major_tense": ("tense",),
    "major_question": ("question",),
}
"""The checks that ought to find a phenomenon."""


@dataclass(frozen=True, slots=True)
class Case:
    """One translation whose faults are known."""

    kind: str
    """demetr | gender | mqm | aligned"""
    source: str
    target: str
    label: str
    """clean, a phenomenon, `grave` (a major or critical accuracy error), or `other`."""
    group: str = ""
    """A good and a bad translation of one source share it."""
    source_date: datetime.date | None = None
    target_date: datetime.date | None = None
    """Days on which the two articles appeared."""

    @property
    def passages(self) -> tuple[Passage, Passage]:
        """Source and target as the checks take them."""
        return (
            Passage(self.source, "es", date=self.source_date),
            Passage(self.target, "en", date=self.target_date),
        )


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a benchmark file, a clean pair that several rows share only once."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected JSON lines in UTF-8") from error
    if not any(line.strip() for line in lines):
        raise InputError(f"{path}: empty; expected JSON lines of translations whose faults are known")
    clean: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            cases = _cases_of(row)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise InputError(
                f"{path}:{number}: {cause(error)}; expected a row of DEMETR (phenomenon, src, good, bad), "
                "MT-GenEval (src_marks_gender, src, good, bad), bio-mqm (errors, src, tgt) or "
                "an aligned document (src_lang, src, tgt, gold)"
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
        days = [
            datetime.date.fromisoformat(row[key]) if key in row else None for key in ("src_date", "tgt_date")
        ]
        good = Case("demetr", source, row["good"], "clean", source, *days)
        bad = Case("demetr", source, row["bad"], row["phenomenon"], source, *days)
        return [good, bad] if not row["phenomenon"].startswith("base") else [good]
    if "gold" in row:
        texts = [row["src"], row["tgt"]] if row["src_lang"] == "es" else [row["tgt"], row["src"]]
        beads = [bead if row["src_lang"] == "es" else bead[::-1] for bead in row["gold"]]
        return [
            Case("aligned", texts[0][here[0]], texts[1][there[0]], "clean")
            for here, there in beads
            if len(here) == len(there) == 1
        ]
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
