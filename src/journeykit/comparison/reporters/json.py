"""A comparison as JSON, for other programs."""

from __future__ import annotations

import json
from typing import Any

from journeykit.checked import checked
from journeykit.comparison.comparison import Comparison
from journeykit.comparison.reporters import wording


@checked
def as_json(comparison: Comparison) -> str:
    """Write a comparison as JSON; the same comparison gives the same text.

    Returns:
        An object with the changes, feelings, coverage, findings, plan and deviations; under
        `comparison` stands what `Comparison.from_dict` reads again.
    """
    return json.dumps(_document(comparison), ensure_ascii=False, indent=2)


def _document(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data."""
    return {
        "comparison": comparison.to_dict(),
        "before": _journey(comparison.before.key, comparison.before.name, comparison.before.state),
        "after": _journey(comparison.after.key, comparison.after.name, comparison.after.state),
        "changes": [
            {
                "kind": change.kind,
                "element": str(change.element),
                "name": change.name,
                "place": change.place,
                "attribute": change.attribute,
                "before": before,
                "after": after,
            }
            for change in comparison.changes
            for before, after in (wording.both_shown(change),)
        ],
        "feelings": [
            {
                "element": str(each.element),
                "name": each.name,
                "before": None if each.before is None else each.before.valence,
                "after": None if each.after is None else each.after.valence,
            }
            for each in comparison.feelings
        ],
        "coverage": [
            {
                "measure": each.name,
                "before": [each.before.numerator, each.before.denominator],
                "after": [each.after.numerator, each.after.denominator],
                "gained": list(map(str, each.gained)),
                "lost": list(map(str, each.lost)),
            }
            for each in comparison.coverage
        ],
        "findings": {
            "new": [[each.rule, each.message] for each in comparison.new_findings],
            "gone": [[each.rule, each.message] for each in comparison.gone_findings],
            "kept": [[each.rule, each.message] for each in comparison.kept_findings],
        },
        "consequences": [
            {"rule": each.rule, "severity": each.severity, "message": each.message}
            for each in comparison.report.findings
        ],
        "plan": [
            {"opportunity": each.opportunity.name, "progress": each.progress}
            for each in comparison.plan
        ],
        "deviations": [
            {"kind": each.kind, "element": str(each.element), "name": each.name}
            for each in comparison.deviations
        ],
        "matches": [
            {"before": str(each.before), "after": str(each.after), "reason": each.reason}
            for each in comparison.matches
        ],
    }


def _journey(key: str, name: str, state: str) -> dict[str, str]:
    """What tells a journey apart."""
    return {"key": key, "name": name, "state": state}
