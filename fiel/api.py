"""The main jobs as Python functions. `fiel` offers them by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fiel.align.aligning import EmbeddedText, align_embedded
from fiel.align.matching import EmbeddedArticle, match_embedded
from fiel.align.splitting import split_article
from fiel.data.assembly import assemble
from fiel.data.markdown import read_markdown
from fiel.errors import InputError
from fiel.eval.scoring import ScoredPair, score_pair
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.pair_view import CheckedPair
from fiel.records import Article, Bead, Decision, DocumentPair, Sentence, Skipped
from fiel.settings import Settings
from fiel.stages import encoder_of

Embedded = tuple[tuple[Sentence, ...], Matrix]
"""An article's sentences and their sums."""


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
    embedded = [EmbeddedArticle(article, *_embed(article, encoder)) for article in articles]
    return match_embedded(embedded, encoder, settings)


def align_texts(source: str | Article, target: str | Article, settings: Settings | None = None) -> Alignment:
    """The sentences of two texts in two languages, and which translate which."""
    settings = settings or Settings()
    encoder = encoder_of(settings.encoder)
    sides = [
        _embed(as_article(text, origin=name), encoder)
        for text, name in ((source, "source"), (target, "target"))
    ]
    beads = _align(sides[0], sides[1], encoder, settings, "")
    texts = [tuple(sentence.text for sentence in sentences) for sentences, _ in sides]
    return Alignment(texts[0], texts[1], beads)


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
        as_article(text, origin=name) for text, name in ((source, "source"), (target, "target"))
    )
    if original.lang == translation.lang:
        raise InputError(
            f'both texts are in "{original.lang}"; expected a translation and its original in two languages'
        )
    sides = [_embed(article, encoder) for article in (original, translation)]
    pair_id = f"{original.id}--{translation.id}"
    beads = _align(sides[0], sides[1], encoder, settings, pair_id)
    scored = score_pair(
        EmbeddedArticle(original, *sides[0]),
        EmbeddedArticle(translation, *sides[1]),
        beads,
        encoder,
        settings.score,
        pair_id=pair_id,
        dismissed=dismissed,
    )
    pair = DocumentPair(
        pair_id, original.id, translation.id, Decision.PARALLEL, 1.0, "compared because you asked"
    )
    return CheckedTranslation(
        CheckedPair(
            pair,
            original,
            translation,
            sides[0][0],
            sides[1][0],
            beads,
            scored.source_quotes,
            scored.target_quotes,
            scored.quote_pairs,
        ),
        scored,
    )


def _align(
    source: Embedded, target: Embedded, encoder: ComposingEncoder, settings: Settings, pair_id: str
) -> tuple[Bead, ...]:
    first, second = (
        EmbeddedText(tuple(s.text for s in sentences), sums, tuple(s.paragraph for s in sentences))
        for sentences, sums in (source, target)
    )
    return align_embedded(first, second, encoder, max_side=settings.align.max_side, pair_id=pair_id)


def _embed(article: Article, encoder: ComposingEncoder) -> Embedded:
    sentences = split_article(article)
    return sentences, encoder.sums([sentence.text for sentence in sentences])
