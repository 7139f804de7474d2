"""Shared by all tests: where the development data lies, if it is there."""

import warnings
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from hypothesis import settings

from fiel.data.corpus_parquet import write_parquet
from fiel.records import Decision, Segment, Side

# Properties hold however busy the machine is.
settings.register_profile("fiel", settings.default, deadline=None)
settings.load_profile("fiel")

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; without it the test is skipped, visibly."""
    if not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED


PACKAGES = ("torch", "transformers", "datasets", "accelerate", "sentence_transformers")


@pytest.fixture(scope="session")
def hub() -> None:
    """The extra `hub`, with one thread: tiny models only wait for a second one. Skips without it."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        pytest.skip(f"needs the extra hub: {', '.join(missing)}")
    import torch

    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny_encoder(hub: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model as it lies on disk: one layer, letters for pieces, never trained."""
    folder = tmp_path_factory.mktemp("encoder")
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(pieces))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of torch and transformers, which we do not own
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer
        from transformers import BertConfig, BertModel, BertTokenizerFast

        BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
        config = BertConfig(
            vocab_size=len(pieces),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=64,
        )
        with torch.random.fork_rng():
            torch.manual_seed(1)
            BertModel(config).save_pretrained(folder / "bert")
        parts = [Transformer(str(folder / "bert")), Pooling(32)]
        SentenceTransformer(modules=parts, device="cpu").save(str(folder / "tiny"))
    return folder / "tiny"


SUBJECTS = {"El ministerio": "The ministry", "La escuela": "The school", "El puerto": "The port"}
VERBS = {"abrió": "opened", "cerró": "closed", "no visitó": "did not visit"}
OBJECTS = {
    "dos hospitales": "two hospitals",
    "tres parques": "three parks",
    "la fábrica": "the factory",
    "un museo nuevo": "a new museum",
}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exported corpus of 36 invented sentences: 30 to train on, 3 dev, 3 test."""
    segments = []
    for number, parts in enumerate(product(SUBJECTS, VERBS, OBJECTS)):
        tables = (SUBJECTS, VERBS, OBJECTS)
        english = " ".join(table[part] for table, part in zip(tables, parts, strict=True))
        sides = (_side("es", " ".join(parts) + "."), _side("en", english + "."))
        split = {0: "dev", 1: "test"}.get(number % 12, "train")
        flags = ("doubtful",) if number == 2 else ()
        segment = Segment(
            f"s{number}",
            *sides,
            "1-1",
            0.4 if number == 3 else 0.9,
            False,
            split,
            "p",
            Decision.PARALLEL,
            flags,
        )
        segments.append(segment)
    folder = tmp_path_factory.mktemp("build")
    write_parquet(segments, folder / "corpus", "news", ("es", "en"))
    return folder


def _side(lang: str, text: str) -> Side:
    return Side(lang, text, f"a-{lang}", "", "", None, (0,), (0,), (0, len(text)))
