"""The report: a value that stands alone, and can be asked."""

from __future__ import annotations

import copy
import pickle

import pytest

from helpers.odd_rules import raising
from journeykit import Channel, Wait, journey, persona, touchpoint
from journeykit.addresses import Location
from journeykit.errors import RuleNotAskedError, UnknownReferenceError
from journeykit.management import Waiver
from journeykit.validation import (
    Finding,
    Inapplicable,
    Passed,
    Report,
    RuleSet,
    Severity,
    Unanswered,
    Waived,
    check,
    every_rule,
    everything,
)

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


def test_a_rule_that_did_not_run_has_no_findings_to_ask_for() -> None:
    """A misspelt name would make a test that cannot fail, so it is an error with the nearest."""
    with pytest.raises(RuleNotAskedError, match=r'"od-thing" ran .* "odd-thing"\?$') as told:
        REPORT.of("od-thing")
    assert ("od-thing", "odd-thing", "Gift", False) == (
        told.value.name,
        told.value.suggestion,
        told.value.journey,
        told.value.exists,
    )
    for selector in ("ACME1", "structure", ""):
        with pytest.raises(RuleNotAskedError, match="ran in this check"):
            REPORT.of(selector)


def test_a_rule_of_the_library_that_was_not_selected_is_named_with_how_to_select_it() -> None:
    """It is spelt well; what it lacks is a place in the set of rules."""
    report = check(journey("Empty"), RuleSet())
    with pytest.raises(RuleNotAskedError, match=r'did not run .*also\("empty-journey"\)') as told:
        report.of("empty-journey")
    assert told.value.exists


def test_a_rule_that_ran_can_be_asked_for_whatever_came_of_it() -> None:
    """Passed, inapplicable, waived, known, for review or crashed: it ran, and found nothing new."""
    crash = raising(ValueError("odd"))
    shop = journey("Shop").stage("Purchase", touchpoint("Pays", Channel.WEBSITE)).stage("Advocacy")
    for made in (shop, shop.waive("empty-stage", reason="later")):
        report = check(made, everything().extend(crash))
        assert [crash.name] == [entry.salient for entry in report.crashed]
        every = {each.rule for each in (*report.passed, *report.inapplicable, *report.unanswered)}
        every.add(crash.name)
        every |= {each.finding.rule for each in report.waived}
        every -= {finding.rule for finding in report.findings}
        assert crash.name in every
        assert {()} == {report.of(name) for name in every}
        assert {()} == {report.of(r.code) for r in (*every_rule(), crash) if r.name in every}
    assert () == report.of("empty-stage")
    for by_hand in (
        Report("Gift", passed=(Passed("odd-thing", "ODD101", 2, "touchpoints"),)),
        Report("Gift", inapplicable=(Inapplicable("odd-thing", "ACME102", "no clock"),)),
        Report("Gift", waived=(Waived(WARNING, Waiver("odd-thing", "fine")),)),
        Report("Gift", review=(WARNING,)),
        Report("Gift", known=(WARNING,)),
    ):
        assert () == by_hand.of("odd-thing")


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
    """`print` and the last line of a notebook cell need no reporter."""
    assert str(REPORT).startswith("Gift\n\nErrors\n  bad-thing (ACME101) /maps/gift.py:3\n")
    assert "<section" in REPORT._repr_html_()


def test_a_rule_without_findings_says_why() -> None:
    """Passed at so many, unanswered, or not applicable; nothing where it found something."""
    wait, told = touchpoint("Waits", wait=Wait()), touchpoint("Letter", purpose="inform")
    maya = persona("Maya")
    fine = journey("Gift").walked_by(maya).stage("Purchase", wait, told)
    passed = check(fine).of("JK517").verdict
    assert isinstance(passed, Passed)
    assert (1, "waits") == (passed.number, passed.subjects)
    unanswered = check(fine).of("ends-on-low").verdict
    assert isinstance(unanswered, Unanswered)
    assert "what people feel" == unanswered.what
    bad = check(journey("Gift").walked_by(maya).stage("Purchase", wait))
    assert bad.of("wait-without-information").verdict is None
    with pytest.raises(RuleNotAskedError):
        bad.of("no-such-rule")


def test_an_answer_tells_what_is_to_review() -> None:
    """Nothing found is not all that there is to say; what a review entry explains is told, too."""
    maya = persona("Maya", goals=["a gift"])
    whole = journey("Gift").walked_by(maya).stage("Purchase", touchpoint("Pays"))
    wait = touchpoint("Waits", wait="3 days")
    report = check(whole.stage("After", wait, touchpoint("Calls", Channel.PHONE)))
    answer = report.of("goal-unserved")
    assert () == answer
    assert ["goal-unserved"] == [entry.rule for entry in answer.review]
    assert repr(answer).startswith("to review: (Finding(")
    assert 'no touchpoint serves the goal of Maya: "a gift"' in answer._repr_html_()
    assert answer.review == copy.deepcopy(answer).review
    assert ["wait-without-information"] == [
        entry.rule for entry in report.of("wait-without-information").review
    ]


def test_an_answer_is_a_value_that_shows_why_there_is_no_finding() -> None:
    """A tuple of findings that can be copied, and not changed."""
    empty = check(journey("Empty"))
    found, none = empty.of("empty-journey"), empty.of("ends-on-low")
    assert found == tuple(found)
    assert repr(found) == repr(tuple(found))
    assert repr(none) == repr(none.verdict)
    for each in (found, none):
        for copied in (copy.deepcopy(each), pickle.loads(pickle.dumps(each))):
            assert (each, each.verdict) == (copied, copied.verdict)
        with pytest.raises(AttributeError, match="an answer is frozen; verdict cannot be set"):
            each.verdict = None
