"""A small Marian model from nothing: a vocabulary of the corpus's own, and random weights.

Junczys-Dowmunt et al. 2018, "Marian: Fast Neural Machine Translation in C++"; pieces by Kudo 2018,
"Subword Regularization". One vocabulary serves both languages, as names and numbers are common to
both.
"""

import io
import json
from collections.abc import Iterable
from pathlib import Path

from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

from fiel.data.files import write_atomically
from fiel.errors import InputError
from fiel.models.extras import optional
from fiel.models.quiet import quiet
from fiel.models.training_settings import Shape

LIMIT = 512
"""Most tokens of one text; positions are computed, so it costs nothing."""


def new_marian(
    folder: Path, texts: Iterable[str], source_lang: str, target_lang: str, shape: Shape, seed: int
) -> None:
    """Write model and tokenizer, as `from_pretrained` reads them, to `folder`.

    `texts` are both sides of the training split. Raises InputError for texts too few to learn pieces of.
    """
    transformers, torch = optional("transformers"), optional("torch")
    vocabulary = _write_tokenizer(folder, texts, shape.pieces)
    with quiet():
        tokenizer = transformers.MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            vocab=str(folder / "vocab.json"),
            source_lang=source_lang,
            target_lang=target_lang,
            model_max_length=LIMIT,
        )
    padding = vocabulary["<pad>"]
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary),
        max_position_embeddings=LIMIT,
        d_model=shape.width,
        encoder_layers=shape.layers,
        decoder_layers=shape.layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=4 * shape.width,
        decoder_ffn_dim=4 * shape.width,
        # as Marian itself begins (Glorot); the library's .02 is for a width of 1024: in a narrow model positions
        # then drown the words, and 2,400 steps did not teach it to look at the source
        init_std=shape.width**-0.5,
        dropout=shape.dropout,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=padding,
        decoder_start_token_id=padding,
        eos_token_id=vocabulary["</s>"],
        forced_eos_token_id=vocabulary["</s>"],
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = transformers.MarianMTModel(config)
    model.generation_config.bad_words_ids = [[padding]]
    model.generation_config.max_length = LIMIT
    with quiet():
        tokenizer.save_pretrained(folder)
        model.save_pretrained(folder)


def _write_tokenizer(folder: Path, texts: Iterable[str], pieces: int) -> dict[str, int]:
    written = io.BytesIO()
    try:
        SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=written,
            vocab_size=pieces,
            hard_vocab_limit=False,
            character_coverage=1.0,
            # the default would turn … into three dots and º into o: a translation shows what it learned
            normalization_rule_name="identity",
            pad_id=-1,
            bos_id=-1,
            eos_id=0,
            unk_id=1,
            num_threads=1,
            minloglevel=2,
        )
    except RuntimeError as error:
        raise InputError(
            f"no vocabulary of {pieces} pieces: {error}; give more text, or fewer pieces"
        ) from error
    model = written.getvalue()
    for name in ("source.spm", "target.spm"):
        with write_atomically(folder / name) as temporary:
            temporary.write_bytes(model)
    vocabulary = _vocabulary(model)
    with write_atomically(folder / "vocab.json") as temporary:
        temporary.write_text(json.dumps(vocabulary, ensure_ascii=False, indent=0), encoding="utf-8")
    return vocabulary


def _vocabulary(model: bytes) -> dict[str, int]:
    """Pieces to ids, with the padding last, as Marian has it."""
    processor = SentencePieceProcessor(model_proto=model)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    return {piece: number for number, piece in enumerate([*pieces, "<pad>"])}
