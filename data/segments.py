"""Corpus segments: two-sided beads with the text and the provenance of both sides."""

from collections.abc import Iterator, Sequence

from fiel.records import Article, Bead, DocumentPair, Segment, Sentence, Side


def make_segments(
    pair: DocumentPair,
    source: tuple[Article, Sequence[Sentence]],
    target: tuple[Article, Sequence[Sentence]],
    beads: Sequence[Bead],
    split: str,
    *,
    encoder: str = "",
    settings: str = "",
    licence: str = "",
) -> Iterator[Segment]:
    """One segment for each bead that has both sides, numbered as the beads are.

    `encoder` and `settings` are the signatures of what made the beads, `licence` a note on the rights.
    """
    for bead in beads:
        if bead.source and bead.target:
            yield Segment(
                id=f"{pair.id}-{bead.index}",
                source=_side(*source, bead.source),
                target=_side(*target, bead.target),
                kind=bead.kind,
                score=bead.score,
                crossing=bead.crossing,
                split=split,
                pair_id=pair.id,
                decision=pair.decision,
                encoder=encoder,
                settings=settings,
                licence=licence,
            )


def _side(article: Article, sentences: Sequence[Sentence], chosen: tuple[int, ...]) -> Side:
    parts = [sentences[index] for index in chosen]
    return Side(
        lang=article.lang,
        text=" ".join(part.text for part in parts),
        article_id=article.id,
        url=article.url,
        outlet=article.outlet,
        date=article.date,
        sentences=chosen,
        paragraphs=tuple(part.paragraph for part in parts),
        span=(parts[0].start, parts[-1].end),
    )
