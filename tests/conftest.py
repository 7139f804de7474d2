"""Shared by all tests: where the development data lies, if it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; without it the test is skipped, visibly."""
    if not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED
