"""What people copy into their repositories: a workflow for GitHub, and the hook for pre-commit."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.command_line import GAP, GIFT, Captured, run
from journeykit.cli import parser

yaml = pytest.importorskip("yaml", reason="needs PyYAML")

ROOT = Path(__file__).resolve().parents[2]


def _steps() -> list[dict[str, Any]]:
    """The steps of the workflow that people copy."""
    text = (ROOT / "examples" / "github-workflow.yml").read_text(encoding="utf-8")
    steps: list[dict[str, Any]] = yaml.safe_load(text)["jobs"]["check"]["steps"]
    return steps


def test_the_workflow_does_what_it_says(capsys: Captured, project: Path) -> None:
    """Each of its commands, run in a repository with a gap."""
    (project / "journeys").mkdir()
    (project / "journeys" / "gap.py").write_text(GAP, encoding="utf-8")
    commands = [shlex.split(step["run"]) for step in _steps() if "run" in step]
    ours = [words[1:] for words in commands if words[0] == "journeykit"]
    results = [run(capsys, *words) for words in ours]
    assert [1, 0, 0] == [code for code, _, _ in results]
    assert "::warning file=journeys/gap.py,line=15,title=empty-stage (JK110)::" in results[0][1]
    assert results[1][1].startswith("Coverage of")
    uploaded = next(
        step["with"]["sarif_file"] for step in _steps() if "upload" in step.get("uses", "")
    )
    log = json.loads((project / uploaded).read_text(encoding="utf-8"))
    assert log["runs"][0]["results"]


def test_the_hook_of_pre_commit_checks_a_folder(project: Path) -> None:
    """As pre-commit runs it: the entry, then its arguments, in the root of the repository."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"journeykit-check", False} == {hook["id"], hook["pass_filenames"]}
    words = [*shlex.split(hook["entry"]), *hook["args"]]
    assert parser().parse_args(words[1:]).run is not None
    (project / "gap.py").unlink()
    for text, expected in ((GIFT, 0), (GAP, 1)):
        (project / "gift.py").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", *words, "--select", "empty-stage"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert expected == done.returncode, done.stderr


def test_the_page_shows_the_hook_that_there_is() -> None:
    """Its name, and a folder for it."""
    page = (ROOT / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
    (block,) = [
        part.split("```")[0] for part in page.split("```yaml\n") if part.startswith("repos:")
    ]
    (repo,) = yaml.safe_load(block)["repos"]
    assert [{"id": "journeykit-check", "args": ["journeys"]}] == repo["hooks"]
