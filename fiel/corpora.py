"""Corpora to clean, search and export: of a build, from a file of any origin, or several as one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fiel.builds import Build
from fiel.data.bead_findings import findings_in
from fiel.data.cleaning import Measure, Read, measure
from fiel.data.corpus_rows import Languages
from fiel.data.documents import Sentences
from fiel.data.merging import merge, read_corpus
from fiel.eval.checks import run_checks
from fiel.records import Finding, Passage, Segment

Findings = Callable[[Segment], Sequence[Finding]]
"""The fidelity findings in a segment."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Segments that were not cleaned yet, and all that is known about them."""

    languages: Languages
    read: Read
    measure: Measure
    findings: Findings
    sentences: Sentences
    """Of the articles at hand: formats of whole documents hold them whole."""


def corpus_of_build(build: Build, licence: str) -> Corpus:
    """The beads of a build that have both sides, with the measures it holds of them."""

    def findings(segment: Segment) -> tuple[Finding, ...]:
        pair_id = segment.pair_id
        return tuple(
            findings_in(segment, build.findings.get(pair_id, ()), build.quote_pairs.get(pair_id, ()))
        )

    return Corpus(
        build.languages,
        lambda: build.segments(licence),
        lambda segment: build.measures[segment.id],
        findings,
        build.sentences,
    )


def corpus_of_file(path: Path, languages: Languages, form: str = "", *, check: bool = False) -> Corpus:
    """A corpus file of any known format; with `check` the fidelity checks look at its segments."""

    def findings(segment: Segment) -> tuple[Finding, ...]:
        if not check:
            return ()
        sides = (segment.source, segment.target)
        source, target = (Passage(side.text, side.lang, 0, side.date) for side in sides)
        return tuple(run_checks(source, target))

    return Corpus(
        languages,
        lambda: read_corpus(path, languages, form),
        lambda segment: measure(segment, findings(segment)),
        findings,
        {},
    )


def join(corpora: Sequence[Corpus], languages: Languages) -> Corpus:
    """Several corpora as one, each segment once; which one it comes from is remembered by its id."""
    origins: dict[str, Corpus] = {}

    def noted(corpus: Corpus) -> Iterator[Segment]:
        for segment in corpus.read():
            origins.setdefault(segment.id, corpus)
            yield segment

    def read() -> Iterable[Segment]:
        return merge(map(noted, corpora))

    def measured(segment: Segment) -> Mapping[str, float]:
        """A segment under a new id, which another corpus had already, is measured anew."""
        return origins[segment.id].measure(segment) if segment.id in origins else measure(segment)

    def findings(segment: Segment) -> Sequence[Finding]:
        return origins[segment.id].findings(segment) if segment.id in origins else ()

    sentences = {article: found for corpus in corpora for article, found in corpus.sentences.items()}
    return Corpus(languages, read, measured, findings, sentences)
