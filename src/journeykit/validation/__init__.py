"""The linter: rules that look at a journey, and the report of what they find."""

from __future__ import annotations

from journeykit.validation.applicability import Usage
from journeykit.validation.baseline import as_baseline, load_baseline, save_baseline
from journeykit.validation.engine import check
from journeykit.validation.finding import (
    SEVERITIES,
    Finding,
    Fine,
    Problem,
    Severity,
    Unknown,
    Verdict,
    Waived,
)
from journeykit.validation.plugins import installed_rules
from journeykit.validation.profiles import PROFILES, every_rule, everything, recommended
from journeykit.validation.report import Answer, Inapplicable, Passed, Report, Unanswered
from journeykit.validation.rule import Option, Rule, rule
from journeykit.validation.rule_set import RuleSet
from journeykit.validation.subjects import NEEDS, SUBJECTS

__all__ = [
    "NEEDS",
    "PROFILES",
    "SEVERITIES",
    "SUBJECTS",
    "Answer",
    "Finding",
    "Fine",
    "Inapplicable",
    "Option",
    "Passed",
    "Problem",
    "Report",
    "Rule",
    "RuleSet",
    "Severity",
    "Unanswered",
    "Unknown",
    "Usage",
    "Verdict",
    "Waived",
    "as_baseline",
    "check",
    "every_rule",
    "everything",
    "installed_rules",
    "load_baseline",
    "recommended",
    "rule",
    "save_baseline",
]
