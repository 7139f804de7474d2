"""One number for how likely a translation is unfaithful: what the benchmark ranks pairs by."""

import math
from collections.abc import Iterable, Sequence

from fiel.eval.acronyms import kept_acronyms
from fiel.records import Finding, Passage

LENGTHS = {("es", "en"): 0.92, ("en", "es"): 1.09}
"""Usual length of a translation in characters, as a share of its original's."""
SPREAD = 0.22
"""Standard deviation of the log length ratio of sentence pairs."""

LENGTH_SHARE = 0.1
"""What length weighs beside similarity: AUC on DEMETR .753 with .1, .752 without, .751 with .5."""
DOUBT_SHARE = 0.5
"""What the surest word without counterpart of each side weighs.

AUC on DEMETR and bio-mqm (development halves), the rest as here: 1 .887 and .743, .7 .879 and .751, .5 .870 and .757.
Their number beside it costs on both.
"""
ACRONYM_SHARE, MOST_ACRONYMS = 0.6, 3
"""What an acronym kept as it is weighs, and how many count; .7 .868 and .758, .3 .875 and .73."""
ROOM = 1 / 400
"""What a character weighs, since a longer passage has more room for faults.

1/800 gives .874 and .750, 1/300 .867 and .757.
"""


def risk(
    source: Passage,
    target: Passage,
    findings: Iterable[Finding],
    similarity: float | None = None,
    missing: Sequence[Sequence[float]] = (),
) -> float:
    """Higher is worse; no upper bound. `similarity` is a cosine of the two passages, if there is an encoder.

    Findings count by penalty and confidence. The rest orders the pairs without findings: `missing` holds, a
    side, the probabilities that its words have no counterpart.
    """
    found = sum(finding.severity.penalty * finding.confidence for finding in findings)
    usual = LENGTHS.get((source.lang, target.lang), 1.0)
    ratio = math.log((len(target.text) + 1) / (usual * (len(source.text) + 1)))
    doubt = 1 - math.exp(-0.5 * (ratio / SPREAD) ** 2)
    if similarity is not None:
        doubt = LENGTH_SHARE * doubt + (1 - similarity)
    doubt += DOUBT_SHARE * sum(max(side, default=0.0) for side in missing)
    doubt += ACRONYM_SHARE * min(MOST_ACRONYMS, kept_acronyms(source, target))
    return found + doubt + ROOM * len(source.text)
