"""What a validator finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a corpus file that breaks the rules of its format."""

    line: int
    """From 1; of a Parquet file the row; 0: the file as a whole."""
    cause: str
    remedy: str
    """The way out."""
