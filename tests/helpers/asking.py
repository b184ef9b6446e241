"""Asking one rule about one journey, as the engine would."""

from __future__ import annotations

import datetime
from typing import Any

from journeykit.model import Journey
from journeykit.validation import Finding, check, everything

CLOCK = datetime.date(2026, 7, 1)


def asked(rule: str, journey: Journey, **options: Any) -> list[Finding]:
    """What a rule finds in a journey; with options, configured so."""
    rules = everything().select(rule)
    report = check(journey, rules.configure(rule, **options) if options else rules, clock=CLOCK)
    assert () == report.crashed
    return [*report.findings, *report.review]


def said(rule: str, journey: Journey, **options: Any) -> list[str]:
    """The messages of what a rule finds."""
    return [finding.message for finding in asked(rule, journey, **options)]


def found_at(rule: str, journey: Journey, **options: Any) -> list[tuple[str, ...]]:
    """The names of the elements of what a rule finds."""
    return [finding.names for finding in asked(rule, journey, **options)]


def sorts(rule: str, journey: Journey, **options: Any) -> list[tuple[tuple[str, ...], bool]]:
    """The names of the elements of what a rule finds, each with whether it is for review."""
    return [(finding.names, finding.review) for finding in asked(rule, journey, **options)]


def unanswered(rule: str, journey: Journey) -> list[str]:
    """What would have to be stated before a rule can judge."""
    report = check(journey, everything().select(rule), clock=CLOCK)
    return [each.what for each in report.unanswered]


def passed(rule: str, journey: Journey) -> list[tuple[int, str]]:
    """At how many of what a rule looked, where it passed."""
    report = check(journey, everything().select(rule), clock=CLOCK)
    return [(each.number, each.subjects) for each in report.passed]
