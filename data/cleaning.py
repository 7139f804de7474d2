"""Cleaning: every segment is measured, flagged by what it measures, and dropped only by a rule that says so.

Nothing is lost unseen: each drop has the codes of its rules, any rule can be listed on any corpus, and
the measures behind a segment's fate can be shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

from fiel.data.corpus_rows import UNSCORED
from fiel.data.measures import MEASURES
from fiel.data.near_duplicates import exact_key, pair_key
from fiel.data.tables import read_table
from fiel.errors import InputError, SettingsError
from fiel.records import Finding, Segment
from fiel.settings import CleanSettings

Read = Callable[[], Iterable[Segment]]
"""Gives a corpus from the start, each time the same: cleaning goes through it twice."""
Measure = Callable[[Segment], Mapping[str, float]]
"""What the rules measure about a segment alone, by their codes; kept by a build, so that limits can change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of cleaning.tsv, for one profile and these settings."""

    code: str
    bad: str
    """below | above the limit."""
    limit: float
    drops: bool
    """Whether a segment that it hits is dropped, or flagged only."""
    what: str
    """What is measured."""

    def hits(self, value: float) -> bool:
        return value < self.limit if self.bad == "below" else value > self.limit


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A segment with its flags, and why it is dropped."""

    segment: Segment
    hits: tuple[str, ...]
    """Codes of the rules that hit it; its flags may hold some of an earlier cleaning too."""
    reasons: tuple[str, ...]
    """Codes of the rules that drop it; empty: it stays."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one rule finds about one segment."""

    rule: Rule
    value: float
    """NaN where nobody measured it: below no limit and above none."""

    @property
    def hit(self) -> bool:
        return self.rule.hits(self.value)


def rules_of(settings: CleanSettings, min_score: float = 0.0) -> tuple[Rule, ...]:
    """The rules of a profile, with the limits and drops that the settings change.

    `min_score` is the least probability that anything else asks for. Raises SettingsError for a code
    that no rule has.
    """
    strict = settings.profile == "strict"
    rules = []
    for code, bad, default, tight, drops, what in read_table("cleaning.tsv", 6):
        limit = settings.limits.get(code, float(tight if strict else default))
        dropping = drops.split()[strict] == "drop" if settings.drop is None else code in settings.drop
        if code == "low_score":
            limit = max(limit, min_score)
        rules.append(Rule(code, bad, limit, dropping, what))
    known = [rule.code for rule in rules]
    for code in (*settings.limits, *(settings.drop or ())):
        if code not in known:
            raise SettingsError(f'clean: unknown rule "{code}"; known rules: {", ".join(known)}')
    return tuple(rules)


def measure(segment: Segment, findings: Iterable[Finding] = ()) -> dict[str, float]:
    """What the rules measure about a segment alone, by their codes; `findings` are those in it."""
    values = {code: float(measured(segment)) for code, measured in MEASURES.items()}
    values["fidelity"] = max((float(finding.severity.penalty) for finding in findings), default=0.0)
    return values


def clean(read: Read, rules: Sequence[Rule], alone: Measure) -> Iterator[Cleaned]:
    """Every segment of a corpus in order, flagged, with the reasons to drop it.

    Of copies the one with the highest probability stays, then the first; one without any is the last. What
    is remembered for that is about 300 bytes a distinct segment. Raises InputError for a corpus that changes
    between two readings.
    """
    for segment, measured in apply_rules(read, rules, alone):
        hits = tuple(found.rule.code for found in measured if found.hit)
        reasons = tuple(found.rule.code for found in measured if found.hit and found.rule.drops)
        flags = tuple(dict.fromkeys((*segment.flags, *hits)))
        yield Cleaned(replace(segment, flags=flags) if hits else segment, hits, reasons)


def explain(
    read: Read, rules: Sequence[Rule], segment_id: str, alone: Measure
) -> tuple[Segment, tuple[Measured, ...]]:
    """A segment with all that is measured about it; raises InputError for an id the corpus lacks."""
    for segment, measured in apply_rules(read, rules, alone, segment_id):
        return segment, measured
    raise InputError(f'no segment "{segment_id}"; expected an id as in the exported files')


def apply_rules(
    read: Read, rules: Sequence[Rule], alone: Measure, segment_id: str = ""
) -> Iterator[tuple[Segment, tuple[Measured, ...]]]:
    """Every segment, or the one named, with what each rule measures about it in the whole corpus."""
    copies: dict[int, _Copies] = {}
    for number, segment in enumerate(read()):
        key = pair_key(segment)
        if key in copies:
            copies[key].add(number, segment)
        else:
            copies[key] = _Copies(number, segment)
    for number, segment in enumerate(read()):
        if segment_id in ("", segment.id):
            values = {**alone(segment), **_among_copies(segment, number, copies)}
            yield segment, tuple(Measured(rule, values.get(rule.code, nan)) for rule in rules)


class _Copies:
    """What is remembered about all segments with one key."""

    __slots__ = ("documents", "exact", "last", "number", "score")

    def __init__(self, number: int, segment: Segment) -> None:
        self.number = number
        self.score = _worth(segment)
        self.exact = exact_key(segment)
        self.last = hash(segment.pair_id)
        self.documents = 1

    def add(self, number: int, segment: Segment) -> None:
        document = hash(segment.pair_id)
        if document != self.last:  # the segments of a document come together
            self.last = document
            self.documents += 1
        if _worth(segment) > self.score:
            self.number, self.score, self.exact = number, _worth(segment), exact_key(segment)


def _worth(segment: Segment) -> float:
    """By which the best of copies is chosen: without a probability little is known about a segment."""
    return -1.0 if UNSCORED in segment.flags else segment.score


def _among_copies(segment: Segment, number: int, copies: Mapping[int, _Copies]) -> dict[str, float]:
    """What the rules about the corpus as a whole measure, by their codes."""
    found = copies.get(pair_key(segment))
    if found is None:
        raise InputError(f"segment {segment.id}: was not there at the first reading; read a corpus at rest")
    same = exact_key(segment) == found.exact
    return {
        "boilerplate": float(found.documents),
        "duplicate": float(number != found.number and same),
        "near_duplicate": float(number != found.number and not same),
    }
