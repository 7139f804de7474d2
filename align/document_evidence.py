"""What speaks for two articles being translations of each other, feature by feature.

Vectors alone cannot tell a translation from another report on the same event, as both say the same
things. What can is how much of each text the other answers sentence by sentence, in the same order, with
the same figures and names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fiel.align.aligning import align_embedded
from fiel.align.embedded_article import EmbeddedArticle
from fiel.align.figures import compare_figures
from fiel.align.publication import publication
from fiel.align.traces import dates, is_quoting, names, words
from fiel.align.weights import shipped_weights
from fiel.models.encoder import ComposingEncoder, Matrix
from fiel.records import Bead

Evidence = dict[str, float]

MAX_SIDE = 2
"""Sentences on one side of a bead: 3 costs a quarter more, 6 twice the time, and they cover the same shares
of the pairs made from ntrex-dev within .01."""
TRANSLATED = 0.5
"""Cosine of a bead from which its sentences count as covered: true beads of ntrex-dev have .8, and the
covered share of condensed texts is the same for any value from .4 to .55."""
SHRINKAGE = 2
"""Agreements taken for granted: a text with one figure proves little by it."""


def similarity(source: Matrix, target: Matrix) -> float:
    """Symmetric best match of two articles' unit rows: the means of row and column maxima, halved."""
    cosines = source @ target.T
    return float((cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2)


@dataclass(frozen=True, slots=True)
class Covered:
    """The beads of two articles that translate, with what they cover."""

    beads: list[Bead]
    cosines: Matrix
    sizes: Matrix
    """Characters of both sides of each."""
    shares: Evidence
    """`covered_source` and `covered_target`, of the characters of each article."""


def find_covered(
    source: EmbeddedArticle,
    target: EmbeddedArticle,
    beads: Sequence[Bead],
    vectors: tuple[Matrix, Matrix],
    encoder: ComposingEncoder,
) -> Covered:
    """The beads whose sides are alike enough; `vectors`: of the sentences of both."""
    two_sided = [bead for bead in beads if bead.source and bead.target]
    cosines = _cosines(two_sided, source, target, vectors, encoder)
    covering = [b for b, cosine in zip(two_sided, cosines, strict=True) if cosine >= TRANSLATED]
    sizes = np.array([_characters(bead, source, target) for bead in covering]).reshape(-1, 2)
    shares = {
        "covered_source": float(sizes[:, 0].sum() / source.lengths.sum()),
        "covered_target": float(sizes[:, 1].sum() / target.lengths.sum()),
    }
    return Covered(covering, cosines[cosines >= TRANSLATED], sizes, shares)


def gather_evidence(
    source: EmbeddedArticle,
    target: EmbeddedArticle,
    vectors: tuple[Matrix, Matrix],
    encoder: ComposingEncoder,
) -> Evidence:
    """Every feature of a pair, by name. `vectors`: of the sentences of both.

    `covered_source` and `covered_target`, shares of characters in beads that translate; of these beads
    `agreement`, mean cosine, `certainty`, mean probability, and `order`, the share that does not cross;
    `figures`, `dates`, `names`, `quotes`, shares that agree; `same_figures`, how many do; `conflicts`, figures
    that stand where the other side has another one; `whole`, `lead` and `title`, cosines, the last where both
    have one; `length`, log of the ratio of the covered characters; `outlet`, 1 for the same one; `days` from
    source to target, and `ids` between them on one site; where they are known.
    """
    # Without the closer look at clauses, which takes most of the time and leaves the shares as they are.
    weights = replace(shipped_weights(), shift=0.0)
    texts = [
        replace(item.as_text, vectors=side) for item, side in zip((source, target), vectors, strict=True)
    ]
    beads = align_embedded(texts[0], texts[1], encoder, max_side=MAX_SIDE, weights=weights)
    covered = find_covered(source, target, beads, vectors, encoder)
    mass = covered.sizes.sum(axis=1)
    straight = np.array([not bead.crossing for bead in covered.beads], dtype=float)
    evidence = {
        **covered.shares,
        "agreement": _mean(covered.cosines, mass),
        "certainty": _mean(np.array([bead.score for bead in covered.beads]), mass),
        "order": _mean(straight, mass),
        **_figures(covered.beads, source, target),
        "dates": _dates(source, target),
        "names": _names(source, target),
        "quotes": _quotes(covered.beads, source, target),
        "similarity": similarity(*vectors),
        **_passages(source, target, vectors, encoder),
    }
    return evidence | _lengths(covered.sizes) | _outlets(source, target) | _times(source, target)


def _cosines(
    beads: list[Bead],
    source: EmbeddedArticle,
    target: EmbeddedArticle,
    vectors: tuple[Matrix, Matrix],
    encoder: ComposingEncoder,
) -> Matrix:
    if not beads:
        return np.zeros(0, dtype=np.float32)
    sides = [
        _runs([bead.source for bead in beads], source, vectors[0], encoder),
        _runs([bead.target for bead in beads], target, vectors[1], encoder),
    ]
    return np.asarray(np.einsum("ij,ij->i", *sides))


def _runs(
    runs: list[tuple[int, ...]], item: EmbeddedArticle, vectors: Matrix, encoder: ComposingEncoder
) -> Matrix:
    """Vectors of runs of sentences; only those of several are made."""
    found = vectors[[run[0] for run in runs]]
    longer = [at for at, run in enumerate(runs) if len(run) > 1]
    if longer:
        found[longer] = encoder.vectors(np.stack([item.sums[list(runs[at])].sum(axis=0) for at in longer]))
    return found


def _characters(bead: Bead, source: EmbeddedArticle, target: EmbeddedArticle) -> tuple[int, int]:
    return (
        sum(len(source.sentences[index].text) for index in bead.source),
        sum(len(target.sentences[index].text) for index in bead.target),
    )


def _mean(values: Matrix, mass: Matrix) -> float:
    return float(values @ mass / mass.sum()) if mass.sum() else 0.0


def _figures(beads: list[Bead], source: EmbeddedArticle, target: EmbeddedArticle) -> Evidence:
    """Figures bead by bead: the share that the other side has too, how many that are, and how many clash."""
    found = [
        compare_figures(
            source.run(bead.source), source.article.lang, target.run(bead.target), target.article.lang
        )
        for bead in beads
    ]
    agreed, present = sum(one.agreed for one in found), sum(one.present for one in found)
    return {
        "figures": _shrunk(agreed, present),
        "same_figures": float(agreed),
        "conflicts": float(sum(one.conflicts for one in found)),
    }


def _dates(source: EmbeddedArticle, target: EmbeddedArticle) -> float:
    """Share of the dates of the text with fewer that the other text has too."""
    left, right = dates(source.article.text), dates(target.article.text)
    return _shrunk(len(left & right), min(len(left), len(right)))


def _shrunk(agreed: float, present: float) -> float:
    return (agreed + SHRINKAGE) / (present + SHRINKAGE)


def _names(source: EmbeddedArticle, target: EmbeddedArticle) -> float:
    """Share of the names of the text with fewer that the other text has among its words."""
    sides = []
    for here, there in ((source, target), (target, source)):
        found = names(here.article.text)
        sides.append((len(found), len(found & words(there.article.text))))
    count, shared = min(sides)
    return _shrunk(shared, count)


def _quotes(beads: list[Bead], source: EmbeddedArticle, target: EmbeddedArticle) -> float:
    """Share of the beads with a quotation on any side that have one on both."""
    marks = [(is_quoting(source.run(bead.source)), is_quoting(target.run(bead.target))) for bead in beads]
    either, both = sum(a or b for a, b in marks), sum(a and b for a, b in marks)
    return _shrunk(both, either)


def _passages(
    source: EmbeddedArticle,
    target: EmbeddedArticle,
    vectors: tuple[Matrix, Matrix],
    encoder: ComposingEncoder,
) -> Evidence:
    """Cosines of the whole texts, of their first sentences, and of their titles."""
    whole = encoder.vectors(np.stack([item.sums.sum(axis=0) for item in (source, target)]))
    leads = [
        side[1 if item.has_title and len(side) > 1 else 0]
        for item, side in zip((source, target), vectors, strict=True)
    ]
    found = {"whole": float(whole[0] @ whole[1]), "lead": float(leads[0] @ leads[1])}
    if source.has_title and target.has_title:
        found["title"] = float(vectors[0][0] @ vectors[1][0])
    return found


def _lengths(sizes: Matrix) -> Evidence:
    left, right = sizes.sum(axis=0)
    return {"length": float(np.log(right / left))} if left and right else {}


def _outlets(source: EmbeddedArticle, target: EmbeddedArticle) -> Evidence:
    names = source.article.outlet, target.article.outlet
    return {"outlet": float(names[0] == names[1])} if all(names) else {}


def _times(source: EmbeddedArticle, target: EmbeddedArticle) -> Evidence:
    known: Evidence = {}
    one, other = publication(source.article), publication(target.article)
    if one.is_day and other.is_day:
        known["days"] = float(other.earliest - one.earliest)
    sites = [article.id.partition(":") for article in (source.article, target.article)]
    if sites[0][0] == sites[1][0] == "rhc":
        known["ids"] = float(int(sites[1][2]) - int(sites[0][2]))
    return known
