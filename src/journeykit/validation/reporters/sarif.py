"""The report as SARIF 2.1.0, which code hosts show beside the lines of a change.

OASIS, Static Analysis Results Interchange Format 2.1.0. Where the standard leaves a choice, the
subset that GitHub's code scanning reads decides: one run, a physical location with a relative URI
and a region for every result, and fingerprints of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from journeykit.addresses import Location
from journeykit.validation.finding import Finding
from journeykit.validation.reporters import wording

if TYPE_CHECKING:
    from journeykit.validation.report import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(*reports: Report) -> str:
    """Write reports as SARIF 2.1.0.

    Args:
        *reports: One report a journey. Their paths should be relative to the repository:
            see :meth:`Report.relative_to`.

    Returns:
        A log of one run. What is waived or known is there, suppressed. A finding whose place
        nobody remembers is put in a file named after the journey.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> log = json.loads(as_sarif(check(journey("Empty"))))
        >>> log["version"], log["runs"][0]["results"][0]["ruleId"]
        ('2.1.0', 'empty-journey')
    """
    rules = _rules(reports)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "journeykit", "version": _version(), "rules": rules}},
        "invocations": [_invocation(reports)],
        "columnKind": "unicodeCodePoints",
        "results": [result for report in reports for result in _results(report, numbers)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _version() -> str:
    from journeykit import __version__  # the package is whole by the time anything is reported

    return __version__


def _shown(report: Report) -> Iterator[Finding]:
    """Every finding that becomes a result."""
    yield from (*report.findings, *report.review, *report.known)
    yield from (waived.finding for waived in report.waived)


def _rules(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """The rules of which something is told, by code."""
    found = {finding.rule: finding for report in reports for finding in _shown(report)}
    return [_rule(finding) for finding in sorted(found.values(), key=lambda f: (f.code, f.rule))]


def _rule(finding: Finding) -> dict[str, Any]:
    """What a finding knows of its rule."""
    short = finding.detects or finding.rule
    paragraphs = [finding.detects, finding.why]
    help_text = "\n\n".join(text for text in paragraphs if text) or finding.rule
    return {
        "id": finding.rule,
        "name": finding.code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": finding.why or short},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": ["customer journey"], "problem.severity": _problem(finding)},
    }


def _problem(finding: Finding) -> str:
    """GitHub's word for the severity of something that is not about security."""
    return "recommendation" if finding.severity == "info" else finding.severity


def _invocation(reports: Iterable[Report]) -> dict[str, Any]:
    """Whether the rules themselves worked."""
    told = [
        {
            "descriptor": {"id": entry.rule},
            "level": "error",
            "message": {"text": entry.message},
        }
        for report in reports
        for entry in report.crashed
    ]
    return {"executionSuccessful": not told, "toolExecutionNotifications": told}


def _results(report: Report, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The results of one report."""
    for finding in report.findings:
        yield _result(finding, report, numbers)
    for finding in report.review:
        # The standard: what is not a failure has no level.
        yield _result(finding, report, numbers) | {"kind": "review", "level": "none"}
    for finding in report.known:
        known = {"kind": "external", "justification": "known from the baseline"}
        yield _result(finding, report, numbers) | {"suppressions": [known]}
    for waived in report.waived:
        reason = {"kind": "inSource", "justification": wording.accepted(waived)}
        yield _result(waived.finding, report, numbers) | {"suppressions": [reason]}


def _result(finding: Finding, report: Report, numbers: dict[str, int]) -> dict[str, Any]:
    """One finding, at its place in a file."""
    advice = f"\nfix: {finding.fix}" if finding.fix else ""
    identity = f"{report.key}/{finding.fingerprint}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{advice}"},
        "locations": [
            {
                "physicalLocation": _physical(finding.location, report),
                "logicalLocations": [
                    {"name": name, "fullyQualifiedName": str(element), "kind": element.kind}
                    for element, name in zip(finding.elements, finding.names, strict=True)
                ],
            }
        ],
        "partialFingerprints": {
            "journeykit/v1": identity,
            "primaryLocationLineHash": identity,
        },
    }


def _physical(location: Location | None, report: Report) -> dict[str, Any]:
    """A file and a line; every result needs them."""
    if location is None:
        uri, line = quote(f"{report.key or 'journey'}.journey"), 1
    else:
        uri, line = uri_of(location.file), max(location.line, 1)
    return {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}


def uri_of(file: str) -> str:
    """The URI of a file: relative if the path is.

    Args:
        file: A path of this system.

    Returns:
        The reference, with everything escaped that is not allowed in one.

    Example:
        >>> uri_of("maps/my gift.py")
        'maps/my%20gift.py'
    """
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first part would make a scheme of it.
    return quote(str(PurePosixPath(path.as_posix())), errors="surrogateescape", safe="/")
