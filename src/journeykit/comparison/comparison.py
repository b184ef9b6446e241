"""The comparison of two journeys: what changed, and what that did to feelings and coverage."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.comparison.changes import CHANGE_KINDS, Change, ChangeKind, changes_between
from journeykit.comparison.deviations import Deviation, deviations
from journeykit.comparison.matching import Match, matches
from journeykit.coverage import Measure, coverage_of
from journeykit.emotions import Emotion
from journeykit.errors import UnknownReferenceError
from journeykit.graph import View, view_of
from journeykit.management import Opportunity
from journeykit.model import Journey
from journeykit.printable import console_text
from journeykit.validation import Finding, Report, check

Progress: TypeAlias = Literal["carried out", "in part", "not carried out", "dropped"]


@frozen
class FeelingChange:
    """What one persona feels at one touchpoint, before and after.

    Args:
        element: The address of the experience.
        name: Who and where, in words.
        before: The feeling in the first journey; None if none was stated.
        after: The feeling in the second.
    """

    element: Element
    name: str
    before: Emotion | None
    after: Emotion | None

    @property
    def difference(self) -> float | None:
        """By how much it is better, at the low end of a range; None where one is not stated."""
        if self.before is None or self.after is None:
            return None
        return self.after.low - self.before.low


@frozen
class MeasureChange:
    """One measure of coverage, before and after.

    Args:
        before: The measure of the first journey.
        after: The measure of the second.
    """

    before: Measure
    after: Measure

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


@frozen
class Progressed:
    """What became of an opportunity of the first journey.

    Args:
        opportunity: The opportunity.
        progress: `carried out`, `in part`, `not carried out` or `dropped`.
        open: The names of what it addresses and nothing was done about.
    """

    opportunity: Opportunity
    progress: Progress
    open: tuple[str, ...] = ()


@frozen(repr=False)
class Comparison:
    """Two journeys held against each other; nothing is printed and nothing raised.

    What was changed is there at once; what that did to coverage and findings is worked out when
    it is first asked for.

    Args:
        before: The first journey: the as-is, what was planned, yesterday's.
        after: The second: the to-be, what happened, today's.
        changes: What was added, removed, moved and changed.
        renamed: Keys of the first journey that became other keys in the second.
    """

    before: Journey
    after: Journey
    changes: tuple[Change, ...]
    renamed: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.changes)

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of one kind.

        Args:
            kind: `added`, `removed`, `moved` or `changed`.

        Returns:
            The changes, in order.

        Raises:
            UnknownReferenceError: There is no such kind.
        """
        if kind not in CHANGE_KINDS:
            raise UnknownReferenceError("kind of change", str(kind), known=CHANGE_KINDS)
        return tuple(change for change in self.changes if change.kind == kind)

    def at(self, element: Element) -> tuple[Change, ...]:
        """Return what happened to one thing.

        Args:
            element: Its address.

        Returns:
            The changes, in order.
        """
        return tuple(change for change in self.changes if change.element == element)

    @cached_property
    def feelings(self) -> tuple[FeelingChange, ...]:
        """The feelings that are different, also where one was not stated before or is not now."""
        now = dict(self.renamed)
        felt = {
            (now.get(touchpoint.key, touchpoint.key), now.get(each.persona, each.persona)): each
            for touchpoint in self.before.touchpoints
            for each in touchpoint.experiences
        }
        people = {persona.key: persona.name for persona in self.after.personas}
        return tuple(
            FeelingChange(
                Element("experience", (touchpoint.key, each.persona)),
                f"{people[each.persona]} at {touchpoint.name}",
                was.emotion,
                each.emotion,
            )
            for touchpoint in self.after.touchpoints
            for each in touchpoint.experiences
            if (was := felt.get((touchpoint.key, each.persona))) and was.emotion != each.emotion
        )

    @cached_property
    def coverage(self) -> tuple[MeasureChange, ...]:
        """Every measure of both journeys."""
        first, second = coverage_of(self._view_before), coverage_of(self._view_after)
        return tuple(MeasureChange(first[m.name], m) for m in second)

    @cached_property
    def _view_before(self) -> View:
        return view_of(self.before)

    @cached_property
    def _view_after(self) -> View:
        return view_of(self.after)

    @cached_property
    def report_before(self) -> Report:
        """The report on the first journey."""
        return check(self._view_before)

    @cached_property
    def report_after(self) -> Report:
        """The report on the second journey."""
        return check(self._view_after)

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

    @cached_property
    def plan(self) -> tuple[Progressed, ...]:
        """What became of each opportunity of the first journey."""
        return tuple(map(self._progress, self.before.opportunities))

    def _progress(self, opportunity: Opportunity) -> Progressed:
        """What became of one opportunity.

        What it addresses was worked on where it is gone, was changed, or where something in it or
        at it changed; a status of `done` or `dropped` in the second journey is taken at its word.
        """
        statuses = {each.key: each.status for each in self.after.opportunities}
        status = statuses.get(opportunity.key, opportunity.status)
        if status == "done":
            return Progressed(opportunity, "carried out")
        if status == "dropped":
            return Progressed(opportunity, "dropped")
        open_names = tuple(
            self._view_before.name_of(element)
            for element in opportunity.addresses
            if not self._worked_on(element)
        )
        if not opportunity.addresses or len(open_names) == len(opportunity.addresses):
            return Progressed(opportunity, "not carried out", open_names)
        return Progressed(opportunity, "in part" if open_names else "carried out", open_names)

    def _worked_on(self, element: Element) -> bool:
        """Whether anything happened to a thing, or to what stands in it."""
        return any(
            change.element == element
            or (change.element.kind == "experience" and change.element.keys[0] in element.keys)
            for change in self.changes
        )

    @cached_property
    def deviations(self) -> tuple[Deviation, ...]:
        """How what happened differs from the plan; nothing unless the second journey is actual."""
        return deviations(self.changes) if self.after.state == "actual" else ()

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """What may be the same thing under another key; proposed, never assumed."""
        return matches(self.before, self.after, self.changes)

    def __repr__(self) -> str:
        """Show how much is different, in one line."""
        numbers = ((len(self.of(kind)), kind) for kind in CHANGE_KINDS)
        words = ", ".join(f"{number} {kind}" for number, kind in numbers if number)
        return console_text(
            f"Comparison({self.before.name!r}, {self.after.name!r}, {words or 'no difference'})"
        )

    def __str__(self) -> str:
        """The text a person reads."""
        from journeykit.comparison.reporters.text import as_text

        return console_text(as_text(self))

    _repr_pretty_ = fields.whole_text

    def _repr_markdown_(self) -> str:
        """The view in a notebook."""
        from journeykit.comparison.reporters.markdown import as_markdown

        return as_markdown(self)


