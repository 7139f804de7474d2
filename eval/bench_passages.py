"""Measures quote extraction on passages that bear their own gold: `“{It rains,|Ann Lee}” said Lee.`"""

import re
from pathlib import Path
from typing import Any

from fiel.errors import InputError, cause
from fiel.eval.bench_quotes import GoldQuote, Hit, figures, find_hits, signature
from fiel.eval.quotes import SPOKEN, extract_quotes
from fiel.records import Article, QuoteState

GOLD = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
"""The words of a quotation and who says them."""
Passage = tuple[Article, list[GoldQuote]]


def bench_passages(path: Path, lang: str) -> dict[str, Any]:
    """Precision, recall and F1 of the quotations of many passages, and the share of hits with their speaker.

    A passage stands on a line, with ¶ between its paragraphs; lines that begin with # are comments. Every
    quotation that should be found stands in braces, without its marks, with its speaker after a bar.
    Raises InputError for a file without any.
    """
    hits: list[Hit] = []
    found = wanted = 0
    passages = read_passages(path, lang)
    for article, gold in passages:
        quotes = [quote for quote in extract_quotes(article) if quote.kind in SPOKEN]
        hits += find_hits([(quote, 0) for quote in quotes], gold)
        found, wanted = found + len(quotes), wanted + len(gold)
    return {**figures(hits, found, wanted), "passages": len(passages), "signature": signature(path)}


def read_passages(path: Path, lang: str) -> list[Passage]:
    """Each passage as an article with the quotations that it holds."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {cause(error)}; expected passages as UTF-8 text, one a line") from error
    passages = [line for line in lines if line.strip() and not line.startswith("#")]
    if not any(GOLD.search(line) for line in passages):
        raise InputError(
            f"{path}: no quotation in braces; expected such as “{{It rains,|Ann Lee}}” said Lee."
        )
    return [
        _read_passage(line.replace("¶", "\n\n"), f"{path.name}:{number}", lang)
        for number, line in enumerate(passages)
    ]


def _read_passage(line: str, identifier: str, lang: str) -> Passage:
    text, at, gold = "", 0, []
    for match in GOLD.finditer(line):
        text += line[at : match.start()]
        span = (len(text), len(text) + len(match[1]))
        gold.append(GoldQuote(span, span, QuoteState.CLOSED, match[2]))
        text, at = text + match[1], match.end()
    text += line[at:]
    return Article(id=identifier, lang=lang, title="", paragraphs=tuple(text.split("\n\n"))), gold
