"""The report: a value that stands alone, and can be asked."""

from __future__ import annotations

import pytest

from journeykit.elements import Location
from journeykit.errors import UnknownReferenceError
from journeykit.plans import Waiver
from journeykit.validation import Finding, Report, Severity, Waived

ERROR = Finding("bad-thing", "ACME101", "error", "bad", location=Location("/maps/gift.py", 3))
WARNING = Finding("odd-thing", "ACME102", "warning", "odd", location=Location("/else/x.py", 4))
INFO = Finding("small-thing", "ACME103", "info", "small")
CRASHED = Finding("rule-crashed", "JK002", "error", "raised")
REPORT = Report("Gift", findings=(ERROR, WARNING, INFO))


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (Report("Gift"), True),
        (Report("Gift", review=(INFO,), known=(ERROR,)), True),
        (Report("Gift", waived=(Waived(ERROR, Waiver("bad-thing", "fine")),)), True),
        (Report("Gift", findings=(INFO,)), False),
        (Report("Gift", crashed=(CRASHED,)), False),
    ],
    ids=["nothing", "set aside", "waived", "found", "crashed"],
)
def test_a_report_is_ok_when_nothing_is_wrong(report: Report, *, expected: bool) -> None:
    """Neither with the journey nor with the rules."""
    assert expected is report.ok


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("error", [ERROR]), ("warning", [ERROR, WARNING]), ("info", [ERROR, WARNING, INFO])],
)
def test_at_least_a_severity(severity: Severity, expected: list[Finding]) -> None:
    """The worse ones count too, and so does a rule that crashed."""
    assert tuple(expected) == REPORT.at_least(severity)
    broken = Report("Gift", findings=REPORT.findings, crashed=(CRASHED,))
    assert (CRASHED, *expected) == broken.at_least(severity)


def test_a_severity_that_is_none() -> None:
    """A misspelt one is told like every misspelt word."""
    with pytest.raises(UnknownReferenceError, match='unknown severity "eror"; did you mean'):
        REPORT.at_least("eror")  # type: ignore[arg-type]


def test_the_findings_of_one_rule() -> None:
    """By name or by code."""
    assert (WARNING,) == REPORT.of("odd-thing") == REPORT.of("ACME102")
    assert () == REPORT.of("ACME1")


def test_paths_can_be_made_relative_to_a_folder() -> None:
    """Files elsewhere keep their paths; everything that has a place is treated alike."""
    waived = Waived(ERROR, Waiver("bad-thing", "fine"))
    whole = Report("Gift", findings=(ERROR, WARNING, INFO), review=(ERROR,), waived=(waived,))
    near = whole.relative_to("/maps")
    expected = [Location("gift.py", 3), Location("/else/x.py", 4), None]
    assert expected == [finding.location for finding in near.findings]
    assert Location("gift.py", 3) == near.review[0].location
    assert Location("gift.py", 3) == near.waived[0].finding.location
    assert whole == whole.relative_to("/nowhere")


def test_a_report_prints_itself_for_people() -> None:
    """``print`` and the last line of a notebook cell need no reporter."""
    assert str(REPORT).startswith("Gift\n\nErrors\n  bad-thing (ACME101) /maps/gift.py:3\n")
    assert "<section" in REPORT._repr_html_()
