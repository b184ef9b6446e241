"""The rules of the example, each for itself and as an installed package."""

from __future__ import annotations

import pytest
from journeykit_airline import RULES

from journeykit import journey, touchpoint
from journeykit.testing import check_rule
from journeykit.validation import Rule, RuleSet, check, installed_rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_passes_the_self_test(rule: Rule) -> None:
    """Metadata, examples, determinism, purity, silence, and journeys that Hypothesis makes up."""
    check_rule(rule)


def test_the_rules_are_found_once_the_package_is_installed() -> None:
    """`installed_rules()` knows them; the recommended set alone does not."""
    rules = installed_rules()
    assert () == rules.troubles
    assert {rule.name for rule in RULES} <= {rule.name for rule in rules.rules}


def test_an_installed_rule_finds_what_it_looks_for() -> None:
    """The report holds its finding beside those of the library."""
    flight = journey("Flying home").stage("Day of travel", touchpoint("Flight is cancelled"))
    report = check(flight, installed_rules())
    (finding,) = report.of("AIR101")
    assert 'nothing leads on from "Flight is cancelled"' == finding.message
    assert () == report.crashed


def test_an_option_changes_what_is_enough() -> None:
    """Options of a package's rules are configured as those of the library."""
    rules = RuleSet(RULES).configure("disruption-on-one-channel", at_least=3)
    silent = RULES[1].silent()
    assert () == check(silent, RuleSet(RULES)).of("AIR102")
    assert 1 == len(check(silent, rules).of("AIR102"))
