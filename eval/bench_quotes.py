"""Measures quote extraction against the gold quotations of an article."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fiel
from fiel.data.reading import read_file
from fiel.errors import InputError
from fiel.eval.people import folded
from fiel.eval.quotes import SPOKEN, extract_quotes
from fiel.records import TITLE, Article, Quote, QuoteState, Skipped, Span

OVERLAP = 0.8
"""What two spans share, of all that either covers, to be the same quotation."""
GOLD_KEYS = ("start", "end", "text_start", "text_end", "open_close", "speaker")


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated segment; offsets count from the start of the decoded file."""

    span: Span
    text_span: Span
    state: QuoteState
    speaker: str


Hit = tuple[Quote, GoldQuote, bool]
"""A quotation, the gold that it hits, and whether all offsets agree."""


def bench_quotes(
    article_path: Path, gold_path: Path, languages: Sequence[str] = ("en", "es")
) -> dict[str, Any]:
    """Precision, recall and F1 of an article's quoted segments, and how many of the hits have their speaker.

    The gold is JSON: `quotes`, each with the keys of GOLD_KEYS and offsets into the file decoded as UTF-8,
    and `logical_quotes`. Only direct and partial quotations count, those of the title only if the gold has
    some there. A hit overlaps by OVERLAP, without marks. A speaker is right if its name or its words in the
    article and the gold's name are the same, or one holds the other, without case, accents and titles.
    Also given: hits at exactly the gold's offsets, hits in the right state, logical quotations on both
    sides, and the signature. Raises InputError for unusable files.
    """
    article = _read(article_path, languages)
    gold, logical = _read_gold(gold_path)
    offsets = block_offsets(article, article_path.read_bytes().decode("utf-8"), str(article_path))
    body = [quote for quote in extract_quotes(article) if quote.kind in SPOKEN]
    if all(quote.span[0] >= offsets.get(0, 0) for quote in gold):
        body = [quote for quote in body if quote.paragraph != TITLE]
    shifts = {index: offsets.get(index, 0) - span[0] for index, span in article.paragraph_spans().items()}
    hits = find_hits([(quote, shifts[quote.paragraph]) for quote in body], gold)
    return {
        **figures(hits, len(body), len(gold)),
        "exact_offsets": sum(exact for _, _, exact in hits),
        "states": sum(quote.state is wanted.state for quote, wanted, _ in hits),
        "logical_found": len({quote.group for quote in body}),
        "logical_gold": logical,
        "signature": signature(gold_path),
    }


def figures(hits: Sequence[Hit], found: int, gold: int) -> dict[str, Any]:
    """Precision, recall, F1, the share of hits with the right speaker, and the counts behind them."""
    precision = len(hits) / found if found else 0.0
    recall = len(hits) / gold if gold else 0.0
    speakers = sum(same_speaker(quote, wanted.speaker) for quote, wanted, _ in hits)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if hits else 0.0,
        "speaker_accuracy": round(speakers / len(hits), 4) if hits else 0.0,
        "found": found,
        "gold": gold,
        "hits": len(hits),
    }


def block_offsets(article: Article, file_text: str, place: str) -> dict[int, int]:
    """Where the paragraphs of an article begin in its file, and the title if it stands there verbatim.

    Raises InputError for a paragraph that does not stand in the file after the one before it.
    """
    offsets: dict[int, int] = {}
    at = 0
    for index, block in article.blocks:
        start = file_text.find(block, at)
        if start < 0 and index != TITLE:
            raise InputError(
                f"{place}: paragraph {index}, {block[:40]!r}, does not stand in the file as it was read; "
                "expected an article in Markdown or plain text, whose paragraphs are read as they are"
            )
        if start >= 0:
            offsets[index], at = start, start + len(block)
    return offsets


def same_speaker(quote: Quote, name: str) -> bool:
    """Whether a quotation's speaker is the one that the gold names."""
    wanted = folded(name)
    if not wanted:
        return not quote.speaker_id
    return any(_holds(folded(own), wanted) for own in (quote.speaker_id, quote.speaker_text) if own)


def _holds(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


def find_hits(found: Sequence[tuple[Quote, int]], gold: Sequence[GoldQuote]) -> list[Hit]:
    """Each gold segment with the free quotation, moved by its shift, that overlaps it most."""
    free = dict(enumerate(found))
    hits = []
    for wanted in gold:
        scores = {
            n: _overlap((quote.text_start + shift, quote.text_end + shift), wanted.text_span)
            for n, (quote, shift) in free.items()
        }
        best = max(scores, key=lambda n: scores[n], default=None)
        if best is None or scores[best] < OVERLAP:
            continue
        quote, shift = free.pop(best)
        spans = (quote.start + shift, quote.end + shift), (quote.text_start + shift, quote.text_end + shift)
        hits.append((quote, wanted, spans == (wanted.span, wanted.text_span)))
    return hits


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / max(max(one[1], other[1]) - min(one[0], other[0]), 1)


def _read(path: Path, languages: Sequence[str]) -> Article:
    if not path.is_file():
        raise InputError(f"{path}: No such file; expected one article")
    for item in read_file(path, languages):
        if isinstance(item, Skipped):
            raise InputError(f"{path}: {item.reason}: {item.detail}; expected one article")
        return item
    raise InputError(f"{path}: no article; expected one")


def _read_gold(path: Path) -> tuple[list[GoldQuote], int]:
    """The gold segments and the number of logical quotations."""
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        quotes = [
            GoldQuote(
                (int(row["start"]), int(row["end"])),
                (int(row["text_start"]), int(row["text_end"])),
                QuoteState(row["open_close"]),
                str(row["speaker"] or ""),
            )
            for row in gold["quotes"]
        ]
        return quotes, len(gold.get("logical_quotes", quotes))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; expected the gold quotations as JSON") from error
    except KeyError as error:
        keys = ", ".join(GOLD_KEYS)
        raise InputError(f"{path}: no key {error}; expected `quotes`, each with {keys}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: {error}; expected the gold quotations as JSON, as in seed/") from error


def signature(gold_path: Path) -> str:
    """What the figures depend on."""
    kinds = "kinds:direct+partial"
    return f"quotes|overlap:{OVERLAP}|{kinds}|gold:{digest_of(gold_path)}|fiel:{fiel.__version__}"


def digest_of(path: Path) -> str:
    """Twelve hex digits that stand for a file's bytes."""
    return hashlib.blake2b(path.read_bytes(), digest_size=6).hexdigest()
