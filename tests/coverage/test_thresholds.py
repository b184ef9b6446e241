"""Gates and the ratchet: what makes a build fail."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeykit as jk
from journeykit.coverage import coverage_of, regressions, save_ratchet, shortfalls
from journeykit.errors import DocumentError, ModelError, UnknownReferenceError

HALF = coverage_of(jk.journey("Half").stage("One", jk.touchpoint("Only")).stage("Two"))
WHOLE = coverage_of(jk.journey("Whole").stage("One", jk.touchpoint("Only")))


def test_a_share_below_what_was_asked_falls_short() -> None:
    """The exact fraction decides, and equal is enough."""
    assert () == shortfalls(HALF, {"stage": 50})
    assert ["stage is 50.0%, below 50.1%"] == [str(s) for s in shortfalls(HALF, {"stage": 50.1})]


def test_nothing_to_cover_falls_short() -> None:
    """No goals are not all goals."""
    (short,) = shortfalls(HALF, {"goal": 1})

    assert "goal is n/a, there is nothing to cover, below 1%" == str(short)


def test_an_unknown_measure_is_an_error() -> None:
    """A gate on a misspelt measure would never close."""
    with pytest.raises(UnknownReferenceError, match='did you mean "stage"'):
        shortfalls(HALF, {"stages": 90})


@pytest.mark.parametrize("share", [0.9, -1, 100.5, float("nan"), "90"])
def test_a_gate_is_a_percentage(share: float) -> None:
    """A fraction taken for a percentage would be a gate that never closes."""
    with pytest.raises(ModelError, match="stage: expected a percentage from 1 to 100, or 0, got"):
        shortfalls(HALF, {"stage": share})


def test_the_ratchet_lets_nothing_fall(tmp_path: Path) -> None:
    """What was kept may rise and may not fall; what was n/a was never kept."""
    kept = tmp_path / "coverage.json"
    save_ratchet(WHOLE, kept)

    assert () == regressions(WHOLE, kept)
    assert ["stage is 50.0%, below 100%"] == [
        str(s) for s in regressions(HALF, kept) if s.measure == "stage"
    ]
    save_ratchet(HALF, kept)
    assert () == regressions(WHOLE, kept)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("no json", "the document: expected a coverage ratchet in JSON"),
        ("[" * 100_000, "the document: expected a coverage ratchet in JSON"),
        ("[]", "coverage: expected a mapping"),
        ('{"coverage": {"stages": [1, 2]}}', 'did you mean "stage"'),
        ('{"coverage": {"stage": [3, 2]}}', "coverage.stage: expected covered and all"),
        ('{"coverage": {"stage": [0, 0]}}', "coverage.stage: expected covered and all"),
        ('{"coverage": {"stage": "50%"}}', "coverage.stage: expected covered and all"),
    ],
)
def test_a_file_that_is_no_ratchet_is_refused(tmp_path: Path, written: str, message: str) -> None:
    """The error names the place in the file and what was expected there."""
    kept = tmp_path / "coverage.json"
    kept.write_text(written, encoding="utf-8")

    with pytest.raises(DocumentError, match=message.replace("(", r"\(")):
        regressions(HALF, kept)
