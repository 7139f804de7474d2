"""The flow: files → articles → sentences → document pairs → beads → checked quotes → clean corpus and report.

Each stage turns tables into tables, shard by shard. A shard is named by the digest of its inputs,
its settings and the version, so a second run makes only what is missing: after a kill it goes on,
and after a change it does what the change touched.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import fiel
from fiel.align.embedded_article import StoredArticle
from fiel.align.lexicon import learn_lexicon, lexicon_stamp, save_lexicon, words
from fiel.align.matching import find_counterparts
from fiel.align.seed_lexicon import SeedLexicon
from fiel.builds import (
    LEXICON,
    TABLES,
    VECTORS,
    Build,
    Manifest,
    is_build,
    load_build,
    open_directory,
    stage_of,
    write_manifest,
)
from fiel.corpora import corpus_of_build
from fiel.data.concordance import INDEX, stamp_of
from fiel.data.files import file_digest, remove_stale, write_atomically
from fiel.data.reading import drop_duplicates, find_files
from fiel.decisions import DECISIONS, Decisions
from fiel.errors import InputError
from fiel.estimated_corpus import with_estimates
from fiel.exporting import Exported, count_funnel, export_corpus, formats_of, is_exported
from fiel.models.encoder import ComposingEncoder
from fiel.models.vectors import VectorStore
from fiel.models.word_vectors import word_vectors
from fiel.progress import Reporter, Silent
from fiel.records import Article, Bead, DocumentPair, Sentence, Skipped
from fiel.report import render_report
from fiel.settings import Settings
from fiel.shards import SHARD_SIZE, WORTH_A_POOL, Shard, Tables, cut, digest, run_stage
from fiel.stages import (
    CleanWork,
    PairWork,
    ReadWork,
    aids_of,
    align_shard,
    clean_shard,
    encode_texts,
    encoder_of,
    read_shard,
    score_shard,
    split_shard,
    start_worker,
)

CORPUS = "corpus"
REPORT = "report.html"


def build_corpus(
    sources: Iterable[Path | str],
    directory: Path | str,
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    reporter: Reporter | None = None,
) -> Build:
    """The whole flow, from files and folders to a corpus and a report in `directory`.

    `jobs` is the number of processes; more than one needs the caller's script to guard its main part
    with `if __name__ == "__main__":`. Raises InputError for sources without articles and OutputError
    where the directory cannot be used; inputs that give no article are counted in the funnel.
    """
    with ExitStack() as held:
        files = find_files(sources)
        held.enter_context(open_directory(Path(directory)))
        run = _Run(Path(directory), settings or Settings(), jobs, reporter or Silent(), held)
        return run.flow(files)


class _Run:
    """One run over a build directory: what the stages share."""

    def __init__(
        self, directory: Path, settings: Settings, jobs: int, reporter: Reporter, held: ExitStack
    ) -> None:
        self.directory = directory
        self.settings = settings
        self.reporter = reporter
        self.shards: dict[str, tuple[str, ...]] = {}
        self.made = 0
        self._jobs = jobs
        self._held = held
        self._executor: Executor | None = None

    def flow(self, files: Sequence[Path]) -> Build:
        """All stages, one after the other."""
        settings = self.settings
        formats_of(settings.export)
        aids_of(settings.score)  # a file that is none is an error before anything is done
        articles, duplicates = self.read(files)
        sentences = self.split(articles)
        self.encode(sentences)
        matched = [
            (pair, articles[pair.source_id], articles[pair.target_id])
            for pair in self.match(articles, sentences)
            if pair.source_id and pair.target_id
        ]
        self.align_score_and_clean(matched, sentences)
        manifest = Manifest(
            version=fiel.__version__,
            settings=settings,
            encoder=self.encoder.signature,
            shards=self.shards,
            duplicates=tuple(duplicates),
            funnel=(),
            export_key=digest(fiel.__version__, settings.signature("export", "clean"), self.shards),
            exported=(),
            leakage=(),
        )
        build = Build(self.directory, manifest)
        self.learn_lexicon(build)
        return self.finish(build)

    @property
    def encoder(self) -> ComposingEncoder:
        return encoder_of(self.settings.encoder)

    def read(self, files: Sequence[Path]) -> tuple[dict[str, Article], list[Skipped]]:
        """Articles by id, and the duplicates among them."""
        languages = (self.settings.source_lang, self.settings.target_lang)
        shards = [
            Shard(
                digest(fiel.__version__, languages, *((path, file_digest(path)) for path in group)),
                ReadWork(tuple(group), languages),
            )
            for group in cut(files, str)
        ]
        self._run("read", shards, read_shard)
        stage = stage_of(self.directory, "read")
        items = list(drop_duplicates(stage.read("articles", self.shards["read"])))
        articles = {item.id: item for item in items if isinstance(item, Article)}
        _require_two_languages(articles, stage.read("skipped", self.shards["read"]), languages)
        return articles, [item for item in items if isinstance(item, Skipped)]

    def split(self, articles: Mapping[str, Article]) -> dict[str, tuple[Sentence, ...]]:
        """The sentences of each article."""
        shards = [
            Shard(digest(fiel.__version__, *(_content(article) for article in group)), group)
            for group in cut(articles.values(), lambda article: article.id)
        ]
        self._run("split", shards, split_shard)
        found = stage_of(self.directory, "split").read("sentences", self.shards["split"])
        sentences: dict[str, list[Sentence]] = {identifier: [] for identifier in articles}
        for sentence in found:
            sentences[sentence.article_id].append(sentence)
        return {identifier: tuple(group) for identifier, group in sentences.items()}

    def encode(self, sentences: Mapping[str, Sequence[Sentence]]) -> None:
        """Every sentence's sums into the vector store.

        An article is encoded whole and in order, so that its numbers are the same to the last bit
        whatever was stored before.
        """
        store = VectorStore(self.directory / VECTORS, self.encoder.signature)
        texts = [[sentence.text for sentence in group] for group in sentences.values()]
        missing = store.missing(text for group in texts for text in group)
        todo = [group for group in texts if not missing.isdisjoint(group)]
        work = [(self.settings.encoder, group) for group in todo]
        with self.reporter.stage("encode", len(todo)) as advance:
            pool = self._pool() if len(todo) > WORTH_A_POOL * SHARD_SIZE else None
            results = pool.map(encode_texts, work, chunksize=4) if pool else map(encode_texts, work)
            for group, sums in zip(todo, results, strict=True):
                store.add(group, sums)
                advance(1)
        self._say("encode", len(todo), len(texts), "articles")

    def match(
        self, articles: Mapping[str, Article], sentences: Mapping[str, tuple[Sentence, ...]]
    ) -> list[DocumentPair]:
        """Counterparts, over all articles at once; what a person decided wins."""
        settings = self.settings
        decisions = Decisions(self.directory / DECISIONS).corrections()
        key = digest(
            fiel.__version__,
            settings.signature("match", "source_lang", "target_lang"),
            self.encoder.signature,
            decisions,
            *(_content(article) for article in articles.values()),
        )

        def match_all(work: None) -> Tables:
            store = VectorStore(self.directory / VECTORS, self.encoder.signature)
            stored = [StoredArticle(article, sentences[article.id], store) for article in articles.values()]
            found = find_counterparts(stored, self.encoder, settings, decisions)
            return {"pairs": found.pairs, "candidates": found.candidates}

        self._run("match", [Shard(key, None)], match_all)
        return stage_of(self.directory, "match").read("pairs", [key])

    def align_score_and_clean(
        self,
        matched: Sequence[tuple[DocumentPair, Article, Article]],
        sentences: Mapping[str, tuple[Sentence, ...]],
    ) -> None:
        """Beads, then quotes, then what cleaning measures, of the same groups of pairs."""
        settings = self.settings
        groups = list(cut(matched, lambda item: item[0].id))
        keys = [
            digest(
                fiel.__version__,
                settings.signature("align"),
                self.encoder.signature,
                *(part for pair, *sides in group for part in (pair.id, *map(_content, sides))),
            )
            for group in groups
        ]
        works = [
            PairWork(
                tuple(group),
                {article.id: sentences[article.id] for _, *sides in group for article in sides},
                {},
                self.directory / VECTORS,
                settings,
            )
            for group in groups
        ]
        self._run("align", [Shard(*item) for item in zip(keys, works, strict=True)], align_shard)
        stage, scored = (stage_of(self.directory, name) for name in ("align", "score"))
        aids = [file_digest(Path(name)) for name in (settings.score.lexicon, settings.score.terms) if name]
        to_score, to_clean = [], []
        for key, work in zip(keys, works, strict=True):
            beads: dict[str, list[Bead]] = {pair.id: [] for pair, *_ in work.pairs}
            for bead in stage.read("beads", [key]):
                beads[bead.pair_id].append(bead)
            done = replace(work, beads={pair: tuple(found) for pair, found in beads.items()})
            decisions = [pair.decision for pair, *_ in work.pairs]
            score_key = digest(key, decisions, settings.signature("score"), aids, *TABLES["score"])
            to_score.append(Shard(score_key, done))
            to_clean.append(Shard(score_key, CleanWork(done, scored, score_key)))
        self._run("score", to_score, score_shard)
        self._run("clean", to_clean, clean_shard)

    def learn_lexicon(self, build: Build) -> None:
        """The words that the beads pair, for the checks of later runs and other builds."""
        path = self.directory / LEXICON
        stamp = digest(fiel.__version__, self.encoder.signature, build.languages, self.shards["align"])
        missing = lexicon_stamp(path) != stamp
        if missing:
            seed = SeedLexicon(word_vectors(self.encoder), *build.languages)
            texts = [(words(part.source.text), words(part.target.text)) for part in build.segments("")]
            with write_atomically(path) as temporary:
                save_lexicon(learn_lexicon(texts, build.languages, seed), temporary, stamp)
        self._say("lexicon", int(missing), 1, "files")

    def finish(self, build: Build) -> Build:
        """Exports, index, report and manifest, unless they are there already."""
        before = self._manifest_before()
        exported = self._export(build, before)
        manifest = replace(
            build.manifest, exported=exported.files, funnel=exported.funnel, leakage=exported.leakage
        )
        build = Build(self.directory, manifest)
        if before != manifest or not (self.directory / REPORT).is_file():
            write_report(build, self.directory / REPORT)
            write_manifest(self.directory, manifest)
            self.made += 1
        for name, keys in self.shards.items():
            stage_of(self.directory, name).keep_only(keys)
        if not self.made:
            self.reporter.say("Everything is up to date: no stage had anything to do.")
        return build

    def _export(self, build: Build, before: Manifest | None) -> Exported:
        """What leaves the build, taken from the run before where nothing changed since."""
        key, corpus, index = build.manifest.export_key, self.directory / CORPUS, self.directory / INDEX
        if before and before.export_key == key == stamp_of(index) and is_exported(corpus, before.exported):
            self.reporter.say(" export  up to date")
            return Exported(before.exported, before.funnel, before.leakage)
        whole = corpus_of_build(build, self.settings.export.licence)
        exported = export_corpus(
            with_estimates(whole, self.settings.clean, self.directory / VECTORS),
            corpus,
            self.settings,
            funnel=count_funnel(build),
            index=index,
            stamp=key,
        )
        stale = {file.name for file in before.exported} if before else set()
        for name in stale - {file.name for file in exported.files}:
            remove_stale(corpus / name)
        self.made += 1
        self.reporter.say(f" export  {len(exported.files)} files written")
        return exported

    def _manifest_before(self) -> Manifest | None:
        """The manifest of the run before; None where there was none or an older version's."""
        try:
            return load_build(self.directory).manifest if is_build(self.directory) else None
        except InputError:
            self.reporter.say("manifest.json is damaged or of another version: it is made anew")
            return None

    def _run(self, name: str, shards: Sequence[Shard], function: Callable[[Any], Tables]) -> None:
        stage = stage_of(self.directory, name)
        with self.reporter.stage(name, len(stage.missing(shards))) as advance:
            made = run_stage(stage, shards, function, self._pool, advance)
        self.shards[name] = tuple(shard.key for shard in shards)
        self._say(name, made, len(shards), "shards")

    def _say(self, name: str, made: int, total: int, what: str) -> None:
        self.made += made
        done = (
            f"{made} of {total} {what} made, {total - made} kept" if made else f"up to date: {total} {what}"
        )
        self.reporter.say(f"{name:>7}  {done}")

    def _pool(self) -> Executor | None:
        """The process pool, started when it is first worth it."""
        if self._jobs > 1 and self._executor is None:
            method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(method)
            context.set_forkserver_preload(["fiel.stages"])
            self._executor = ProcessPoolExecutor(self._jobs, context, initializer=start_worker)
            self._held.callback(self._executor.shutdown, cancel_futures=True)
        return self._executor


def write_report(build: Build, path: Path) -> None:
    """The build's report as one HTML page."""
    with write_atomically(path) as temporary:
        temporary.write_text(render_report(build.report_data()), encoding="utf-8")


def _content(article: Article) -> str:
    """Stands for an article whatever file it came from."""
    return digest(replace(article, origin=""))


def _require_two_languages(
    articles: Mapping[str, Article], skipped: Sequence[Skipped], languages: tuple[str, str]
) -> None:
    """Raises InputError, with what was skipped and why, unless there are articles to match."""
    spoken = sorted({article.lang for article in articles.values()})
    if len(spoken) > 1:
        return
    found = f'all {len(articles)} articles are in "{spoken[0]}"' if spoken else "no article"
    reasons = Counter(item.reason for item in skipped)
    if reasons:
        counts = ", ".join(f"{number} {reason}" for reason, number in reasons.most_common())
        first = f"{skipped[0].origin}: {skipped[0].detail}"
        found += f" and {len(skipped)} inputs were skipped ({counts}), such as {first}"
    raise InputError(f'{found}; expected articles in "{languages[0]}" and "{languages[1]}"')
