"""The comparison of two journeys: what changed, and what that did to feelings and coverage."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.changes import CHANGE_KINDS, Differences
from journeykit.coverage import Measure, coverage_of
from journeykit.model import Journey
from journeykit.printable import console_text
from journeykit.shapes import Result
from journeykit.validation import Finding, Report, check, recommended


@frozen
class MeasureChange:
    """One measure of coverage, before and after.

    Args:
        before: The measure of the first journey.
        after: The measure of the second.
    """

    before: Measure
    after: Measure

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def name(self) -> str:
        """The name of the measure."""
        return self.after.name

    @property
    def gained(self) -> tuple[Element, ...]:
        """What is covered in the second journey and was not in the first."""
        had = set(_covered(self.before))
        return tuple(element for element in _covered(self.after) if element not in had)

    @property
    def lost(self) -> tuple[Element, ...]:
        """What was covered in the first journey, and is missing in the second."""
        had = set(_covered(self.before))
        return tuple(element for element in self.after.missing if element in had)


def _covered(measure: Measure) -> tuple[Element, ...]:
    """What counts as covered."""
    return tuple(c.element for c in measure.cells if c.status in {"covered", "partial"})


@frozen(repr=False)
class Comparison(Differences, Result):
    """Two journeys held against each other; nothing is printed and nothing raised.

    What was changed, and what that did to coverage and findings, is worked out when it is first
    asked for. Stored (`to_dict`) it is both journeys and what was renamed, and nothing else.
    """

    @cached_property
    def coverage(self) -> tuple[MeasureChange, ...]:
        """Every measure of both journeys."""
        first, second = coverage_of(self.view_before), coverage_of(self.view_after)
        return tuple(MeasureChange(first[m.name], m) for m in second)

    @cached_property
    def report_before(self) -> Report:
        """The report on the first journey."""
        return check(self.view_before)

    @cached_property
    def report_after(self) -> Report:
        """The report on the second journey."""
        return check(self.view_after)

    @cached_property
    def report(self) -> Report:
        """What the rules about two journeys say of the second."""
        every = recommended()
        rules = (rule.name for rule in every.rules if rule.compared_with is not None)
        return check(self.view_after, every.select(*rules), compared_with=self)

    @cached_property
    def new_findings(self) -> tuple[Finding, ...]:
        """What is wrong in the second journey and was not in the first."""
        return _beyond(self.report_after, self.report_before)

    @cached_property
    def gone_findings(self) -> tuple[Finding, ...]:
        """What was wrong in the first journey and no longer is."""
        return _beyond(self.report_before, self.report_after)

    @cached_property
    def kept_findings(self) -> tuple[Finding, ...]:
        """What is wrong in both, as the second journey has it."""
        new = set(self.new_findings)
        return tuple(finding for finding in self.report_after.findings if finding not in new)

    def __repr__(self) -> str:
        """Show how much is different, in one line."""
        numbers = ((len(self.of(kind)), kind) for kind in CHANGE_KINDS)
        words = ", ".join(f"{number} {kind}" for number, kind in numbers if number)
        return console_text(
            f"Comparison({self.before.name!r}, {self.after.name!r}, {words or 'no difference'})"
        )

    def __str__(self) -> str:
        """The text a person reads."""
        from journeykit.display import comparison_text

        return comparison_text(self)

    _repr_pretty_ = fields.whole_text

    def _repr_markdown_(self) -> str:
        """The view in a notebook."""
        from journeykit.display import comparison_markdown

        return comparison_markdown(self)


def _beyond(report: Report, other: Report) -> tuple[Finding, ...]:
    """The findings of one report, each element for itself, that another does not have."""
    identities = {_identity(part) for finding in other.findings for part in finding.parts}
    beyond: list[Finding] = []
    for finding in report.findings:
        fresh = [_identity(part) not in identities for part in finding.parts]
        if any(fresh):
            beyond.append(finding.about(fresh) if len(fresh) > 1 else finding)
    return tuple(beyond)


def _identity(finding: Finding) -> tuple[str, frozenset[Element], str]:
    """What makes two findings on two journeys the same one, whatever their states and words."""
    return finding.rule, frozenset(finding.elements), finding.salient


def compare(
    before: Journey, after: Journey, *, renamed: Mapping[str, str] | None = None
) -> Comparison:
    """Hold two journeys against each other, key by key.

    Use it for an as-is and its to-be, for a plan and what happened, and for yesterday's map and
    today's.

    Args:
        before: The first journey.
        after: The second.
        renamed: Keys of the first journey that have become other keys in the second, such as
            `{"pays": "checks-out"}`; addresses such as `touchpoint:pays` do as well. What may be
            such a pair is proposed by `matches`.

    Returns:
        The comparison: what was added, removed, moved and changed, and what that did to feelings,
        coverage, findings and plan.

    Raises:
        ModelError: One of them is no journey, or a key cannot have become the other.
        UnknownReferenceError: A renamed key is not in its journey.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> today = journey("Shop").stage("Purchase", touchpoint("Pays"))
        >>> compare(today, today.stage("Experience", touchpoint("Gets help")))
        Comparison('Shop', 'Shop', 2 added)
    """
    return Comparison(before, after, renamed)
