"""Fine-tuning on an exported corpus: from a model of the hub or a folder, or from nothing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import fiel
from fiel.errors import InputError, SettingsError
from fiel.models.batches import training_order
from fiel.models.chrf import corpus_chrf
from fiel.models.extras import optional
from fiel.models.hub import find_model
from fiel.models.new_marian import new_marian
from fiel.models.pairs import Pairs, read_pairs
from fiel.models.quiet import quiet
from fiel.models.seq2seq import Seq2Seq, load_seq2seq
from fiel.models.training_card import Milestone, Training, write_card
from fiel.models.training_folder import claim, last_checkpoint
from fiel.models.training_settings import NEW, TrainingSettings, default_settings

LORA_LAYERS = ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"]
"""All linear layers of Marian, NLLB, M2M-100 and mBART, by their common names."""

COLUMNS = ("input_ids", "labels", "target")
IGNORED = -100
"""The label that torch's cross-entropy leaves out."""


Progress = Callable[[Milestone, int], None]
"""Called with every loss and dev chrF as they become known, and with the number of steps in all."""


def finetune(
    corpus: Path,
    output: Path,
    model: str = NEW,
    settings: TrainingSettings | None = None,
    progress: Progress | None = None,
) -> Training:
    """Train on the `train` split, choose by chrF on `dev`, leave the model in `output`/model.

    Called again after a kill it goes on from the last checkpoint, and after the end it only gives
    the result. Raises MissingExtraError without the extra `hub`, InputError for a corpus or model
    that cannot be used, OutputError where `output` holds another training.
    """
    settings = settings or default_settings(model)
    if model == NEW and settings.lora_rank:
        raise SettingsError("training: lora_rank adapts a trained model; expected 0 for a new one")
    languages = settings.source_lang, settings.target_lang
    train = read_pairs(
        corpus, "train", *languages, min_score=settings.min_score, refused_flags=settings.refused_flags
    )
    dev = read_pairs(corpus, "dev", *languages, min_score=settings.min_score)
    optional("accelerate")  # before anything is written
    found = None if model == NEW else find_model(model)
    run = claim(
        output,
        {
            "version": fiel.__version__,
            "model": found.signature if found else NEW,
            "location": found.location if found else "start",
            "settings": asdict(settings),
            "data": {"train": train.digest, "dev": dev.digest, "dev_pairs": len(dev)},
        },
    )
    if (finished := Training.read(output / "model")) is not None:
        return finished
    start = _start(output, model, settings, train)
    with quiet():
        trainer, dropped = _trainer(output, load_seq2seq(start, *languages), settings, train, dev, progress)
        checkpoint = last_checkpoint(output)
        trained = trainer.train(resume_from_checkpoint=checkpoint and str(checkpoint))
        _save(trainer, output / "model")
    result = Training(
        run=run,
        pairs=len(train) - sum(dropped.values()),
        dropped={**train.dropped, **dropped},
        steps=trainer.state.global_step,
        best_step=trainer.state.best_global_step,
        history=tuple(filter(None, map(_milestone, trainer.state.log_history))),
        device=str(trainer.args.device),
        seconds=trained.metrics["train_runtime"],
        resumed_at=int(checkpoint.name.rpartition("-")[2]) if checkpoint else 0,
    )
    write_card(output / "model", result)
    return result


def _start(output: Path, model: str, settings: TrainingSettings, train: Pairs) -> str:
    """Where the weights to begin with are; a new model is made once, and kept for comparison."""
    if model != NEW:
        return model
    folder = output / "start"
    if not (folder / "model.safetensors").exists():
        texts = train.sources + train.targets
        new_marian(folder, texts, settings.source_lang, settings.target_lang, settings.shape, settings.seed)
    return str(folder)


