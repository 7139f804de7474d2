"""A corpus as Moses files: one sentence pair a line, a file a language."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

from fiel.data.characters import one_line
from fiel.data.corpus_rows import Languages, segment_of, sides_by_language
from fiel.data.files import write_atomically
from fiel.data.lines import numbered_lines
from fiel.errors import InputError, OutputError
from fiel.records import Segment, Side


def write_moses(segments: Iterable[Segment], directory: Path, name: str, languages: Languages) -> list[Path]:
    """`NAME.en-es.en`, `NAME.en-es.es` and `NAME.en-es.ids`, line by line the same segments.

    Codes are in alphabetical order; UTF-8, LF, no blank line, no tab, one physical line a segment
    (see `characters.one_line`). `.ids` is OPUS's: document ids in the order of the codes, then the
    indices of their sentences, with tabs between. Raises OutputError; nothing half-written is left.
    """
    codes = sorted(languages)
    paths = [directory / f"{name}.{'-'.join(codes)}.{ending}" for ending in (*codes, "ids")]
    with ExitStack() as held:
        files = [
            held.enter_context(
                held.enter_context(write_atomically(path)).open("w", encoding="utf-8", newline="\n")
            )
            for path in paths
        ]
        first, second, ids = files
        for segment in segments:
            one, other = sides_by_language(segment, languages).values()
            first.write(_line(one, segment.id))
            second.write(_line(other, segment.id))
            ids.write(_ids(one, other))
    return paths


def read_moses(path: Path, languages: Languages) -> Iterator[Segment]:
    """The segments of two Moses files, named by either of them, and of the `.ids` beside them if it is there.

    `languages` tell which file holds the originals. Raises InputError when the files differ in length.
    """
    paths = moses_files(path, languages)
    with ExitStack() as held:
        readers = [numbered_lines(place, held) for place in paths.values()]
        for lines in zip_longest(*readers):
            if None in lines:
                number, _ = next(line for line in lines if line)
                raise InputError(
                    f"{path}:{number}: only some of {', '.join(place.name for place in paths.values())} "
                    "have this line; expected as many lines in each"
                )
            number = lines[0][0]
            values: dict[str, str] = {}
            for ending, (_, line) in zip(paths, lines, strict=True):
                values |= _read_ids(path, number, line, languages) if ending == "ids" else {ending: line}
            for role, lang in zip(("source", "target"), languages, strict=True):
                values[f"{role}_text"] = values[lang]
            yield segment_of(values, languages, path.name.partition(".")[0], number)


def moses_files(path: Path, languages: Languages) -> dict[str, Path]:
    """The files that belong together, by their ending: the languages' codes, and `ids` if there is one.

    `path` is any of them. Raises InputError where one of the languages is missing.
    """
    stem = path.with_suffix("") if path.suffix[1:] in (*languages, "ids") else path
    found = {ending: Path(f"{stem}.{ending}") for ending in (*sorted(languages), "ids")}
    for lang in languages:
        if not found[lang].is_file():
            raise InputError(
                f"{found[lang]}: no such file; expected {stem}.{languages[0]} and .{languages[1]}"
            )
    if not found["ids"].is_file():
        del found["ids"]
    return found


def _read_ids(path: Path, number: int, line: str, languages: Languages) -> dict[str, str]:
    codes = sorted(languages)
    parts = line.split("\t")
    if len(parts) != 4:
        raise InputError(
            f"{path.with_suffix('.ids')}:{number}: {len(parts)} columns; expected 4, tabs between"
        )
    values = {}
    for role, lang in zip(("source", "target"), languages, strict=True):
        place = codes.index(lang)
        values[f"{role}_article"], sentences = parts[place], parts[place + 2].split()
        if all(map(str.isdecimal, sentences)):  # OPUS also has ids such as s3.1
            values[f"{role}_sentences"] = " ".join(sentences)
    return values


def _line(side: Side, segment_id: str) -> str:
    line = one_line(side.text)
    if not line:
        raise OutputError(f"segment {segment_id}: no printable {side.lang} text; expected a sentence")
    return line + "\n"


def _ids(one: Side, other: Side) -> str:
    return (
        f"{one_line(one.article_id)}\t{one_line(other.article_id)}\t"
        f"{' '.join(map(str, one.sentences))}\t{' '.join(map(str, other.sentences))}\n"
    )
