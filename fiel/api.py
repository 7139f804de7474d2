"""The main jobs as Python functions. `fiel` offers them by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fiel.align.aligning import align_embedded
from fiel.align.embedded_article import embed
from fiel.align.matching import match_embedded
from fiel.data.assembly import assemble
from fiel.data.markdown import read_markdown
from fiel.errors import InputError
from fiel.eval.scoring import ScoredPair, score_pair
from fiel.pair_view import CheckedPair
from fiel.records import Article, Bead, Decision, DocumentPair, Skipped
from fiel.settings import Settings
from fiel.stages import encoder_of


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts in sentences, and the beads between them."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]

    def rows(self) -> list[tuple[str, str, float]]:
        """Source text, target text and probability of each bead; one of the texts may be empty."""
        return [
            (
                " ".join(self.source[index] for index in bead.source),
                " ".join(self.target[index] for index in bead.target),
                bead.score,
            )
            for bead in self.beads
        ]


@dataclass(frozen=True, slots=True)
class CheckedTranslation:
    """A translation beside its original: the pair with its texts, and what was found."""

    pair: CheckedPair
    scored: ScoredPair


def as_article(text: str | Article, *, lang: str = "", origin: str = "text") -> Article:
    """An article of plain text or Markdown, in the language given or the one identified.

    Raises InputError, naming `origin`, for a text without words.
    """
    if isinstance(text, Article):
        return text
    read = assemble(read_markdown(text), origin, (), lang)
    if isinstance(read, Skipped):
        raise InputError(f"{origin}: {read.reason}: {read.detail}")
    return read


def match_articles(articles: Iterable[Article], settings: Settings | None = None) -> tuple[DocumentPair, ...]:
    """Which articles are translations of each other, and which have no counterpart."""
    settings = settings or Settings()
    encoder = encoder_of(settings.encoder)
    return match_embedded([embed(article, encoder) for article in articles], encoder, settings)


def align_texts(source: str | Article, target: str | Article, settings: Settings | None = None) -> Alignment:
    """The sentences of two texts in two languages, and which translate which."""
    settings = settings or Settings()
    encoder = encoder_of(settings.encoder)
    first, second = (
        embed(as_article(text, origin=name), encoder).as_text
        for text, name in ((source, "source"), (target, "target"))
    )
    beads = align_embedded(first, second, encoder, max_side=settings.align.max_side)
    return Alignment(first.texts, second.texts, beads)


def check_translation(
    source: str | Article,
    target: str | Article,
    settings: Settings | None = None,
    *,
    dismissed: Mapping[str, str] | None = None,
) -> CheckedTranslation:
    """How faithfully a translation renders its original: quotes, findings, verdict.

    `source` is the original; `dismissed` holds reasons by `finding_key` for false alarms.
    Raises InputError where both are in the same language.
    """
    settings = settings or Settings()
    encoder = encoder_of(settings.encoder)
    original, translation = (
        embed(as_article(text, origin=name), encoder)
        for text, name in ((source, "source"), (target, "target"))
    )
    ids, lang = (original.article.id, translation.article.id), original.article.lang
    if lang == translation.article.lang:
        raise InputError(
            f'both texts are in "{lang}"; expected a translation and its original in two languages'
        )
    pair = DocumentPair("--".join(ids), *ids, Decision.PARALLEL, 1.0, "compared because you asked")
    beads = align_embedded(
        original.as_text, translation.as_text, encoder, max_side=settings.align.max_side, pair_id=pair.id
    )
    scored = score_pair(
        original, translation, beads, encoder, settings.score, pair_id=pair.id, dismissed=dismissed
    )
    checked = CheckedPair(
        pair,
        original.article,
        translation.article,
        original.sentences,
        translation.sentences,
        beads,
        scored.source_quotes,
        scored.target_quotes,
        scored.quote_pairs,
    )
    return CheckedTranslation(checked, scored)
