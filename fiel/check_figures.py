"""What was measured of a check, as it stands beside its findings."""

from collections.abc import Iterable

from fiel.eval.measured import measured


def say_figures(check: str) -> str:
    """Recall, precision and false alarms of a check in words; those that no data give are left out.

    >>> say_figures("no such check")
    'not measured'
    """
    figures = measured(check)
    if figures is None:
        return "not measured"
    parts = [
        f"{name} {value:.2f}"
        for name, value in (("precision", figures.precision), ("recall", figures.recall))
        if value is not None
    ]
    if figures.false_alarms is not None:
        parts.append(f"{figures.false_alarms:g} false alarms in 100 clean pairs")
    return ", ".join(parts) or "not measured"


def checks_in(names: Iterable[str]) -> dict[str, str]:
    """The figures of each check, once, by name."""
    return {name: say_figures(name) for name in sorted(set(names))}
