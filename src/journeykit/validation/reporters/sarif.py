"""The report as SARIF 2.1.0, which code hosts show beside the lines of a change.

OASIS, Static Analysis Results Interchange Format 2.1.0. Where the standard leaves a choice, the
subset that GitHub's code scanning reads decides: one run, a physical location with a relative URI
and a region for every result, and fingerprints of our own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath
from typing import Any
from urllib.parse import quote

from attrs import frozen

from journeykit.addresses import Location
from journeykit.checked import checked
from journeykit.markup import markdown_text
from journeykit.printable import printable
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report
from journeykit.validation.reporters import wording

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
DOCUMENTATION = "https://journeykit.readthedocs.io/en/stable/"
"""Where the pages of the rules are."""

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


@checked
def as_sarif(*reports: Report, root: str | os.PathLike[str] | None = None) -> str:
    """Write reports as SARIF 2.1.0.

    Args:
        *reports: One report a journey.
        root: The root of the repository, from which the paths of files are written. If left out
            they are as they stand in the reports: see `Report.relative_to`.

    Returns:
        A log of one run. What is waived or known is there, suppressed. A finding whose place
        nobody remembers has the names of its elements for a place, and no file.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> log = json.loads(as_sarif(check(journey("Empty"))))
        >>> log["version"], log["runs"][0]["results"][0]["ruleId"]
        ('2.1.0', 'empty-journey')
    """
    if root is not None:
        reports = tuple(report.relative_to(root) for report in reports)
    tools = _tools(reports)
    base: dict[str, Any] = {"description": {"text": "The root of the repository."}}
    if root is not None:
        base["uri"] = f"{uri_of(str(Path(root).absolute())).rstrip('/')}/"
    run = {
        "tool": {
            "driver": tools[""].component,
            "extensions": [tool.component for name, tool in tools.items() if name],
        },
        "automationDetails": {"id": "journeykit/"},
        "invocations": [_invocation(reports)],
        "originalUriBaseIds": {_ROOT: base},
        "columnKind": "unicodeCodePoints",
        "results": [result for report in reports for result in _results(report, tools)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


_ROOT = "SRCROOT"
"""The name of the folder from which paths are written, as other tools call it."""


@frozen
class _Tool:
    """The library, or a package whose rules found something.

    Args:
        component: What SARIF says of it, with its rules.
        index: Its place among the extensions; nothing for the library.
        rules: The place of each rule among its own, by name.
    """

    component: dict[str, Any]
    index: int | None
    rules: dict[str, int]

    def reference(self, rule: str) -> dict[str, Any]:
        """What a result says of its rule."""
        index = self.rules[rule]
        if self.index is None:
            return {"ruleId": rule, "ruleIndex": index}
        component = {"index": self.index}
        return {"ruleId": rule, "rule": {"id": rule, "index": index, "toolComponent": component}}


def _tools(reports: Iterable[Report]) -> dict[str, _Tool]:
    """The library and every package whose rules found something, by their names with version."""
    findings: dict[str, dict[str, Finding]] = {"": {}}
    for report in reports:
        for finding in _shown(report):
            findings.setdefault(finding.package, {})[finding.rule] = finding
    tools = {}
    for number, package in enumerate(sorted(findings), start=-1):
        ordered = sorted(findings[package].values(), key=lambda f: (f.code, f.rule))
        component = _component(package) | {"rules": list(map(_rule, ordered))}
        rules = {finding.rule: index for index, finding in enumerate(ordered)}
        tools[package] = _Tool(component, number if package else None, rules)
    return tools


def _component(package: str) -> dict[str, Any]:
    """What SARIF says of the library, or of a package and its version."""
    if not package:
        return {"name": "journeykit", "version": _version(), "informationUri": DOCUMENTATION}
    name, _, version = package.rpartition(" ")
    return {"name": name, "version": version} if name else {"name": package}


def _version() -> str:
    from journeykit import __version__  # the package is whole by the time anything is reported

    return __version__


def _shown(report: Report) -> Iterator[Finding]:
    """Every finding that becomes a result."""
    yield from (*report.findings, *report.review, *report.known)
    yield from (waived.finding for waived in report.waived)


def _rule(finding: Finding) -> dict[str, Any]:
    """What a finding knows of its rule."""
    short = finding.detects or finding.rule
    paragraphs = [short, finding.why, f"To fix it: {finding.fix}" if finding.fix else ""]
    rule = {
        "id": finding.rule,
        "name": finding.code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": finding.why or short},
        "help": {
            "text": "\n\n".join(filter(None, paragraphs)),
            "markdown": "\n\n".join(markdown_text(text) for text in paragraphs if text),
        },
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": ["customer journey"], "problem.severity": _problem(finding)},
    }
    page = {"helpUri": f"{DOCUMENTATION}generated/rules/{finding.rule}.html"}
    return rule if finding.package else rule | page


def _problem(finding: Finding) -> str:
    """GitHub's word for the severity of something that is not about security."""
    return "recommendation" if finding.severity == "info" else finding.severity


