"""Match translated news with its originals, align it, check its quotes, keep a parallel corpus."""

__version__ = "0.1.0"
