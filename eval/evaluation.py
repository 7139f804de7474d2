"""Before and after: several translators on the held-out split, by metrics and by the fidelity checks.

A metric counts words and characters in common with one reference; that a number is wrong or a *not*
is missing hardly moves it. So every system's translations also go through the checks, and the
references too, which shows how often a check speaks where a person translated.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import fiel
from fiel.errors import SettingsError
from fiel.eval.checks import CHECKS, run_checks
from fiel.eval.metrics import ROUNDS, Score, score_systems
from fiel.models.chrf import sentence_chrf
from fiel.models.pairs import Pairs, read_pairs
from fiel.models.translators import Translator
from fiel.records import Finding, Passage, Severity

REFERENCE = "reference"
"""The name under which the references' own findings stand."""
GRAVE = (Severity.MAJOR, Severity.CRITICAL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translation, its likeness to the reference, and what the checks say."""

    text: str
    chrf: float
    """chrF++ of this sentence, 0 to 100."""
    findings: tuple[Finding, ...]

    @property
    def is_grave(self) -> bool:
        """Whether there is a finding of major or worse."""
        return any(finding.severity in GRAVE for finding in self.findings)


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system on the split."""

    signature: str
    seconds: float
    scores: Mapping[str, Score]
    """By metric; empty for the references."""
    sentences: tuple[Sentence, ...]

    @property
    def flagged(self) -> dict[str, int]:
        """How many sentences have a finding of major or worse, by check."""
        counts = Counter(
            check
            for sentence in self.sentences
            for check in {finding.check for finding in sentence.findings if finding.severity in GRAVE}
        )
        return {name: counts[name] for name in CHECKS if counts[name]}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Systems side by side; the first is what the others are compared with."""

    source_lang: str
    target_lang: str
    ids: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[str, ...]
    systems: Mapping[str, SystemResult]
    """By name, the references last."""
    signature: str


def evaluate(
    corpus: Path,
    systems: Mapping[str, Translator],
    *,
    split: str = "test",
    rounds: int = ROUNDS,
    progress: Callable[[str, int, int], None] | None = None,
) -> Evaluation:
    """Translate a split of an exported corpus with each system, and measure.

    `progress` is told the system, the sentences done and all. Raises SettingsError where the systems
    do not share their languages, or one is called `reference`; InputError as `read_pairs` does.
    """
    languages = {(system.source_lang, system.target_lang) for system in systems.values()}
    if len(languages) != 1 or REFERENCE in systems:
        shown = ", ".join(sorted("-".join(pair) for pair in languages)) or "none"
        raise SettingsError(
            f"evaluate: systems {', '.join(systems) or 'none'} translate {shown}; "
            f'expected one direction, and no system called "{REFERENCE}"'
        )
    source_lang, target_lang = languages.pop()
    pairs = read_pairs(corpus, split, source_lang, target_lang)
    made = {name: _translate(name, system, pairs.sources, progress) for name, system in systems.items()}
    scores = score_systems({name: texts for name, (texts, _) in made.items()}, pairs.targets, rounds)
    results = {
        name: SystemResult(
            systems[name].signature, seconds, scores[name], _judge(pairs, texts, source_lang, target_lang)
        )
        for name, (texts, seconds) in made.items()
    }
    judged = _judge(pairs, pairs.targets, source_lang, target_lang)
    return Evaluation(
        source_lang,
        target_lang,
        tuple(pairs.ids),
        tuple(pairs.sources),
        tuple(pairs.targets),
        {**results, REFERENCE: SystemResult("", 0.0, {}, judged)},
        f"evaluation|data:{split}:{len(pairs)}:{pairs.digest}|checks:{'+'.join(CHECKS)}|version:{fiel.__version__}",
    )


def _translate(
    name: str, system: Translator, sources: Sequence[str], progress: Callable[[str, int, int], None] | None
) -> tuple[list[str], float]:
    start, texts = time.perf_counter(), []
    for first in range(0, len(sources), 256):
        texts += system.translate(sources[first : first + 256])
        if progress:
            progress(name, len(texts), len(sources))
    return texts, round(time.perf_counter() - start, 2)


def _judge(
    pairs: Pairs, translations: Sequence[str], source_lang: str, target_lang: str
) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            text,
            round(sentence_chrf(text, reference), 1),
            run_checks(Passage(source, source_lang), Passage(text, target_lang)),
        )
        for source, text, reference in zip(pairs.sources, translations, pairs.targets, strict=True)
    )


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """All of it as plain values, with each system's counts by check."""
    systems = evaluation.systems.items()
    return {
        "signature": evaluation.signature,
        "direction": f"{evaluation.source_lang}-{evaluation.target_lang}",
        "systems": {
            name: {
                "signature": result.signature,
                "seconds": result.seconds,
                "scores": {metric: asdict(score) for metric, score in result.scores.items()},
                "flagged": result.flagged,
            }
            for name, result in systems
        },
        "sentences": [
            {
                "id": identifier,
                "source": evaluation.sources[row],
                "reference": evaluation.references[row],
                "systems": {name: asdict(result.sentences[row]) for name, result in systems},
            }
            for row, identifier in enumerate(evaluation.ids)
        ],
    }
