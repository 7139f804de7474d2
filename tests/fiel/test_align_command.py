"""`fiel align`: every form and every way in, and no pair lost by another's fault."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fiel.align_command import align
from fiel.data import SAMPLES
from fiel.data.ladder import read_ladder
from fiel.errors import InputError, SettingsError
from fiel.pipeline import build_corpus

SPANISH = ("El ministerio abrió un hospital.", "Llueve en Holguín.", "El museo cierra los lunes.")
ENGLISH = ("The ministry opened a hospital.", "The museum is closed on Mondays.")
LONGER = (
    ("El ministerio abrió un hospital.", "The ministry opened a hospital."),
    ("Llueve en Holguín.", "It is raining in Holguín."),
    ("El museo cierra los lunes.", "The museum is closed on Mondays."),
    ("Los médicos regresaron de África.", "The doctors returned from Africa."),
    ("Subió el precio del azúcar.", "The price of sugar rose."),
    ("El tren sale a las ocho.", "The train leaves at eight."),
    ("El equipo ganó el campeonato.", "The team won the championship."),
)
ORIGINAL, TRANSLATION = SAMPLES / "rhc-378163.md", SAMPLES / "rhc-378271.md"


def run(*arguments: object, stdin: str | None = None) -> Result:
    app = typer.Typer(rich_markup_mode=None)
    app.command()(align)
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin, catch_exceptions=False)


def beads(result: Result) -> list[str]:
    """The lines of a ladder without their scores."""
    return [line.rpartition(":")[0] for line in result.stdout.splitlines()]


def write(path: Path, sentences: Sequence[str]) -> Path:
    path.write_text("".join(f"{sentence}\n" for sentence in sentences), encoding="utf-8")
    return path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "a.es", SPANISH), write(tmp_path / "a.en", ENGLISH)


def test_lines_keep_their_numbers_whatever_stands_in_them(tmp_path: Path) -> None:
    """Only line feeds end a line, and an empty line stays alone: numbers are those of other tools."""
    source = write(tmp_path / "a.es", [f"{SPANISH[0]}\u2028\x0b", "", SPANISH[2]])
    result = run(source, write(tmp_path / "a.en", ENGLISH), "--lines", "--format", "ladder")
    assert beads(result) == ["[0]:[0]", "[1]:[]", "[2]:[1]"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [((), (), []), (SPANISH[:2], (), ["[0]:[]", "[1]:[]"]), ((), ENGLISH[:1], ["[]:[0]"])],
    ids=["empty", "source only", "target only"],
)
@pytest.mark.parametrize("form", ["ladder", "tsv", "json", "view", "html"])
def test_empty_files_of_lines_are_no_fault(
    tmp_path: Path, source: Sequence[str], target: Sequence[str], expected: list[str], form: str
) -> None:
    result = run(write(tmp_path / "a", source), write(tmp_path / "b", target), "--lines", "--format", form)
    assert result.exit_code == 0
    if form == "ladder":
        assert beads(result) == expected


def test_json_holds_all_that_is_known(pair: tuple[Path, Path]) -> None:
    first = json.loads(run(*pair, "--lines", "--format", "json").stdout)[0]
    assert set(first) == {
        "pair_id", "index", "source", "target", "score", "crossing", "kind", "source_text", "target_text",
    }  # fmt: skip
    assert (first["pair_id"], first["kind"], first["target_text"]) == ("a.es--a.en", "1-1", ENGLISH[0])


def test_the_view_fits_eighty_columns_and_says_what_was_moved(tmp_path: Path) -> None:
    order = (0, 3, 4, 5, 1, 2, 6)
    target = write(tmp_path / "b", [LONGER[i][1] for i in order])
    source = write(tmp_path / "a", [spanish for spanish, _ in LONGER])
    result = run(source, target, "--lines", "--format", "view")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "moved" in result.stdout
    assert "↑" in result.stdout or "↓" in result.stdout
    assert all(word in result.stdout for word in ("championship", "campeonato", "es → en"))
    assert [line for line in result.stdout.splitlines() if line != line.rstrip()] == []
    table = run(source, target, "--lines", "--format", "tsv").stdout.splitlines()
    data = json.loads(run(source, target, "--lines", "--format", "json").stdout)
    assert table[0].split("\t") == ["kind", "score", "source", "target", "crossing"]
    assert [row.split("\t")[-1] == "1" for row in table[1:]] == [bead["crossing"] for bead in data]


def test_the_page_holds_both_texts_and_nothing_from_outside(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run(ORIGINAL, TRANSLATION, "-o", page, "--format", "html").stdout == ""
    html = page.read_text(encoding="utf-8")
    assert "Brigada médica" in html
    assert "2–1" in html
    assert 'lang="es"' in html
    assert "<script" not in html
    assert 'src="' not in html


def test_one_text_may_come_from_stdin(pair: tuple[Path, Path]) -> None:
    result = run("-", pair[1], "--lines", "--format", "ladder", stdin="".join(f"{s}\n" for s in SPANISH))
    assert beads(result) == ["[0]:[0]", "[1]:[]", "[2]:[1]"]


def test_texts_of_any_suffix_and_language_are_split_and_aligned(tmp_path: Path) -> None:
    source = write(tmp_path / "a.ru", ["Министерство открыло больницу. Музей закрыт по понедельникам."])
    target = write(
        tmp_path / "a.de", ["Das Ministerium eröffnete ein Krankenhaus. Montags ist das Museum geschlossen."]
    )
    result = run(source, target, "--format", "view")
    assert "ru → de" in result.stdout
    assert beads(run(source, target, "--format", "ladder")) == ["[0]:[0]", "[1]:[1]"]
    assert "uk → de" in run(source, target, "--format", "view", "--source-lang", "uk").stdout


def test_anchors_are_kept(pair: tuple[Path, Path], tmp_path: Path) -> None:
    anchors = write(tmp_path / "anchors", ["[1]:[1]:0.3", "[2]:[]"])
    result = run(*pair, "--lines", "--format", "ladder", "--anchors", anchors)
    assert beads(result) == ["[0]:[0]", "[1]:[1]", "[2]:[]"]


def test_a_ladder_comes_back_as_anchors(pair: tuple[Path, Path], tmp_path: Path) -> None:
    ladder = tmp_path / "ladder"
    run(*pair, "--lines", "--format", "ladder", "-o", ladder)
    again = run(*pair, "--lines", "--format", "ladder", "--anchors", ladder)
    assert len(read_ladder(ladder)) == len(beads(again)) == 3
    assert all(line.endswith(":1.000000") for line in again.stdout.splitlines())


def test_a_list_is_done_but_for_what_fails_and_goes_on_where_it_ended(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    listed = write(
        tmp_path / "list.tsv", ["a.es\ta.en", "nowhere\ta.en\tlost.txt", "", "a.es\ta.en\tout/second.txt"]
    )
    ask = ("--list", listed, "--lines", "--format", "ladder", "-o", "out")
    first = run(*ask)
    assert first.exit_code == 1
    assert "list.tsv:2: nowhere" in first.stderr
    assert "3 pairs: 2 aligned, 0 kept, 1 failed" in first.stderr
    assert sorted(path.name for path in Path("out").iterdir()) == ["a--a.ladder", "second.txt"]
    assert "0 aligned, 2 kept, 1 failed" in run(*ask).stderr
    os.utime(pair[0], (2**31, 2**31))
    assert "2 aligned, 0 kept, 1 failed" in run(*ask).stderr
    write(tmp_path / "nowhere", SPANISH)
    os.utime(pair[0], (0, 0))
    assert "1 aligned, 2 kept, 0 failed" in (done := run(*ask)).stderr
    assert done.exit_code == 0
    assert "3 aligned, 0 kept" in run(*ask, "--again").stderr


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a.es"], "list.tsv:1: 1 columns; expected SOURCE, TARGET"),
        (["a.es\ta.en\tx", "a.es\t\tx"], "list.tsv:2: 3 columns"),
        (["a.es\ta.en"], "list.tsv:1: no OUTPUT"),
        (["a.es\ta.en\tx", "b.es\tb.en\tx"], "list.tsv:2: output x is that of .*list.tsv:1"),
        ([""], "list.tsv: empty"),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=message):
        run("--list", write(tmp_path / "list.tsv", lines), "--lines")
    assert not Path("x").exists()


def test_a_build_gives_all_its_pairs_or_one(tmp_path: Path) -> None:
    build_corpus([SAMPLES], tmp_path / "build")
    header, *rows = run(tmp_path / "build", "--format", "tsv").stdout.splitlines()
    assert header == "pair\tkind\tscore\tsource\ttarget\tcrossing"
    names = {row.partition("\t")[0] for row in rows}
    assert len(names) == 10
    name = min(names)
    one = run(tmp_path / "build", "--pair", name, "--format", "ladder")
    assert len(beads(one)) == sum(row.startswith(name) for row in rows)
    assert len(json.loads(run(tmp_path / "build", "--format", "json").stdout)) == len(rows)
    assert run(tmp_path / "build", "--format", "html").stdout.count('<ol class="ladder">') == 10
    with pytest.raises(InputError, match="a ladder of 10 pairs"):
        run(tmp_path / "build", "--format", "ladder")
    with pytest.raises(InputError, match='no aligned pair "x"; there are 10, such as'):
        run(tmp_path / "build", "--pair", "x")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no SOURCE"),
        (["a.es"], "a.es: no TARGET"),
        (["-", "-"], "both texts are -"),
        (["a.es", "a.en", "--list", "a.es"], "--list goes without"),
        (["a.es", "a.en", "--lines", "--source-lang", "spanish"], 'language "spanish"'),
    ],
)
def test_what_cannot_be_asked_is_said(
    pair: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=message):
        run(*arguments)


def test_lines_that_are_no_text_are_named(pair: tuple[Path, Path]) -> None:
    pair[0].write_bytes("Uno.\ncaf\xe9\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"a\.es:2: bytes e9 are not UTF-8"):
        run(*pair, "--lines")
