"""Models by hub id or by folder: where they are, and sentence encoders among them.

What can go wrong is told apart: the extra is missing (MissingExtraError), the hub cannot be
reached, there is no such model, or the model is of another kind (InputError, each with its own
way out).
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import numpy as np

from fiel.errors import InputError
from fiel.models.batches import by_length
from fiel.models.encoder import Matrix
from fiel.models.extras import optional
from fiel.models.quiet import quiet

BATCH_CHARACTERS = 16_000
"""Characters encoded at once, padding included: some 4,000 tokens."""

PREFIXES = (("*e5*-instruct", ""), ("multilingual-e5-*", "query: "))
"""What a family of models expects before each text, by the last part of its name; the first match holds.

The model cards of multilingual-e5 ask for `query: ` on both sides where both are of one kind.
"""


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model that is there to be loaded."""

    name: str
    """Its hub id, or the last part of its path."""
    location: str
    """What the libraries load: the hub id, or the folder."""
    revision: str | None
    """The hub's commit; None for a folder."""
    signature: str
    """Name and commit, or name and digest of all its files."""


def find_model(name: str, expects: str = "config.json") -> FoundModel:
    """The model of that hub id or in that folder, which must hold the file `expects`.

    Raises InputError: no such folder, no such model, a gated one, no `expects` in it, hub out of reach.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / expects).is_file():
            raise InputError(f"{folder}: no {expects}; expected the folder that a model was saved to")
        resolved = folder.resolve()
        return FoundModel(resolved.name, str(resolved), None, f"{resolved.name}@{_digest(resolved)}")
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)?", name) or name.startswith("."):
        raise InputError(f"{name}: no such folder; expected the folder of a model, or a hub id: OWNER/NAME")
    commit = _commit_of(name, expects)
    return FoundModel(name, name, commit, f"{name}@{commit[:12]}")


def _commit_of(name: str, expects: str) -> str:
    hub, errors = optional("huggingface_hub"), optional("huggingface_hub.errors")
    try:
        path = Path(hub.hf_hub_download(name, expects))
    except errors.GatedRepoError as error:
        raise InputError(
            f"{name}: its owner wants its terms accepted first; do so on its page, then `hf auth login`"
        ) from error
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
        raise InputError(
            f"{name}: the hub knows no such model, or it is private; check the spelling OWNER/NAME"
        ) from error
    # before the next: in the library, what is not in the cache is a kind of what is not on the hub
    except (errors.LocalEntryNotFoundError, errors.OfflineModeIsEnabled) as error:
        raise _out_of_reach(name) from error
    except errors.EntryNotFoundError as error:
        raise InputError(f"{name}: the hub's model has no {expects}, so it is of another kind") from error
    except errors.HTTPError as error:  # of httpx, httpx2 or requests, by the library's release
        raise _out_of_reach(name) from error
    return path.parent.name


def _out_of_reach(name: str) -> InputError:
    return InputError(
        f"{name}: the hub cannot be reached, and the model is not in the cache; connect (and unset "
        "HF_HUB_OFFLINE), or copy the model's folder here and give its path"
    )


def _digest(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode())
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def device_name() -> str:
    """`cuda` where torch sees such a device, else `cpu`."""
    return "cuda" if optional("torch").cuda.is_available() else "cpu"


class HubEncoder:
    """Any sentence-transformers model: LaBSE, multilingual-e5, …; half precision on a GPU."""

    def __init__(self, name: str, prefix: str | None = None, device: str | None = None) -> None:
        """`prefix` goes before each text; None: that of the model's family, or the model's own default.

        Raises MissingExtraError without the extra `hub`, and InputError for a model that cannot be had.
        """
        library, torch = optional("sentence_transformers"), optional("torch")
        # Without modules.json the library would put its own mean pooling on any model, silently.
        found = find_model(name, "modules.json")
        device = device or device_name()
        half = device.startswith("cuda")
        try:
            with quiet():
                self._model = library.SentenceTransformer(
                    found.location,
                    revision=found.revision,
                    device=device,
                    model_kwargs={"dtype": torch.float16 if half else torch.float32},
                )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise InputError(f"{name}: {error}; expected a model that sentence-transformers loads") from error
        self._prefix = _family_prefix(found.name) if prefix is None else prefix
        self.dimensions = int(self._model.get_embedding_dimension())
        shown = "default" if self._prefix is None else repr(self._prefix)
        self.signature = f"hub:{found.signature}|prefix:{shown}|{'float16' if half else 'float32'}"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows, float32; a text beyond the model's own limit counts up to there."""
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for rows in by_length([len(text) for text in texts], BATCH_CHARACTERS):
            out[rows] = self._model.encode(
                [texts[row] for row in rows],
                prompt=self._prefix,
                batch_size=len(rows),
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return out


def _family_prefix(name: str) -> str | None:
    last = name.rpartition("/")[2].lower()
    return next((prefix for pattern, prefix in PREFIXES if fnmatch(last, pattern)), None)
