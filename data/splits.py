"""Training, development and test documents."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from scipy.cluster.hierarchy import DisjointSet

from fiel.data.leakage import twin_documents
from fiel.errors import SettingsError
from fiel.records import Decision, DocumentPair, Segment
from fiel.settings import ExportSettings

SPLITS = ("train", "dev", "test")


def assign_splits(
    pairs: Iterable[DocumentPair],
    settings: ExportSettings,
    *,
    twins: Iterable[tuple[str, str]] = (),
    dates: Mapping[str, datetime.date | None] | None = None,
) -> dict[str, str]:
    """The split of each pair, by pair id: `train`, `dev` or `test`.

    Pairs that share an article, directly or through others, go together, and so do `twins`, ids of
    pairs with sentences in common. Where they go depends on the digest of an original's id alone, so
    documents added later move no other; only a pair that links two groups may move one of them.
    `settings.dev` and `settings.test` are therefore shares to be expected: of few documents the test
    split may well get none. With `dates`, by pair id, the latest documents are the test split and
    those before them dev, in the shares that are set; what has no date is for training. Raises
    SettingsError when the two leave nothing to train on.
    """
    if settings.dev + settings.test >= 1:
        raise SettingsError(
            f"export: dev = {settings.dev} and test = {settings.test}; expected less than 1 in all"
        )
    pairs = list(pairs)
    groups = _group(pairs, twins)
    if dates is not None:
        splits = _split_by_date(groups, dates, settings)
    else:
        places = _places_by_digest(pairs, groups)
        splits = {group: _split(place, settings) for group, place in places.items()}
    return {pair: splits[group] for pair, group in groups.items()}


def split_documents(read: Callable[[], Iterable[Segment]], settings: ExportSettings) -> dict[str, str]:
    """The split of each document pair of a corpus, by pair id; documents that share sentences stay together.

    A pair whose articles are not known is not in it: it is for training, since its neighbours would leak.
    """
    pairs: dict[str, DocumentPair] = {}
    dates: dict[str, datetime.date | None] = {}
    for segment in read():
        source, target = segment.source, segment.target
        if segment.pair_id not in pairs and source.article_id and target.article_id:
            pairs[segment.pair_id] = DocumentPair(
                segment.pair_id, source.article_id, target.article_id, Decision.PARALLEL, 1.0, ""
            )
            dates[segment.pair_id] = target.date or source.date
    twins = twin_documents(segment for segment in read() if segment.pair_id in pairs)
    by_date = dates if settings.split_by == "date" else None
    return assign_splits(pairs.values(), settings, twins=twins, dates=by_date)


def _group(pairs: Sequence[DocumentPair], twins: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A name for the group of each pair, by pair id."""
    joined = DisjointSet(f"pair {pair.id}" for pair in pairs)
    for pair in pairs:
        for article in (pair.source_id, pair.target_id):
            if article:
                joined.add(f"article {article}")
                joined.merge(f"pair {pair.id}", f"article {article}")
    for one, other in twins:
        joined.merge(f"pair {one}", f"pair {other}")
    return {pair.id: str(joined[f"pair {pair.id}"]) for pair in pairs}


def _places_by_digest(pairs: Sequence[DocumentPair], groups: Mapping[str, str]) -> dict[str, float]:
    places: dict[str, float] = {}
    for pair in pairs:
        place = _place(pair.source_id or pair.target_id or pair.id)
        places[groups[pair.id]] = min(place, places.get(groups[pair.id], 1.0))
    return places


def _split_by_date(
    groups: Mapping[str, str], dates: Mapping[str, datetime.date | None], settings: ExportSettings
) -> dict[str, str]:
    """The split of each group: the latest are test, those before them dev; a group is as old as its oldest."""
    days: dict[str, list[datetime.date | None]] = {}
    for pair, group in groups.items():
        days.setdefault(group, []).append(dates.get(pair))
    oldest = {group: min(day for day in found if day) for group, found in days.items() if all(found)}
    splits = dict.fromkeys(days, "train")
    newest = round(settings.test * len(groups))
    newer = round((settings.test + settings.dev) * len(groups))
    later = 0
    for group in sorted(oldest, key=lambda name: (oldest[name], name), reverse=True):
        if later < newer:
            splits[group] = "test" if later < newest else "dev"
        later += len(days[group])
    return splits


def _split(place: float, settings: ExportSettings) -> str:
    """Test from the bottom, dev from the top: to change one share moves nothing in the other."""
    if place < settings.test:
        return "test"
    return "dev" if place >= 1 - settings.dev else "train"


def _place(article: str) -> float:
    digest = hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
