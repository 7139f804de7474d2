"""The antonym check: the translation may not say the opposite (opposites.tsv).

Words are looked up alone, but for a negation before them, so this only warns. On the development half of DEMETR
it finds .33 of the antonyms (id7), with none in its 50 good pairs, 1 in 200 of ntrex-dev.
"""

from dataclasses import dataclass

from fiel.eval.opposites import read_opposites
from fiel.eval.tokens import span_in
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/antonym"


@dataclass(frozen=True, slots=True)
class AntonymCheck:
    """Words that became their opposite."""

    name: str = "antonym"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """A minor finding for each pair of opposites."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = read_opposites(source), read_opposites(target)
        findings = []
        for (row, side), before in sorted(here.items(), key=lambda item: item[0]):
            after = there.get((row, 1 - side))
            if after is None or (row, 1 - side) in here or (row, side) in there:
                continue
            spans = span_in(source, before.start, before.end), span_in(target, after.start, after.end)
            message = f"perhaps the opposite: {before.text} → {after.text}"
            findings.append(Finding(self.name, TYPE, Severity.MINOR, message, *spans, confidence=0.6))
        return findings
