"""A hub encoder that cannot be had says which of the reasons it is."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from fiel.errors import InputError
from fiel.models.encoder import load_encoder


def test_without_the_extra_the_error_names_it() -> None:
    """In a process that cannot import the package, whether it is installed or not."""
    code = (
        "import sys; sys.modules['sentence_transformers'] = None\n"
        "from fiel.errors import MissingExtraError; from fiel.models.encoder import load_encoder\n"
        "try: load_encoder('hub:sentence-transformers/LaBSE')\n"
        "except MissingExtraError as error: print(error)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "sentence_transformers is not installed; install it with: pip install 'fiel[hub]'" in result.stdout


def test_a_model_in_a_folder_encodes_to_unit_rows(tiny_encoder: Path) -> None:
    encoder = load_encoder(f"hub:{tiny_encoder}")
    rows = encoder.encode(["the ministry", "the hospital the hospital", "ministry"])
    assert rows.shape == (3, 32)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows[:1], encoder.encode(["the ministry"]), atol=1e-5)
    assert "hub:tiny@" in encoder.signature


def test_a_folder_without_a_model_is_named(hub: None, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no modules\.json; expected the folder"):
        load_encoder(f"hub:{tmp_path}")
