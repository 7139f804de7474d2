"""`fiel bench`: figures on gold data, as one JSON object on stdout."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from fiel.data.files import write_atomically
from fiel.errors import SettingsError
from fiel.eval.gate import data_digest, hold_against, load_gate
from fiel.inputs import read_lines
from fiel.options import Encoder, Json, Set, SettingsFile, settings_from, talk, write_json
from fiel.stages import encoder_of

app = typer.Typer(
    no_args_is_help=True, help="Measure on gold data; prints one JSON object with figures and signature."
)

Gate = Annotated[
    Path | None,
    typer.Option("--gate", metavar="FILE", help="Fail below the floors of this file.", show_default=False),
]
Compare = Annotated[bool, typer.Option("--compare", help="Run the baselines in the same run.")]


@app.command(no_args_is_help=True)
def align(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="DATA", help="Documents and gold beads, JSON lines, or a folder of such files."
        ),
    ],
    encoder: Encoder = None,
    compare: Compare = False,
    as_json: Json = False,
    gate: Gate = None,
) -> None:
    """Sentence alignment: strict, lax and null F1 (Vecalign's scorer), F1 by kind, and throughput.

    A table on a terminal, else one JSON object; of a folder it holds that of each file by its name.
    --compare adds Gale and Church's lengths and a search over embedded concatenations.
    """
    from fiel.align.gold import gold_files
    from fiel.bench_view import render_alignment_figures
    from fiel.eval.bench_align import bench_align

    used = encoder_of(settings_from(None, None, encoder=encoder).encoder)
    files = gold_files(data)
    figures = {file.stem: bench_align(file, used, compare=compare) for file in files}
    if sys.stdout.isatty() and not as_json:
        Console().print(render_alignment_figures(figures))
    else:
        write_json(figures if data.is_dir() else figures[data.stem])
    held = [holds(figures[file.stem], "align", (file,), gate) for file in files]
    if not all(held):
        raise typer.Exit(1)


@app.command(no_args_is_help=True)
def match(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="DATA", help="A folder of articles; without --gold, aligned documents as JSON lines."
        ),
    ],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="FILE", help="Which belong together.", show_default=False),
    ] = None,
    curve: Annotated[
        Path | None,
        typer.Option(
            "--curve", metavar="FILE", help="Draw precision over recall, as SVG.", show_default=False
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", help="Of the distractors; the weights were fitted on seed 1.")
    ] = 2,
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
    gate: Gate = None,
) -> None:
    """Document matching: precision, recall and F1 over claimed pairs.

    Without --gold: the same among distractors that are made from the documents, nine to a pair.
    """
    settings = settings_from(settings_file, assignments, encoder=encoder)
    loaded = encoder_of(settings.encoder)
    if gold is None:
        from fiel.align.labelled_pairs import read_stories
        from fiel.eval.bench_distractors import bench_distractors

        if curve:
            raise SettingsError("--curve: drawn for a folder of articles; expected --gold as well")
        stories = read_stories(data, settings.source_lang)
        answer(bench_distractors(stories, loaded, settings, seed), "match", (data,), gate)
    else:
        from fiel.eval.bench_match import bench_match, curve_svg

        figures = bench_match(data, gold, loaded, settings)
        if curve:
            with write_atomically(curve) as temporary:
                temporary.write_text(curve_svg(figures["curve"]), encoding="utf-8")
        answer(figures, "match", (data, gold), gate)


@app.command(no_args_is_help=True)
def quotes(
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="An article; without --gold, passages with their quotes.")
    ],
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="FILE", help="The article's quotes.", show_default=False)
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the passages.")] = "en",
    gate: Gate = None,
) -> None:
    """Quote extraction: precision, recall, F1, and speakers.

    In a file of passages each quote stands in braces, with its speaker: “{It rains,|Ann Lee}” said Lee.
    """
    from fiel.eval.bench_passages import bench_passages
    from fiel.eval.bench_quotes import bench_quotes

    if gold is None:
        answer(bench_passages(data, lang), "quotes", (data,), gate)
    else:
        answer(bench_quotes(data, gold), "quotes", (data, gold), gate)


@app.command(no_args_is_help=True)
def pairs(
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="Cases, TSV: name, source, target, what became of quotes.")
    ],
    encoder: Encoder = None,
    gate: Gate = None,
) -> None:
    """Quote pairs: statuses, speakers and cues told right, each with precision and recall."""
    from fiel.eval.bench_quote_pairs import bench_quote_pairs

    settings = settings_from(None, None, encoder=encoder)
    answer(bench_quote_pairs(data, encoder_of(settings.encoder)), "pairs", (data,), gate)


@app.command(no_args_is_help=True)
def translations(
    reference: Annotated[Path, typer.Argument(metavar="REFERENCE", help="The reference, a sentence a line.")],
    systems: Annotated[
        list[Path],
        typer.Argument(metavar="SYSTEM", help="Translations, in any sentences; the first is compared."),
    ],
    rounds: Annotated[int, typer.Option("--rounds", min=0, help="Rounds of the bootstrap.")] = 1000,
    encoder: Encoder = None,
) -> None:
    """Metrics of translations: BLEU, chrF, chrF++ and TER, with signatures and paired bootstrap.

    A translation with other lines than the reference is aligned with it first.
    """
    from fiel.eval.metrics import score_systems
    from fiel.eval.resegmented import resegment

    used = encoder_of(settings_from(None, None, encoder=encoder).encoder)
    texts = {str(path): read_lines(path) for path in systems}
    segments, references = resegment(texts, read_lines(reference), used)
    scores = score_systems(segments, references, rounds)
    write_json(
        {
            "segments": len(references),
            "systems": {
                name: {metric: asdict(score) for metric, score in row.items()} for name, row in scores.items()
            },
            "encoder": used.signature,
        }
    )


@app.command(no_args_is_help=True)
def fidelity(
    data: Annotated[
        list[Path], typer.Argument(metavar="DATA", help="Translations with known errors, JSON lines.")
    ],
    encoder: Encoder = None,
    compare: Compare = False,
    gate: Gate = None,
) -> None:
    """Fidelity checks: AUC, pairwise accuracy, false alarms, recall by phenomenon."""
    from fiel.eval.bench_fidelity import bench_fidelity

    settings = settings_from(None, None, encoder=encoder)
    figures = bench_fidelity(data, encoder_of(settings.encoder), compare=compare)
    answer(figures, "fidelity", tuple(data), gate)


def answer(figures: Mapping[str, Any], benchmark: str, data: tuple[Path, ...], gate: Path | None) -> None:
    """Print the figures; exit 1 when the gate asks for more."""
    write_json(figures)
    if not holds(figures, benchmark, data, gate):
        raise typer.Exit(1)


def holds(figures: Mapping[str, Any], benchmark: str, data: tuple[Path, ...], gate: Path | None) -> bool:
    """Whether the figures reach the gate's floors for this data; says which do not."""
    if gate is None:
        return True
    digest = data_digest(data)
    for name, floors in load_gate(gate).get(benchmark, {}).items():
        if floors.data == digest:
            missed = hold_against(figures, floors)
            for shortfall in missed:
                talk.print(f"gate {benchmark} {name}: {shortfall}", style="red", markup=False)
            return not missed
    talk.print(f"gate {benchmark}: no floors for data {digest}", style="red")
    return False
