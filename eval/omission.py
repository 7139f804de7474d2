"""The omission and addition checks: words that the translation has nothing for, and words it adds.

A word that probably has no counterpart (coverage.py) is a finding together with its neighbours that
have none either; where most of a clause has none, the whole clause is.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache

from fiel.eval.coverage import Doubt
from fiel.eval.cues import forms
from fiel.eval.fragments import clause_spans
from fiel.eval.phrases import Phrases, alternatives, folded_words
from fiel.eval.risk import LENGTHS, SPREAD
from fiel.eval.tables import read_table
from fiel.eval.tokens import Token, tokenise
from fiel.records import Finding, Passage, Severity, Span

MISSING = 0.935
"""Probability from which a single word is missing, or one with its neighbours."""
GRAVE, GRAVE_CLAUSE = 0.98, 0.95
"""Probability from which such words, and a clause, are a major fault and not a minor one.

Flags of major or worse, all checks. Share found of the words removed and added in the development half of DEMETR
(id5, 6, 21–25), of 100 1-1 beads of ntrex-dev those flagged, and how often a flag on the real translations
of bio-mqm is right, whose annotators do not mark omissions: .97 and .97 find .392, 4.7 of 100, .574;
.975 and .975 .386, 4.4, .602; .98 and .98 .374, 3.9, .637; these .381, 4.0, .611. None flags a good
translation of DEMETR.
"""
TOGETHER = 1.5
"""Sum of the probabilities of a clause's words from which it is missing, if their mean is `BESIDE`.

Of 420 clauses cut out of clean pairs this alone finds .72 (at 0 false omissions in 100 of DEMETR and bio-mqm,
4 of ntrex), with single words from .9 .82 (0, 1, 9). Leaving each clause out of the sentence and seeing
how much closer its vector comes to the target's (occlusion) found .80 (0, 2, 5) in five times the time.
"""
REWORDED = -1.0
"""Log likelihood ratio of the lengths up to which a finding is minor: the other side is too long to lack so much.

