"""`[tool.journeykit]` of the nearest `pyproject.toml`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.command_line import Captured, configure, refused, run


def test_what_the_project_says_holds(capsys: Captured, project: Path) -> None:
    """Selection, severity, options, format and what fails."""
    configure(
        project,
        'select = ["empty-stage", "long-path-to-goal"]\nformat = "json"\nfail-on = "error"\n'
        'severity = { "empty-stage" = "error" }\n'
        "options = { long-path-to-goal = { most = 1 } }",
    )
    code, out, _ = run(capsys, "check", "gap.py")
    assert 1 == code
    findings = json.loads(out)["reports"][0]["findings"]
    assert [("empty-stage", "error"), ("long-path-to-goal", "info")] == [
        (each["rule"], each["severity"]) for each in findings
    ]
    assert {"most": 1} == findings[1]["options"]


def test_the_command_line_comes_first(capsys: Captured, project: Path) -> None:
    """What is said there replaces what the project says."""
    configure(project, 'select = ["personas"]\nformat = "json"\nfail-on = "error"')
    words = ("--select", "empty-stage", "--format", "github", "--fail-on", "warning")
    code, out, _ = run(capsys, "check", "gap.py", *words)
    assert 1 == code
    assert out.startswith("::warning file=gap.py,line=15,title=empty-stage (JK110)::")


def test_it_is_found_from_a_folder_below(
    capsys: Captured, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a baseline lies beside the file that names it."""
    configure(project, 'select = ["empty-stage"]\nbaseline = "known.json"')
    below = project / "maps" / "deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert 0 == run(capsys, "check", "../../gap.py", "--update-baseline")[0]
    assert (project / "known.json").is_file()
    assert 0 == run(capsys, "check", "../../gap.py")[0]


def test_ignore_also_profile_and_clock(capsys: Captured, project: Path) -> None:
    """A TOML date is a day."""
    configure(
        project,
        'profile = "draft"\nalso = ["map-stale"]\nignore = ["no-exit"]\nclock = 2026-07-01\n'
        "plugins = false",
    )
    _, out, _ = run(capsys, "rules", "--format", "json")
    runs = {rule["name"] for rule in json.loads(out) if rule["runs"]}
    assert {"map-stale", "empty-journey"} <= runs
    assert not {"no-exit", "empty-stage"} & runs


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('selct = ["x"]', 'unknown key "selct"; did you mean "select"?'),
        ('select = "x"', "select: expected a list of words, got 'x'"),
        ("plugins = 1\nclock = 3", "plugins: expected true or false, got 1; clock: expected"),
        ('severity = ["x"]', "severity: expected a table such as"),
        ("options = { thin-persona = 3 }", "options: expected a table of tables, one a rule"),
    ],
)
def test_a_key_that_is_wrong_is_an_error(
    capsys: Captured, project: Path, table: str, message: str
) -> None:
    """All of them at once, with the file."""
    configure(project, table)
    path = project / "pyproject.toml"
    told = refused(capsys, "check", "gift.py")
    assert told.startswith(f"{path}, [tool.journeykit]: {message}")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('severity = { "empty-stage" = "fatal" }', "severity 'fatal': expected error, warning"),
        ('severity = { "empty-stge" = "error" }', 'is called "empty-stge"; did you mean'),
        ("options = { empty-stge = {} }", 'is called "empty-stge"; did you mean "empty-stage"'),
        (
            "options = { long-path-to-goal = { mots = 1 } }",
            "unknown option 'mots'; did you mean",
        ),
    ],
)
def test_what_no_rule_understands_is_an_error(
    capsys: Captured, project: Path, table: str, message: str
) -> None:
    """Unknown rules, severities and options."""
    configure(project, table)
    assert message in refused(capsys, "check", "gift.py")


def test_a_file_that_is_no_toml_is_an_error(capsys: Captured, project: Path) -> None:
    """With its name."""
    (project / "pyproject.toml").write_text("[", encoding="utf-8")
    assert str(project / "pyproject.toml") in refused(capsys, "check", "gift.py")