def _beyond(report: Report, other: Report) -> tuple[Finding, ...]:
    """The findings of one report, each element for itself, that another does not have."""
    known = {_identity(part) for finding in other.findings for part in finding.parts}
    beyond: list[Finding] = []
    for finding in report.findings:
        fresh = [_identity(part) not in known for part in finding.parts]
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
            `{"pays": "checks-out"}`. What may be such a pair is proposed by `matches`.

    Returns:
        The comparison: what was added, removed, moved and changed, and what that did to feelings,
        coverage, findings and plan.

    Raises:
        ModelError: One of them is no journey.
        UnknownReferenceError: A renamed key is in neither journey.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> today = journey("Shop").stage("Purchase", touchpoint("Pays"))
        >>> compare(today, today.stage("Experience", touchpoint("Gets help")))
        Comparison('Shop', 'Shop', 2 added)
    """
    first = fields.expect(before, Journey, "a journey")
    second = fields.expect(after, Journey, "a journey")
    pairs = dict(renamed or {})
    for keys, journey in ((pairs, first), (pairs.values(), second)):
        known = _keys(journey)
        for key in keys:
            if key not in known:
                raise UnknownReferenceError("key", key, known=known, where=f'"{journey.name}"')
    return Comparison(first, second, changes_between(first, second, pairs), tuple(pairs.items()))


def _keys(journey: Journey) -> tuple[str, ...]:
    """The keys of everything that can be renamed."""
    return tuple(
        each.key
        for several in (
            journey.personas,
            journey.stages,
            journey.touchpoints,
            journey.opportunities,
        )
        for each in several
    )
