"""What each stage does to one shard: pure functions from records to tables, run in any process."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from threadpoolctl import threadpool_limits

from fiel.align.aligning import align_embedded
from fiel.align.embedded_article import StoredArticle
from fiel.align.lexicon import Lexicon, load_lexicon
from fiel.align.splitting import split_article
from fiel.data.bead_findings import findings_in
from fiel.data.cleaning import measure
from fiel.data.files import file_digest
from fiel.data.measures import SegmentMeasures
from fiel.data.reading import read_file
from fiel.data.segments import make_segments
from fiel.eval.comparing import Aids
from fiel.eval.scoring import score_pair
from fiel.eval.terminology import Rows, read_terms
from fiel.models.encoder import ComposingEncoder, Matrix, composing, load_encoder
from fiel.models.vectors import VectorStore
from fiel.records import Article, Bead, Decision, DocumentPair, Relatedness, Sentence, Skipped
from fiel.settings import ScoreSettings, Settings
from fiel.shards import Stage, Tables


@dataclass(frozen=True, slots=True)
class ReadWork:
    """Files to read."""

    paths: tuple[Path, ...]
    languages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairWork:
    """Document pairs with their texts, and where the vectors of their sentences are."""

    pairs: tuple[tuple[DocumentPair, Article, Article], ...]
    sentences: dict[str, tuple[Sentence, ...]]
    beads: dict[str, tuple[Bead, ...]]
    """By pair id; empty before they are aligned."""
    vectors: Path
    settings: Settings


@dataclass(frozen=True, slots=True)
class CleanWork:
    """Aligned document pairs, and the shard that holds their scores."""

    aligned: PairWork
    scored: Stage
    key: str


def start_worker() -> None:
    """One BLAS thread a process: the processes share the cores."""
    threadpool_limits(limits=1)


@cache
def encoder_of(name: str) -> ComposingEncoder:
    """The encoder of that name, loaded once a process."""
    return composing(load_encoder(name))


def aids_of(settings: ScoreSettings) -> Aids:
    """The lexicon and the terms that the settings name, each read once a process while it does not change.

    Raises InputError for a file that is none.
    """
    lexicon, terms = (Path(name) if name else None for name in (settings.lexicon, settings.terms))
    return Aids(
        _load_lexicon(lexicon, file_digest(lexicon)) if lexicon else None,
        _read_terms(terms, file_digest(terms)) if terms else (),
    )


@cache
def _load_lexicon(path: Path, digest: str) -> Lexicon:
    return load_lexicon(path)


@cache
def _read_terms(path: Path, digest: str) -> Rows:
    return read_terms(path)


def read_shard(work: ReadWork) -> Tables:
    """Articles of files, and what was skipped."""
    items = [item for path in work.paths for item in read_file(path, work.languages)]
    return {
        "articles": [item for item in items if isinstance(item, Article)],
        "skipped": [item for item in items if isinstance(item, Skipped)],
    }


def split_shard(articles: Sequence[Article]) -> Tables:
    """The sentences of articles."""
    return {"sentences": [sentence for article in articles for sentence in split_article(article)]}


def encode_texts(work: tuple[str, Sequence[str]]) -> Matrix:
    """The sums of texts, by the encoder named first."""
    name, texts = work
    return encoder_of(name).sums(texts)


def align_shard(work: PairWork) -> Tables:
    """The beads of document pairs."""
    encoder = encoder_of(work.settings.encoder)
    store = VectorStore(work.vectors, encoder.signature)
    beads: list[Bead] = []
    for pair, *articles in work.pairs:
        source, target = (
            StoredArticle(article, work.sentences[article.id], store).load().as_text for article in articles
        )
        beads += align_embedded(
            source, target, encoder, max_side=work.settings.align.max_side, pair_id=pair.id
        )
    return {"beads": beads}


def score_shard(work: PairWork) -> Tables:
    """Quotes of both articles of each pair, what became of them, findings elsewhere, and the gate."""
    encoder = encoder_of(work.settings.encoder)
    store = VectorStore(work.vectors, encoder.signature)
    aids = aids_of(work.settings.score)
    tables: dict[str, list[object]] = {"quotes": [], "quote_pairs": [], "findings": [], "relatedness": []}
    for pair, *articles in work.pairs:
        source, target = (
            StoredArticle(article, work.sentences[article.id], store).load() for article in articles
        )
        scored = score_pair(
            source,
            target,
            work.beads[pair.id],
            encoder,
            work.settings.score,
            pair_id=pair.id,
            partial=pair.decision is Decision.PARTIAL,
            aids=aids,
        )
        tables["quotes"] += (*scored.source_quotes, *scored.target_quotes)
        tables["quote_pairs"] += scored.quote_pairs
        tables["findings"] += scored.bead_findings
        tables["relatedness"].append(Relatedness(pair.id, scored.relatedness))
    return tables


def clean_shard(work: CleanWork) -> Tables:
    """What cleaning measures about each two-sided bead of document pairs."""
    findings, quote_pairs = (work.scored.read(table, [work.key]) for table in ("findings", "quote_pairs"))
    measures = []
    for pair, source, target in work.aligned.pairs:
        elsewhere = [found for found in findings if found.pair_id == pair.id]
        quotes = [found for found in quote_pairs if found.pair_id == pair.id]
        first, second = ((article, work.aligned.sentences[article.id]) for article in (source, target))
        for segment in make_segments(pair, first, second, work.aligned.beads[pair.id], "train"):
            values = measure(segment, findings_in(segment, elsewhere, quotes))
            measures.append(SegmentMeasures(segment.id, values))
    return {"measures": measures}
