"""The datasheet of a corpus: a page for people that is also the dataset card of the Hugging Face hub.

Every number is counted from the corpus at the time of writing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fiel.data.bars import bars
from fiel.data.corpus_figures import LENGTH_STEP, SCORE_STEPS, CorpusFigures
from fiel.data.corpus_rows import Languages
from fiel.data.files import write_atomically
from fiel.data.leakage import Leakage
from fiel.data.splits import SPLITS

_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_NAMES = ("1K", "10K", "100K", "1M", "10M")

LIMITS = (
    "Sentences were aligned by machine; `score` is the estimated probability that a segment is right.",
    "Condensed and freely retold translations stay in, as `partial` documents and flagged segments; a flag "
    "tells what was noticed, and does not mean that the segment is wrong.",
    "Outlet, date and direction are what the articles say or what follows from them; unknown stays unknown.",
    "Splits are by document, never by line; what the test split shares with training is counted below.",
)


def write_datasheet(
    figures: CorpusFigures,
    directory: Path,
    name: str,
    languages: Languages,
    *,
    funnel: Iterable[tuple[str, int, int, Mapping[str, int]]] = (),
    leakage: Sequence[Leakage] = (),
) -> list[Path]:
    """`NAME/README.md` beside the Parquet files of the corpus, if they were written, and its plots as SVG.

    `funnel` has a row a stage: name, what came in, what went out, and how many were left out by reason.
    Raises OutputError where the place cannot be written.
    """
    folder = directory / name
    plots = {
        "lengths.svg": bars(_lengths(figures), "characters of the original", "segments"),
        "scores.svg": bars(_scores(figures), "probability of the alignment", "segments"),
        "years.svg": bars(dict(sorted(figures.years.items())), "year", "segments"),
    }
    paths = [folder / file for file in plots]
    for path, svg in zip(paths, plots.values(), strict=True):
        with write_atomically(path) as temporary:
            temporary.write_text(svg, encoding="utf-8")
    page = folder / "README.md"
    with write_atomically(page) as temporary:
        temporary.write_text(_page(figures, folder, languages, list(funnel), leakage), encoding="utf-8")
    return [page, *paths]


def _page(
    figures: CorpusFigures,
    folder: Path,
    languages: Languages,
    funnel: Sequence[tuple[str, int, int, Mapping[str, int]]],
    leakage: Sequence[Leakage],
) -> str:
    words = ", ".join(f"{number:,} words in {lang}" for lang, number in sorted(figures.words.items()))
    parts = [
        _front_matter(figures, folder, languages),
        f"# {folder.name}",
        f"A parallel corpus of news, {figures.segments:,} segments out of {figures.documents:,} document"
        f" pairs: {words or 'no words'}.",
        "## What is in it",
        *(
            _table(heading, counts)
            for heading, counts in (
                ("split", _largest_first(figures.splits)),
                ("direction", _largest_first(figures.directions)),
                ("outlet of the original", _largest_first(figures.outlets)),
                ("year", dict(sorted(figures.years.items()))),
                ("sentences, original-translation", _largest_first(figures.kinds)),
                ("document pairs are", _largest_first(figures.decisions)),
                ("flag", _largest_first(figures.flags)),
                ("characters of the original, from", _coarse(figures.lengths, 5, 5 * LENGTH_STEP)),
                ("probability of the alignment, from", _coarse(figures.scores, 2, 2 / SCORE_STEPS)),
            )
        ),
        "![lengths](lengths.svg) ![scores](scores.svg) ![years](years.svg)",
        "## How it was made",
        _funnel(funnel),
        _table("encoder", _largest_first(figures.encoders)),
        _table("signature of the settings", _largest_first(figures.settings)),
        "## Licences",
        _table("note", _largest_first(figures.licences)),
        "## Known limits",
        "\n".join(f"- {limit}" for limit in LIMITS),
        "\n".join(f"- {found}" for found in leakage),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(figures: CorpusFigures, folder: Path, languages: Languages) -> str:
    paths = {split: f"data/{split}-00000-of-00001.parquet" for split in SPLITS}
    files = [
        f"  - split: {split}\n    path: {path}" for split, path in paths.items() if (folder / path).is_file()
    ]
    lines = [
        "---",
        "language:",
        *(f"- {lang}" for lang in sorted(languages)),
        "license: other",
        "task_categories:",
        "- translation",
        f"size_categories:\n- {_size(figures.segments)}",
        f"pretty_name: {folder.name}",
    ]
    if files:
        lines += ["configs:", "- config_name: default", "  data_files:", *files]
    return "\n".join([*lines, "---"])


def _size(segments: int) -> str:
    if segments < _SIZES[0]:
        return "n<1K"
    place = max(index for index, size in enumerate(_SIZES) if segments >= size)
    return f"{_NAMES[place]}<n<{_NAMES[place + 1]}" if place + 1 < len(_NAMES) else "n>10M"


def _table(heading: str, counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    lines = [f"| {_cell(key)} | {number:,} |" for key, number in counts.items()]
    return "\n".join([f"| {heading} | segments |", "| --- | ---: |", *lines])


def _largest_first(counter: Counter[str]) -> dict[str, int]:
    return dict(counter.most_common())


def _coarse(bars_of: Counter[int], together: int, unit: float) -> dict[str, int]:
    """So many bars of a histogram as one row, named by where it begins."""
    rows: Counter[int] = Counter()
    for bar, number in sorted(bars_of.items()):
        rows[bar // together] += number
    return {f"{row * unit:g}": number for row, number in rows.items()}


def _funnel(funnel: Sequence[tuple[str, int, int, Mapping[str, int]]]) -> str:
    if not funnel:
        return ""
    lines = [
        f"| {stage} | {came:,} | {went:,} | {', '.join(f'{n:,} {reason}' for reason, n in dropped.items())} |"
        for stage, came, went, dropped in funnel
    ]
    return "\n".join(["| stage | in | out | left out |", "| --- | ---: | ---: | --- |", *lines])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _lengths(figures: CorpusFigures) -> dict[str, int]:
    last = max(figures.lengths, default=0)
    return {str(step * LENGTH_STEP): figures.lengths[step] for step in range(last + 1)}


def _scores(figures: CorpusFigures) -> dict[str, int]:
    first = min(figures.scores, default=0)
    return {f"{step / SCORE_STEPS:.2f}": figures.scores[step] for step in range(first, SCORE_STEPS)}
