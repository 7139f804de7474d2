"""A hub encoder that cannot be had says which of the reasons it is."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from fiel.errors import InputError, MissingExtraError
from fiel.models.encoder import load_encoder

WITHOUT = find_spec("sentence_transformers") is None or find_spec("torch") is None


@pytest.mark.skipif(not WITHOUT, reason="the extra hub is installed")
def test_without_the_extra_the_error_names_it() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'fiel\[hub\]'"):
        load_encoder("hub:sentence-transformers/LaBSE")


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
