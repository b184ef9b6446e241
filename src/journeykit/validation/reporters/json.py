"""The report as data: complete, versioned, the same bytes for the same report."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from journeykit.printable import representation
from journeykit.text import mended
from journeykit.validation.finding import Finding

if TYPE_CHECKING:
    from journeykit.validation.report import Report, Waived

FORMAT = "journeykit-report"
VERSION = 1


def as_json(*reports: Report) -> str:
    """Write reports as JSON.

    Args:
        *reports: One report a journey.

    Returns:
        A document with ``format``, ``version`` and ``reports``; newer minor fields may be added
        without a new version.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> json.loads(as_json(check(journey("Empty"))))["reports"][0]["findings"][0]["rule"]
        'empty-journey'
    """
    document = {"format": FORMAT, "version": VERSION, "reports": [_report(r) for r in reports]}
    return json.dumps(document, ensure_ascii=False, indent=2, default=_written)


def _written(value: object) -> str:
    """A value that JSON has not, such as a day or an option of anybody's rule."""
    return value.isoformat() if isinstance(value, datetime.date) else representation(value)


def _report(report: Report) -> dict[str, Any]:
    """One report."""
    return {
        "journey": report.journey,
        "key": report.key,
        "state": report.state,
        "file": mended(report.file),
        "clock": report.clock,
        "ok": report.ok,
        "findings": [_finding(finding) for finding in report.findings],
        "review": [_finding(finding) for finding in report.review],
        "waived": [_waived(each) for each in report.waived],
        "known": [_finding(finding) for finding in report.known],
        "crashed": [_finding(finding) for finding in report.crashed],
        "passed": [
            {"rule": p.rule, "code": p.code, "number": p.number, "subjects": p.subjects}
            for p in report.passed
        ],
        "unanswered": [
            {
                "rule": each.rule,
                "code": each.code,
                "number": each.number,
                "subjects": each.subjects,
                "what": each.what,
                "say": each.say,
            }
            for each in report.unanswered
        ],
        "inapplicable": [
            {"rule": each.rule, "code": each.code, "reason": each.reason}
            for each in report.inapplicable
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    """One finding."""
    location = finding.location
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "elements": [
            {"kind": element.kind, "keys": list(element.keys), "name": name}
            for element, name in zip(finding.elements, finding.names, strict=True)
        ],
        "detects": finding.detects,
        "why": finding.why,
        "fix": finding.fix,
        "salient": finding.salient,
        "each": finding.each,
        "options": dict(finding.options),
        "package": finding.package,
        "fingerprint": finding.fingerprint,
        "location": {"file": mended(location.file), "line": location.line} if location else None,
    }


def _waived(waived: Waived) -> dict[str, Any]:
    """A finding that somebody accepted."""
    waiver = waived.waiver
    return _finding(waived.finding) | {
        "waiver": {
            "reason": waiver.reason,
            "at": str(waiver.at) if waiver.at else None,
            "until": waiver.until,
            "by": waiver.by,
        }
    }
