"""Articles in, corpora out."""

from pathlib import Path

SAMPLES = Path(__file__).parent / "samples" / "articles"
"""The invented sample articles that come with the package."""
GOLD = SAMPLES.parent / "gold"
"""What matching, alignment, quotes and checks should find in them."""
