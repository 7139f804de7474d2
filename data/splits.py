"""Training, development and test documents."""

import hashlib
from collections.abc import Iterable

from scipy.cluster.hierarchy import DisjointSet

from fiel.errors import SettingsError
from fiel.records import DocumentPair
from fiel.settings import ExportSettings

SPLITS = ("train", "dev", "test")


def assign_splits(pairs: Iterable[DocumentPair], settings: ExportSettings) -> dict[str, str]:
    """The split of each pair, by pair id: `train`, `dev` or `test`.

    Pairs that share an article, directly or through others, go together. Where they go depends on
    the digest of an original's id alone, so documents added later move no other; only a pair that
    links two groups may move one of them. `settings.dev` and `settings.test` are therefore shares
    to be expected: of few documents the test split may well get none. Raises SettingsError when the
    two leave nothing to train on.
    """
    if settings.dev + settings.test >= 1:
        raise SettingsError(
            f"export: dev = {settings.dev} and test = {settings.test}; expected less than 1 in all"
        )
    pairs = list(pairs)
    groups = DisjointSet(f"pair {pair.id}" for pair in pairs)
    for pair in pairs:
        for article in (pair.source_id, pair.target_id):
            if article:
                groups.add(f"article {article}")
                groups.merge(f"pair {pair.id}", f"article {article}")
    places: dict[str, float] = {}
    for pair in pairs:
        group = groups[f"pair {pair.id}"]
        place = _place(pair.source_id or pair.target_id or pair.id)
        places[group] = min(place, places.get(group, 1.0))
    return {pair.id: _split(places[groups[f"pair {pair.id}"]], settings) for pair in pairs}


def _split(place: float, settings: ExportSettings) -> str:
    """Test from the bottom, dev from the top: to change one share moves nothing in the other."""
    if place < settings.test:
        return "test"
    return "dev" if place >= 1 - settings.dev else "train"


def _place(article: str) -> float:
    digest = hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
