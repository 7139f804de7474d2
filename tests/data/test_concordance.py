"""Searching a corpus."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fiel.data.concordance import find, index_corpus
from fiel.errors import InputError
from fiel.records import Segment

Make = Callable[..., Segment]


@pytest.fixture
def index(segment: Make, tmp_path: Path) -> Path:
    turned = segment("Hay un acuerdo nuevo.", "There is a new accord.", id="t", pair_id="q")
    segments = [
        segment("La Migración sigue.", "Migration goes on.", id="a"),
        segment("El acuerdo migratorio se firmó.", "The migration accord was signed.", id="b"),
        segment("Eso es todo.", "That is all.", id="c"),
        replace(turned, source=turned.target, target=turned.source),
    ]
    path = tmp_path / "concordance.sqlite"
    assert index_corpus(iter(segments), path) == 4
    return path


@pytest.mark.parametrize(
    ("query", "options", "ids"),
    [
        ("migracion", {}, {"a"}),
        ("MIGRACIÓN", {}, {"a"}),
        ("migration", {}, {"a", "b"}),
        ("migratorio accord", {}, {"b"}),
        ('"migration accord"', {}, {"b"}),
        ('"accord migration"', {}, set()),
        ("acuerdo", {"lang": "es"}, {"b", "t"}),
        ("acuerdo", {"lang": "en"}, set()),
        ("accord", {"lang": "en"}, {"b", "t"}),
        ("migra* NOT firmo", {"expression": True}, {"a"}),
        ("source: accord", {"expression": True}, {"t"}),
        ("accord AND OR NOT (", {}, set()),
        ('an "unclosed', {}, set()),
        ("migration", {"limit": 1}, None),
        ("x'; DROP TABLE segments; --", {}, set()),
    ],
)
def test_what_is_found(index: Path, query: str, options: dict[str, object], ids: set[str] | None) -> None:
    """Words in either language without case and accents; phrases; one language; FTS5 only when asked."""
    hits = list(find(index, query, **options))  # type: ignore[arg-type]
    if ids is None:
        assert len(hits) == 1
    else:
        assert {hit.id for hit in hits} == ids


def test_a_hit_stands_in_its_context(index: Path) -> None:
    """Neighbours of the same document on both sides, marks around what was found, links to the sources."""
    [hit] = find(index, "migratorio", marks=("[", "]"))
    assert hit.source == "El acuerdo [migratorio] se firmó."
    assert hit.before == ("La Migración sigue.", "Migration goes on.")
    assert hit.after == ("Eso es todo.", "That is all.")
    assert hit.source_url == "https://faro.example/es/1?a=1&b=<2>"
    [last] = find(index, "todo")
    assert last.after == ("", "")


@pytest.mark.parametrize(("query", "options"), [("", {}), ("¡!", {}), ("AND AND", {"expression": True})])
def test_a_query_that_cannot_be_asked_is_named(index: Path, query: str, options: dict[str, bool]) -> None:
    with pytest.raises(InputError, match=f'query "{query}": .*expected'):
        list(find(index, query, **options))  # type: ignore[arg-type]


def test_no_index_and_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such index"):
        list(find(tmp_path / "none", "a"))
    (tmp_path / "broken").write_text("no database, but long enough to look at" * 10)
    with pytest.raises(InputError, match="make the index again"):
        list(find(tmp_path / "broken", "a"))
