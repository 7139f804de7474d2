"""A corpus segment as a flat row: the columns that JSONL, Parquet, TSV, TMX and XLIFF share."""

import datetime
import math
from collections.abc import Iterator, Mapping
from typing import Any

from fiel.data.characters import utf8_text
from fiel.errors import OutputError
from fiel.records import Decision, Segment, Side

Languages = tuple[str, str]
"""Codes of the originals' and the translations' usual language."""

UNSCORED = "unscored"
"""Flag of a segment that came without a probability; it counts as 1."""

_BLOCK = 1_000
"""Segments of a corpus without documents that count as one, so that what holds a document stays small."""


def sides_by_language(segment: Segment, languages: Languages) -> dict[str, Side]:
    """Both sides by language code, in alphabetical order.

    Raises OutputError for a segment in other languages than the corpus, or with an empty side.
    """
    source, target = segment.source, segment.target
    if (source.lang, target.lang) not in (languages, languages[::-1]):
        found = f"{source.lang}-{target.lang}"
        raise OutputError(f"segment {segment.id}: languages {found}; expected {' and '.join(languages)}")
    for side in (source, target):
        if not side.text or side.text.isspace():
            raise OutputError(f"segment {segment.id}: no {side.lang} text; expected a sentence on both sides")
    return (
        {source.lang: source, target.lang: target}
        if source.lang < target.lang
        else {target.lang: target, source.lang: source}
    )


def row(segment: Segment, languages: Languages) -> dict[str, object]:
    """A segment with all its provenance; `source_` and `target_` are the original and the translation."""
    return {
        "id": utf8_text(segment.id),
        "translation": {
            lang: utf8_text(side.text) for lang, side in sides_by_language(segment, languages).items()
        },
        "score": segment.score,
        "type": bead_type(segment),
        "crossing": segment.crossing,
        "flags": list(segment.flags),
        "split": segment.split,
        "pair_id": utf8_text(segment.pair_id),
        "decision": segment.decision.value,
        "encoder": segment.encoder,
        "settings": segment.settings,
        "licence": utf8_text(segment.licence),
        **_side_columns("source", segment.source),
        **_side_columns("target", segment.target),
    }


def cells(segment: Segment) -> Iterator[tuple[str, str]]:
    """The columns of `row` as text, without the sentences themselves; what is not known is left out.

    Raises OutputError for a flag with white space, which would come back as two.
    """
    yield "score", repr(segment.score)
    yield "type", bead_type(segment)
    yield "crossing", "yes" if segment.crossing else "no"
    if segment.flags:
        yield "flags", joined_flags(segment)
    yield "split", segment.split
    yield "pair_id", segment.pair_id
    yield "decision", segment.decision.value
    if segment.encoder:
        yield "encoder", segment.encoder
    if segment.settings:
        yield "settings", segment.settings
    if segment.licence:
        yield "licence", segment.licence
    yield "source_lang", segment.source.lang
    yield from (("source_" + column, value) for column, value in side_cells(segment.source))
    yield "target_lang", segment.target.lang
    yield from (("target_" + column, value) for column, value in side_cells(segment.target))


def side_cells(side: Side) -> Iterator[tuple[str, str]]:
    """The columns of one side as text, without its language; what is not known is left out."""
    yield "article", side.article_id
    if side.url:
        yield "url", side.url
    if side.outlet:
        yield "outlet", side.outlet
    if side.date:
        yield "date", side.date.isoformat()
    if side.sentences:
        yield "sentences", " ".join(map(str, side.sentences))
    if side.paragraphs:
        yield "paragraphs", " ".join(map(str, side.paragraphs))
    yield "start", str(side.span[0])
    yield "end", str(side.span[1])


def joined_flags(segment: Segment) -> str:
    """The flags with a space between; raises OutputError for one that holds white space itself."""
    for flag in segment.flags:
        if flag.split() != [flag]:
            raise OutputError(f"segment {segment.id}: flag {flag!r}; expected a code without white space")
    return " ".join(segment.flags)


def bead_type(segment: Segment) -> str:
    """`1:1`, `1:2`, …: the form in which corpora give the number of sentences of source and target."""
    return segment.kind.replace("-", ":")


def segment_of(values: Mapping[str, Any], languages: Languages, name: str, number: int) -> Segment:
    """The segment of a row, typed as `row` gives it or as text; columns that it lacks take neutral values.

    `values` needs `source_text` and `target_text`, or `translation`. `languages` tell original and
    translation where the row does not; `name` and `number` make the id of a row without one. Raises
    ValueError or KeyError for a value that the column cannot have.
    """
    languages = (values.get("source_lang") or languages[0], values.get("target_lang") or languages[1])
    translation = values.get("translation") or {}
    sides = [
        _side(values, role, lang, values.get(f"{role}_text", translation.get(lang)))
        for role, lang in zip(("source", "target"), languages, strict=True)
    ]
    score, flags = values.get("score"), values.get("flags") or ()
    flags = tuple(flags.split() if isinstance(flags, str) else flags)
    if score in (None, ""):
        score, flags = 1.0, tuple(dict.fromkeys((*flags, UNSCORED)))
    articles = [side.article_id for side in sides if side.article_id]
    pair_id = values.get("pair_id") or "~".join(articles) or f"{name}-{number // _BLOCK}"
    return Segment(
        id=values.get("id") or f"{pair_id}-{number}",
        source=sides[0],
        target=sides[1],
        kind=(values.get("type") or _kind(sides)).replace(":", "-"),
        score=_probability(score),
        crossing=values.get("crossing") in (True, "yes", "True", "true"),
        split=values.get("split") or "train",
        pair_id=pair_id,
        decision=Decision(values.get("decision") or "parallel"),
        flags=flags,
        encoder=values.get("encoder") or "",
        settings=values.get("settings") or "",
        licence=values.get("licence") or "",
    )


def _side_columns(role: str, side: Side) -> dict[str, object]:
    return {
        f"{role}_lang": side.lang,
        f"{role}_article": utf8_text(side.article_id),
        f"{role}_url": utf8_text(side.url),
        f"{role}_outlet": utf8_text(side.outlet),
        f"{role}_date": side.date.isoformat() if side.date else None,
        f"{role}_sentences": list(side.sentences),
        f"{role}_paragraphs": list(side.paragraphs),
        f"{role}_start": side.span[0],
        f"{role}_end": side.span[1],
    }


def _side(values: Mapping[str, Any], role: str, lang: str, text: Any) -> Side:
    if not isinstance(text, str):
        raise ValueError(f"no {lang} text")
    date = values.get(f"{role}_date")
    start, end = values.get(f"{role}_start"), values.get(f"{role}_end")
    return Side(
        lang=lang,
        text=text,
        article_id=values.get(f"{role}_article") or values.get(f"{role}_url") or "",
        url=values.get(f"{role}_url") or "",
        outlet=values.get(f"{role}_outlet") or "",
        date=datetime.date.fromisoformat(date) if date else None,
        sentences=_indices(values.get(f"{role}_sentences")),
        paragraphs=_indices(values.get(f"{role}_paragraphs")),
        span=(int(start), int(end)) if start not in (None, "") and end not in (None, "") else (0, len(text)),
    )


def _indices(value: Any) -> tuple[int, ...]:
    return tuple(map(int, value.split() if isinstance(value, str) else value or ()))


def _kind(sides: list[Side]) -> str:
    return "-".join(str(max(len(side.sentences), 1)) for side in sides)


def _probability(value: Any) -> float:
    score = float(value)
    if not (math.isfinite(score) and 0 <= score <= 1):
        raise ValueError(f"score {value}; expected 0 to 1")
    return score
