"""Imports point one way: fiel's front door → eval → align → models → data → the records."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = {"fiel", "fiel.__version__", "fiel.records", "fiel.errors", "fiel.settings"}
LEVELS = ("core", "data", "models", "align", "eval", "front")


def _level(module: str) -> int:
    if module in CORE:
        return 0
    package = module.split(".")[1]
    return LEVELS.index(package) if package in LEVELS else LEVELS.index("front")


def _modules() -> list[Path]:
    return [
        path
        for top in ("fiel", "data", "models", "align", "eval")
        for path in sorted((ROOT / top).glob("*.py"))
    ]


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= (
                {f"fiel.{alias.name}" for alias in node.names} if node.module == "fiel" else {node.module}
            )
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {module for module in found if module == "fiel" or module.startswith("fiel.")}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_imports_only_from_its_level_down(path: Path) -> None:
    relative = path.relative_to(ROOT).with_suffix("")
    own = ".".join(relative.parts if relative.parts[0] == "fiel" else ("fiel", *relative.parts))
    if own == "fiel.__init__":
        return  # the public names, loaded lazily
    upwards = {module for module in _imports(path) if _level(module) > _level(own)}
    assert not upwards
