"""Text with spans laid over it, as HTML that is always well nested."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show, with its CSS classes, tooltip and footnote label."""

    start: int
    end: int
    css: str
    title: str = ""
    label: str = ""
    href: str = ""
    """Where the label leads."""


def mark_up(text: str, marks: Iterable[Mark], offset: int = 0) -> Markup:
    """The text as HTML with every mark around its characters.

    `offset` is where `text` starts in the text that the marks point into; what lies outside is cut off.
    Marks may overlap in any way: one that crosses another is closed and opened again; the longer and,
    of equals, the earlier stands outside. Labels are drawn by the style sheet, so the HTML without its
    tags is the text, unchanged.

    >>> print(mark_up("a < b", [Mark(0, 3, "quote"), Mark(2, 5, "finding")]))
    <mark class="quote">a <mark class="finding">&lt;</mark></mark><mark class="finding"> b</mark>
    """
    clipped = _clip(marks, offset, offset + len(text))
    edges = sorted({0, len(text), *(m.start for m in clipped), *(m.end for m in clipped)})
    waiting = deque(sorted(clipped, key=lambda mark: (mark.start, -mark.end)))
    html: list[str] = []
    opened: list[Mark] = []
    for at, until in zip(edges, [*edges[1:], len(text)], strict=True):
        opened = _close(opened, at, html)
        while waiting and waiting[0].start == at:
            opened.append(waiting.popleft())
            html.append(_start_tag(opened[-1]))
        html.append(escape(text[at:until]))
    return Markup("".join(html))


def _clip(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """The marks that touch the span, relative to it; a label stays with its mark's true end."""
    inside = []
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            label = mark.label if mark.end <= end else ""
            inside.append(replace(mark, start=first - start, end=last - start, label=label))
    return inside


def _close(opened: list[Mark], at: int, html: list[str]) -> list[Mark]:
    """Close the marks that end here, reopen those that were opened inside them and go on."""
    ending = [depth for depth, mark in enumerate(opened) if mark.end == at]
    if not ending:
        return opened
    kept, inner = opened[: ending[0]], opened[ending[0] :]
    for mark in reversed(inner):
        html.append(f"{_label(mark) if mark.end == at else ''}</mark>")
    going_on = [mark for mark in inner if mark.end != at]
    html.extend(_start_tag(mark) for mark in going_on)
    return kept + going_on


def _start_tag(mark: Mark) -> str:
    title = Markup(' title="{}"').format(mark.title) if mark.title else ""
    return Markup('<mark class="{}"{}>').format(mark.css, title)


def _label(mark: Mark) -> str:
    if not mark.label:
        return ""
    anchor = '<a class="label" href="{}" data-label="{}" aria-label="{}"></a>'
    return Markup(anchor).format(mark.href, mark.label, mark.title)
