"""One number for how likely a translation is unfaithful: what the benchmark ranks pairs by."""

import math
from collections.abc import Iterable

from fiel.records import Finding, Passage

LENGTHS = {("es", "en"): 0.92, ("en", "es"): 1.09}
"""Usual length of a translation in characters, as a share of its original's."""
SPREAD = 0.22
"""Standard deviation of the log length ratio of sentence pairs."""

LENGTH_SHARE = 0.1
"""What length weighs beside similarity: AUC on DEMETR .753 with .1, .752 without, .751 with .5."""


def risk(
    source: Passage, target: Passage, findings: Iterable[Finding], similarity: float | None = None
) -> float:
    """Higher is worse; no upper bound. `similarity` is a cosine of the two passages, if there is an encoder.

    Findings count by penalty and confidence; length and similarity order the pairs without findings.
    """
    found = sum(finding.severity.penalty * finding.confidence for finding in findings)
    usual = LENGTHS.get((source.lang, target.lang), 1.0)
    ratio = math.log((len(target.text) + 1) / (usual * (len(source.text) + 1)))
    doubt = 1 - math.exp(-0.5 * (ratio / SPREAD) ** 2)
    if similarity is not None:
        doubt = LENGTH_SHARE * doubt + (1 - similarity)
    return found + doubt
