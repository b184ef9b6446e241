"""The report as JUnit XML, which every build server reads: one test case a rule."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from journeykit.checked import checked
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report
from journeykit.validation.reporters import wording


@checked
def as_junit(*reports: Report) -> str:
    """Write reports as JUnit XML.

    Args:
        *reports: One report a journey; each becomes a test suite.

    Returns:
        The document. A rule that found something fails once for each finding, one that had
        nothing to say is skipped with the reason, one that raised is an error. What is waived,
        known or to be reviewed is told in `system-out` and does not fail.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> suites = ET.fromstring(as_junit(check(journey("Empty"))))
        >>> suites.find("testsuite").get("failures")
        '1'
    """
    root = ET.Element("testsuites", name="journeykit")
    for report in reports:
        root.append(_suite(report))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _suite(report: Report) -> ET.Element:
    """One report, its cases in the order of names."""
    suite = ET.Element("testsuite", name=report.journey)
    cases: dict[str, ET.Element] = {}
    quiet = [*report.review, *report.known, *(waived.finding for waived in report.waived)]
    rules = [each.rule for each in report.passed]
    rules += [each.rule for each in report.inapplicable]
    rules += [each.rule for each in report.unanswered]
    findings = [*report.findings, *quiet]
    rules += [finding.rule for finding in findings]
    for rule in sorted(set(rules)):
        cases[rule] = ET.SubElement(
            suite, "testcase", classname=f"journeykit.{report.key}", name=rule
        )
    for finding in report.findings:
        failure = ET.SubElement(cases[finding.rule], "failure", message=finding.message)
        failure.set("type", finding.severity)
        failure.text = _body(finding)
    for each in report.inapplicable:
        ET.SubElement(cases[each.rule], "skipped", message=each.reason)
    for unanswered in report.unanswered:
        message = f"it is not stated {unanswered.what}; say it: {unanswered.say}"
        ET.SubElement(cases[unanswered.rule], "skipped", message=message)
    for entry in report.crashed:
        case = ET.SubElement(
            suite, "testcase", classname=f"journeykit.{report.key}", name=entry.rule
        )
        ET.SubElement(case, "error", message=entry.message, type=entry.code)
    for rule, case in cases.items():
        _tell(case, rule, report)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in suite)))
    suite.set("errors", str(len(report.crashed)))
    suite.set("skipped", str(len(report.inapplicable) + len(report.unanswered)))
    return suite


def _body(finding: Finding) -> str:
    """What a person reads below the message."""
    lines = [
        f"{finding.code} {wording.location_words(finding.location)}".rstrip(),
        finding.message,
        f"in {', '.join(finding.names)}" if finding.names else "",
        *wording.consequences(finding),
        f"why: {finding.why}" if finding.why else "",
        f"fix: {finding.fix}" if finding.fix else "",
    ]
    return "\n".join(line for line in lines if line)


def _tell(case: ET.Element, rule: str, report: Report) -> None:
    """Add what does not fail: reviews, what is known, what is waived."""
    lines = [
        *_listed("to review", report.review, rule),
        *_listed("known", report.known, rule),
        *(
            f"waived: {each.finding.message} — {wording.accepted(each)}"
            for each in report.waived
            if each.finding.rule == rule
        ),
    ]
    if lines:
        ET.SubElement(case, "system-out").text = "\n".join(lines)


def _listed(word: str, findings: Iterable[Finding], rule: str) -> list[str]:
    """The findings of a rule, a line each."""
    return [f"{word}: {finding.message}" for finding in findings if finding.rule == rule]
