"""The pairs of an exported corpus."""

from pathlib import Path

import pytest

from fiel.errors import InputError
from fiel.models.pairs import read_pairs


def test_either_language_may_be_the_source(corpus: Path) -> None:
    there = read_pairs(corpus, "dev", "es", "en")
    back = read_pairs(corpus, "dev", "en", "es")
    assert there.sources[0] == "El ministerio abrió dos hospitales."
    assert (there.sources, there.targets, there.ids) == (back.targets, back.sources, back.ids)
    assert there.digest != back.digest


@pytest.mark.parametrize("place", ["", "corpus", "corpus/news", "corpus/news/data"])
def test_the_build_and_every_folder_down_to_the_files_will_do(corpus: Path, place: str) -> None:
    assert len(read_pairs(corpus / place, "train", "es", "en")) == 30


def test_what_is_left_out_is_counted_by_reason(corpus: Path) -> None:
    pairs = read_pairs(corpus, "train", "es", "en", min_score=0.5, refused_flags=["doubtful", "other"])
    assert (len(pairs), dict(pairs.dropped)) == (28, {"low_score": 1, "doubtful": 1})


@pytest.mark.parametrize(
    ("split", "languages", "score", "message"),
    [
        ("extra", ("es", "en"), 0.0, r"no extra\*\.parquet; expected a build"),
        ("train", ("es", "fr"), 0.0, "languages en, es; expected es and fr"),
        ("train", ("es", "en"), 0.95, r"no pairs of 30 left \(30 low_score\)"),
    ],
)
def test_an_unusable_corpus_says_why(
    corpus: Path, split: str, languages: tuple[str, str], score: float, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read_pairs(corpus, split, *languages, min_score=score)


def test_an_empty_split_says_that_documents_are_split(corpus: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(next(corpus.rglob("dev*.parquet")))
    pq.write_table(table.slice(0, 0), tmp_path / "validation.parquet")
    with pytest.raises(InputError, match="no rows; splits are by document"):
        read_pairs(tmp_path, "dev", "es", "en")
