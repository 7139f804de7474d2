"""The commands for corpora, of a build or from elsewhere: `clean`, `validate`, `find`, `merge`."""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from fiel.builds import is_build, load_build
from fiel.data.bead_findings import Findings, bead_of, findings_by_bead, findings_in_quotes
from fiel.data.cleaning import Cleaned, clean, explain, rules_of
from fiel.data.concordance import INDEX, Hit, find, index_corpus
from fiel.data.corpus_parquet import read_parquet, write_parquet
from fiel.data.corpus_rows import Languages
from fiel.data.documents import Sentences
from fiel.data.exports import writers
from fiel.data.leakage import measure_leakage
from fiel.data.merging import merge as merge_corpora
from fiel.data.merging import read_corpus, split_corpus
from fiel.data.validation import validate as validate_file
from fiel.errors import SettingsError
from fiel.eval.checks import run_checks
from fiel.options import Set, SettingsFile, settings_from, talk
from fiel.records import BeadFinding, Passage, Segment
from fiel.settings import Settings

Corpora = Annotated[
    list[Path],
    typer.Argument(
        metavar="SRC", help="Build directories or corpus files of any known format.", show_default=False
    ),
]
Corpus = Annotated[
    Path, typer.Argument(metavar="SRC", help="A build directory or a corpus file.", show_default=False)
]
Form = Annotated[
    str, typer.Option("--format", help="Format of the files; default: as they look.", show_default=False)
]


def clean_corpus(
    source: Corpus,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar="CODE", help="List what this rule hits.", show_default=False),
    ] = None,
    explained: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="ID", help="All that is measured about a segment.", show_default=False
        ),
    ] = None,
    dropped: Annotated[bool, typer.Option("--dropped", help="List what is left out, with reasons.")] = False,
    profile: Annotated[
        str | None, typer.Option("--profile", help="default or strict.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Run the fidelity checks on a corpus file.")] = False,
    settings_file: SettingsFile = None,
    assignments: Set = None,
) -> None:
    """What cleaning does to a corpus, rule by rule: nothing is changed.

    Without an option: how many segments each rule flags and drops.
    """
    settings = settings_from(settings_file, assignments, clean__profile=profile)
    read, findings = _corpus(source, settings, check)
    rules = rules_of(settings.clean, settings.export.min_score)
    if explained is not None:
        segment, measured = explain(read, rules, explained, findings)
        talk.print(
            f"{segment.source.text}\n{segment.target.text}", markup=False, highlight=False, soft_wrap=True
        )
        rows = (
            (
                item.rule.code,
                f"{item.value:.4g}",
                f"{item.rule.bad} {item.rule.limit:g}",
                _fate(item),
                item.rule.what,
            )
            for item in measured
        )
        _write_tsv(("rule", "measured", "bad", "hit", "what"), rows)
        return
    if rule is not None and rule not in [known.code for known in rules]:
        codes = ", ".join(known.code for known in rules)
        raise SettingsError(f'unknown rule "{rule}"; known rules: {codes}')
    cleaned = clean(read, rules, findings)
    if rule is not None or dropped:
        chosen = (c for c in cleaned if (rule in c.segment.flags if rule else c.reasons))
        _write_tsv(("id", "reasons", "flags", "score", "source", "target"), map(_listed, chosen))
        return
    flagged, left_out, total, kept = _count(cleaned)
    limits = {known.code: f"{known.bad} {known.limit:g}" for known in rules}
    _write_tsv(
        ("rule", "bad", "flags", "drops"),
        ((code, limit, flagged[code], left_out[code]) for code, limit in limits.items()),
    )
    talk.print(f"{total} segments, {kept} stay, {total - kept} are left out", highlight=False)


def validate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Corpus files, of any origin.", show_default=False)
    ],
    form: Form = "",
    settings_file: SettingsFile = None,
    assignments: Set = None,
) -> None:
    """Whether corpus files keep the rules of their format; if not: line, cause and way out. Exit 1 then.

    TMX, XLIFF 1.2 and 2.1, Moses, XCES, TSV, bitextor, JSONL, Parquet, WMT XML, OpusTrainer, review sheets.
    """
    languages = _languages(settings_from(settings_file, assignments))
    broken = 0
    for path in paths:
        problems = list(validate_file(path, languages, form))
        broken += bool(problems)
        for problem in problems:
            place = f"{path}:{problem.line}" if problem.line else str(path)
            typer.echo(f"{place}: {problem.cause}; {problem.remedy}")
        if not problems:
            talk.print(f"{path}: valid", markup=False, highlight=False, soft_wrap=True)
    if broken:
        raise typer.Exit(1)


