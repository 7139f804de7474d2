"""What a training was and how it went: as data, as curves, and as the card beside the model."""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fiel.data.files import write_atomically
from fiel.errors import InputError


@dataclass(frozen=True, slots=True)
class Milestone:
    """What was known of a training after a step."""

    step: int
    loss: float | None = None
    """Mean over the steps since the last one, label smoothing included."""
    dev_chrf: float | None = None
    dev_loss: float | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """A training that has ended."""

    run: Mapping[str, Any]
    """What was asked for: version, model, settings, digests of the data."""
    pairs: int
    dropped: Mapping[str, int]
    steps: int
    best_step: int
    """Whose weights were kept: the best dev chrF."""
    history: tuple[Milestone, ...]
    device: str
    seconds: float
    """Of the last session; see `resumed_at`."""
    resumed_at: int
    """The step that the last session began with; 0 if it did everything."""

    @property
    def losses(self) -> list[tuple[int, float]]:
        """Steps and training losses."""
        return [(m.step, m.loss) for m in self.history if m.loss is not None]

    @property
    def dev_chrfs(self) -> list[tuple[int, float]]:
        """Steps and chrF on the dev split."""
        return [(m.step, m.dev_chrf) for m in self.history if m.dev_chrf is not None]

    @classmethod
    def read(cls, folder: Path) -> "Training | None":
        """The training whose card lies in a model's folder; None where there is none."""
        path = folder / "training.json"
        if not path.exists():
            return None
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            history = tuple(Milestone(**row) for row in values.pop("history"))
            return cls(**values, history=history)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}: {error}; delete the folder to train again") from error


def write_card(folder: Path, training: Training) -> None:
    """`README.md`, the curves it shows, and `training.json`, which is last: with it a training is over."""
    texts = {
        "training.svg": curves(training),
        "README.md": card(training),
        "training.json": json.dumps(asdict(training), indent=1) + "\n",
    }
    for name, text in texts.items():
        with write_atomically(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8")


def card(training: Training) -> str:
    """The model card, in the hub's form: front matter, what was done, every setting and digest."""
    run, settings = training.run, training.run["settings"]
    first, last = training.losses[0][1], training.losses[-1][1]
    best = max(chrf for _, chrf in training.dev_chrfs)
    source, target = settings["source_lang"], settings["target_lang"]
    base = [] if run["model"] == "new" else [f"base_model: {run['model'].partition('@')[0]}"]
    front = ["language:", f"- {source}", f"- {target}", "pipeline_tag: translation", *base]
    dropped = ", ".join(f"{count} {reason}" for reason, count in training.dropped.items()) or "none"
    session = f" from step {training.resumed_at}, where it was resumed" if training.resumed_at else ""
    facts = {
        "begun with": run["model"],
        "training pairs": f"{training.pairs} (left out: {dropped})",
        "dev pairs": str(run["data"]["dev_pairs"]),
        "digest of the training pairs": run["data"]["train"],
        "digest of the dev pairs": run["data"]["dev"],
        "steps": f"{training.steps}, the weights of step {training.best_step} kept",
        "training loss": f"{first:.3f} at first, {last:.3f} at last",
        "best dev chrF": f"{best:.1f} (greedy; translate with beams for more)",
        "device": f"{training.device}, {training.seconds:.0f} s{session}",
        "fiel": run["version"],
        **_shown(settings, run["model"] == "new"),
    }
    rows = [f"| {name} | {value} |" for name, value in facts.items()]
    return "\n".join(
        [
            "---",
            *front,
            "---",
            f"# Translation from {source} to {target}",
            "",
            "Trained with `fiel finetune` on sentence pairs that were aligned automatically. Chosen by chrF",
            "on the dev split, whose documents share nothing with the training split.",
            "",
            "![Training loss and dev chrF by step](training.svg)",
            "",
            "| | |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def _shown(settings: Mapping[str, Any], is_new: bool) -> dict[str, str]:
    """Every setting by its name in words; the shape is that of a new model only."""
    shape = {f"shape.{name}": value for name, value in settings["shape"].items()} if is_new else {}
    flat = {name: value for name, value in settings.items() if name != "shape"} | shape
    return {
        name.replace("_", " "): ", ".join(value) or "none" if isinstance(value, list) else str(value)
        for name, value in flat.items()
    }


def curves(training: Training) -> str:
    """Training loss and dev chrF by step, as an SVG document; the same training gives the same bytes."""
    import matplotlib
    from matplotlib.figure import Figure

    panels = (("training loss", training.losses), ("dev chrF", training.dev_chrfs))
    with matplotlib.rc_context({"svg.hashsalt": "fiel", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(8, 2.8), layout="constrained")
        for axes, (label, points) in zip(figure.subplots(1, 2), panels, strict=True):
            axes.plot([step for step, _ in points], [value for _, value in points], color="#1a5fb4")
            axes.axvline(training.best_step, color="#777777", linestyle=":")
            axes.set_ylim(bottom=0)
            axes.set_xlabel("step (dotted: weights kept)")
            axes.set_title(label, fontsize=10)
            axes.spines[["top", "right"]].set_visible(False)
        drawing = io.StringIO()
        undated = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(drawing, format="svg", metadata=undated)
    return drawing.getvalue()
