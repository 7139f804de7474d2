"""Articles in, corpora out."""
