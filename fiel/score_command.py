"""`fiel score`: the quotes of a build and their verdicts."""

from dataclasses import asdict
from typing import Any

from fiel.builds import load_build
from fiel.options import BuildDirectory, Json, Pair, write_json, write_tsv


def score(directory: BuildDirectory, as_json: Json = False, pair: Pair = None) -> None:
    """The quotes of a build: what became of each in the translation, and its verdict."""
    build = load_build(directory)
    rows = []
    for identifier, quote_pairs in build.quote_pairs.items():
        if pair not in (None, identifier):
            continue
        document = next(p for p in build.pairs if p.id == identifier)
        texts = [build.articles[str(side)].text for side in (document.source_id, document.target_id)]
        for quote_pair in quote_pairs:
            spans = (quote_pair.source_span, quote_pair.target_span)
            words = [text[slice(*span)] if span else "" for text, span in zip(texts, spans, strict=True)]
            rows.append(asdict(quote_pair) | {"source_text": words[0], "target_text": words[1]})
    if as_json:
        write_json(rows)
    else:
        columns = ("pair_id", "index", "status", "verdict", "findings", "source_text", "target_text")
        write_tsv(columns, ([_cell(row[column]) for column in columns] for row in rows))


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return value["label"]
    if isinstance(value, tuple | list):
        return "; ".join(
            f"{finding['severity']} {finding['check']}: {finding['message']}" for finding in value
        )
    return value
