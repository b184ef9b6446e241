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