def _trainer(
    output: Path,
    start: Seq2Seq,
    settings: TrainingSettings,
    train: Pairs,
    dev: Pairs,
    progress: Progress | None,
) -> tuple[Any, dict[str, int]]:
    """A Seq2SeqTrainer ready to run, and how many training pairs were too long."""
    transformers, torch = optional("transformers"), optional("torch")
    transformers.set_seed(settings.seed)
    longest = min(settings.max_tokens, start.limit)
    train_rows, too_long = _tokenise(start, train, longest)
    dev_rows, _ = _tokenise(start, dev, start.limit)
    if not len(train_rows):
        raise InputError(f"no training pair has at most {longest} tokens a side; raise max_tokens")
    steps = math.ceil(math.ceil(len(train_rows) / settings.batch) * settings.epochs)
    pace = max(1, math.ceil(steps / settings.evaluations))
    on_gpu = torch.cuda.is_available()
    bf16 = on_gpu and torch.cuda.is_bf16_supported()
    arguments = transformers.Seq2SeqTrainingArguments(
        output_dir=str(output / "checkpoints"),
        num_train_epochs=1,  # the rows are those of all epochs, in the order they are to be seen
        train_sampling_strategy="sequential",
        per_device_train_batch_size=settings.batch,
        per_device_eval_batch_size=2 * settings.batch,
        learning_rate=settings.learning_rate,
        warmup_steps=min(500, max(1, steps // 10)),
        adam_beta2=0.98,
        label_smoothing_factor=settings.label_smoothing,
        bf16=bf16,
        fp16=on_gpu and not bf16,
        use_cpu=not on_gpu,
        dataloader_pin_memory=on_gpu,
        eval_strategy="steps",
        eval_steps=pace,
        save_strategy="steps",
        save_steps=pace,
        save_total_limit=2,
        logging_steps=max(1, math.ceil(steps / 100)),
        load_best_model_at_end=True,
        metric_for_best_model="chrf",
        greater_is_better=True,
        # without this the patience would start anew after a kill
        restore_callback_states_from_checkpoint=True,
        predict_with_generate=True,
        generation_max_length=_longest_answer(dev_rows, start.limit),
        generation_num_beams=1,
        remove_unused_columns=False,
        seed=settings.seed,
        report_to="none",
        disable_tqdm=True,
        log_level="error",
    )
    lengths = [len(labels) for labels in train_rows["labels"]]
    order = training_order(lengths, settings.batch, steps, settings.seed)
    trainer = transformers.Seq2SeqTrainer(
        model=_with_lora(start.model, settings.lora_rank) if settings.lora_rank else start.model,
        args=arguments,
        train_dataset=train_rows.select(order),
        eval_dataset=dev_rows,
        data_collator=_Collator(start),
        processing_class=start.tokenizer,
        compute_metrics=_dev_chrf(start.tokenizer, dev_rows["target"]),
        callbacks=[transformers.EarlyStoppingCallback(settings.patience), _reporter(progress)],
    )
    trainer.remove_callback(transformers.PrinterCallback)
    return trainer, {"too_long": too_long} if too_long else {}


def _tokenise(start: Seq2Seq, pairs: Pairs, longest: int) -> tuple[Any, int]:
    """Rows of ids with at most `longest` on either side, and how many pairs had more."""

    def read(batch: dict[str, list[str]]) -> dict[str, list[Any]]:
        sources = [start.prefix + source for source in batch["source"]]
        ids = start.tokenizer(sources, text_target=batch["target"], verbose=False)
        rows = [
            row
            for row in zip(ids["input_ids"], ids["labels"], batch["target"], strict=True)
            if max(len(row[0]), len(row[1])) <= longest
        ]
        return {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}

    table = optional("datasets").Dataset(pairs.table)
    rows = table.map(
        read,
        batched=True,
        remove_columns=table.column_names,
        keep_in_memory=True,
        new_fingerprint=pairs.digest,
    )
    return rows, len(pairs) - len(rows)


def _longest_answer(rows: Any, limit: int) -> int:
    """Room for the longest dev reference and a fifth more: an untrained model would fill whatever it gets."""
    return min(limit, max(map(len, rows["labels"])) * 6 // 5 + 2)


class _Collator:
    """Rows to tensors. The decoder reads the labels one place to the right.

    It is done here and not left to the model, since with label smoothing the trainer keeps the labels
    to itself, and M2M-100 and NLLB then have nothing to read.
    """

    def __init__(self, start: Seq2Seq) -> None:
        self._tokenizer = start.tokenizer
        self._first = start.model.config.decoder_start_token_id

    def __call__(self, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        torch, padding = optional("torch"), self._tokenizer.pad_token_id
        inputs = self._tokenizer.pad({"input_ids": [row["input_ids"] for row in rows]}, return_tensors="pt")
        width = max(len(row["labels"]) for row in rows)
        labels = torch.full((len(rows), width), IGNORED)
        read = torch.full((len(rows), width), padding)
        read[:, 0] = self._first
        for place, row in enumerate(rows):
            ids = torch.tensor(row["labels"])
            labels[place, : len(ids)] = ids
            read[place, 1 : len(ids)] = ids[:-1]
        return {**inputs, "labels": labels, "decoder_input_ids": read}


def _dev_chrf(tokenizer: Any, references: Sequence[str]) -> Callable[[Any], dict[str, float]]:
    def measure(answer: Any) -> dict[str, float]:
        made = answer.predictions
        made[made == IGNORED] = tokenizer.pad_token_id
        texts = tokenizer.batch_decode(made, skip_special_tokens=True)
        return {"chrf": corpus_chrf(texts, list(references))}

    return measure


def _reporter(progress: Progress | None) -> Any:
    """A callback of the trainer that passes on what it logs."""

    class Reporter(optional("transformers").TrainerCallback):  # type: ignore[misc]
        def on_log(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            if progress and (milestone := _milestone(state.log_history[-1])):
                progress(milestone, state.max_steps)

    return Reporter()


def _milestone(logged: dict[str, float]) -> Milestone | None:
    loss, chrf = logged.get("loss"), logged.get("eval_chrf")
    if loss is None and chrf is None:
        return None
    return Milestone(int(logged["step"]), loss, chrf, logged.get("eval_loss"))


def _with_lora(model: Any, rank: int) -> Any:
    peft = optional("peft")
    config = peft.LoraConfig(
        task_type="SEQ_2_SEQ_LM", r=rank, lora_alpha=2 * rank, lora_dropout=0.05, target_modules=LORA_LAYERS
    )
    return peft.get_peft_model(model, config)


def _save(trainer: Any, folder: Path) -> None:
    model = trainer.accelerator.unwrap_model(trainer.model)
    merged = model.merge_and_unload() if hasattr(model, "merge_and_unload") else model
    merged.save_pretrained(folder)
    trainer.processing_class.save_pretrained(folder)
