"""`journeykit rules`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.command_line import Captured, refused, run
from journeykit.validation import every_rule


def test_every_rule_has_a_line(capsys: Captured) -> None:
    """A star marks those that run."""
    code, out, _ = run(capsys, "rules", "--ignore", "empty-stage")
    assert 0 == code
    *lines, blank, last = out.splitlines()
    assert "" == blank
    running = [rule for rule in every_rule() if rule.recommended and rule.code != "JK110"]
    assert f"{len(running)} of {len(every_rule())} rules run (*)" == last
    assert [rule.code for rule in every_rule()] == [line[2:7] for line in lines]
    assert [rule.code for rule in running] == [line[2:7] for line in lines if line[0] == "*"]


def test_selecting_lists_the_selected_alone(capsys: Captured) -> None:
    """Whoever asks for some wants to read these, in every format."""
    words = ("rules", "--select", "JK11,JK101", "--ignore", "JK110")
    expected = [
        rule.code
        for rule in every_rule()
        if rule.code == "JK101" or (rule.code.startswith("JK11") and rule.code != "JK110")
    ]
    *lines, _, last = run(capsys, *words)[1].splitlines()
    assert [f"* {code}" for code in expected] == [line[:7] for line in lines]
    assert f"{len(expected)} of {len(every_rule())} rules run (*)" == last
    listed = json.loads(run(capsys, *words, "--format", "json")[1])
    assert expected == [each["code"] for each in listed]
    assert len(expected) + 2 == len(run(capsys, *words, "--format", "markdown")[1].splitlines())
    nothing = run(capsys, "rules", "--select", "JK101", "--ignore", "JK101")[1]
    assert f"\n0 of {len(every_rule())} rules run (*)\n" == nothing


def test_the_rules_as_data_and_as_a_table(capsys: Captured) -> None:
    """For other programs, and for a page."""
    listed = json.loads(run(capsys, "rules", "--format", "json")[1])
    assert [rule.name for rule in every_rule()] == [each["name"] for each in listed]
    table = run(capsys, "rules", "--format", "markdown")[1].splitlines()
    assert len(every_rule()) + 2 == len(table)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "gift.py", "--select", "AIR101"),
        ("check", "gift.py", "--ignore", "AIR101"),
        ("rules", "--select", "AIR101"),
        ("explain", "AIR101"),
    ],
    ids=" ".join,
)
def test_an_unknown_rule_may_be_of_a_package_that_is_not_loaded(
    capsys: Captured, project: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """Where packages that bring rules are installed, the message says how to load them."""
    assert "--plugins" not in refused(capsys, *words)
    info = project / "airline-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: airline\nVersion: 1.2\n", encoding="utf-8")
    points = "[journeykit.rules]\nairline = airline_rules:RULES\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    (project / "airline_rules.py").write_text("RULES = []\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(project))
    assert refused(capsys, *words).endswith("; --plugins loads the rules of airline 1.2")
    assert "--plugins" not in refused(capsys, *words, "--plugins")


def test_an_unknown_format_is_refused(capsys: Captured) -> None:
    """The three there are."""
    expected = 'unknown format "xml"; known: "text", "markdown", "json"'
    assert expected == refused(capsys, "rules", "--format", "xml")
    expected = 'unknown format "json"; known: "text", "markdown"'
    assert expected == refused(capsys, "explain", "JK110", "--format", "json")
