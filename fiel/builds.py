"""The build directory: one folder of shards a stage, a manifest, the exports and the report.

DIR/read|split|match|align|score|clean/KEY/*.parquet   stage tables, named by what they were made from
DIR/vectors.sqlite                                     sentence sums, by text and encoder
DIR/decisions.sqlite                                   what people decided; no run changes it
DIR/corpus/                                            the exports and their datasheet
DIR/concordance.sqlite                                 the corpus, to be searched
DIR/report.html
DIR/manifest.json                                      which shards make up the build, and the funnel
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fiel.align.lexicon import Lexicon, load_lexicon
from fiel.data.corpus_rows import Languages
from fiel.data.files import write_atomically
from fiel.data.leakage import Leakage
from fiel.data.measures import SegmentMeasures
from fiel.data.segments import make_segments
from fiel.errors import InputError, OutputError
from fiel.records import (
    Article,
    Bead,
    BeadFinding,
    DocumentPair,
    MatchCandidate,
    Quote,
    QuotePair,
    Relatedness,
    Segment,
    Sentence,
    Skipped,
)
from fiel.report import ExportedFile, FunnelStep, ReportData, Signature
from fiel.settings import Settings
from fiel.shards import Stage

TABLES: dict[str, dict[str, type]] = {
    "read": {"articles": Article, "skipped": Skipped},
    "split": {"sentences": Sentence},
    "match": {"pairs": DocumentPair, "candidates": MatchCandidate},
    "align": {"beads": Bead},
    "score": {
        "quotes": Quote,
        "quote_pairs": QuotePair,
        "findings": BeadFinding,
        "relatedness": Relatedness,
    },
    "clean": {"measures": SegmentMeasures},
}
"""The stages that leave tables, in order, and the records in each."""

LOCK = ".lock.sqlite"
VECTORS = "vectors.sqlite"
LEXICON = "lexicon.parquet"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which shards make up a build, what came of it, and with which settings."""

    version: str
    settings: Settings
    encoder: str
    shards: Mapping[str, tuple[str, ...]]
    duplicates: tuple[Skipped, ...]
    funnel: tuple[FunnelStep, ...]
    export_key: str
    exported: tuple[ExportedFile, ...]
    leakage: tuple[Leakage, ...]


class Build:
    """A finished build, its tables read when they are asked for."""

    def __init__(self, directory: Path, manifest: Manifest) -> None:
        self.directory = directory
        self.manifest = manifest

    @cached_property
    def articles(self) -> dict[str, Article]:
        """By id, in the order they were read."""
        duplicates = {skipped.origin for skipped in self.manifest.duplicates}
        found = self._read("read", "articles")
        return {article.id: article for article in found if article.origin not in duplicates}

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        return (*self._read("read", "skipped"), *self.manifest.duplicates)

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, ...]]:
        """By article id."""
        return _group(self._read("split", "sentences"), "article_id")

    @cached_property
    def pairs(self) -> tuple[DocumentPair, ...]:
        return tuple(self._read("match", "pairs"))

    @cached_property
    def candidates(self) -> tuple[MatchCandidate, ...]:
        """All that was compared to find the pairs."""
        return tuple(self._read("match", "candidates"))

    @cached_property
    def beads(self) -> dict[str, tuple[Bead, ...]]:
        """By pair id."""
        return _group(self._read("align", "beads"), "pair_id")

    @cached_property
    def quotes(self) -> dict[str, tuple[Quote, ...]]:
        """By article id."""
        return _group(self._read("score", "quotes"), "article_id")

    @cached_property
    def quote_pairs(self) -> dict[str, tuple[QuotePair, ...]]:
        """By pair id."""
        return _group(self._read("score", "quote_pairs"), "pair_id")

    @cached_property
    def findings(self) -> dict[str, tuple[BeadFinding, ...]]:
        """Findings outside quotes, by pair id."""
        return _group(self._read("score", "findings"), "pair_id")

    @cached_property
    def relatedness(self) -> dict[str, float]:
        """How far the texts of each pair are translations of each other, by pair id."""
        return {found.pair_id: found.value for found in self._read("score", "relatedness")}

    @cached_property
    def measures(self) -> dict[str, dict[str, float]]:
        """What cleaning measured about each segment, by segment id."""
        return {found.segment_id: found.values for found in self._read("clean", "measures")}

    @cached_property
    def lexicon(self) -> Lexicon:
        """Words that the beads pair."""
        return load_lexicon(self.directory / LEXICON)

    @property
    def languages(self) -> Languages:
        """Codes of the originals' and the translations' language."""
        return self.manifest.settings.source_lang, self.manifest.settings.target_lang

    def segments(self, licence: str) -> Iterator[Segment]:
        """All two-sided beads with their provenance, in the order of the pairs: not cleaned, all of one split.

        `licence` is the note on the rights that each of them has.
        """
        made = self.manifest.settings.signature("source_lang", "target_lang", "encoder", "match", "align")
        for pair in self.pairs:
            if pair.source_id and pair.target_id:
                yield from make_segments(
                    pair,
                    (self.articles[pair.source_id], self.sentences[pair.source_id]),
                    (self.articles[pair.target_id], self.sentences[pair.target_id]),
                    self.beads[pair.id],
                    "train",
                    encoder=self.manifest.encoder,
                    settings=made,
                    licence=licence,
                )

    def report_data(self) -> ReportData:
        """All that the report shows."""
        manifest = self.manifest
        return ReportData(
            title="Parallel corpus and fidelity report",
            signature=Signature(manifest.version, manifest.settings.signature(), manifest.encoder),
            funnel=manifest.funnel,
            articles=self.articles,
            skipped=self.skipped,
            pairs=self.pairs,
            sentences=self.sentences,
            beads=self.beads,
            quotes=self.quotes,
            quote_pairs=self.quote_pairs,
            exported=manifest.exported,
            findings=self.findings,
            relatedness=self.relatedness,
        )

    def _read(self, stage: str, table: str) -> list[Any]:
        return stage_of(self.directory, stage).read(table, self.manifest.shards[stage])


