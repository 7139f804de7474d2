"""A corpus segment as a row for `datasets`, the same in JSONL and in Parquet."""

from fiel.data.characters import utf8_text
from fiel.errors import OutputError
from fiel.records import Segment, Side

Languages = tuple[str, str]
"""Codes of the originals' and the translations' usual language."""


def sides_by_language(segment: Segment, languages: Languages) -> dict[str, Side]:
    """Both sides by language code, in alphabetical order.

    Raises OutputError for a segment in other languages than the corpus, or with an empty side.
    """
    sides = {side.lang: side for side in (segment.source, segment.target)}
    if sides.keys() != set(languages):
        found = f"{segment.source.lang}-{segment.target.lang}"
        raise OutputError(f"segment {segment.id}: languages {found}; expected {' and '.join(languages)}")
    for lang, side in sides.items():
        if not side.text.strip():
            raise OutputError(f"segment {segment.id}: no {lang} text; expected a sentence on both sides")
    return dict(sorted(sides.items()))


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
        **_side_columns("source", segment.source),
        **_side_columns("target", segment.target),
    }


def bead_type(segment: Segment) -> str:
    """`1:1`, `1:2`, …: the form in which corpora give the number of sentences of source and target."""
    return segment.kind.replace("-", ":")


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
