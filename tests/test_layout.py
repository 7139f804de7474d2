"""The wheel must hold what the checkout holds."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAPPED = ("align", "models", "eval", "data")


def test_every_folder_with_code_is_listed_for_the_wheel() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    folders = [f for top in MAPPED for f in (ROOT / top, *(ROOT / top).rglob("*/"))]
    with_code = {f for f in folders if any(f.glob("*.py"))}
    expected = {"fiel"} | {".".join(("fiel", *f.relative_to(ROOT).parts)) for f in with_code}
    assert set(tool["setuptools"]["packages"]) == expected
