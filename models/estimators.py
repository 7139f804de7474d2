"""Quality estimators: how good a translation is, judged without a reference.

They are asked for by name and never stand in for one another.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from fiel.errors import InputError, SettingsError
from fiel.models.chrf import chrf_signature, sentence_chrf
from fiel.models.extras import optional
from fiel.models.hub import find_model
from fiel.models.translators import Translator, load_translator

DEFAULT_COMET = "Unbabel/wmt20-comet-qe-da"
"""Rei et al. 2020; Apache-2.0, open to all. The later COMETKiwi models are non-commercial and gated."""
INSTALL_COMET = "pip install unbabel-comet 'setuptools<81', in an environment of its own"
"""It pins older releases of what the extra `hub` needs, so it is no part of it, and still wants pkg_resources."""


class QualityEstimator(Protocol):
    """Scores translations; higher is better, the scale is the estimator's own."""

    @property
    def signature(self) -> str:
        """Names the method, its model and its settings."""
        ...

    def scores(self, sources: Sequence[str], translations: Sequence[str]) -> list[float]:
        """One score a pair. Raises ValueError where the two differ in number."""
        ...


class PseudoReference:
    """chrF++, 0 to 100, against what a translator makes of the source.

    Weak evidence: AUC .572 for a grave error on expert-annotated translations (bio-mqm), since free
    wording costs as much as a wrong one.
    """

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self.signature = f"{chrf_signature()}|reference:{translator.signature}"

    def scores(self, sources: Sequence[str], translations: Sequence[str]) -> list[float]:
        references = self._translator.translate(sources)
        return [
            sentence_chrf(translation, reference)
            for translation, reference in zip(translations, references, strict=True)
        ]


class Comet:
    """A reference-free COMET model (Rei et al. 2020), by hub id or folder."""

    def __init__(self, name: str = DEFAULT_COMET, batch: int = 16) -> None:
        """Raises MissingExtraError without unbabel-comet, InputError for a model that cannot be had."""
        comet = optional("comet", INSTALL_COMET)
        # Its own download calls every failure "not supported": what is wrong is found out before.
        found = find_model(name, "hparams.yaml")
        try:
            own = Path(found.location) / "checkpoints" / "model.ckpt"
            path = comet.download_model(name) if found.revision else own
            if not Path(path).is_file():
                raise InputError(f"{path}: no such file; expected a COMET model as it was saved")
            self._model = comet.load_from_checkpoint(path)
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise InputError(f"{name}: {error}; expected a COMET model: a hub id or a folder") from error
        if self._model.requires_references():
            raise InputError(
                f"{name}: needs references; expected a quality estimator such as {DEFAULT_COMET}"
            )
        self._batch = batch
        self.signature = f"comet|{found.signature}"

    def scores(self, sources: Sequence[str], translations: Sequence[str]) -> list[float]:
        pairs = [
            {"src": source, "mt": translation}
            for source, translation in zip(sources, translations, strict=True)
        ]
        gpus = int(optional("torch").cuda.is_available())
        answer = self._model.predict(pairs, batch_size=self._batch, gpus=gpus, progress_bar=False)
        return [float(score) for score in answer.scores]


KNOWN = "chrf:apertium, chrf:MODEL (a translation model's hub id or folder), comet, comet:MODEL"


def load_estimator(name: str, source_lang: str, target_lang: str) -> QualityEstimator:
    """`chrf:` and a translator for pseudo-references, or `comet`, `comet:ID|FOLDER`.

    Raises SettingsError for another name, else as `load_translator` and `Comet` do.
    """
    kind, _, model = name.partition(":")
    if kind == "comet":
        return Comet(model or DEFAULT_COMET)
    if kind == "chrf" and model:
        return PseudoReference(load_translator(model, source_lang, target_lang))
    raise SettingsError(f'unknown quality estimator "{name}"; known: {KNOWN}')
