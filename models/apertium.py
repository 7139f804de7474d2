"""Apertium, rule-based translation by a program of Debian's: some 300 sentences a second, no model.

Forcada et al. 2011, "Apertium: a free/open-source platform for rule-based machine translation".
Many texts go through one run of the pipeline: each is escaped and closed with the mark that
Apertium's own deformatter puts where a text ends, and null bytes part them. A run that does not
return exactly one text for each is refused.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence

from fiel.errors import InputError, MissingExtraError
from fiel.models.language_codes import language_codes

CHUNK = 2000
"""Texts a run: starting the pipeline takes 0.1 s."""

_END = ".[]"
"""A stop that is taken away again: without it the tagger does not see that a sentence ends."""
_SPECIAL = re.compile(r"([\\\[\]{}^$/@<>])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LINE_BREAK = re.compile(r"\s*\n\s*")
_BLANK = re.compile(r"(?<!\\)\[(\s*)\]")


class Apertium:
    """Translates with an installed Apertium pair, such as spa-eng; unknown words stay as they are."""

    def __init__(self, source_lang: str, target_lang: str) -> None:
        """Raises MissingExtraError, naming the Debian packages, where program or pair are not installed."""
        self.source_lang, self.target_lang = source_lang, target_lang
        self._mode = f"{language_codes(source_lang).iso3}-{language_codes(target_lang).iso3}"
        pairs = " or ".join(sorted({f"apertium-{self._mode}", _reversed_package(self._mode)}))
        program = shutil.which("apertium")
        if program is None:
            raise MissingExtraError(
                f"apertium is not installed; on Debian: apt-get install apertium and {pairs}"
            )
        self._program = program
        modes = self._run(["-l"], "").split()
        if self._mode not in modes:
            raise MissingExtraError(
                f"apertium has no direction {self._mode}; installed: {', '.join(modes) or 'none'}; "
                f"on Debian: apt-get install {pairs}"
            )
        version = self._run(["-V"], "").split()[-1]
        self.signature = f"apertium-{version}|{self._mode}"

    def translate(self, texts: Sequence[str]) -> list[str]:
        out: list[str] = []
        for start in range(0, len(texts), CHUNK):
            out += self._translate_chunk(texts[start : start + CHUNK])
        return out

    def _translate_chunk(self, texts: Sequence[str]) -> list[str]:
        stream = "".join(f"{_escape(text)}{_END}\0" for text in texts)
        parts = self._run(["-z", "-u", "-f", "none", self._mode], stream).split("\0")
        parts, rest = parts[: len(texts)], parts[len(texts) :]
        if len(parts) < len(texts) or any(rest) or not all(part.endswith(_END) for part in parts):
            raise InputError(
                f"apertium {self._mode}: {len(texts)} texts came back as something else; "
                "expected one translation each; is there a null character in a text?"
            )
        return [_unescape(part.removesuffix(_END)) for part in parts]

    def _run(self, options: Sequence[str], stream: str) -> str:
        result = subprocess.run(
            [self._program, *options], input=stream, capture_output=True, encoding="utf-8", check=False
        )
        # `apertium -V` and `-l` answer with 1 on some releases, and with what was asked for all the same.
        if result.returncode and (stream or not result.stdout):
            raise InputError(
                f"apertium {' '.join(options)}: exit {result.returncode}: {result.stderr.strip()}"
            )
        return result.stdout


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text.strip())
    return _LINE_BREAK.sub(lambda gap: f"[{gap[0]}]", escaped)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", _BLANK.sub(r"\1", text)).strip()


def _reversed_package(mode: str) -> str:
    source, target = mode.split("-")
    return f"apertium-{target}-{source}"
