"""What leaves a build: corpus files, and the funnel that says what became of the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from fiel.builds import Build
from fiel.data.exports import WRITERS
from fiel.errors import SettingsError
from fiel.records import Bead, Decision, Segment
from fiel.report import ExportedFile, FunnelStep
from fiel.settings import ExportSettings


def export_build(build: Build, directory: Path, settings: ExportSettings) -> tuple[ExportedFile, ...]:
    """Write the corpus in every chosen format; nothing is computed again.

    Raises SettingsError for an unknown format and OutputError for a place that cannot be written.
    """
    check_formats(settings)
    made = build.manifest.settings
    languages = (made.source_lang, made.target_lang)
    segments = sum(1 for _ in accepted(build, settings))
    return tuple(
        ExportedFile(str(path.relative_to(directory)), path.stat().st_size, _rows(path, segments))
        for name in settings.formats
        for path in WRITERS[name](accepted(build, settings), directory, settings.name, languages)
    )


def _rows(path: Path, segments: int) -> int:
    """Parquet has a file a split; every other file holds the whole corpus."""
    return int(pq.read_metadata(path).num_rows) if path.suffix == ".parquet" else segments


def check_formats(settings: ExportSettings) -> None:
    """Raises SettingsError for a format that has no writer."""
    unknown = [name for name in settings.formats if name not in WRITERS]
    if unknown:
        raise SettingsError(f'unknown format "{unknown[0]}"; known formats: {", ".join(WRITERS)}')


def accepted(build: Build, settings: ExportSettings) -> Iterator[Segment]:
    """The segments that are sure enough to be in the corpus."""
    return (segment for segment in build.segments(settings) if segment.score >= settings.min_score)


def is_exported(directory: Path, files: Sequence[ExportedFile]) -> bool:
    """Whether the files of an earlier export are all there, of the size they had."""
    return all(
        (path := directory / file.name).is_file() and path.stat().st_size == file.bytes for file in files
    )


def count_funnel(build: Build) -> tuple[FunnelStep, ...]:
    """How many came into each stage, how many went on, and why the others did not."""
    settings = build.manifest.settings
    lone = Counter(
        _loneliness(build, pair.source_id or pair.target_id or "")
        for pair in build.pairs
        if pair.decision is Decision.NONE
    )
    beads = [bead for group in build.beads.values() for bead in group]
    two_sided = [bead for bead in beads if bead.source and bead.target]
    sure = [bead for bead in two_sided if bead.score >= settings.export.min_score]
    sentences = sum(map(_size, beads))
    return (
        FunnelStep(
            "read",
            len(build.articles) + len(build.skipped),
            len(build.articles),
            dict(Counter(skipped.reason for skipped in build.skipped)),
            "inputs",
            "articles",
        ),
        FunnelStep(
            "match",
            len(build.articles),
            len(build.articles) - lone.total(),
            dict(lone),
            "articles",
            "paired articles",
        ),
        FunnelStep(
            "align",
            sentences,
            sum(map(_size, two_sided)),
            _reason("no_counterpart", sentences - sum(map(_size, two_sided))),
            "sentences",
            "aligned sentences",
        ),
        FunnelStep(
            "export",
            len(two_sided),
            len(sure),
            _reason("low_score", len(two_sided) - len(sure)),
            "beads",
            "segments",
        ),
    )


def _reason(code: str, number: int) -> dict[str, int]:
    return {code: number} if number else {}


def _size(bead: Bead) -> int:
    return len(bead.source) + len(bead.target)


def _loneliness(build: Build, article: str) -> str:
    translated = build.articles[article].lang == build.manifest.settings.source_lang
    return "no_translation" if translated else "no_original"
