"""Match translated news with its originals, align it, check its quotes, keep a parallel corpus."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fiel.api import align_texts, check_translation, match_articles
    from fiel.data.reading import read_articles
    from fiel.pipeline import build_corpus

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "align_texts",
    "build_corpus",
    "check_translation",
    "match_articles",
    "read_articles",
]

_HOMES = {
    "align_texts": "fiel.api",
    "build_corpus": "fiel.pipeline",
    "check_translation": "fiel.api",
    "match_articles": "fiel.api",
    "read_articles": "fiel.data.reading",
}


def __getattr__(name: str) -> Any:
    """The public names, loaded when first used: `import fiel` alone costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'fiel' has no attribute {name!r}; it has {', '.join(__all__)}")
