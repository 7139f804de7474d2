"""Files and folders to articles, whatever their format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fiel.data import html, jsonl, markdown, radiohc
from fiel.data.assembly import assemble
from fiel.data.decoding import Undecodable, decode
from fiel.data.draft import Draft
from fiel.errors import InputError
from fiel.records import Article, Skipped

LARGEST_FILE = 10_000_000
"""Bytes of a file that holds one article; a larger one is skipped unread."""

_TEXT = frozenset({".md", ".markdown", ".txt"})
_PAGE = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
READABLE = _TEXT | _PAGE | _LINES


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which an article comes as a file."""

    name: str
    fits: Callable[[str, str], bool]
    """Whether it is this form, by the file's suffix and text."""
    read: Callable[[str], Draft]


FORMATS = (
    Format(
        "RHC page", lambda suffix, text: _is_html(suffix, text) and radiohc.is_page(text), radiohc.read_page
    ),
    Format(
        "RHC WordPress page",
        lambda suffix, text: _is_html(suffix, text) and radiohc.is_wordpress_page(text),
        radiohc.read_wordpress_page,
    ),
    Format("HTML", lambda suffix, text: _is_html(suffix, text), html.read_html),
    Format("print view", lambda _, text: radiohc.is_print_view(text), radiohc.read_print_view),
    Format("Markdown or plain text", lambda _, text: True, markdown.read_markdown),
)
"""Tried in this order: the first that fits reads the file."""


def find_files(paths: Iterable[Path | str]) -> list[Path]:
    """All files at `paths`, folders searched to the bottom, hidden ones left out, sorted, each once.

    Raises InputError for a path that does not exist and for a folder without a file of a known kind.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        for file in _files_at(path):
            found.setdefault(file.resolve(), file)
    if not found:
        raise InputError(f"no files to read; expected files or folders of {_kinds()}")
    return sorted(found.values())


def read_articles(
    paths: Iterable[Path | str], languages: Sequence[str] = ("es", "en")
) -> Iterator[Article | Skipped]:
    """Articles of files and folders in the order of their paths, and a Skipped for whatever gave none.

    `languages` are ISO 639-1 codes; an article in another language is skipped. The same article again is
    skipped as `duplicate`. Raises InputError as `find_files` does.
    """
    files = find_files(paths)
    return drop_duplicates(item for file in files for item in read_file(file, languages))


def read_file(path: Path, languages: Sequence[str] = ("es", "en")) -> Iterator[Article | Skipped]:
    """What one file gives: an article, several from JSON lines, or a Skipped with its reason."""
    suffix = path.suffix.lower()
    if suffix not in READABLE:
        yield Skipped(str(path), "unsupported", f'file type "{suffix}"; expected {_kinds()}')
        return
    try:
        drafts = jsonl.read_drafts(path) if suffix in _LINES else _read_draft(path)
        for origin, draft in drafts:
            yield draft if isinstance(draft, Skipped) else assemble(draft, origin, languages)
    except OSError as error:
        yield Skipped(str(path), "unreadable", str(error.strerror))


def drop_duplicates(items: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    """The items, with every article whose id came before turned into a Skipped `duplicate`."""
    first: dict[str, tuple[str, int]] = {}
    for item in items:
        if isinstance(item, Article):
            content = hash(item.text)
            origin, known = first.setdefault(item.id, (item.origin, content))
            if origin != item.origin:
                text = "the same text" if known == content else "another text"
                yield Skipped(item.origin, "duplicate", f"{item.id} again, {text} as in {origin}")
                continue
        yield item


def _read_draft(path: Path) -> Iterator[tuple[str, Draft | Skipped]]:
    origin = str(path)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        yield origin, Skipped(origin, "too_large", f"{size:,} bytes; expected at most {LARGEST_FILE:,}")
        return
    decoded = decode(path.read_bytes())
    if isinstance(decoded, Undecodable):
        yield origin, Skipped(origin, decoded.reason, decoded.detail)
        return
    suffix = path.suffix.lower()
    read = next(form.read for form in FORMATS if form.fits(suffix, decoded.text))
    draft = read(decoded.text)
    yield origin, replace(draft, notes=(*decoded.notes, *draft.notes))


def _files_at(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError(f"{path}: no such file or folder; expected {_kinds()}, or a folder of them")
    files = [
        file
        for file in path.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    ]
    if not any(file.suffix.lower() in READABLE for file in files):
        raise InputError(f"{path}: no article among its {len(files)} files; expected {_kinds()}")
    return files


def _is_html(suffix: str, text: str) -> bool:
    return suffix in _PAGE or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))


def _kinds() -> str:
    return " ".join(sorted(READABLE))
