"""Causes: what follows from a finding is told with it, in every format, and nothing is lost."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given

from helpers.odd_rules import made
from journeykit import Element, Journey, journey, touchpoint
from journeykit.graph import View
from journeykit.testing.strategies import journeys
from journeykit.validation import Problem, Report, RuleSet, check, every_rule, everything
from journeykit.validation.causes import explained
from journeykit.validation.finding import Consequence, Finding
from journeykit.validation.reporters import REPORTERS

DAY = datetime.date(2026, 7, 1)
A, B, C = (touchpoint(name) for name in "ABC")
GIFT = journey("Gift").stage("Purchase", A, B, C)


def lost(view: View) -> Iterator[Problem]:
    """The first touchpoint, from which the second follows."""
    first, second, _ = view.touchpoints
    yield Problem("the cause", first, therefore=second)


def stuck(view: View) -> Iterator[Problem]:
    """Each touchpoint for itself."""
    yield Problem("the consequence", view.touchpoints, each=True)


def of_the_stage(view: View) -> Iterator[Problem]:
    """The stage as a whole."""
    yield Problem("more", view.journey.stages)


CAUSE = made(lost, name="cause", code="ACME101", severity="info", explains=["stuck", "staged"])
STUCK = made(stuck, name="stuck", code="ACME102", severity="error")
STAGED = made(of_the_stage, name="staged", code="ACME103")


def report(*rules: object, whole: Journey = GIFT) -> Report:
    """What some rules say."""
    return check(whole, RuleSet(rules or (CAUSE, STUCK, STAGED)), clock=DAY)  # type: ignore[arg-type]


def test_what_follows_is_attached_and_the_rest_is_left() -> None:
    """A finding about several things is parted; one about more than what follows stays whole."""
    told = {f.rule: f for f in report().findings}

    assert {"cause", "stuck", "staged"} == set(told)
    assert [("A", "B")] == [each.names for each in told["cause"].consequences]
    assert ("C",) == told["stuck"].names


def test_a_cause_is_as_grave_as_what_follows() -> None:
    """A build that fails on errors fails on the cause of one."""
    [cause] = [f for f in report().findings if f.rule == "cause"]
    assert "error" == cause.severity
    [alone] = report(CAUSE).findings
    assert "info" == alone.severity


def test_a_report_of_a_rule_tells_its_consequences_too() -> None:
    """A rule whose findings follow from others has not passed."""
    assert [("C",), ("A", "B")] == [f.names for f in report().of("stuck")]


def test_whoever_accepts_a_cause_accepts_what_follows() -> None:
    """It does not come back as findings of its own."""
    whole = GIFT.waive("cause", at=A, reason="a sketch")
    accepted = report(whole=whole)

    assert [("A", "B")] == [c.names for w in accepted.waived for c in w.finding.consequences]
    assert [("C",)] == [f.names for f in accepted.of("stuck")]


def test_what_is_for_review_explains_no_finding() -> None:
    """Something certain is not hidden behind something that may be none."""

    def perhaps(view: View) -> Iterator[Problem]:
        yield Problem("perhaps", view.touchpoints, review=True)

    doubtful = made(perhaps, name="cause", code="ACME101", explains=["stuck"])
    assert [("A", "B", "C")] == [f.names for f in report(doubtful, STUCK).findings]


def test_consequences_of_consequences_are_told_at_the_first_cause() -> None:
    """One cause, one finding, whichever of the rules was asked first."""

    def last(view: View) -> Iterator[Problem]:
        yield Problem("the last", view.touchpoints[:1])

    def second(view: View) -> Iterator[Problem]:
        yield Problem("the second", view.touchpoints[:1])

    middle = made(second, name="stuck", code="ACME102", explains=["last"])
    end = made(last, name="last", code="ACME104")
    for rules in ((CAUSE, middle, end), (end, middle, CAUSE)):
        [cause] = report(*rules).findings
        assert ["stuck", "last"] == [each.rule for each in cause.consequences]


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_every_format_tells_what_follows(name: str) -> None:
    """The words of the consequence stand in it."""
    assert "the consequence" in REPORTERS[name](report())


def test_data_come_back_with_what_follows() -> None:
    """A stored report is the same report."""
    told = report()
    assert told == Report.from_dict(json.loads(json.dumps(told.to_dict())))


def test_every_rule_that_is_explained_exists() -> None:
    """A misspelt name would explain nothing for ever."""
    rules = {rule.name: rule for rule in every_rule()}
    named = {name for rule in rules.values() for name in rule.explains}
    assert set() == named - set(rules)
    assert [] == [name for name, rule in rules.items() if name in rule.explains]


@given(journeys())
def test_nothing_is_lost_or_told_twice(whole: Journey) -> None:
    """What each rule says alone is told once, as a finding or as a consequence of one."""
    rules = [rule.name for rule in everything().rules if rule.family != "waivers"]
    alone = [finding for name in rules for finding in _told(whole, name)]
    together = _told(whole, *rules)
    followed = [each for finding in together for each in finding.consequences]

    assert _times(alone) == _times([*together, *followed])


def _times(findings: Iterable[Finding | Consequence]) -> Counter[tuple[str, Element]]:
    """How often each rule tells of each element."""
    return Counter((f.rule, element) for f in findings for element in f.elements)


def _told(whole: Journey, *names: str) -> tuple[Finding, ...]:
    """What some rules find, whoever accepted it."""
    report = check(whole, everything().select(*names), clock=DAY)
    waived = (each.finding for each in report.waived)
    return (*report.findings, *report.review, *waived)


def test_rules_that_explain_nothing_cost_nothing() -> None:
    """Then everything is left as it was."""
    findings = list(report(STUCK).findings)
    from journeykit.graph import view_of

    assert (findings, []) == explained(findings, [], [STUCK], view_of(GIFT))
