"""What a corpus consists of, counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fiel.records import Segment

LENGTH_STEP = 20
"""Characters in a bar of the histogram of lengths."""
LONGEST_BAR = 400
SCORE_STEPS = 20


@dataclass(slots=True)
class CorpusFigures:
    """Counts over the segments of a corpus; grows with the kinds of things counted, not with the corpus."""

    segments: int = 0
    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)
    """By language, at white space."""
    characters: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    """Of the originals."""
    years: Counter[str] = field(default_factory=Counter)
    """Of the translations, else of the originals."""
    kinds: Counter[str] = field(default_factory=Counter)
    directions: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    encoders: Counter[str] = field(default_factory=Counter)
    settings: Counter[str] = field(default_factory=Counter)
    scores: Counter[int] = field(default_factory=Counter)
    """By twentieths: 19 is .95 to 1."""
    lengths: Counter[int] = field(default_factory=Counter)
    """Characters of the original, by steps of 20; the last bar holds all that is longer."""


def count_corpus(segments: Iterable[Segment]) -> CorpusFigures:
    """The figures of a corpus whose segments come document by document."""
    figures = CorpusFigures()
    last = None
    for segment in segments:
        source, target = segment.source, segment.target
        date = target.date or source.date
        figures.segments += 1
        figures.documents += segment.pair_id != last
        last = segment.pair_id
        for side in (source, target):
            figures.words[side.lang] += len(side.text.split())
            figures.characters[side.lang] += len(side.text)
        figures.splits[segment.split] += 1
        figures.outlets[source.outlet or "unknown"] += 1
        figures.years[str(date.year) if date else "unknown"] += 1
        figures.kinds[segment.kind] += 1
        figures.directions[f"{source.lang} → {target.lang}"] += 1
        figures.decisions[segment.decision.value] += 1
        figures.flags.update(segment.flags)
        figures.licences[segment.licence or "none noted"] += 1
        figures.encoders[segment.encoder or "unknown"] += 1
        figures.settings[segment.settings or "unknown"] += 1
        figures.scores[min(int(segment.score * SCORE_STEPS), SCORE_STEPS - 1)] += 1
        figures.lengths[min(len(source.text), LONGEST_BAR) // LENGTH_STEP] += 1
    return figures