def _invocation(reports: Iterable[Report]) -> dict[str, Any]:
    """Whether the rules themselves worked."""
    crashed = [
        _notification(entry.rule, "error", entry.message)
        for report in reports
        for entry in report.crashed
    ]
    unanswered = [
        _notification(each.rule, "note", f"it is not stated {each.what}; say it: {each.say}")
        for report in reports
        for each in report.unanswered
    ]
    return {
        "executionSuccessful": not crashed,
        "toolExecutionNotifications": [*crashed, *unanswered],
    }


def _notification(rule: str, level: str, message: str) -> dict[str, Any]:
    """One thing to say of a rule itself."""
    return {"descriptor": {"id": rule}, "level": level, "message": {"text": message}}


def _results(report: Report, tools: dict[str, _Tool]) -> Iterator[dict[str, Any]]:
    """The results of one report."""
    for finding in report.findings:
        yield _result(finding, report, tools)
    for finding in report.review:
        # The standard: what is not a failure has no level.
        yield _result(finding, report, tools) | {"kind": "review", "level": "none"}
    for finding in report.known:
        suppression = {"kind": "external", "justification": "known from the baseline"}
        yield _result(finding, report, tools) | {"suppressions": [suppression]}
    for waived in report.waived:
        reason = {"kind": "inSource", "justification": wording.accepted(waived)}
        yield _result(waived.finding, report, tools) | {"suppressions": [reason]}


def _result(finding: Finding, report: Report, tools: dict[str, _Tool]) -> dict[str, Any]:
    """One finding, at its place in a file."""
    advice = f"\nfix: {finding.fix}" if finding.fix else ""
    identity = f"{_journey(report)}/{finding.fingerprint}"
    location: dict[str, Any] = {
        "logicalLocations": [
            {"name": name, "fullyQualifiedName": str(element), "kind": element.kind}
            for element, name in zip(finding.elements, finding.names, strict=True)
        ],
    }
    if finding.location is not None and not finding.location.cell:
        location["physicalLocation"] = _physical(finding.location)
    return {
        **tools[finding.package].reference(finding.rule),
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{wording.with_consequences(finding)}{advice}"},
        "locations": [location],
        "partialFingerprints": {
            "journeykit/v1": identity,
            "primaryLocationLineHash": identity,
        },
    }


def _journey(report: Report) -> str:
    """What tells a journey from others of its name, on every machine."""
    state = f" ({report.state})" if report.state else ""
    in_repository = report.file and not PurePath(report.file).is_absolute()
    return f"{uri_of(report.file)}:{report.key}{state}" if in_repository else report.key + state


def _physical(location: Location) -> dict[str, Any]:
    """A file and a line."""
    uri = uri_of(location.file)
    base = {} if PurePath(location.file).is_absolute() else {"uriBaseId": _ROOT}
    return {
        "artifactLocation": {"uri": uri, **base},
        "region": {"startLine": max(location.line, 1)},
    }


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
    try:
        os.fsencode(file)
    except UnicodeEncodeError:  # no file is called so; who made the location by hand still sees it
        file = printable(file)
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first part would make a scheme of it.
    return quote(str(PurePosixPath(path.as_posix())), errors="surrogateescape", safe="/")
