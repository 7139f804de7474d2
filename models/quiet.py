"""The model libraries without their own bars and advice: what fiel has to say, it says itself."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from fiel.models.extras import optional


@contextmanager
def quiet() -> Iterator[None]:
    """Silences transformers and datasets while the block runs, and puts all back as it was."""
    logging, datasets = optional("transformers.utils.logging"), optional("datasets")
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    no_data_bars = datasets.are_progress_bars_disabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    datasets.disable_progress_bars()
    try:
        with warnings.catch_warnings():
            # Marian's tokenizer recommends a package whose result it never uses.
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            # peft asks the model for something by its old name.
            warnings.filterwarnings("ignore", message="`is_gradient_checkpointing` is deprecated")
            yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
        if not no_data_bars:
            datasets.enable_progress_bars()