def stage_of(directory: Path, name: str) -> Stage:
    """A stage of the build in `directory`."""
    return Stage(name, directory / name, TABLES[name])


def is_build(path: Path) -> bool:
    """Whether a finished build lies there."""
    return (path / "manifest.json").is_file()


def load_build(directory: Path) -> Build:
    """The build in a directory; raises InputError where there is none, or none that can be read."""
    path = directory / "manifest.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(
            version=values["version"],
            settings=Settings.model_validate(values["settings"]),
            encoder=values["encoder"],
            shards={stage: tuple(values["shards"][stage]) for stage in TABLES},
            duplicates=tuple(Skipped(**row) for row in values["duplicates"]),
            funnel=tuple(FunnelStep(**row) for row in values["funnel"]),
            export_key=values["export_key"],
            exported=tuple(ExportedFile(**row) for row in values["exported"]),
            leakage=tuple(Leakage(**row) for row in values["leakage"]),
        )
    except FileNotFoundError:
        raise InputError(
            f"{directory}: no manifest.json; expected a directory that `fiel build` made"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: {error}; run `fiel build` on this directory again") from error
    return Build(directory, manifest)


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Say what the build consists of; the same build gives the same bytes."""
    values = asdict(manifest) | {"settings": manifest.settings.model_dump(mode="json")}
    with write_atomically(directory / "manifest.json") as temporary:
        temporary.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@contextmanager
def open_directory(directory: Path) -> Iterator[None]:
    """Make the build directory if need be, and keep other builds out of it meanwhile.

    Raises OutputError for a place that cannot be written, a folder with other things in it, and a
    build that another process is working on. The lock goes with the process, however it ends.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if not (directory / LOCK).exists() and any(directory.iterdir()):
            raise OutputError(
                f"{directory}: not empty and not a build; expected a new folder or an earlier build"
            )
        connection = sqlite3.connect(directory / LOCK, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"{directory}: {error}; expected a folder that can be written") from error
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("CREATE TABLE IF NOT EXISTS held (by TEXT)")
        except sqlite3.Error as error:
            raise OutputError(f"{directory}: {error}; is another build at work there?") from error
        yield


def _group(records: Iterable[Any], key: str) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        groups[getattr(record, key)].append(record)
    return {name: tuple(group) for name, group in groups.items()}
