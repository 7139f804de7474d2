"""Translations of one text in any sentences, brought to common segments so that they can be scored.

A system that joins, splits or leaves out sentences has other lines than the reference has. Its output is
aligned with the reference as two texts are; what a bead of any system holds together stays together for all.
"""

from collections.abc import Iterable, Mapping, Sequence

from fiel.align.aligning import align_embedded
from fiel.align.scoring import EmbeddedText
from fiel.errors import InputError
from fiel.models.encoder import ComposingEncoder
from fiel.records import Bead


def resegment(
    systems: Mapping[str, Sequence[str]], references: Sequence[str], encoder: ComposingEncoder
) -> tuple[dict[str, list[str]], list[str]]:
    """Each system's segments, and the reference's, all of the same number and in the reference's order.

    A system with as many lines as the reference keeps them, as translators give them. Nothing is lost: what
    answers no sentence of the reference goes with the sentence before it. Raises InputError for an empty text.
    """
    for name, lines in {"reference": references, **systems}.items():
        if not any(line.strip() for line in lines):
            raise InputError(f"{name}: no sentence; expected one a line")
    there = EmbeddedText(tuple(references), encoder.sums(list(references)))
    found = {name: _beads(tuple(lines), there, encoder) for name, lines in systems.items()}
    group_of = _groups([bead for beads in found.values() for bead in beads], len(references))
    first = sorted(set(group_of))
    segments = {name: _gather(systems[name], beads, group_of, first) for name, beads in found.items()}
    return segments, _join(zip(group_of, references, strict=True), first)


def _beads(lines: tuple[str, ...], there: EmbeddedText, encoder: ComposingEncoder) -> tuple[Bead, ...]:
    if len(lines) == len(there.texts):
        return tuple(Bead("", n, (n,), (n,), 1.0) for n in range(len(lines)))
    return align_embedded(EmbeddedText(lines, encoder.sums(list(lines))), there, encoder)


def _groups(beads: Iterable[Bead], count: int) -> list[int]:
    """For each sentence of the reference the first of those that share beads with it."""
    group = list(range(count))
    for bead in beads:
        together = {group[sentence] for sentence in bead.target}
        group = [min(together) if first in together else first for first in group]
    return group


def _gather(
    lines: Sequence[str], beads: Sequence[Bead], group_of: Sequence[int], first: Sequence[int]
) -> list[str]:
    """A system's text in groups; a line without counterpart stays with the one before it."""
    answered = {line: group_of[bead.target[0]] for bead in beads if bead.target for line in bead.source}
    last = first[0]
    placed = []
    for number, line in enumerate(lines):
        last = answered.get(number, last)
        placed.append((last, line))
    return _join(placed, first)


def _join(lines: Iterable[tuple[int, str]], first: Sequence[int]) -> list[str]:
    texts: dict[int, list[str]] = {group: [] for group in first}
    for group, line in lines:
        texts[group].append(line)
    return [" ".join(texts[group]) for group in first]
