"""The commands for corpora, of a build or from elsewhere: `clean`, `validate`, `find`, `merge`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from fiel.build_commands import show_files, show_funnel
from fiel.builds import VECTORS, is_build, load_build
from fiel.corpora import Corpus, corpus_of_build, corpus_of_file, join
from fiel.data.cleaning import Cleaned, Measured, Rule, apply_rules, clean, explain, rules_of
from fiel.data.concordance import INDEX, Hit, find, index_corpus, stamp_of
from fiel.data.merging import read_corpus
from fiel.data.validation import validate as validate_file
from fiel.errors import InputError, SettingsError
from fiel.estimated_corpus import with_estimates
from fiel.exporting import clean_and_split, export_corpus
from fiel.options import BuildSettingsFile, Set, SettingsFile, settings_from, talk, write_tsv
from fiel.records import Segment
from fiel.settings import Settings

Corpora = Annotated[
    list[Path],
    typer.Argument(
        metavar="SRC", help="Build directories or corpus files of any known format.", show_default=False
    ),
]
Source = Annotated[
    Path, typer.Argument(metavar="SRC", help="A build directory or a corpus file.", show_default=False)
]
Form = Annotated[
    str, typer.Option("--format", help="Format of the files; default: as they look.", show_default=False)
]


_BESIDE = (".zip", ".ids", ".md", ".svg", ".json", ".sqlite")


def clean_corpus(
    source: Source,
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
    estimator: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="ESTIMATOR",
            help="Also estimate quality, for the rule estimate: chrf:apertium, chrf:MODEL, comet or comet:MODEL.",
            show_default=False,
        ),
    ] = None,
    settings_file: BuildSettingsFile = None,
    assignments: Set = None,
) -> None:
    """What cleaning does to a corpus, rule by rule: nothing is changed.

    Without an option: how many segments each rule flags and drops. --rule lists what becomes of what
    it hits, before (by the settings of the build, or the defaults) and after (by those given here).
    """
    made = load_build(source).manifest.settings if is_build(source) else None
    settings = settings_from(
        settings_file, assignments, made=made, clean__profile=profile, clean__estimator=estimator
    )
    store = source / VECTORS if made else None
    corpus = with_estimates(_corpus(source, settings, check), settings.clean, store)
    if explained is not None:
        _explain(corpus, _rules(settings), explained)
    elif rule is not None:
        before = _rules(made or settings_from(settings_file, None))
        _list_rule(corpus, _named(rule, before), _named(rule, _rules(settings)))
    elif dropped:
        cleaned = clean(corpus.read, _rules(settings), corpus.measure)
        columns = ("id", "reasons", "flags", "score", "source", "target")
        write_tsv(columns, (_listed(found) for found in cleaned if found.reasons))
    else:
        _summarise(_rules(settings), clean(corpus.read, _rules(settings), corpus.measure))


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Corpus files, or folders of them.", show_default=False),
    ],
    form: Form = "",
    settings_file: SettingsFile = None,
    assignments: Set = None,
) -> None:
    """Whether corpus files keep the rules of their format; if not: line, cause and way out. Exit 1 then.

    TMX, XLIFF 1.2 and 2.1, Moses, XCES, TSV, bitextor, JSONL, Parquet, WMT XML, OpusTrainer, review sheets.
    """
    settings = settings_from(settings_file, assignments)
    languages = (settings.source_lang, settings.target_lang)
    broken = 0
    for path in chain.from_iterable(map(_files, paths)):
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
    source: Source,
    lang: Annotated[str, typer.Option("--lang", help="Only in this language.", show_default=False)] = "",
    expression: Annotated[bool, typer.Option("--fts", help="QUERY is an FTS5 expression.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most segments shown.")] = 20,
    settings_file: SettingsFile = None,
    assignments: Set = None,
) -> None:
    """Words in their aligned context, in either language; case and accents do not count.

    A build and a merged corpus have an index; for a corpus file one is made beside it, on first use and
    when the file has changed.
    """
    index = _index(source, settings_from(settings_file, assignments))
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
    """Builds and corpora from elsewhere as one corpus: cleaned, split anew by document, written, indexed.

    Nothing is aligned again; `--set export.min_score=…` and `--set clean.…` change what stays.
    """
    settings = settings_from(settings_file, assignments, export__formats=formats, export__name=name)
    languages = (settings.source_lang, settings.target_lang)
    corpus = join([_corpus(source, settings, check) for source in sources], languages)
    corpus = with_estimates(corpus, settings.clean)
    exported = export_corpus(corpus, output, settings, index=output / INDEX)
    show_funnel(exported.funnel)
    show_files(exported.files, exported.leakage, output)


def _files(path: Path) -> list[Path]:
    """The file, or the corpus files in a folder; what belongs to another file is looked at with it."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.is_file())
    return [file for file in found if file.suffix not in _BESIDE and not file.name.startswith(".")]


