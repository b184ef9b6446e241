"""Gates and the ratchet: what makes a build fail."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.coverage import (
    Shortfall,
    coverage_of,
    regressions,
    save_ratchet,
    shortfalls,
)
from journeykit.errors import DocumentError, ModelError, UnknownReferenceError

HALF = coverage_of(jk.journey("Half").stage("One", jk.touchpoint("Only")).stage("Two"))
WHOLE = coverage_of(jk.journey("Whole").stage("One", jk.touchpoint("Only")))


def test_a_share_below_what_was_asked_falls_short() -> None:
    """The exact fraction decides, and equal is enough."""
    assert () == shortfalls(HALF, {"stage": 50})
    assert ["stage is 50.0%, below 50.1%"] == [str(s) for s in shortfalls(HALF, {"stage": 50.1})]


@pytest.mark.parametrize(
    ("wanted", "got", "said"),
    [
        (100, 99.96, "stage is 99.9%, below 100%"),
        (90, 89.96, "stage is 89.96%, below 90%"),
        (1, 0.04, "stage is 0.1%, below 1%"),
        (0.08, 0.04, "stage is 0.04%, below 0.08%"),
        (50.00001, 50.0, "stage is 50.0%, below 50.00001%"),
    ],
)
def test_a_gate_says_a_figure_as_the_table_does(wanted: float, got: float, said: str) -> None:
    """With more digits only where that figure would read as enough."""
    assert said == str(Shortfall("stage", wanted, got))


@given(total=st.integers(1, 5_000), data=st.data())
def test_a_gate_never_contradicts_itself(total: int, data: st.DataObject) -> None:
    """What it says is got is less than what it says was asked, whatever fell short of what."""
    part = data.draw(st.integers(0, total - 1))
    kept = data.draw(st.fractions(Fraction(part + 1, total), 1, max_denominator=5_000))
    told = str(Shortfall("stage", float(kept * 100), 100 * part / total))
    got, wanted = map(float, re.findall(r"([\d.]+)%", told))
    assert got < wanted


def test_nothing_to_cover_falls_short() -> None:
    """No goals are not all goals."""
    (short,) = shortfalls(HALF, {"goal": 1})

    assert "goal is n/a, there is nothing to cover, below 1%" == str(short)


def test_an_unknown_measure_is_an_error() -> None:
    """A gate on a misspelt measure would never close."""
    with pytest.raises(UnknownReferenceError, match='did you mean "stage"'):
        shortfalls(HALF, {"stages": 90})


@pytest.mark.parametrize("share", [0.9, -1, 100.5, float("nan")])
def test_a_gate_is_a_percentage(share: float) -> None:
    """A fraction taken for a percentage would be a gate that never closes."""
    with pytest.raises(ModelError, match="stage: expected a percentage from 1 to 100, or 0, got"):
        shortfalls(HALF, {"stage": share})


def test_a_gate_is_a_number() -> None:
    """What is none is refused by the name of its measure."""
    wrong: Any = "90"
    with pytest.raises(ModelError, match=r"fail_under\['stage'\]: expected a number or a fr"):
        shortfalls(HALF, {"stage": wrong})


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