def find_in_corpus(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words to look for.", show_default=False)],
    source: Corpus,
    lang: Annotated[str, typer.Option("--lang", help="Only in this language.", show_default=False)] = "",
    expression: Annotated[bool, typer.Option("--fts", help="QUERY is an FTS5 expression.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most segments shown.")] = 20,
    settings_file: SettingsFile = None,
    assignments: Set = None,
) -> None:
    """Words in their aligned context, in either language; case and accents do not count.

    The index is made on first use, beside the corpus, and again when the corpus is newer.
    """
    settings = settings_from(settings_file, assignments)
    index = source / INDEX if source.is_dir() else source.with_name(f"{source.name}.{INDEX}")
    changed = (source / "manifest.json" if source.is_dir() else source).stat().st_mtime
    if not index.is_file() or index.stat().st_mtime < changed:
        read, _ = _corpus(source, settings, False)
        talk.print(f"indexed {index_corpus(read(), index)} segments", highlight=False)
    marks = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    hits = 0
    for hit in find(index, query, lang=lang, expression=expression, limit=limit, marks=marks):
        hits += 1
        typer.echo(_shown(hit))
    talk.print(
        f"{hits} segments" if hits else f'"{query}" is not in the corpus', markup=False, highlight=False
    )


def merge(
    sources: Corpora,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where to.", show_default=False)
    ],
    formats: Annotated[
        list[str] | None, typer.Option("--to", help="Format to write; may be repeated.", show_default=False)
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Name of the files.", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Run the fidelity checks on corpus files.")] = False,
    settings_file: SettingsFile = None,
    assignments: Set = None,
) -> None:
    """Builds and corpora from elsewhere as one corpus: cleaned, split anew by document, written.

    Nothing is aligned again; `--set export.min_score=…` and `--set clean.…` change what stays.
    """
    settings = settings_from(settings_file, assignments, export__formats=formats, export__name=name)
    corpora = [_corpus(source, settings, check) for source in sources]
    findings: dict[Any, Any] = {}
    for _, found in corpora:
        findings |= found
    sentences: dict[str, Any] = {}
    for source in filter(is_build, sources):
        sentences |= load_build(source).sentences

    def together() -> Iterator[Segment]:
        return merge_corpora(read() for read, _ in corpora)

    rules = rules_of(settings.clean, settings.export.min_score)

    def kept() -> Iterator[Segment]:
        return (c.segment for c in clean(together, rules, findings) if not c.reasons)

    _write(kept, output, settings, sentences)


def _write(
    read: Callable[[], Iterable[Segment]], output: Path, settings: Settings, sentences: Sentences
) -> None:
    known = writers(sentences)
    unknown = [form for form in settings.export.formats if form not in known]
    if unknown:
        raise SettingsError(f'unknown format "{unknown[0]}"; known formats: {", ".join(known)}')
    languages = _languages(settings)
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output) as folder:
        parts = write_parquet(split_corpus(read, settings.export), Path(folder), "merged", languages)

        def merged() -> Iterator[Segment]:  # cleaned once, read once a format
            return chain.from_iterable(read_parquet(part, languages) for part in parts)

        for form in settings.export.formats:
            for path in known[form](merged(), output, settings.export.name, languages):
                typer.echo(str(path))
        for leakage in measure_leakage(merged):
            talk.print(str(leakage), highlight=False, soft_wrap=True)


def _corpus(
    source: Path, settings: Settings, check: bool
) -> tuple[Callable[[], Iterable[Segment]], Findings]:
    """A corpus that can be read again and again, and its fidelity findings."""
    if is_build(source):
        build = load_build(source)
        segments = build.segments(settings.export)
        found = chain(*build.findings.values(), findings_in_quotes(segments, build.quote_pairs))
        return lambda: build.segments(settings.export), findings_by_bead(found)
    languages = _languages(settings)

    def read() -> Iterator[Segment]:
        return read_corpus(source, languages)

    return read, findings_by_bead(_checked(read())) if check else {}


def _checked(segments: Iterable[Segment]) -> Iterator[BeadFinding]:
    """Findings of all checks, for segments that have a bead's id."""
    for segment in segments:
        bead = bead_of(segment)
        if bead is not None:
            source, target = (
                Passage(side.text, side.lang, 0, side.date) for side in (segment.source, segment.target)
            )
            for finding in run_checks(source, target):
                yield BeadFinding(segment.pair_id, bead, finding)


def _languages(settings: Settings) -> Languages:
    return settings.source_lang, settings.target_lang


def _count(cleaned: Iterable[Cleaned]) -> tuple[Counter[str], Counter[str], int, int]:
    flagged: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    total = kept = 0
    for item in cleaned:
        flagged.update(item.segment.flags)
        left_out.update(item.reasons)
        total += 1
        kept += not item.reasons
    return flagged, left_out, total, kept


def _fate(item: Any) -> str:
    return ("drops" if item.rule.drops else "flags") if item.hit else ""


def _listed(item: Cleaned) -> tuple[str, ...]:
    segment = item.segment
    texts = (segment.source.text, segment.target.text)
    return (segment.id, " ".join(item.reasons), " ".join(segment.flags), f"{segment.score:.4f}", *texts)


def _shown(hit: Hit) -> str:
    lines = [f"{hit.id}  {hit.score:.2f}  {hit.split}"]
    for place, lang in enumerate((hit.source_lang, hit.target_lang)):
        found = (hit.source, hit.target)[place]
        lines.append(f"  {lang}  {hit.before[place]} | {found} | {hit.after[place]}")
    lines += [f"      {url}" for url in (hit.source_url, hit.target_url) if url]
    return "\n".join(lines)


def _write_tsv(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
