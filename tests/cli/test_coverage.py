"""`journeykit coverage`."""

from __future__ import annotations

import json

import pytest

from helpers.command_line import Captured, refused, run


def test_the_measures_are_told(capsys: Captured) -> None:
    """As text, and as data."""
    code, out, _ = run(capsys, "coverage", "gift.py")
    assert 0 == code
    assert "persona_stage" in out
    assert "persona_stage" in run(capsys, "coverage", "gift.py", "--format", "json")[1]
    both = run(capsys, "coverage", "gift.py", "gap.py", "--format", "json")[1]
    assert 2 == len(json.loads(both))


def test_a_measure_that_is_too_low_fails(capsys: Captured) -> None:
    """The message says which, and by how much."""
    words = ("coverage", "gap.py", "--fail-under", "touchpoint=100", "--fail-under", "stage=80")
    code, out, err = run(capsys, *words)
    assert 1 == code
    assert "stage" in out
    assert "journeykit: Buying a gift: stage is 75.0%, below 80%\n" == err
    assert 0 == run(capsys, "coverage", "gap.py", "--fail-under", "stage=75")[0]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--fail-under", "stge=90"], 'unknown measure "stge"; did you mean "stage"?'),
        (
            ["--fail-under", "stage=most"],
            '--fail-under "stage=most": expected a percentage, as in stage=90',
        ),
        (
            ["--fail-under", "stage=101"],
            '--fail-under "stage=101": expected a percentage, as in stage=90',
        ),
        (
            ["--fail-under", "stage=0.9"],
            '--fail-under "stage=0.9": expected a percentage, as in stage=90',
        ),
        (
            ["--format", "xml"],
            'unknown format "xml"; known: "text", "markdown", "json", "html"',
        ),
    ],
)
def test_wrong_usage_is_refused(capsys: Captured, words: list[str], message: str) -> None:
    """With what was expected."""
    assert message == refused(capsys, "coverage", "gift.py", *words)
