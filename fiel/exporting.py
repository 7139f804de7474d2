"""What leaves: a corpus cleaned, split and written, with its datasheet; and the funnel behind a build."""

import pickle
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fiel.builds import Build
from fiel.corpora import Corpus
from fiel.data.cleaning import Cleaned, Read, clean, rules_of
from fiel.data.concordance import index_corpus
from fiel.data.corpus_figures import CorpusFigures, count_corpus
from fiel.data.datasheet import write_datasheet
from fiel.data.exports import SPLIT_BY_FILE, WRITERS, writers
from fiel.data.leakage import Leakage, measure_leakage
from fiel.data.splits import SPLITS, split_documents
from fiel.errors import SettingsError
from fiel.records import Bead, Decision, Segment
from fiel.report import ExportedFile, FunnelStep
from fiel.settings import ExportSettings, Settings


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what was found out on the way."""

    files: tuple[ExportedFile, ...]
    funnel: tuple[FunnelStep, ...]
    """The steps before, and cleaning."""
    leakage: tuple[Leakage, ...]


def export_corpus(
    corpus: Corpus,
    directory: Path,
    settings: Settings,
    *,
    funnel: Sequence[FunnelStep] = (),
    index: Path | None = None,
    stamp: str = "",
) -> Exported:
    """A corpus cleaned, split by document and written in every chosen format, with its datasheet.

    `funnel` holds the steps before; `index` is where a concordance goes, with its stamp. Nothing is
    aligned or scored again. Raises SettingsError for an unknown format or rule and OutputError for a
    place that cannot be written.
    """
    formats = formats_of(settings.export)
    write = writers(corpus.sentences)
    name = settings.export.name
    with _kept(corpus, settings) as (read, step):
        figures = count_corpus(read())
        files = [
            found
            for form in formats
            for found in _listed(
                form, write[form](read(), directory, name, corpus.languages), directory, figures
            )
        ]
        leakage = measure_leakage(read)
        steps = (*funnel, step)
        rows = [(one.stage, one.came_in, one.went_out, one.dropped) for one in steps]
        sheet = write_datasheet(figures, directory, name, corpus.languages, funnel=rows, leakage=leakage)
        files += _listed("", sheet, directory, figures)
        if index:
            index_corpus(read(), index, stamp)
    return Exported(tuple(files), steps, leakage)


def clean_and_split(corpus: Corpus, settings: Settings) -> Iterator[Cleaned]:
    """Every segment with its flags and its split, and the reasons to leave it out.

    Splits are made before anything is left out, so that another threshold moves no document.
    """
    rules = rules_of(settings.clean, settings.export.min_score)
    splits = split_documents(corpus.read, settings.export)
    for cleaned in clean(corpus.read, rules, corpus.measure):
        split = splits.get(cleaned.segment.pair_id, "train")
        yield replace(cleaned, segment=replace(cleaned.segment, split=split))


def formats_of(settings: ExportSettings) -> tuple[str, ...]:
    """The formats to write; raises SettingsError for one that has no writer."""
    unknown = [name for name in settings.formats if name not in WRITERS]
    if unknown:
        raise SettingsError(f'unknown format "{unknown[0]}"; known formats: {", ".join(WRITERS)}')
    return settings.formats or tuple(WRITERS)


def is_exported(directory: Path, files: Sequence[ExportedFile]) -> bool:
    """Whether the files of an earlier export are all there, of the size they had."""
    return all(
        (path := directory / file.name).is_file() and path.stat().st_size == file.bytes for file in files
    )


def count_funnel(build: Build) -> tuple[FunnelStep, ...]:
    """How many came into each stage before cleaning, how many went on, and why the others did not."""
    lone = Counter(
        _loneliness(build, pair.source_id or pair.target_id or "")
        for pair in build.pairs
        if pair.decision is Decision.NONE
    )
    beads = [bead for group in build.beads.values() for bead in group]
    sentences = sum(map(_size, beads))
    aligned = sum(_size(bead) for bead in beads if bead.source and bead.target)
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
            aligned,
            {"no_counterpart": sentences - aligned} if sentences > aligned else {},
            "sentences",
            "aligned sentences",
        ),
    )


@contextmanager
def _kept(corpus: Corpus, settings: Settings) -> Iterator[tuple[Read, FunnelStep]]:
    """What stays of a corpus, to be read again and again, and the step that says what became of the rest.

    It is cleaned once and waits in a temporary file, so that memory stays flat; pickled, since some twenty
    readings follow, and from Parquet each took twice the time.
    """
    dropped: Counter[str] = Counter()
    kept = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        with path.open("wb") as file:
            for found in clean_and_split(corpus, settings):
                if found.reasons:
                    dropped[found.reasons[0]] += 1
                else:
                    kept += 1
                    pickle.dump(found.segment, file, pickle.HIGHEST_PROTOCOL)

        def read() -> Iterator[Segment]:
            with path.open("rb") as file:
                for _ in range(kept):
                    yield pickle.load(file)

        yield read, FunnelStep("clean", kept + dropped.total(), kept, dict(dropped), "beads", "segments")


def _listed(
    form: str, paths: Sequence[Path], directory: Path, figures: CorpusFigures
) -> Iterator[ExportedFile]:
    """The files of a format with their own number of segments."""
    counts = [figures.segments] * len(paths)
    if form in SPLIT_BY_FILE:
        counts = [number for split in SPLITS if (number := figures.splits[split])]
    for path, count in zip(paths, counts, strict=True):
        yield ExportedFile(str(path.relative_to(directory)), path.stat().st_size, count)


def _size(bead: Bead) -> int:
    return len(bead.source) + len(bead.target)


def _loneliness(build: Build, article: str) -> str:
    translated = build.articles[article].lang == build.manifest.settings.source_lang
    return "no_translation" if translated else "no_original"
