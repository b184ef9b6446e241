"""The report as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.checked import checked
from journeykit.printable import log_text
from journeykit.text import counted, wrapped
from journeykit.validation.finding import SEVERITIES, Finding
from journeykit.validation.report import Report
from journeykit.validation.reporters import wording

_HEADINGS = {"error": "Errors", "warning": "Warnings", "info": "Info"}


@checked
def as_text(*reports: Report, verbose: bool = False, columns: int = 88) -> str:
    """Write reports for people: the worst first, then what was set aside, then the numbers.

    Args:
        *reports: One report a journey.
        verbose: Whether to tell why each finding matters, and which rules had nothing to say.
        columns: The width of a line.

    Returns:
        The text, without a newline at its end.

    Example:
        >>> from journeykit.validation import Report
        >>> finding = Finding("odd", "ACME101", "info", "there are 3 stages", fix="add one")
        >>> print(as_text(Report("Buying a gift", findings=(finding,))))
        Buying a gift
        <BLANKLINE>
        Info
          odd (ACME101)
            there are 3 stages
            fix: add one
        <BLANKLINE>
        1 info · 0 rules passed, 0 unanswered, 0 not applicable
    """
    page = _ReportText(verbose, columns)
    return log_text("\n\n\n".join("\n".join(page.lines(report)) for report in reports))


_MOST_NEEDS = 3
"""So many things to state are named where not everything is told."""


_MOST_CONSEQUENCES = 3
"""So many consequences of a finding are told where not everything is told."""


class _ReportText:
    """How much is told, and how wide."""

    def __init__(self, verbose: bool, columns: int) -> None:  # noqa: FBT001 — two settings, one class
        self.verbose = verbose
        self.columns = max(columns, 24)

    def lines(self, report: Report) -> Iterator[str]:
        """The lines of one report."""
        state = f" ({report.state})" if report.state else ""
        yield from self.indented(f"{report.journey}{state}", 0)
        yield ""
        yield from self.group("Failures of rules", report.crashed)
        for severity in SEVERITIES:
            same = [finding for finding in report.findings if finding.severity == severity]
            yield from self.group(_HEADINGS[severity], same)
        yield from self.group("To review", report.review)
        yield from self.waived(report)
        if self.verbose:
            yield from self.group("Known from the baseline", report.known)
        yield from self.passed(report)
        yield from self.inapplicable(report)
        yield from self.not_checked(report)
        yield from self.indented(wording.summary(report), 0)

    def group(self, heading: str, findings: Iterable[Finding]) -> Iterator[str]:
        """A heading with its findings, if there are any."""
        listed = list(findings)
        if not listed:
            return
        yield heading
        for finding in listed:
            yield from self.finding(finding)
            yield ""

    def finding(self, finding: Finding) -> Iterator[str]:
        """One finding: rule and place, what is wrong, where, what to do."""
        location = wording.location_words(finding.location)
        yield from self.indented(f"{finding.rule} ({finding.code})  {location}".rstrip(), 2)
        yield from self.indented(finding.message, 4)
        names = wording.names_not_said(finding)
        if names:
            yield from self.indented(f"in {names}", 4)
        for line in wording.consequences(finding, None if self.verbose else _MOST_CONSEQUENCES):
            yield from self.indented(line, 4)
        if self.verbose and finding.why:
            yield from self.indented(f"why: {finding.why}", 4)
        if finding.fix:
            yield from self.indented(f"fix: {finding.fix}", 4)
        if self.verbose and finding.options:
            yield from self.indented(f"with {wording.settings(finding)}", 4)

    def waived(self, report: Report) -> Iterator[str]:
        """What somebody accepted, with the reason."""
        if not report.waived:
            return
        yield "Waived"
        for each in report.waived:
            finding = each.finding
            names = ", ".join(wording.one_line(name) for name in finding.names)
            yield from self.indented(f"{finding.rule} ({finding.code}) in {names}", 2)
            yield from self.indented(f"because {wording.accepted(each)}", 4)
        yield ""

    def not_checked(self, report: Report) -> Iterator[str]:
        """What would have to be stated first; the three things that open most rules."""
        lines = wording.not_checked(report, None if self.verbose else _MOST_NEEDS)
        for line in lines:
            yield from self.indented(line, 0)
        if lines:
            yield ""

    def passed(self, report: Report) -> Iterator[str]:
        """The rules that found nothing wrong, and at how much each looked."""
        if not report.passed or not self.verbose:
            return
        yield "Passed"
        for each in report.passed:
            yield from self.indented(f"{each.rule} ({each.code}): {each.number} {each.subjects}", 2)
        yield ""

    def inapplicable(self, report: Report) -> Iterator[str]:
        """The reasons why rules had nothing to say, and how many had each."""
        if not report.inapplicable or not self.verbose:
            return  # the last line counts them; the reasons would be most of the text
        yield "Not applicable"
        for reason, rules in wording.by_reason(report.inapplicable).items():
            yield from self.indented(f"{reason} ({counted(len(rules), 'rule')})", 2)
            yield from self.indented(", ".join(each.rule for each in rules), 4)
        yield ""

    def indented(self, text: str, spaces: int) -> Iterator[str]:
        """A text that is broken where the line ends."""
        for line in wrapped(text, self.columns - spaces):
            yield f"{' ' * spaces}{line}".rstrip()
