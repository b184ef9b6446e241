"""The page on the architecture is true: its rooms are there, and its public modules are public."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import journeykit

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(journeykit.__file__).parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

PUBLIC = (
    "journeykit",
    "journeykit.errors",
    "journeykit.graph",
    "journeykit.coverage",
    "journeykit.validation",
    "journeykit.validation.reporters",
    "journeykit.render",
    "journeykit.interchange.json",
    "journeykit.comparison",
    "journeykit.comparison.reporters",
    "journeykit.evidence",
    "journeykit.observations",
    "journeykit.testing",
    "journeykit.testing.strategies",
)
"""The modules whose `__all__` is promised."""


def test_every_room_of_the_page_is_there() -> None:
    """A room is a module or a package; every package but `shapes` has its row."""
    rooms = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert set() == rooms - modules - packages
    assert {"shapes"} == packages - rooms


def test_the_wings_of_the_page_are_there() -> None:
    """Folders that the page names inside a room."""
    wings = set(re.findall(r"`(\w+)/`", PAGE))

    assert {"diagram", "views", "rules"} <= wings
    assert set() == wings - {path.name for path in PACKAGE.glob("*/*") if path.is_dir()}


def test_the_page_lists_what_is_public() -> None:
    """One list, in the same order."""
    (_, _, section) = PAGE.partition("## What is public")

    assert PUBLIC == tuple(re.findall(r"^- `([\w.]+)`$", section, re.MULTILINE))


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_module_says_what_it_promises(name: str) -> None:
    """Each has `__all__`, whose names are there, and a place in the reference."""
    module = importlib.import_module(name)
    pages = (ROOT / "docs" / "reference").glob("*.md")
    reference = "\n".join(path.read_text(encoding="utf-8") for path in pages)

    assert module.__all__
    assert [] == [each for each in module.__all__ if not hasattr(module, each)]
    assert re.search(rf"{re.escape(name)}\b", reference)


CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
TYPED = re.compile(r"^(?:>>>|\.\.\.) (.*)$", re.MULTILINE)
LATE = {
    "journeykit.evidence.engines.spark",
    "journeykit.evidence.engines.ibis",
    "journeykit.cli",
}
"""What a page names as the way to an engine, and the program that the example runs."""


def _taught() -> Iterator[tuple[str, str]]:
    """The code that pages and examples show, each with its file."""
    for path in sorted((ROOT / "examples").rglob("*.py")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = path.read_text(encoding="utf-8")
        yield from ((path.name, code) for code in CODE.findall(page))
        yield path.name, "\n".join(line for line in TYPED.findall(page) if "import" in line)


def test_what_pages_and_examples_import_is_public() -> None:
    """Who copies from them builds on nothing that may move."""
    imported = {
        (file, node.module, alias.name)
        for file, code in _taught()
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "journeykit"
        for alias in node.names
    }
    inside = {
        (file, module, name)
        for file, module, name in imported
        if module not in LATE
        and (module not in PUBLIC or name not in importlib.import_module(module).__all__)
    }
    assert set() == inside
