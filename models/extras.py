"""Optional packages, imported where they are used and named where they are missing."""

from importlib import import_module
from typing import Any

from fiel.errors import MissingExtraError


def optional(module: str, install: str = "pip install 'fiel[hub]'") -> Any:
    """The module; raises MissingExtraError, with the command that installs it, where it is absent."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"{module}: the package {error.name} is not installed; install it with: {install}"
        ) from error
