"""`journeykit explain`."""

from __future__ import annotations

import re

import pytest

from helpers.command_line import RULES, Captured, refused, run
from journeykit.validation import every_rule
from journeykit.validation.fixes import general
from journeykit.validation.rule_pages import page


@pytest.mark.parametrize("name", ["empty-stage", "JK110", "jk110", "Empty-Stage"])
def test_a_rule_is_explained(capsys: Captured, name: str) -> None:
    """By name or code, in any case."""
    code, out, _ = run(capsys, "explain", name)
    assert 0 == code
    assert out.startswith("empty-stage (JK110)\n")
    assert page(RULES["JK110"]) == run(capsys, "explain", name, "--format", "markdown")[1]


@pytest.mark.parametrize("code", ["JK301", "JK502"])
def test_a_terminal_shows_nothing_of_markdown(capsys: Captured, code: str) -> None:
    """No escapes, tables or fences: the words as they are, and the code as it is run."""
    rule = RULES[code]
    out = run(capsys, "explain", code)[1]
    assert "\\" not in out
    assert not [line for line in out.splitlines() if line.startswith(("#", "|", "```"))]
    assert 1 == out.count("\n  → ")
    flat = " ".join(out.split())
    for said in (rule.detects, rule.why, rule.formally, general(rule.fix)):
        assert " ".join(said.split()) in flat
    for option in rule.options:
        assert f"{option.name}: {option.type} = {option.default!r}" in flat


@pytest.mark.parametrize(
    ("code", "name"),
    [("JK001", "plugin-failed"), ("jk002", "rule-crashed"), ("JK003", "unknown-selector")],
)
def test_an_entry_about_the_rules_themselves_is_explained(
    capsys: Captured, code: str, name: str
) -> None:
    """Whoever reads its code in a report can ask what it means, by code or by name."""
    exit_code, out, _ = run(capsys, "explain", code)
    assert 0 == exit_code
    assert out.startswith(f"{name} ({code.upper()})\nerror · ")
    assert "\nWhat to do\n" in out
    marked = run(capsys, "explain", code, "--format", "markdown")[1]
    assert marked.startswith(f"# {name}\n\n`{code.upper()}` · error · ")
    assert out == run(capsys, "explain", name)[1]
    misspelt = f'no rule is called "{name}s"; did you mean "{name}"?'
    assert misspelt == refused(capsys, "explain", f"{name}s")


def test_an_unknown_rule_is_refused_with_the_nearest(capsys: Captured) -> None:
    """Exit code 2."""
    expected = 'no rule is called "empty-stge"; did you mean "empty-stage"?'
    assert expected == refused(capsys, "explain", "empty-stge")
    # Of hundreds of names a few are worth reading, and they are all names.
    told = refused(capsys, "explain", "unmeasured-channels")
    assert re.fullmatch(r'no rule is called "unmeasured-channels"; did you mean (.+)\?', told)
    meant = re.findall('"([^"]+)"', told)[1:]
    assert 0 < len(meant) <= 3
    assert set(meant) <= {rule.name for rule in every_rule()}
    assert all("channel" in name for name in meant)
    expected = 'no rule is called "xyzzy"; journeykit rules lists them all'
    assert expected == refused(capsys, "explain", "xyzzy")


def test_a_family_is_no_rule(capsys: Captured) -> None:
    """It has no page; the command that lists its rules is named, and works."""
    told = refused(capsys, "explain", "structure")
    command = "journeykit rules --select structure"
    assert f'"structure" is a family of rules and no rule; {command} lists its rules' == told
    assert 0 == run(capsys, *command.split()[1:])[0]