When it was added: 7.5 to 7.0 of 100 beads flagged, .58 to .59 right, no recall lost; 0 would cost .03.
"""
ATTRIBUTION = 8
"""Words of an attribution at most."""
BESIDE = 0.4
"""Probability from which a neighbour is missing too, and mean probability from which a clause is."""


def omissions(source: Passage, target: Passage, doubted: tuple[list[Doubt], list[Doubt]]) -> list[Finding]:
    """At most one omission and one addition, with the words on the side that has them.

    `doubted` is what coverage.py doubts of each side.
    """
    everything = [(side.start, side.start + len(side.text)) for side in (source, target)]
    others = {"omission": target, "addition": source}
    missing, added = doubted
    findings = []
    for name, word, passage, some in (
        ("omission", "left out", source, missing),
        ("addition", "added", target, added),
    ):
        some = _outside_fillers(passage, some)
        clause = _missing_clause(passage, some)
        found = clause or _missing_words(some)
        if found is None:
            continue
        (start, end), probability = found
        placed = (passage.start + start, passage.start + end)
        spans = (placed, everything[1]) if name == "omission" else (everything[0], placed)
        sure = (
            probability >= (GRAVE_CLAUSE if clause else GRAVE)
            and _gap(passage, others[name], end - start) > REWORDED
            and not _is_attribution(passage, (start, end), others[name])
        )
        severity = Severity.MAJOR if sure else Severity.MINOR
        findings.append(
            Finding(
                name, f"accuracy/{name}", severity, f"{word}: {passage.text[start:end]}", *spans,
                confidence=round(probability, 3),
            )
        )  # fmt: skip
    return findings


def _gap(passage: Passage, other: Passage, left_out: int) -> float:
    """How far the lengths speak for words that the other side lacks against words that it says otherwise.

    Log likelihood ratio, the log of the length ratio being normally distributed (risk.py).
    """
    kept = math.log(max(1, len(passage.text) - left_out) / len(passage.text))
    usual = LENGTHS[passage.lang, other.lang]
    ratio = math.log((len(other.text) + 1) / (usual * (len(passage.text) + 1)))
    return (2 * ratio * kept - kept**2) / (2 * SPREAD**2)


def _is_attribution(passage: Passage, words: Span, other: Passage) -> bool:
    """Whether the words only say that somebody speaks, and the other side says so too: opinó, in his opinion."""
    few = tokenise(passage.text[slice(*words)])
    return (
        len(few) <= ATTRIBUTION and _has_cue(few, passage.lang) and _has_cue(tokenise(other.text), other.lang)
    )


def _has_cue(tokens: Sequence[Token], lang: str) -> bool:
    words = tuple(token.low.removesuffix("'s") for token in tokens)
    return any(
        form.cue.frame not in ("quote", "name") and words[at : at + len(form.words)] == form.words
        for at, word in enumerate(words)
        for form in forms(lang).get(word, ())
    )


def reconciled(findings: Iterable[Finding], omissions: Iterable[Finding]) -> list[Finding]:
    """Findings of other checks, then omissions and additions, what is said twice only once.

    A number or negation that one side lacks is no fault of its own inside words that it lacks altogether;
    but where it is most of what is missing, it says more than "left out".
    """
    found = list(findings)
    missing = [o for o in omissions if not any(_covers(finding, o) for finding in found)]
    return [f for f in found if not any(_lies_in(f, omission) for omission in missing)] + missing


def _covers(finding: Finding, omission: Finding) -> bool:
    """Whether a finding on one side only takes up half of an omission or more."""
    spans = _spans(finding, omission)
    if spans is None:
        return False
    (start, end), (first, last) = spans
    return 2 * (min(end, last) - max(start, first)) >= last - first


def _lies_in(finding: Finding, omission: Finding) -> bool:
    spans = _spans(finding, omission)
    return spans is not None and spans[1][0] <= spans[0][0] and spans[0][1] <= spans[1][1]


def _spans(finding: Finding, omission: Finding) -> tuple[Span, Span] | None:
    """Where both stand on the side that has the words, if the finding is on that side alone."""
    if omission.check == "omission":
        own, other, words = finding.source_span, finding.target_span, omission.source_span
    else:
        own, other, words = finding.target_span, finding.source_span, omission.target_span
    return (own, words) if own and words and other is None else None


def _outside_fillers(passage: Passage, some: Sequence[Doubt]) -> list[Doubt]:
    """The doubts but those of phrases that say nothing: cabe destacar que."""
    tokens = tokenise(passage.text)
    fillers = [
        (tokens[at].start, tokens[at + length - 1].end)
        for at, length, _ in _fillers(passage.lang).all_in(folded_words(passage.text))
    ]
    return [doubt for doubt in some if not any(start <= doubt.start < end for start, end in fillers)]


@cache
def _fillers(lang: str) -> Phrases[None]:
    rows = (row for row in read_table("fillers", 2) if row[0] == lang)
    return Phrases((phrase, None) for _, phrases in rows for phrase in alternatives(phrases))


def _missing_clause(passage: Passage, some: Sequence[Doubt]) -> tuple[Span, float] | None:
    """The stretch of clauses that are surest to be missing, and the probability that any of it is."""
    clauses = clause_spans(passage.text, passage.lang)
    inside = [[doubt.probability for doubt in some if start <= doubt.start < end] for start, end in clauses]
    gone = [bool(few) and sum(few) >= BESIDE * len(few) for few in inside]
    sums = [sum(few) if lost else 0.0 for few, lost in zip(inside, gone, strict=True)]
    if all(gone) or max(sums, default=0.0) < TOGETHER:
        return None
    first = last = sums.index(max(sums))
    while first > 0 and gone[first - 1]:
        first -= 1
    while last + 1 < len(gone) and gone[last + 1]:
        last += 1
    there = math.prod(1 - value for few in inside[first : last + 1] for value in few)
    return (clauses[first][0], clauses[last][1]), 1 - there


def _missing_words(some: Sequence[Doubt]) -> tuple[Span, float] | None:
    """The word that is surest to be missing with its neighbours that are missing too."""
    worst = max(range(len(some)), key=lambda n: some[n].probability, default=None)
    if worst is None or some[worst].probability < MISSING:
        return None
    first = last = worst
    while first > 0 and some[first - 1].probability >= BESIDE:
        first -= 1
    while last + 1 < len(some) and some[last + 1].probability >= BESIDE:
        last += 1
    return (some[first].start, some[last].end), some[worst].probability
