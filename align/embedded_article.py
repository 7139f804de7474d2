"""An article as the matcher sees it."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fiel.align.scoring import EmbeddedText
from fiel.align.splitting import split_article
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.models.vectors import VectorStore
from fiel.records import TITLE, Article, Sentence


class MatchableArticle(Protocol):
    """An article in sentences, whose rows are there when they are asked for."""

    @property
    def article(self) -> Article: ...

    @property
    def sentences(self) -> tuple[Sentence, ...]: ...

    def load(self) -> "EmbeddedArticle":
        """The same with its rows."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedArticle:
    """An article, its sentences, and the encoder's additive row of each (`ComposingEncoder.sums`)."""

    article: Article
    sentences: tuple[Sentence, ...]
    sums: Matrix

    def __post_init__(self) -> None:
        if len(self.sentences) != len(self.sums) or not self.sentences:
            raise ValueError(
                f"{self.article.id}: {len(self.sentences)} sentences with {len(self.sums)} rows of sums"
            )

    def load(self) -> "EmbeddedArticle":
        """Itself: its rows are in memory."""
        return self

    @property
    def has_title(self) -> bool:
        """Whether the first sentence is the title."""
        return self.sentences[0].paragraph == TITLE

    @property
    def lengths(self) -> Matrix:
        """Characters of each sentence."""
        return np.array([len(sentence.text) for sentence in self.sentences], dtype=np.float32)

    @property
    def as_text(self) -> EmbeddedText:
        """The same for the aligner."""
        texts = tuple(sentence.text for sentence in self.sentences)
        return EmbeddedText(texts, self.sums, tuple(sentence.paragraph for sentence in self.sentences))

    def run(self, indices: tuple[int, ...]) -> str:
        """The text of some sentences."""
        return " ".join(self.sentences[index].text for index in indices)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article whose rows are read when they are asked for: those of all would not fit in memory."""

    article: Article
    sentences: tuple[Sentence, ...]
    store: VectorStore

    def load(self) -> EmbeddedArticle:
        """The article with its rows; raises KeyError for a sentence that is not in the store."""
        return EmbeddedArticle(
            self.article, self.sentences, self.store.rows([sentence.text for sentence in self.sentences])
        )


def embed(article: Article, encoder: ComposingEncoder) -> EmbeddedArticle:
    """The article split into sentences, and these encoded."""
    sentences = split_article(article)
    return EmbeddedArticle(article, sentences, encoder.sums([sentence.text for sentence in sentences]))
