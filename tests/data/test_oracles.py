"""Corpora read by other people's tools: the same pairs must come out."""

import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from fiel.data.exports import WRITERS, writers
from fiel.records import Segment, Sentence

Make = Callable[..., Segment]
PAIR = ("es", "en")

TEXTS = [
    ("¿Y <tú> & yo?", "You & “I” <b>?"),
    ("Hola, «año» \U0001f98b.", "Hello – a\xa0b."),
    ("=uno, 'dos'", 'one, "two"'),
]


@pytest.fixture
def corpus(segment: Make) -> list[Segment]:
    """Three segments of two documents, the last in the test split."""
    return [
        segment(*TEXTS[0], id="a-0", pair_id="a"),
        segment(*TEXTS[1], id="a-1", pair_id="a"),
        segment(*TEXTS[2], id="b-0", pair_id="b", split="test"),
    ]


def units(name: str, path: Path) -> list[tuple[str, str]]:
    """Source and target of every unit by translate-toolkit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = pytest.importorskip(f"translate.storage.{name}")
        store_class = {"tmx": "tmxfile", "xliff": "xlifffile", "xliff2": "Xliff2File"}[name]
        store = getattr(module, store_class)(sourcelanguage="es", targetlanguage="en")
        store.parse(path.read_bytes())
        return [(str(unit.source), str(unit.target)) for unit in store.units]


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff2"])
def test_translate_toolkit(corpus: list[Segment], tmp_path: Path, name: str) -> None:
    [path] = WRITERS[name](iter(corpus), tmp_path, "c", PAIR)
    assert units(name, path) == TEXTS


def test_wc_counts_the_same_lines(corpus: list[Segment], tmp_path: Path) -> None:
    for path in WRITERS["moses"](iter(corpus), tmp_path, "c", PAIR):
        counted = subprocess.run(["wc", "-l", path], capture_output=True, text=True, check=True)
        assert counted.stdout.split()[0] == "3"


def test_opus_read_finds_the_sentences(corpus: list[Segment], tmp_path: Path) -> None:
    """OpusTools reads links and archives, and prints the linked sentences; those left alone are no pair."""
    pytest.importorskip("opustools")
    sentences = {
        article: [
            Sentence(article, index, 0, index * 100, index * 100 + len(text), text)
            for index, text in enumerate(texts)
        ]
        for article, texts in (
            ("rhc:1", ["Sola.", "Otra.", "Más.", "La <tercera> & última."]),
            ("rhc:2", ["Alone.", "B.", "C.", "The third", "and last."]),
        )
    }
    links, english, spanish = writers(sentences)["xces"](corpus[:1], tmp_path, "c", PAIR)
    out = tmp_path / "out.txt"
    script = "from opustools import OpusRead; import sys; OpusRead(**eval(sys.argv[1])).printPairs()"
    options = {
        "directory": "c", "source": "en", "target": "es", "preprocess": "raw", "write_mode": "normal",
        "alignment_file": str(links), "source_zip": str(english), "target_zip": str(spanish),
        "write": [str(out)], "suppress_prompts": True,
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", script, repr(options)], check=True, capture_output=True, text=True)
    printed = out.read_text(encoding="utf-8")
    assert '(src)="3">The third' in printed
    assert '(src)="4">and last.' in printed
    assert '(trg)="3">La <tercera> & última.' in printed
    assert "Sola" not in printed


def test_sacrebleu_unwraps_the_test_set(corpus: list[Segment], tmp_path: Path) -> None:
    """Source and reference of the test split only, in order."""
    wmt = pytest.importorskip("sacrebleu.dataset.wmt_xml")
    train, test = WRITERS["wmt"](iter(corpus), tmp_path, "c", PAIR)
    found = wmt.WMTXMLDataset._unwrap_wmt21_or_later(str(test))
    assert (found["src"], found["ref:A"]) == ([TEXTS[2][0]], [TEXTS[2][1]])
    assert len(wmt.WMTXMLDataset._unwrap_wmt21_or_later(str(train))["src"]) == 2


def test_datasets_loads_document_rows(
    corpus: list[Segment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a DatasetDict that survives `save_to_disk`."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "huggingface"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    WRITERS["documents"](iter(corpus), tmp_path, "c", PAIR)
    loaded = datasets.load_dataset(str(tmp_path / "c-documents"), cache_dir=str(tmp_path / "cache"))
    loaded.save_to_disk(str(tmp_path / "saved"))
    loaded = datasets.load_from_disk(str(tmp_path / "saved"))
    assert {split: rows.num_rows for split, rows in loaded.items()} == {"train": 1, "test": 1}
    row = loaded["train"][0]
    assert (row["es"], row["en"]) == ([TEXTS[0][0], TEXTS[1][0]], [TEXTS[0][1], TEXTS[1][1]])
    assert row["align"] == [[[0], [0]], [[1], [1]]]


def test_opustrainer_reads_its_lines(corpus: list[Segment], tmp_path: Path) -> None:
    """Two columns and nothing else, as its README asks; each split in a file of its own."""
    train, test = WRITERS["opustrainer"](iter(corpus), tmp_path, "c", PAIR)
    assert train.read_text(encoding="utf-8") == "".join(f"{es}\t{en}\n" for es, en in TEXTS[:2])
    assert test.name == "c.test.es-en.tsv"
