"""The main jobs as Python functions. `fiel` offers them by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fiel.align.aligning import align_embedded
from fiel.align.document_evidence import find_covered
from fiel.align.embedded_article import embed
from fiel.align.locks import Lock
from fiel.align.match_records import decide, say_shares
from fiel.align.matching import match_embedded
from fiel.align.scoring import EmbeddedText
from fiel.data.assembly import assemble
from fiel.data.language import WIDER, identify
from fiel.data.markdown import read_markdown
from fiel.errors import InputError
from fiel.eval.scoring import ScoredPair, score_pair, with_dismissals
from fiel.models.encoder import ComposingEncoder
from fiel.pair_view import CheckedPair
from fiel.records import Article, Bead, Decision, DocumentPair, Skipped
from fiel.settings import Settings
from fiel.stages import aids_of, encoder_of

Text = str | Article | Sequence[str]
"""A text as it is, an article, or a list of sentences."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts in sentences, and the beads between them."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]
    languages: tuple[str, str] = ("", "")
    """Of source and target."""
    paragraphs: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    """Of each sentence of both, -1 the title; empty where the text came as sentences."""

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

    @property
    def scored(self) -> ScoredPair:
        """What was found."""
        return self.pair.scored


def as_article(text: str | Article, *, lang: str = "", origin: str = "text") -> Article:
    """An article of plain text or Markdown, in the language given or the one identified.

    Raises InputError, naming `origin`, for a text without words.
    """
    if isinstance(text, Article):
        return text
    read = assemble(read_markdown(text), origin, (*WIDER, lang) if lang else WIDER, lang)
    if isinstance(read, Skipped):
        raise InputError(f"{origin}: {read.reason}: {read.detail}")
    return read


def match_articles(articles: Iterable[Article], settings: Settings | None = None) -> tuple[DocumentPair, ...]:
    """Which articles are translations of each other, and which have no counterpart."""
    settings = settings or Settings()
    encoder = encoder_of(settings.encoder)
    return match_embedded([embed(article, encoder) for article in articles], encoder, settings)


def align_texts(
    source: Text,
    target: Text,
    settings: Settings | None = None,
    *,
    source_lang: str = "",
    target_lang: str = "",
    locks: Sequence[Lock] = (),
    name: str = "",
) -> Alignment:
    """The sentences of two texts, and which translate which.

    A text that comes as a list of sentences is not split. Languages are identified unless they are
    given. `locks`: beads that are kept, by their sentence numbers. `name`: the beads' `pair_id`.
    Raises InputError for a text without words and for impossible locks.
    """
    settings = settings or Settings()
    encoder = encoder_of(settings.encoder)
    first, first_lang = _embedded(source, source_lang, "source", encoder)
    second, second_lang = _embedded(target, target_lang, "target", encoder)
    kept = [*locks, *_blank_lines(first.texts, second.texts, locks)]
    beads = align_embedded(first, second, encoder, max_side=settings.align.max_side, locks=kept, pair_id=name)
    paragraphs = (first.paragraphs or (), second.paragraphs or ())
    return Alignment(first.texts, second.texts, beads, (first_lang, second_lang), paragraphs)


def _embedded(text: Text, lang: str, origin: str, encoder: ComposingEncoder) -> tuple[EmbeddedText, str]:
    """The text in sentences, and its language."""
    if isinstance(text, Article):
        article = replace(text, lang=_language(text.text, lang)) if lang else text
        return embed(article, encoder).as_text, article.lang
    if isinstance(text, str):
        lang = _language(text, lang)
        return embed(as_article(text, lang=lang, origin=origin), encoder).as_text, lang
    sentences = tuple(text)
    return EmbeddedText(sentences, encoder.sums(sentences)), _language("\n".join(sentences), lang)


def _blank_lines(source: Sequence[str], target: Sequence[str], locks: Sequence[Lock]) -> Iterator[Lock]:
    """Locks that leave empty sentences alone, those in another lock left out."""
    for i, text in enumerate(source):
        if not text.strip() and not any(i in lock[0] for lock in locks):
            yield (i,), ()
    for j, text in enumerate(target):
        if not text.strip() and not any(j in lock[1] for lock in locks):
            yield (), (j,)


def _language(text: str, given: str) -> str:
    """The language given, or the one identified, none without letters; raises SettingsError for another code."""
    found, _ = identify(text, (*WIDER, given) if given else WIDER)
    return given or (found if any(map(str.isalpha, text)) else "")


def check_translation(
    source: str | Article,
    target: str | Article,
    settings: Settings | None = None,
    *,
    dismissed: Mapping[str, str] | None = None,
) -> CheckedTranslation:
    """How faithfully a translation renders its original: quotes, findings, verdict.

    `source` is the original; `dismissed` holds reasons by `finding_key` for false alarms. Quotes that a
    condensed translation leaves out are not counted; it is one by the rule that makes a pair of a build partial.
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
    name = "--".join(ids)
    beads = align_embedded(
        original.as_text, translation.as_text, encoder, max_side=settings.align.max_side, pair_id=name
    )
    vectors = encoder.vectors(original.sums), encoder.vectors(translation.sums)
    shares = find_covered(original, translation, beads, vectors, encoder).shares
    pair = DocumentPair(name, *ids, decide(shares), 1.0, say_shares(shares), shares)
    scored = score_pair(
        original,
        translation,
        beads,
        encoder,
        settings.score,
        pair_id=pair.id,
        partial=pair.decision is Decision.PARTIAL,
        aids=aids_of(settings.score),
    )
    scored = with_dismissals(scored, original.article, translation.article, dismissed or {})
    checked = CheckedPair(
        pair,
        original.article,
        translation.article,
        original.sentences,
        translation.sentences,
        beads,
        scored,
    )
    return CheckedTranslation(checked)
