"""The folder in which every test of the command line runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.command_line import GAP, GIFT


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a map that has no gap and one that has."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "maps"\n', encoding="utf-8")
    (tmp_path / "gift.py").write_text(GIFT, encoding="utf-8")
    (tmp_path / "gap.py").write_text(GAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
