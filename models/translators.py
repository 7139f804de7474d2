"""What turns texts into another language: a program, or models of the Marian and NLLB kinds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from fiel.models.apertium import Apertium
from fiel.models.seq2seq import Seq2SeqTranslator

CHUNK = 256
"""Paragraphs translated at once: enough to fill batches, few enough that progress is seen."""


class Translator(Protocol):
    """Translates texts from one language into one other."""

    source_lang: str
    target_lang: str

    @property
    def signature(self) -> str:
        """Names the program or model and all settings that change its output."""
        ...

    def translate(self, texts: Sequence[str]) -> list[str]:
        """One translation a text, in their order; a text without words gives an empty one."""
        ...


def load_translator(
    name: str, source_lang: str, target_lang: str, *, beams: int = 4, batch_tokens: int = 4096
) -> Translator:
    """`apertium`, or a seq2seq model by hub id or folder; `beams` and `batch_tokens` are for models.

    Raises SettingsError for a language that is not in the table, MissingExtraError for a program or
    package that is not installed, InputError for a model that cannot be had or does not translate
    between these languages.
    """
    if name == "apertium":
        return Apertium(source_lang, target_lang)
    return Seq2SeqTranslator(
        name.removeprefix("hub:"), source_lang, target_lang, beams=beams, batch_tokens=batch_tokens
    )


def translate_paragraphs(
    translator: Translator,
    paragraphs: Iterable[str],
    split: Callable[[str], Sequence[str]] | None = None,
) -> Iterator[str]:
    """The paragraphs in the other language, one by one as they are done.

    Sentence mode: `split` gives a paragraph's sentences, which are translated each alone and joined
    with a space. This is what most models were trained on, and nothing is too long. Document mode:
    without `split` a paragraph is translated whole, so that pronouns and quotations that run over
    several sentences are seen together; a model trained on single sentences may leave some out.
    """
    stream = iter(paragraphs)
    while chunk := list(islice(stream, CHUNK)):
        parts = [split(paragraph) if split else (paragraph,) for paragraph in chunk]
        translated = iter(translator.translate([part for sentences in parts for part in sentences]))
        for sentences in parts:
            yield " ".join(islice(translated, len(sentences)))
