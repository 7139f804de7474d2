"""`fiel match`: which articles are translations of each other."""

from dataclasses import asdict
from typing import Any

from fiel.api import match_articles
from fiel.builds import is_build, load_build
from fiel.options import Encoder, Json, Set, SettingsFile, Sources, settings_from, write_json, write_tsv
from fiel.read_command import articles_of
from fiel.records import DocumentPair


def match(
    sources: Sources,
    settings_file: SettingsFile = None,
    assignments: Set = None,
    encoder: Encoder = None,
    as_json: Json = False,
) -> None:
    """Which articles are translations of each other, and why the others stand alone.

    Prints one line a pair: source, target, decision, probability, reason. SRC may be a build directory.
    """
    if len(sources) == 1 and is_build(sources[0]):
        pairs = load_build(sources[0]).pairs
    else:
        settings = settings_from(settings_file, assignments, encoder=encoder)
        pairs = match_articles(articles_of(sources, settings), settings)
    if as_json:
        write_json([asdict(pair) for pair in pairs])
    else:
        write_tsv(("source", "target", "decision", "score", "reason"), map(_pair_row, pairs))


def _pair_row(pair: DocumentPair) -> list[Any]:
    return [pair.source_id or "", pair.target_id or "", pair.decision, f"{pair.score:.4f}", pair.reason]
