"""The catalogue as a whole: what holds for every rule, whoever wrote it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache

import pytest

from journeykit.graph import view_of
from journeykit.model import Journey
from journeykit.validation import PROFILES, Report, Rule, check, every_rule, everything

CLOCK = datetime.date(2026, 7, 1)

every = pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: f"{rule.code}-{rule.name}")


def _checked(journey: Journey, rule: Rule | None = None) -> Report:
    """A journey, checked by every rule on a fixed day, with what the examples of one rule need."""
    before = rule.compared_with() if rule and rule.compared_with else None
    seen = rule.evidence() if rule and rule.evidence else None
    return check(journey, everything(), clock=CLOCK, compared_with=before, evidence=seen)


@cache
def _checked_once(example: Callable[[], Journey], rule: Rule) -> Report:
    """The report on an example, which several tests look at."""
    return _checked(example(), rule)


def _said(report: Report, rule: Rule) -> list[str]:
    """What one rule said, as a problem or for review, or as a consequence of another."""
    findings = (*report.findings, *report.review)
    followed = [each.finding for finding in findings for each in finding.consequences]
    return [f.message for f in (*findings, *followed) if f.rule == rule.name]


@every
def test_a_rule_fires_on_its_bad_example(rule: Rule) -> None:
    """What the page shows as wrong is found."""
    report = _checked_once(rule.fires, rule)
    assert () == report.crashed
    assert [] != _said(report, rule)


@every
def test_a_rule_is_silent_on_its_good_example(rule: Rule) -> None:
    """What the page shows as right is left alone."""
    report = _checked_once(rule.silent, rule)
    assert () == report.crashed
    assert [] == _said(report, rule)


@every
def test_the_good_example_opens_the_gates(rule: Rule) -> None:
    """A rule is silent on its good example because it looked, not because it was not asked.

    Waivers of the example itself may be what a rule looks at, so that passing is enough.
    """
    report = _checked_once(rule.silent, rule)
    assert rule.name in {each.rule for each in report.passed}


def test_an_empty_journey_is_told_one_thing() -> None:
    """Nobody who has just begun is shouted at, and no rule stumbles over nothing."""
    report = _checked(Journey("Empty"))
    assert () == report.crashed
    assert ["error"] == [f.severity for f in report.findings if f.rule == "empty-journey"]
    assert [] == [f.rule for f in report.at_least("warning") if f.rule != "empty-journey"]


@every
def test_a_rule_says_the_same_twice(rule: Rule) -> None:
    """The same journey makes the same report."""
    assert _checked_once(rule.fires, rule) == _checked_once.__wrapped__(rule.fires, rule)


@every
def test_findings_name_what_stands_in_the_journey(rule: Rule) -> None:
    """Every element of every finding exists, so that it can be drawn and waived."""
    for example in (rule.fires, rule.silent):
        view, report = view_of(example()), _checked_once(example, rule)
        for finding in (*report.findings, *report.review):
            assert [] == [str(e) for e in finding.elements if not view.has(e)]
            assert () != finding.elements


@every
def test_fingerprints_tell_findings_apart(rule: Rule) -> None:
    """No two findings of one journey share a fingerprint, so that a baseline hides only one."""
    report = _checked_once(rule.fires, rule)
    prints = [f.fingerprint for f in (*report.findings, *report.review)]
    assert len(set(prints)) == len(prints)


@every
def test_a_page_can_be_made_of_every_rule(rule: Rule) -> None:
    """Everything a page shows is there, and reads as sentences."""
    for words in (rule.detects, rule.why, rule.formally):
        assert words[0].isupper()
        assert words.rstrip().endswith((".", "!", "?"))
    assert rule.fix
    assert rule.source
    assert set(rule.profiles) <= set(PROFILES)
    assert rule.code.startswith("JK")


def test_codes_and_names_are_unique() -> None:
    """Code and name each mean one rule."""
    rules = every_rule()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)


@every
def test_a_rule_says_of_each_subject_what_it_is(rule: Rule) -> None:
    """Wrong, fine, or cannot tell; only what is accepted is told by the waivers themselves."""
    assert rule.judges or rule.family == "waivers"
