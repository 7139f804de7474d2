"""Quotes, checks, verdicts, and the benchmarks with their gate."""
