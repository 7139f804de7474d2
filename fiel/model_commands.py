"""The commands for translation models: `translate`, `finetune`, `evaluate`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from fiel.align.splitting import DEFAULT_SPLITTER
from fiel.data.files import write_atomically
from fiel.errors import SettingsError
from fiel.eval.evaluation import as_json, evaluate
from fiel.eval.evaluation_view import page, table
from fiel.inputs import read_article, read_text
from fiel.models.finetuning import NEW, default_settings, finetune
from fiel.models.training_card import Milestone
from fiel.models.translators import Translator, load_translator, translate_paragraphs
from fiel.options import Json, talk, write_json

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
) -> None:
    """A text in the other language, paragraph by paragraph.

    A model is any seq2seq model that transformers loads, such as one that `fiel finetune` left.
    """
    model = load_translator(translator, source, target, beams=beams)
    if lines:
        for translation in translate_paragraphs(model, read_text(path).splitlines()):
            typer.echo(translation)
        return

    def sentences(paragraph: str) -> list[str]:
        return [paragraph[start:end] for start, end in DEFAULT_SPLITTER.split(paragraph, source)]

    paragraphs = [block for _, block in read_article(path).blocks]
    for number, translation in enumerate(
        translate_paragraphs(model, paragraphs, None if whole else sentences)
    ):
        typer.echo(("\n" if number else "") + translation)


def finetune_model(
    corpus: Corpus,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Where the training goes.", show_default=False),
    ],
    model: Annotated[str, typer.Option("--model", help="A model's hub id or folder, or new.")] = NEW,
    source: From = "es",
    target: To = "en",
    epochs: Annotated[
        float | None, typer.Option("--epochs", help="Rounds over the corpus.", show_default=False)
    ] = None,
    min_score: Annotated[float, typer.Option("--min-score", help="Least probability of a pair.")] = 0.5,
    lora_rank: Annotated[
        int, typer.Option("--lora-rank", help="Train LoRA matrices of this rank; 0: all.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Of the order of pairs and of a new model.")] = 1,
) -> None:
    """Train a translation model on the corpus; run it again after a kill to go on.

    DIR/model loads with transformers, DIR/start is the model before. For both directions run it twice.
    """
    settings = replace(
        default_settings(model, source, target), min_score=min_score, lora_rank=lora_rank, seed=seed
    )
    if epochs is not None:
        settings = replace(settings, epochs=epochs)

    def show(milestone: Milestone, steps: int) -> None:
        shown = "" if milestone.dev_chrf is None else f"  dev chrF {milestone.dev_chrf:.1f}"
        loss = "" if milestone.loss is None else f"  loss {milestone.loss:.3f}"
        talk.print(f"step {milestone.step} of {steps}{loss}{shown}", highlight=False)

    finetune(corpus, output, model, settings, show)
    typer.echo(output / "model")


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
    source: From = "es",
    target: To = "en",
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
    names = {"before": training / "start", "after": training / "model"} if training else {}
    systems: dict[str, Translator] = {
        name: load_translator(str(folder), source, target) for name, folder in names.items()
    }
    systems |= {name: load_translator(name, source, target) for name in others or []}
    if not systems:
        raise SettingsError("no system to evaluate; expected --training DIR or --with MODEL")
    evaluation = evaluate(corpus, systems, split=split, rounds=rounds)
    if as_object:
        write_json(as_json(evaluation))
    else:
        typer.echo(table(evaluation))
    if html:
        with write_atomically(html) as temporary:
            temporary.write_text(page(evaluation), encoding="utf-8")