def _corpus(source: Path, settings: Settings, check: bool = False) -> Corpus:
    """A build's corpus, with its own note on the rights, or that of a file."""
    if is_build(source):
        build = load_build(source)
        return corpus_of_build(build, build.manifest.settings.export.licence)
    return corpus_of_file(source, (settings.source_lang, settings.target_lang), check=check)


def _index(source: Path, settings: Settings) -> Path:
    """The index of a build, a merged corpus or a file, made anew if it is not of the corpus as it is now."""
    if source.is_dir() and not is_build(source):
        if not (source / INDEX).is_file():
            raise InputError(
                f"{source}: no build and no index; expected what `fiel build` or `fiel merge` wrote, or a file"
            )
        return source / INDEX
    if is_build(source):
        build = load_build(source)
        index, stamp = source / INDEX, build.manifest.export_key
        made = build.manifest.settings
        corpus = corpus_of_build(build, made.export.licence)
        cleaned = clean_and_split(with_estimates(corpus, made.clean, source / VECTORS), made)
        segments: Iterable[Segment] = (found.segment for found in cleaned if not found.reasons)
    else:
        index = source.with_name(f"{source.name}.{INDEX}")
        known = source.stat() if source.is_file() else None
        stamp = f"{known.st_mtime_ns} {known.st_size}" if known else ""
        segments = read_corpus(source, (settings.source_lang, settings.target_lang))
    if stamp_of(index) != stamp:
        talk.print(f"indexed {index_corpus(segments, index, stamp)} segments", highlight=False)
    return index


def _rules(settings: Settings) -> tuple[Rule, ...]:
    return rules_of(settings.clean, settings.export.min_score)


def _named(code: str, rules: Iterable[Rule]) -> Rule:
    known = {rule.code: rule for rule in rules}
    if code not in known:
        raise SettingsError(f'unknown rule "{code}"; known rules: {", ".join(known)}')
    return known[code]


def _explain(corpus: Corpus, rules: tuple[Rule, ...], segment_id: str) -> None:
    segment, measured = explain(corpus.read, rules, segment_id, corpus.measure)
    for text in (segment.source.text, segment.target.text):
        talk.print(text, markup=False, highlight=False, soft_wrap=True)
    for finding in corpus.findings(segment):
        line = f"{finding.severity} {finding.check}: {finding.message}"
        talk.print(line, markup=False, highlight=False, soft_wrap=True)
    rows = (
        (
            found.rule.code,
            f"{found.value:.4g}",
            f"{found.rule.bad} {found.rule.limit:g}",
            _fate(found),
            found.rule.what,
        )
        for found in measured
    )
    write_tsv(("rule", "measured", "bad", "hit", "what"), rows)


def _list_rule(corpus: Corpus, before: Rule, after: Rule) -> None:
    stay = Counter[bool]()

    def rows() -> Iterator[tuple[str, ...]]:
        for segment, (first, second) in apply_rules(corpus.read, (before, after), corpus.measure):
            stay[second.hit and after.drops] += 1
            if first.hit or second.hit:
                fates = (_fate(first), _fate(second), f"{second.value:.4g}", f"{segment.score:.4f}")
                yield (segment.id, *fates, segment.source.text, segment.target.text)

    write_tsv(("id", "before", "after", "measured", "score", "source", "target"), rows())
    talk.print(f"{stay.total()} segments, {stay[False]} stay after this rule", highlight=False)


def _summarise(rules: tuple[Rule, ...], cleaned: Iterable[Cleaned]) -> None:
    flagged: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    total = kept = 0
    for item in cleaned:
        flagged.update(item.hits)
        left_out.update(item.reasons)
        total += 1
        kept += not item.reasons
    rows = (
        (rule.code, f"{rule.bad} {rule.limit:g}", flagged[rule.code], left_out[rule.code]) for rule in rules
    )
    write_tsv(("rule", "bad", "flags", "drops"), rows)
    talk.print(f"{total} segments, {kept} stay, {total - kept} are left out", highlight=False)


def _fate(measured: Measured) -> str:
    return ("drops" if measured.rule.drops else "flags") if measured.hit else ""


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
