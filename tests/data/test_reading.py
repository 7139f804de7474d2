"""Files and folders of every kind give articles, and a counted reason for all else."""

import csv
import datetime
import json
from pathlib import Path

import pytest

from fiel.data.reading import FORMATS, find_files, read_articles, read_file
from fiel.errors import InputError
from fiel.records import Article, DateSource, Skipped

SPANISH = "Las delegaciones de ambos países sostuvieron una ronda de conversaciones migratorias."
ENGLISH = "The delegations of both countries held a round of talks about migration and trade."


def reasons(path: Path) -> list[str]:
    return [item.reason if isinstance(item, Skipped) else item.id for item in read_file(path)]


def test_a_folder_of_all_formats_and_both_languages(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.md").write_text(f"# Título\n\n{SPANISH}", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(f"Title\r\n\r\n{ENGLISH}\r\n".encode("utf-16"))
    (tmp_path / "c.HTML").write_text(f"<html><body><p>{ENGLISH} It is HTML.</p>", encoding="utf-8")
    rows = [{"text": f"{SPANISH} Fin."}, {"text": f"{ENGLISH} End."}]
    (tmp_path / "deep/d.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "e.txt").write_text(f"<!DOCTYPE html><p>{ENGLISH} As text.</p>", encoding="utf-8")
    (tmp_path / "f.pdf").write_bytes(b"%PDF")
    items = list(read_articles([tmp_path]))
    assert [item.lang if isinstance(item, Article) else item.reason for item in items] == [
        *("es", "en", "en", "es", "en", "en"),
        "unsupported",
    ]
    assert [Path(item.origin).name for item in items] == [
        *("a.md", "b.txt", "c.HTML", "d.jsonl:1", "d.jsonl:2", "e.txt"),
        "f.pdf",
    ]
    assert all(item.paragraphs[0].startswith(("The", "Las")) for item in items if isinstance(item, Article))


BAD_FILES = [
    ("empty.md", b"", "empty"),
    ("blank.txt", b"\n \n", "empty"),
    ("binary.md", b"\x89PNG\0\0\0", "binary"),
    ("other.docx", b"PK\x03\x04", "unsupported"),
    ("none", b"text", "unsupported"),
    ("cyrillic.txt", "Дипломатические переговоры".encode("koi8-r"), "encoding"),
    ("broken.html", b"<html><body><div", "no_body"),
    ("rhc.html", b"<div class='article-full'><h1>T</h1><div class='text'></div></div>", "no_body"),
    ("title.md", b"# Only a title", "no_body"),
    ("line.md", b"x" * 10_000_001, "too_large"),
    ("german.txt", "Die Delegationen beider Länder führten gestern Gespräche.".encode(), "language"),
    ("numbers.txt", b"1 a 2\n\n3 z 4", "language"),
    ("lines.jsonl", b"{", "malformed"),
    ("empty.jsonl", b"", "empty"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD_FILES)
def test_a_bad_file_is_skipped_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert reasons(tmp_path / name) == [reason]


def test_a_file_that_vanished_is_skipped_as_unreadable(tmp_path: Path) -> None:
    assert reasons(tmp_path / "gone.md") == ["unreadable"]
    assert reasons(tmp_path / "gone.jsonl") == ["unreadable"]


def test_a_legacy_encoding_is_read_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(f"# Título\n\n{SPANISH}".encode("cp1252"))
    (article,) = read_file(tmp_path / "a.md")
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs) == ("Título", (SPANISH,))
    assert article.notes == ("encoding:cp1252",)


def test_the_same_article_again_is_a_duplicate_that_names_the_first(tmp_path: Path) -> None:
    address = "<https://www.radiohc.cu/{}/noticias/nacionales/371346-{}>"
    for name, text, url in [
        ("a.md", ENGLISH, address.format("en", "a")),
        ("b.md", ENGLISH, address.format("pt", "b")),
        ("c.md", f"{ENGLISH} Changed.", address.format("en", "a")),
    ]:
        (tmp_path / name).write_text(f"# Title\n\n{text}\n\n---\n\n{url}", encoding="utf-8")
    first, same, changed = read_articles([tmp_path])
    assert first.origin == str(tmp_path / "a.md")
    assert same == Skipped(
        str(tmp_path / "b.md"), "duplicate", f"rhc:371346 again, the same text as in {tmp_path / 'a.md'}"
    )
    assert isinstance(changed, Skipped)
    assert "another text" in changed.detail


def test_files_are_sorted_once_each_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.md", ".git/c.md", "sub/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    expected = [tmp_path / "a.txt", tmp_path / "b.md", tmp_path / "sub/c.md"]
    assert find_files([tmp_path / "sub", tmp_path, tmp_path / "b.md"]) == expected


def test_a_missing_path_a_folder_without_articles_and_no_path_at_all_fail(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    with pytest.raises(InputError, match=r"gone: no such file or folder; expected .*\.html"):
        find_files([tmp_path / "gone"])
    with pytest.raises(InputError, match=r"no article among its 1 files; expected .*\.md"):
        read_articles([tmp_path])
    with pytest.raises(InputError, match="no files to read"):
        find_files([])


def test_every_text_has_a_format() -> None:
    assert FORMATS[-1].fits(".md", "")


def test_the_development_articles_are_all_read_to_the_letter(shared: Path) -> None:
    with (shared / "bench/match/news-dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    gold = {row[lang]: lang for row in rows for lang in ("en", "es") if row[lang]}
    articles = list(read_articles([shared / "news"]))
    assert len(articles) == 66
    for article in articles:
        assert isinstance(article, Article)
        path = Path(article.origin)
        text = path.read_text(encoding="utf-8")
        assert article.lang == gold[path.stem]
        assert all(block in text for _, block in article.blocks)


def test_the_seed_is_read_with_its_date_and_sixteen_paragraphs(shared: Path) -> None:
    article, other = read_articles([shared / "seed"])
    assert isinstance(article, Article)
    assert (article.id, article.lang, article.outlet) == ("rhc:371346", "en", "Radio Habana Cuba")
    assert (article.date, article.date_source) == (datetime.date(2024, 12, 5), DateSource.DATELINE)
    assert article.dateline == "Havana, December 5 (RHC)"
    assert article.section == "noticias/nacionales"
    assert len(article.paragraphs) == 16
    assert article.paragraphs[0].startswith("Cuba has expressed its willingness")
    assert isinstance(other, Skipped)
    assert other.reason == "unsupported"
