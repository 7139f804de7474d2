"""The folder of a training: what is trained on what, where it goes on, and what came of it.

OUTPUT/run.json      what is trained on what; another training in the same folder is refused
OUTPUT/start/        the untrained model, where training starts from nothing
OUTPUT/checkpoints/  where a killed training goes on
OUTPUT/model/        the result, with its training card: `from_pretrained` reads it
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fiel.data.files import write_atomically
from fiel.errors import InputError, OutputError

RUN = "run.json"
MAY_MOVE = "location"
"""The key of the run that says where the first model lies: its signature tells whether it is the same."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The two models to be compared, by folder or hub id, and what they translate."""

    before: str
    after: str
    source_lang: str
    target_lang: str


def claim(output: Path, run: Mapping[str, Any]) -> dict[str, Any]:
    """Write down what is trained on what, as plain values; refuses a folder that holds something else."""
    text = json.dumps(run, indent=1) + "\n"
    asked: dict[str, Any] = json.loads(text)
    path = output / RUN
    if not path.exists():
        with write_atomically(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
        return asked
    found = _read(path)
    differing = [key for key in asked if key != MAY_MOVE and asked[key] != found.get(key)]
    if differing:
        raise OutputError(
            f"{output}: holds another training, with another {', '.join(differing)}; expected the same, to "
            "go on with it; choose another folder, or delete this one"
        )
    return asked


def last_checkpoint(output: Path) -> Path | None:
    """The last one that is whole: the trainer writes its state after all else."""
    whole = [path.parent for path in (output / "checkpoints").glob("checkpoint-*/trainer_state.json")]
    return max(whole, key=lambda path: int(path.name.rpartition("-")[2]), default=None)


def outcome(output: Path) -> Outcome:
    """What to compare after a training; raises InputError where none was, or none has ended."""
    path = output / RUN
    if not path.is_file():
        inside = ", ".join(str(found.parent) for found in sorted(output.glob(f"*/{RUN}")))
        hint = f"; there is one in {inside}" if inside else ""
        raise InputError(f"{output}: no {RUN}; expected a folder that `fiel finetune` made{hint}")
    if not (output / "model" / "training.json").is_file():
        raise InputError(f"{output}: the training has not ended; run `fiel finetune` again to go on with it")
    run = _read(path)
    settings = run["settings"]
    return Outcome(
        str(output / run[MAY_MOVE]), str(output / "model"), settings["source_lang"], settings["target_lang"]
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return run
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}; expected what `fiel finetune` wrote there") from error
