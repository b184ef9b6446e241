"""The linter: rules that look at a journey, and the report of what they find."""

from __future__ import annotations

from journeykit.validation.engine import check
from journeykit.validation.finding import SEVERITIES, Finding, Problem, Severity
from journeykit.validation.profiles import PROFILES, every_rule, everything, recommended
from journeykit.validation.report import Inapplicable, Report, Waived
from journeykit.validation.rule import Option, Rule, rule
from journeykit.validation.rule_set import RuleSet

__all__ = [
    "PROFILES",
    "SEVERITIES",
    "Finding",
    "Inapplicable",
    "Option",
    "Problem",
    "Report",
    "Rule",
    "RuleSet",
    "Severity",
    "Waived",
    "check",
    "every_rule",
    "everything",
    "recommended",
    "rule",
]
