"""The report as Markdown, for a comment below a change or a page of documentation."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.checked import checked
from journeykit.markup import markdown_text
from journeykit.validation.finding import Finding
from journeykit.validation.report import Report
from journeykit.validation.reporters import wording


@checked
def as_markdown(*reports: Report) -> str:
    """Write reports as Markdown, as GitHub and MyST read it.

    Args:
        *reports: One report a journey.

    Returns:
        A section a report: the numbers, a table of findings, and lists of the rest.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.validation import check
        >>> print(as_markdown(check(journey("Empty"))).splitlines()[0])
        ## Empty
    """
    return "\n\n".join("\n".join(_lines(report)).rstrip() for report in reports) + "\n"


def _lines(report: Report) -> Iterator[str]:
    """The lines of one report."""
    state = f" ({report.state})" if report.state else ""
    yield f"## {markdown_text(wording.one_line(report.journey + state))}"
    yield ""
    yield f"{wording.summary(report)}."
    yield ""
    yield from _table((*report.crashed, *report.findings))
    if report.review:
        yield "### To review"
        yield ""
        yield from _table(report.review)
    if report.waived:
        yield "### Waived"
        yield ""
        for each in report.waived:
            message = markdown_text(each.finding.message)
            reason = markdown_text(wording.accepted(each))
            yield f"- `{each.finding.rule}`: {message} — {reason}"
        yield ""
    if report.unanswered:
        yield "### Not checked"
        yield ""
        for line in wording.not_checked(report):
            yield f"- {markdown_text(line)}"
        yield ""
    if report.inapplicable:
        yield "### Not applicable"
        yield ""
        for reason, rules in wording.by_reason(report.inapplicable).items():
            names = ", ".join(f"`{each.rule}`" for each in rules)
            yield f"- {markdown_text(reason)}: {names}"
        yield ""


def _table(findings: tuple[Finding, ...]) -> Iterator[str]:
    """The findings, a row each."""
    if not findings:
        return
    yield "| severity | rule | finding | fix | place |"
    yield "|---|---|---|---|---|"
    for finding in findings:
        names = wording.names_not_said(finding)
        message = f"{finding.message} ({names})" if names else finding.message
        message = "; ".join((message, *wording.consequences(finding)))
        cells = (
            finding.severity,
            f"`{finding.rule}` {finding.code}",
            markdown_text(message),
            markdown_text(finding.fix),
            markdown_text(wording.location_words(finding.location)),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
