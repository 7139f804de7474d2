"""What a person decided about matches: it wins over every score and every later run."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from fiel.errors import InputError


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about two articles, in either order."""

    first_id: str
    second_id: str
    belong: bool
    """Whether they belong together: accepted or linked by hand, or else refused."""

    @property
    def ids(self) -> frozenset[str]:
        """The two articles."""
        return frozenset((self.first_id, self.second_id))


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that was decided, by article."""

    linked: dict[str, Correction] = field(default_factory=dict)
    """Article id → the correction that gives it its counterpart."""
    refused: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, decisions: Iterable[Correction]) -> "Corrections":
        """Of several on the same two articles the last counts.

        Raises InputError where two of them give one article different counterparts.
        """
        latest = {decision.ids: decision for decision in decisions}
        linked: dict[str, Correction] = {}
        for ids, decision in latest.items():
            if not decision.belong:
                continue
            for name in ids:
                known = linked.setdefault(name, decision)
                if known is not decision:
                    others = " and ".join(sorted((known.ids | ids) - {name}))
                    raise InputError(
                        f"correction of {name}: linked with {others}; expected one counterpart; refuse one"
                    )
        return cls(linked, frozenset(ids for ids, decision in latest.items() if not decision.belong))

    def refused_with(self, name: str) -> list[str]:
        """Articles that were refused as this one's counterpart."""
        return sorted(other for ids in self.refused if name in ids for other in ids - {name})
