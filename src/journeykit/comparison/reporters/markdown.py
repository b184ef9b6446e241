"""A comparison as Markdown, for the description of a change or a comment below it."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.checked import checked
from journeykit.comparison.comparison import Comparison
from journeykit.comparison.reporters import wording
from journeykit.markup import markdown_text


@checked
def as_markdown(comparison: Comparison) -> str:
    """Write a comparison as Markdown, as GitHub and MyST read it.

    Returns:
        A heading, a table of the changes, and what they did to coverage, findings and plan.

    Example:
        >>> from journeykit import journey
        >>> from journeykit.comparison import compare
        >>> print(as_markdown(compare(journey("Shop"), journey("Shop"))).splitlines()[0])
        ## Shop → Shop
    """
    return "\n".join(_lines(comparison)).rstrip() + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    """The lines of the section."""
    yield f"## {markdown_text(wording.heading(comparison))}"
    yield ""
    if not comparison:
        yield "No difference."
        return
    yield "| | change | what | how |"
    yield "|---|---|---|---|"
    for change in wording.worth_telling(comparison):
        what, how = wording.element_words(change), wording.details(change)
        glyph = markdown_text(wording.GLYPHS[change.kind])
        yield f"| {glyph} | {change.kind} | {markdown_text(what)} | {markdown_text(how)} |"
    yield ""
    yield from _coverage(comparison)
    yield from _findings(comparison)
    yield from _plan(comparison)


def _coverage(comparison: Comparison) -> Iterator[str]:
    """The measures that are different, and the feelings in one line."""
    if comparison.feelings:
        yield f"Feelings: {wording.feelings_summary(comparison.feelings)}."
        yield ""
    if pain_points := wording.pain_points(comparison):
        yield f"Pain points: {pain_points}."
        yield ""
    rows = list(wording.measure_lines(comparison.coverage))
    if not rows:
        return
    yield "| coverage | before | after |"
    yield "|---|---|---|"
    for each, before, after in rows:
        yield f"| `{each.name}` | {before} | {after} |"
    yield ""


def _findings(comparison: Comparison) -> Iterator[str]:
    """The findings that are new, and those that are gone."""
    for title, findings in (
        ("New findings", comparison.new_findings),
        ("Findings that are gone", comparison.gone_findings),
        ("What the change does", wording.consequences(comparison)),
    ):
        if findings:
            yield f"### {title}"
            yield ""
            for finding in findings:
                yield f"- `{finding.rule}`: {markdown_text(finding.message)}"
            yield ""


def _plan(comparison: Comparison) -> Iterator[str]:
    """What became of the opportunities, and what deviates from the plan."""
    if comparison.plan:
        yield f"### Plan: {wording.plan_line(comparison)}"
        yield ""
        for each in comparison.plan:
            yield f"- {each.progress}: {markdown_text(each.opportunity.name)}"
        yield ""
    if comparison.deviations:
        yield "### Deviations from the plan"
        yield ""
        for deviation in comparison.deviations:
            yield f"- {deviation.kind}: {markdown_text(deviation.name)}"
        yield ""
