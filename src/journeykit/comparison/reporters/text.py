"""A comparison as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.checked import checked
from journeykit.comparison.comparison import Comparison
from journeykit.comparison.reporters import wording
from journeykit.printable import log_text
from journeykit.text import wrapped

_COLUMNS = 88


@checked
def as_text(comparison: Comparison, *, columns: int = _COLUMNS) -> str:
    """Write a comparison for people: what changed first, then what that did.

    Args:
        columns: The width of a line.

    Returns:
        The text, without a newline at its end.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> from journeykit.comparison import compare
        >>> today = journey("Shop").stage("Purchase", touchpoint("Pays"))
        >>> print(as_text(compare(today, today)))
        Shop → Shop
        <BLANKLINE>
        no difference
    """
    return log_text(
        "\n".join(
            f"{' ' * spaces}{line}".rstrip()
            for spaces, text in _lines(comparison)
            for line in (wrapped(text, max(columns - spaces, 24)) or ("",))
        ).rstrip()
    )


def _lines(comparison: Comparison) -> Iterator[tuple[int, str]]:
    """Each paragraph with how far it is indented."""
    yield 0, wording.heading(comparison)
    yield 0, ""
    if not comparison:
        yield 0, "no difference"
        return
    yield from _changes(comparison)
    for title, summary, lines in _sections(comparison):
        listed = list(lines)
        if listed or summary:
            yield 0, ""
            yield 0, f"{title}: {summary}" if summary else title
            yield from ((2, line) for line in listed)


def _changes(comparison: Comparison) -> Iterator[tuple[int, str]]:
    """A line for each change."""
    for change in wording.worth_telling(comparison):
        details = wording.details(change)
        text = f"{wording.GLYPHS[change.kind]} {change.kind}: {wording.element_words(change)}"
        yield 0, f"{text}, {details}" if details else text


def _sections(comparison: Comparison) -> Iterator[tuple[str, str, Iterable[str]]]:
    """What the changes did: to feelings, coverage, findings and the plan."""
    yield "Feelings", wording.feelings_summary(comparison.feelings), ()
    yield "Pain points", wording.pain_points(comparison), ()
    yield "Coverage", "", _coverage(comparison)
    yield "Findings", _findings_summary(comparison), _findings(comparison)
    yield "What the change does", "", _consequences(comparison)
    yield "Plan", wording.plan_line(comparison) if comparison.plan else "", _plan(comparison)
    yield "Deviations from the plan", "", _deviations(comparison)
    yield "May be the same under another key", "", _matches(comparison)


def _coverage(comparison: Comparison) -> Iterator[str]:
    """The measures that are different."""
    for each, before, after in wording.measure_lines(comparison.coverage):
        yield f"{each.name}: {before} → {after}"


def _findings_summary(comparison: Comparison) -> str:
    """How many findings are new, gone and kept."""
    new, gone = len(comparison.new_findings), len(comparison.gone_findings)
    return f"{new} new, {gone} gone, {len(comparison.kept_findings)} in both"


def _findings(comparison: Comparison) -> Iterator[str]:
    """The findings that are new, and those that are gone."""
    for finding in comparison.new_findings:
        yield f"+ new: {finding.rule} ({finding.code}): {finding.message}"
    for finding in comparison.gone_findings:
        yield f"- gone: {finding.rule} ({finding.code}): {finding.message}"


def _consequences(comparison: Comparison) -> Iterator[str]:
    """What the rules about two journeys say."""
    for finding in wording.consequences(comparison):
        yield f"{finding.severity}: {finding.rule} ({finding.code}): {finding.message}"


def _plan(comparison: Comparison) -> Iterator[str]:
    """The opportunities that were not carried out, or only in part."""
    for each in comparison.plan:
        if each.progress != "carried out":
            rest = f"; open: {', '.join(each.open)}" if each.open else ""
            yield f'{each.progress}: "{each.opportunity.name}"{rest}'


def _deviations(comparison: Comparison) -> Iterator[str]:
    """What happened against what was planned."""
    for each in comparison.deviations:
        yield f'{each.kind}: "{each.name}"'


def _matches(comparison: Comparison) -> Iterator[str]:
    """What may be the same, and how to say so."""
    for match in comparison.matches:
        keys = f'"{match.before.keys[-1]}": "{match.after.keys[-1]}"'
        yield f"{match.before} and {match.after}: {match.reason}; say renamed={{{keys}}}"
