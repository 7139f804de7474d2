"""Translation models of the transformers library: Marian, NLLB, M2M-100, mBART, by hub id or folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fiel.errors import InputError
from fiel.models.batches import by_length
from fiel.models.extras import optional
from fiel.models.hub import device_name, find_model
from fiel.models.language_codes import language_codes, language_of
from fiel.models.quiet import quiet


@dataclass(frozen=True, slots=True)
class Seq2Seq:
    """A model with its tokenizer, set to one direction."""

    model: Any
    tokenizer: Any
    prefix: str
    """What goes before each source text, such as `>>spa<< `; empty for most."""
    limit: int
    """Most tokens of one text."""
    signature: str


def load_seq2seq(name: str, source_lang: str, target_lang: str, dtype: Any = None) -> Seq2Seq:
    """A seq2seq model set to translate from one language to the other.

    Raises MissingExtraError without the extra `hub`, InputError for a model that cannot be had or
    that does not translate between these languages.
    """
    transformers, torch = optional("transformers"), optional("torch")
    found = find_model(name)
    chosen = {"revision": found.revision} if found.revision else {}
    try:
        with quiet():
            tokenizer = transformers.AutoTokenizer.from_pretrained(found.location, **chosen)
            model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                found.location, dtype=dtype or torch.float32, **chosen
            )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise InputError(f"{name}: {error}; expected a seq2seq model that transformers loads") from error
    prefix = set_direction(name, model, tokenizer, source_lang, target_lang)
    limit = min(tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", None) or 1024)
    return Seq2Seq(model, tokenizer, prefix, limit, found.signature)


def set_direction(name: str, model: Any, tokenizer: Any, source_lang: str, target_lang: str) -> str:
    """Tell model and tokenizer the languages as their family spells them; gives the source prefix."""
    target = language_codes(target_lang)
    known = getattr(tokenizer, "supported_language_codes", None)
    if known:  # Marian into several languages
        marks = [f">>{code}<<" for code in (target.iso3, target.iso1) if f">>{code}<<" in known]
        if not marks:
            raise InputError(f"{name}: does not translate into {target_lang}; it knows {' '.join(known)}")
        return f"{marks[0]} "
    if hasattr(tokenizer, "src_lang"):  # NLLB, M2M-100, mBART
        tokenizer.src_lang = _spelling(name, tokenizer, source_lang)[0]
        tokenizer.tgt_lang, start = _spelling(name, tokenizer, target_lang)
        model.generation_config.forced_bos_token_id = start
        return ""
    for asked, attribute in ((source_lang, "source_lang"), (target_lang, "target_lang")):
        own = language_of(getattr(tokenizer, attribute, None) or "")
        if own not in (None, asked):
            raise InputError(
                f"{name}: translates from {tokenizer.source_lang} to {tokenizer.target_lang}; "
                f"expected {source_lang} to {target_lang}"
            )
    return ""


def _spelling(name: str, tokenizer: Any, lang: str) -> tuple[str, int]:
    """A language as the tokenizer spells it, and the id of its mark."""
    codes = language_codes(lang)
    for code, mark in ((codes.flores,) * 2, (codes.mbart,) * 2, (lang, f"__{lang}__")):
        if code and (token := tokenizer.convert_tokens_to_ids(mark)) not in (None, tokenizer.unk_token_id):
            return code, token
    raise InputError(f"{name}: has no mark for {lang}; expected {codes.flores}, {codes.mbart} or __{lang}__")


class Seq2SeqTranslator:
    """Beam search with a Marian or NLLB type model, batched by tokens; half precision on a GPU."""

    def __init__(
        self,
        name: str,
        source_lang: str,
        target_lang: str,
        *,
        beams: int = 4,
        batch_tokens: int = 4096,
        device: str | None = None,
    ) -> None:
        """Raises as `load_seq2seq` does. `batch_tokens`: source tokens at once, padding included."""
        self._torch = optional("torch")
        self._device = device or device_name()
        half = self._device.startswith("cuda")
        loaded = load_seq2seq(name, source_lang, target_lang, self._torch.float16 if half else None)
        self._loaded = loaded
        self._model = loaded.model.to(self._device).eval()
        self.source_lang, self.target_lang = source_lang, target_lang
        self._beams, self._batch_tokens = beams, batch_tokens
        self.signature = (
            f"hub:{loaded.signature}|{source_lang}-{target_lang}|beams:{beams}"
            f"|{'float16' if half else 'float32'}"
        )

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Raises InputError for a text longer than the model reads: nothing is cut off."""
        out = [""] * len(texts)
        asked = [row for row, text in enumerate(texts) if text.strip()]
        ids = [self._ids(texts[row], row) for row in asked]
        for batch in by_length([len(tokens) for tokens in ids], self._batch_tokens):
            for place, translation in zip(batch, self._generate([ids[i] for i in batch]), strict=True):
                out[asked[place]] = translation
        return out

    def _ids(self, text: str, row: int) -> list[int]:
        tokens: list[int] = self._loaded.tokenizer(self._loaded.prefix + text.strip(), verbose=False)[
            "input_ids"
        ]
        if len(tokens) > self._loaded.limit:
            raise InputError(
                f"text {row + 1}: {len(tokens)} tokens, begins {text[:40]!r}; this model reads "
                f"{self._loaded.limit}: translate sentence by sentence"
            )
        return tokens

    def _generate(self, batch: list[list[int]]) -> list[str]:
        tokenizer = self._loaded.tokenizer
        inputs = tokenizer.pad({"input_ids": batch}, return_tensors="pt").to(self._device)
        # A translation of twice the tokens and more is a loop, not a translation.
        longest = min(2 * max(map(len, batch)) + 20, self._loaded.limit)
        with self._torch.inference_mode():
            made = self._model.generate(
                **inputs, num_beams=self._beams, max_new_tokens=longest, max_length=None
            )
        return [str(text) for text in tokenizer.batch_decode(made, skip_special_tokens=True)]
