"""The markers keep their word: skipped on a bare machine, failed where every part is promised."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parent / "conftest.py"
HYPOTHESIS = ("-p", "_hypothesis_pytestplugin")
"""The only plug-in of pytest that our conftest asks for."""

INI = """
[tool.pytest]
strict = true
markers = ["dot: needs dot", "deep: a long search"]
"""
TESTS = """
import pytest

@pytest.mark.dot
def test_that_draws():
    pass

@pytest.mark.deep
def test_that_searches_long():
    pass

def test_that_needs_nothing():
    pass
"""


@pytest.fixture
def bare_project(tmp_path: Path) -> Path:
    """A project with our conftest and three tests, on a machine whose path is empty."""
    (tmp_path / "pyproject.toml").write_text(INI, encoding="utf-8")
    (tmp_path / "test_parts.py").write_text(TESTS, encoding="utf-8")
    shutil.copy(CONFTEST, tmp_path)
    return tmp_path


def _run(project: Path, *arguments: str, **environment: str) -> str:
    """The closing line of pytest, run in a project with an empty path."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *HYPOTHESIS, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=project,
        env={
            "PATH": "",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            **environment,
        },
    )
    return done.stdout.splitlines()[-1].partition(" in ")[0]


def test_a_missing_part_skips_its_test(bare_project: Path) -> None:
    """Without `dot` on the path a test marked so is skipped; a long search is left out."""
    assert _run(bare_project) == "1 passed, 1 skipped, 1 deselected"


def test_a_missing_part_fails_its_test_where_it_is_promised(bare_project: Path) -> None:
    """With `JOURNEYKIT_CI=1` a missing part is a failure, so that nothing is skipped unseen."""
    assert _run(bare_project, JOURNEYKIT_CI="1") == "1 passed, 1 deselected, 1 error"


@pytest.mark.parametrize(
    "arguments",
    [("-m", "deep"), ("--hypothesis-profile=deep", "-k", "long")],
    ids=["marker", "profile"],
)
def test_the_long_searches_run_when_asked_for(
    bare_project: Path, arguments: tuple[str, ...]
) -> None:
    """The marker `deep` or the profile of that name brings the long searches."""
    assert _run(bare_project, *arguments) == "1 passed, 2 deselected"
