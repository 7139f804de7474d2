"""Seq2seq models of both kinds, and paragraphs sentence by sentence or whole."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.models.finetuning import finetune
from fiel.models.pairs import read_pairs
from fiel.models.seq2seq import Seq2SeqTranslator
from fiel.models.training_card import Milestone, Training
from fiel.models.training_settings import TrainingSettings
from fiel.models.translators import load_translator, translate_paragraphs

Trained = tuple[Path, Training, list[Milestone]]


class Shouting:
    """Says everything louder."""

    source_lang, target_lang, signature = "es", "en", "shouting"

    def translate(self, texts: Sequence[str]) -> list[str]:
        return [f"<{text.upper()}>" for text in texts]


def test_sentence_mode_translates_each_alone_and_document_mode_the_whole() -> None:
    paragraphs = ["uno. dos.", "", "tres."]
    by_sentence = translate_paragraphs(Shouting(), paragraphs, lambda text: text.split(" ") if text else [])
    assert list(by_sentence) == ["<UNO.> <DOS.>", "", "<TRES.>"]
    assert list(translate_paragraphs(Shouting(), paragraphs)) == ["<UNO. DOS.>", "<>", "<TRES.>"]


def test_paragraphs_come_as_they_are_done() -> None:
    taken: list[int] = []
    endless = (str(taken.append(number) or number) for number in range(10**9))  # type: ignore[func-returns-value]
    assert next(translate_paragraphs(Shouting(), endless)) == "<0>"
    assert len(taken) < 1000


def test_a_text_has_the_same_translation_alone_and_in_a_batch(trained: Trained, corpus: Path) -> None:
    model = str(trained[0] / "model")
    texts = ["", *read_pairs(corpus, "train", "es", "en").sources[:9], " "]
    together = load_translator(model, "es", "en", batch_tokens=60).translate(texts)
    alone = [load_translator(model, "es", "en").translate([text])[0] for text in texts[:3]]
    assert together[:3] == alone
    assert together[0] == together[-1] == ""


def test_a_text_that_is_too_long_is_refused_and_not_cut(trained: Trained) -> None:
    translator = load_translator(str(trained[0] / "model"), "es", "en")
    with pytest.raises(InputError, match=r"text 2: \d+ tokens.*reads 512: translate sentence by sentence"):
        translator.translate(["Hola.", "palabra " * 600])


def test_a_model_of_another_direction_is_refused(trained: Trained) -> None:
    with pytest.raises(InputError, match="translates from es to en; expected en to es"):
        load_translator(str(trained[0] / "model"), "en", "es")


def test_beams_languages_and_weights_are_in_the_signature(trained: Trained) -> None:
    translator = Seq2SeqTranslator(str(trained[0] / "model"), "es", "en", beams=2, device="cpu")
    assert translator.signature.startswith("hub:model@")
    assert translator.signature.endswith("|es-en|beams:2|float32")


def test_a_marian_of_several_languages_gets_its_mark(trained: Trained, tmp_path: Path) -> None:
    import json
    import shutil

    folder = Path(shutil.copytree(trained[0] / "model", tmp_path / "many"))
    vocabulary = json.loads((folder / "vocab.json").read_text())
    vocabulary[">>eng<<"] = vocabulary.pop("<unk>") + 0
    vocabulary["<unk>"] = vocabulary[">>eng<<"]
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    assert Seq2SeqTranslator(str(folder), "es", "en")._loaded.prefix == ">>eng<< "
    with pytest.raises(InputError, match="does not translate into fr; it knows >>eng<<"):
        Seq2SeqTranslator(str(folder), "es", "fr")


@pytest.fixture(scope="module")
def nllb(hub: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained model of NLLB's kind, whose pieces are letters."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    folder = tmp_path_factory.mktemp("nllb")
    letters = "▁abcdefghijklmnñopqrstuvwxyzáéíóú."
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *letters]
    tokenizer = NllbTokenizer(
        vocab={piece: number for number, piece in enumerate(pieces)},
        merges=[],
        additional_special_tokens=["eng_Latn", "spa_Latn"],
    )
    tokenizer.save_pretrained(folder)
    config = M2M100Config(
        vocab_size=len(tokenizer),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=16,
        decoder_ffn_dim=16,
        max_position_embeddings=256,
        decoder_start_token_id=2,
    )
    M2M100ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def test_a_model_of_many_languages_begins_in_the_one_asked_for(nllb: Path) -> None:
    translator = Seq2SeqTranslator(str(nllb), "es", "en")
    loaded = translator._loaded
    ids = loaded.tokenizer("hola")["input_ids"]
    assert loaded.tokenizer.convert_ids_to_tokens(ids)[0] == "spa_Latn"
    assert loaded.model.generation_config.forced_bos_token_id == loaded.tokenizer.convert_tokens_to_ids(
        "eng_Latn"
    )
    assert len(translator.translate(["hola", "adiós"])) == 2
    with pytest.raises(InputError, match="has no mark for fr; expected fra_Latn"):
        Seq2SeqTranslator(str(nllb), "es", "fr")


def test_a_model_of_many_languages_can_be_trained(nllb: Path, corpus: Path, tmp_path: Path) -> None:
    settings = TrainingSettings(epochs=6, learning_rate=1e-2, evaluations=1)
    training = finetune(corpus, tmp_path / "out", str(nllb), settings)
    assert training.losses[-1][1] < training.losses[0][1]
    assert Seq2SeqTranslator(str(tmp_path / "out" / "model"), "es", "en").translate(["la escuela"])


@pytest.mark.filterwarnings("ignore")  # those of torch on a GPU, which we do not own
def test_a_gpu_translates_in_half_precision(trained: Trained) -> None:
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("needs a GPU")
    translator = Seq2SeqTranslator(str(trained[0] / "model"), "es", "en")
    assert translator.signature.endswith("float16")
    assert translator.translate(["El ministerio abrió dos hospitales."])[0]
