"""The commands for translation models: `translate`, `finetune`, `evaluate`."""

import time
from pathlib import Path
from typing import Annotated

import typer

from fiel.align.splitting import DEFAULT_SPLITTER
from fiel.data.files import write_atomically
from fiel.errors import InputError, SettingsError
from fiel.eval.evaluation import as_json, evaluate
from fiel.eval.evaluation_view import page, table
from fiel.inputs import read_article, read_text
from fiel.models.chrf import chrf_signature, corpus_chrf
from fiel.models.finetuning import finetune
from fiel.models.training_card import Milestone
from fiel.models.training_folder import outcome
from fiel.models.training_settings import NEW, adapt, default_settings
from fiel.models.translators import Translator, load_translator, translate_paragraphs
from fiel.options import Json, assigned, talk, write_json

Corpus = Annotated[
    Path,
    typer.Argument(metavar="CORPUS", help="A build, or a folder of its Parquet files.", show_default=False),
]
From = Annotated[str, typer.Option("--from", metavar="LANG", help="Language translated from.")]
To = Annotated[str, typer.Option("--to", metavar="LANG", help="Language translated into.")]


def translate_text(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="An article; - for stdin.", show_default=False)
    ],
    translator: Annotated[
        str,
        typer.Option("--with", metavar="MODEL", help="apertium, or a model's hub id or folder."),
    ] = "apertium",
    source: From = "es",
    target: To = "en",
    lines: Annotated[bool, typer.Option("--lines", help="The file holds one sentence a line.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Paragraphs whole, not sentence by sentence.")
    ] = False,
    beams: Annotated[int, typer.Option("--beams", min=1, help="Beams of a model's search.")] = 4,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference",
            metavar="FILE",
            help="With --lines: a line a translation, to measure chrF against.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """A text in the other language, paragraph by paragraph.

    A model is any seq2seq model that transformers loads, such as one that `fiel finetune` left.
    """
    if reference and not lines:
        raise SettingsError("--reference: compares line by line; expected --lines with it")
    model = load_translator(translator, source, target, beams=beams)
    if lines:
        _translate_lines(model, path, reference)
        return

    def sentences(paragraph: str) -> list[str]:
        return [paragraph[start:end] for start, end in DEFAULT_SPLITTER.split(paragraph, source)]

    paragraphs = [block for _, block in read_article(path).blocks]
    for number, translation in enumerate(
        translate_paragraphs(model, paragraphs, None if whole else sentences)
    ):
        typer.echo(("\n" if number else "") + translation)


def _translate_lines(model: Translator, path: Path, reference: Path | None) -> None:
    texts = read_text(path).splitlines()
    wanted = read_text(reference).splitlines() if reference else []
    if reference and len(wanted) != len(texts):
        raise InputError(f"{reference}: {len(wanted)} lines; expected {len(texts)}, as many as {path} has")
    start, made = time.perf_counter(), []
    for translation in translate_paragraphs(model, texts):
        made.append(translation)
        typer.echo(translation)
    seconds = time.perf_counter() - start
    talk.print(
        f"{len(texts)} lines in {seconds:.1f} s, {len(texts) / seconds:.0f} a second: {model.signature}",
        highlight=False,
        soft_wrap=True,
    )
    if wanted:
        score = f"chrF {corpus_chrf(made, wanted):.1f} against {reference}: {chrf_signature(words=0)}"
        talk.print(score, highlight=False, soft_wrap=True)


def finetune_model(
    corpus: Corpus,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Where the training goes.", show_default=False),
    ],
    model: Annotated[str, typer.Option("--model", help="A model's hub id or folder, or new.")] = NEW,
    source: From = "es",
    target: To = "en",
    both: Annotated[
        bool, typer.Option("--both", help="Also the other direction: DIR/es-en and DIR/en-es.")
    ] = False,
    epochs: Annotated[
        float | None, typer.Option("--epochs", help="Rounds over the corpus.", show_default=False)
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option("--min-score", help="Least probability of a pair; default .5.", show_default=False),
    ] = None,
    refused: Annotated[
        list[str] | None,
        typer.Option(
            "--refuse",
            metavar="FLAG",
            help="Leave out pairs that cleaning flagged so; may be repeated.",
            show_default=False,
        ),
    ] = None,
    lora_rank: Annotated[
        int | None,
        typer.Option("--lora-rank", help="Train LoRA matrices of this rank, not all.", show_default=False),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="Of the order of pairs and of a new model.", show_default=False),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Another setting: learning_rate=1e-4, label_smoothing, patience, shape.width, …",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Train a translation model on the corpus; run it again after a kill to go on.

    DIR/model loads with transformers and holds its card; DIR/start is a new model before training.
    """
    options = {"epochs": epochs, "min_score": min_score, "refused_flags": refused, "lora_rank": lora_rank}
    changes = assigned(assignments, "learning_rate=1e-4")
    changes |= {key: value for key, value in {**options, "seed": seed}.items() if value is not None}
    for direction in ((source, target), (target, source))[: 1 + both]:
        changes |= {"source_lang": direction[0], "target_lang": direction[1]}
        folder = output / "-".join(direction) if both else output
        training = finetune(corpus, folder, model, adapt(default_settings(model), changes), _show_milestone)
        talk.print(
            f"{training.pairs} pairs, {training.steps} steps in {training.seconds:.0f} s; "
            f"the weights of step {training.best_step} were kept",
            highlight=False,
        )
        typer.echo(folder / "model")


def _show_milestone(milestone: Milestone, steps: int) -> None:
    chrf = "" if milestone.dev_chrf is None else f"  dev chrF {milestone.dev_chrf:.1f}"
    loss = "" if milestone.loss is None else f"  loss {milestone.loss:.3f}"
    talk.print(f"step {milestone.step} of {steps}{loss}{chrf}", highlight=False)


def evaluate_models(
    corpus: Corpus,
    training: Annotated[
        Path | None,
        typer.Option("--training", metavar="DIR", help="Of finetune: before and after.", show_default=False),
    ] = None,
    others: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="MODEL", help="Also this one; may be repeated.", show_default=False),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="LANG", help="Default: as trained, or es.", show_default=False),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--to", metavar="LANG", help="Default: as trained, or en.", show_default=False),
    ] = None,
    split: Annotated[str, typer.Option("--split", help="Split to translate.")] = "test",
    rounds: Annotated[int, typer.Option("--rounds", min=0, help="Rounds of the bootstrap.")] = 1000,
    as_object: Json = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also as a page.", show_default=False)
    ] = None,
) -> None:
    """Translate the held-out split and measure: BLEU, chrF, chrF++, TER, and what the checks find.

    The first system is the one the others are compared with.
    """
    trained = outcome(training) if training else None
    names = {"before": trained.before, "after": trained.after} if trained else {}
    names |= {name: name for name in others or []}
    if not names:
        raise SettingsError("no system to evaluate; expected --training DIR or --with MODEL")
    source = source or (trained.source_lang if trained else "es")
    target = target or (trained.target_lang if trained else "en")
    systems = {name: load_translator(model, source, target) for name, model in names.items()}
    evaluation = evaluate(corpus, systems, split=split, rounds=rounds, progress=_show_progress)
    if as_object:
        write_json(as_json(evaluation))
    else:
        typer.echo(table(evaluation))
    if html:
        with write_atomically(html) as temporary:
            temporary.write_text(page(evaluation), encoding="utf-8")


def _show_progress(system: str, done: int, total: int) -> None:
    talk.print(f"{system}: {done} of {total} sentences", markup=False, highlight=False)
