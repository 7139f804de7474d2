"""The whole flow on the samples: right, resumable, and nothing done twice."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fiel.builds import LEXICON, LOCK, Build, load_build, open_directory
from fiel.corpora import corpus_of_build, corpus_of_file, join
from fiel.data import GOLD, SAMPLES
from fiel.data.concordance import INDEX, find
from fiel.data.corpus_parquet import read_rows
from fiel.data.merging import read_corpus
from fiel.data.validation import validate
from fiel.errors import InputError, OutputError, SettingsError
from fiel.exporting import export_corpus
from fiel.pipeline import build_corpus
from fiel.progress import Advance, Silent
from fiel.records import Segment
from fiel.settings import load_settings


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """An undisturbed build of the samples."""
    return build_corpus([SAMPLES], tmp_path_factory.mktemp("samples") / "build")


class Listener(Silent):
    """Remembers what a build did."""

    def __init__(self) -> None:
        self.steps: dict[str, int] = {}
        self.lines: list[str] = []

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Advance]:
        self.steps[name] = total
        yield lambda steps: None

    def say(self, line: str) -> None:
        self.lines.append(line)


def exported(build: Build) -> list[Segment]:
    """The segments of the exported JSON lines."""
    return list(read_corpus(build.directory / "corpus" / "corpus.jsonl", build.languages))


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_every_sample_gets_the_counterpart_it_has_in_the_gold(samples: Build) -> None:
    with (GOLD / "match.tsv").open(encoding="utf-8", newline="") as file:
        gold = {(row["en"], row["es"]): row["decision"] for row in csv.DictReader(file, dialect="excel-tab")}
    found = {}
    for pair in samples.pairs:
        stems = {"en": "", "es": ""}
        for article in filter(None, (pair.source_id, pair.target_id)):
            stems[samples.articles[article].lang] = Path(samples.articles[article].origin).stem
        found[stems["en"], stems["es"]] = str(pair.decision)
    assert found == gold


def test_the_funnel_accounts_for_every_article_sentence_and_bead(samples: Build) -> None:
    for step in samples.manifest.funnel:
        assert step.came_in == step.went_out + step.lost, step


def test_every_exported_file_is_there_and_no_document_is_in_two_splits(samples: Build) -> None:
    for file in samples.manifest.exported:
        assert (samples.directory / "corpus" / file.name).stat().st_size == file.bytes
    splits: dict[str, set[str]] = {}
    for segment in exported(samples):
        for side in (segment.source, segment.target):
            splits.setdefault(side.article_id, set()).add(segment.split)
            text = samples.articles[side.article_id].text[slice(*side.span)]
            assert text.split() == side.text.split()
    assert all(len(found) == 1 for found in splits.values())


def test_all_formats_are_written_and_valid(samples: Build) -> None:
    """None named, all are: 13 formats in 25 files, and a datasheet of four."""
    corpus = samples.directory / "corpus"
    names = [file.name for file in samples.manifest.exported]
    assert len(names) == 29
    for name in names:
        if Path(name).suffix not in (".zip", ".md", ".svg"):
            assert list(validate(corpus / name, samples.languages)) == []


def test_the_segments_of_the_split_files_add_up_to_the_corpus(samples: Build) -> None:
    counts = {file.name: file.segments for file in samples.manifest.exported}
    for ending in ("corpus/data/*.parquet", "corpus-documents/data/*.parquet", "*.es-en.xml", "*.es-en.tsv"):
        assert sum(n for name, n in counts.items() if Path(name).match(ending)) == counts["corpus.tmx"]


def test_formats_of_documents_hold_all_their_sentences(samples: Build) -> None:
    """Those left alone too, so that the numbers in the links are those of the article."""
    rows = [
        row
        for file in samples.manifest.exported
        if file.name.startswith("corpus-documents/")
        for row in read_rows(samples.directory / "corpus" / file.name)
    ]
    for row in rows:
        article = row["source_article"]
        assert row[row["source_lang"]] == [sentence.text for sentence in samples.sentences[article]]


def test_the_datasheet_and_the_manifest_have_the_funnel_and_the_leakage(samples: Build) -> None:
    page = (samples.directory / "corpus" / "corpus" / "README.md").read_text(encoding="utf-8")
    assert [found.documents for found in samples.manifest.leakage] == [0, 0]
    for found in samples.manifest.leakage:
        assert str(found) in page
    for step in samples.manifest.funnel:
        assert f"| {step.stage} | {step.came_in} | {step.went_out} |" in page


def test_a_second_run_does_no_stage_again_and_says_so(samples: Build) -> None:
    before = _contents(samples.directory)
    listener = Listener()
    build_corpus([SAMPLES], samples.directory, reporter=listener)
    assert set(listener.steps.values()) == {0}
    assert listener.lines[-1] == "Everything is up to date: no stage had anything to do."
    assert _contents(samples.directory) == before


def test_after_kill_9_a_rerun_ends_with_the_same_exports(samples: Build, tmp_path: Path) -> None:
    directory = tmp_path / "build"
    command = [sys.executable, "-m", "fiel", "build", str(SAMPLES), "-o", str(directory), "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not any((directory / "align").glob("[0-9a-f]*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    assert not (directory / "manifest.json").exists(), "killed too late to prove anything"
    listener = Listener()
    build_corpus([SAMPLES], directory, reporter=listener)
    assert listener.steps["encode"] == 0, "what was done before the kill is kept"
    assert _contents(directory / "corpus") == _contents(samples.directory / "corpus")


def test_another_threshold_runs_only_the_export(samples: Build, tmp_path: Path) -> None:
    directory = tmp_path / "build"
    shutil.copytree(samples.directory, directory)
    listener = Listener()
    build = build_corpus(
        [SAMPLES],
        directory,
        load_settings(export__formats=["jsonl"], export__min_score=0.99),
        reporter=listener,
    )
    assert set(listener.steps.values()) == {0}
    assert [file.name for file in build.manifest.exported][:1] == ["corpus.jsonl"]
    assert min(segment.score for segment in exported(build)) >= 0.99
    left = {path.suffix for path in (directory / "corpus").rglob("*") if path.is_file()}
    assert left == {".jsonl", ".md", ".svg"}, "nothing of the former export"


def test_cleaning_is_as_set_and_runs_only_the_export(samples: Build, tmp_path: Path) -> None:
    """The strict profile leaves out what the default only flags; the funnel gives the reasons."""
    directory = tmp_path / "build"
    shutil.copytree(samples.directory, directory)
    listener = Listener()
    build = build_corpus([SAMPLES], directory, load_settings(clean__profile="strict"), reporter=listener)
    assert set(listener.steps.values()) == {0}
    step = build.manifest.funnel[-1]
    assert (step.stage, step.came_in) == ("clean", samples.manifest.funnel[-1].went_out)
    assert step.dropped.keys() >= {"fidelity"}
    kept = exported(build)
    assert len(kept) == step.went_out < len(exported(samples))
    assert {segment.id for segment in kept} < {segment.id for segment in exported(samples)}


def test_the_index_is_of_the_corpus_as_it_is(samples: Build, tmp_path: Path) -> None:
    directory = tmp_path / "build"
    shutil.copytree(samples.directory, directory)
    query = "Guinea"
    before = list(find(directory / INDEX, query))
    build_corpus([SAMPLES], directory, load_settings(export__min_score=0.99))
    after = list(find(directory / INDEX, query))
    assert 0 < len(after) < len(before)
    assert min(hit.score for hit in after) >= 0.99


def test_a_build_joined_with_its_own_files_is_the_same_corpus(samples: Build, tmp_path: Path) -> None:
    """Ids tell that a TMX from elsewhere holds the same; another threshold leaves fewer, and nothing is aligned."""
    memory = samples.directory / "corpus" / "corpus.tmx"
    both = [corpus_of_build(samples, "CC BY"), corpus_of_file(memory, samples.languages)]
    for least in (0.5, 0.99):
        settings = load_settings(export__min_score=least, export__formats=["jsonl"])
        exported = export_corpus(join(both, samples.languages), tmp_path / str(least), settings)
        found = list(read_corpus(tmp_path / str(least) / "corpus.jsonl", samples.languages))
        assert exported.funnel[-1].came_in == samples.manifest.funnel[-1].came_in
        assert len(found) == exported.funnel[-1].went_out
        assert min(segment.score for segment in found) >= least
        assert {segment.licence for segment in found} == {"CC BY"}


def test_a_new_article_redoes_only_its_own_shards(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for file in sorted(SAMPLES.iterdir())[:6]:
        shutil.copy(file, sources)
    build_corpus([sources], tmp_path / "build")
    (sources / "note.md").write_text(
        "# Nota\n\nEl ministerio abrió ayer dos hospitales en la provincia de Granma.\n"
    )
    listener = Listener()
    build = build_corpus([sources], tmp_path / "build", reporter=listener)
    assert listener.steps["encode"] == 1
    assert len(build.articles) == 7


def test_the_lexicon_pairs_words_of_the_corpus(samples: Build) -> None:
    assert next(iter(samples.lexicon.translations("médicos"))) == "doctors"
    assert samples.lexicon.source_lang == "es"


def test_a_lexicon_makes_only_the_scores_anew(samples: Build, tmp_path: Path) -> None:
    directory = shutil.copytree(samples.directory, tmp_path / "build")
    lexicon = shutil.copy(directory / LEXICON, tmp_path / "words.parquet")
    listener = Listener()
    build = build_corpus([SAMPLES], directory, load_settings(score__lexicon=str(lexicon)), reporter=listener)
    assert listener.steps["score"] > 0 == listener.steps["align"]
    omissions = [
        [item for found in made.findings.values() for item in found if item.finding.check == "omission"]
        for made in (samples, build)
    ]
    assert len(omissions[1]) <= len(omissions[0])


def test_a_lexicon_that_is_not_there_is_an_error_before_anything_is_done(tmp_path: Path) -> None:
    settings = load_settings(score__lexicon=str(tmp_path / "none.parquet"))
    with pytest.raises(InputError, match=r"none.parquet: no such file.*lexicon.parquet"):
        build_corpus([SAMPLES], tmp_path / "build", settings)
    assert not (tmp_path / "build" / "read").exists()


def test_articles_in_one_language_are_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Nota\n\nEl ministerio abrió ayer dos hospitales en la provincia de Granma.\n"
    )
    with pytest.raises(InputError, match='all 1 articles are in "es"; expected articles in "es" and "en"'):
        build_corpus([tmp_path / "a.md"], tmp_path / "build")


def test_inputs_without_an_article_are_an_error_that_counts_the_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"")
    (tmp_path / "b.md").write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(InputError, match=r"no article and 2 inputs were skipped \(1 empty, 1 binary\)"):
        build_corpus([tmp_path], tmp_path / "out" / "build")


def test_an_unknown_format_is_an_error_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match='unknown format "xls"; known formats: moses, tmx'):
        build_corpus([SAMPLES], tmp_path / "build", load_settings(export__formats=["xls"]))
    assert not list((tmp_path / "build").glob("[a-z]*"))


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(OutputError, match="not empty and not a build"):
        build_corpus([SAMPLES], tmp_path)


def test_two_builds_in_one_directory_are_refused(tmp_path: Path) -> None:
    directory = tmp_path / "build"
    with open_directory(directory), pytest.raises(OutputError, match="is another build at work there"):
        build_corpus([SAMPLES], directory)
    assert (directory / LOCK).exists()


def test_a_directory_without_a_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no manifest\.json; expected a directory that `fiel build` made"):
        load_build(tmp_path)


def test_a_damaged_manifest_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"version": "0"}')
    with pytest.raises(InputError, match="run `fiel build` on this directory again"):
        load_build(tmp_path)


def test_two_processes_give_the_exports_of_one(tmp_path: Path) -> None:
    """Enough files that the pool is started: shards hold 16 on average, and it takes more than 8."""
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(100):
        spanish = f"El ministerio abrió {number} hospitales en la provincia de Granma durante el año pasado."
        english = f"The ministry opened {number} hospitals in the province of Granma during the past year."
        (sources / f"{number}-es.md").write_text(f"# Nota {number}\n\n{spanish}\n", encoding="utf-8")
        (sources / f"{number}-en.md").write_text(f"# Note {number}\n\n{english}\n", encoding="utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    build_corpus([sources], one)
    command = [sys.executable, "-m", "fiel", "build", str(sources), "-o", str(two), "--jobs", "2"]
    subprocess.run(command, check=True, capture_output=True)
    assert _contents(two / "corpus") == _contents(one / "corpus")
    assert load_build(two).manifest.shards == load_build(one).manifest.shards
