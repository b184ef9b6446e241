"""Distributions in a folder on the path, as pip would leave them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Install = Callable[[str, str, str], None]
"""Takes the name of a module, its source, and the text of its entry points."""


def installing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Give a function that installs; whatever was imported from there is forgotten at the end."""
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)

    def install(module: str, source: str, points: str) -> None:
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
        info = folder / f"{module}-1.2.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.2\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text(points, encoding="utf-8")

    yield install
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", "") == str(folder / f"{name}.py"):
            del sys.modules[name]
