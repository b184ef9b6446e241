"""The report as workflow commands, which GitHub Actions shows as annotations."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.checked import checked
from journeykit.text import mended
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report
from journeykit.validation.reporters import wording

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


@checked
def as_github(*reports: Report) -> str:
    """Write reports as GitHub workflow commands, one line a finding.

    Args:
        *reports: One report a journey. Their paths should be relative to the repository.

    Returns:
        The lines; nothing at all when nothing was found.

    Example:
        >>> from journeykit.validation import Finding, Report
        >>> finding = Finding("odd", "ACME101", "info", "50% off, twice")
        >>> print(as_github(Report("Gift", findings=(finding,))))
        ::notice title=odd (ACME101)::Gift: 50%25 off, twice
    """
    return "\n".join(line for report in reports for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    """The annotations of one report."""
    for finding in (*report.crashed, *report.findings):
        yield _line(_COMMANDS[finding.severity], finding, report)
    for finding in report.review:
        yield _line("notice", finding, report, " (to review)")


def _line(command: str, finding: Finding, report: Report, mark: str = "") -> str:
    """One annotation."""
    properties = {"title": f"{finding.rule} ({finding.code}){mark}"}
    if finding.location is not None and not finding.location.cell:
        location = finding.location
        properties = {"file": mended(location.file), "line": str(location.line)} | properties
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    advice = f"\nfix: {finding.fix}" if finding.fix else ""
    message = wording.with_consequences(finding)
    return f"::{command} {listed}::{_data(f'{report.journey}: {message}{advice}')}"


def _data(text: str) -> str:
    """What stands after the second pair of colons; the runner undoes exactly these."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which ends at a comma or a colon."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
