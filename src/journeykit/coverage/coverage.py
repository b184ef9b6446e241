"""The coverage of a journey: its measures, side by side and never blended into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeAlias, cast

from attrs import evolve, field, frozen

from journeykit import fields
from journeykit.addresses import Element
from journeykit.coverage import decisions, governance, needs, persona_stage, structure
from journeykit.coverage.measure import Measure
from journeykit.coverage.stage_line import StageLine, stage_lines
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.extensions import Registry
from journeykit.graph import View, view_of
from journeykit.lifecycle import ROLES
from journeykit.model import Journey
from journeykit.observations import Observations, Observed, observations_of
from journeykit.printable import console_text, representation
from journeykit.shapes import Result

Measuring: TypeAlias = Callable[[View], Measure]
"""What measures a journey: a function of its questions."""

MEASURES: MappingProxyType[str, Measuring] = MappingProxyType(
    {
        "stage": structure.stage,
        "touchpoint": structure.touchpoint,
        "transition": structure.transition,
        "decision": decisions.decision,
        "condition": decisions.condition,
        "persona_stage": persona_stage.persona_stage,
        "persona_stage_channel": persona_stage.persona_stage_channel,
        "persona_stage_every_channel": persona_stage.persona_stage_every_channel,
        "goal": needs.goal,
        "goal_preferred": needs.goal_preferred,
        "goal_in_time": needs.goal_in_time,
        "need": needs.need,
        "pain": needs.pain,
        "pain_resolved": needs.pain_resolved,
        "pain_weighted": needs.pain_weighted,
        "path": structure.path,
        "whole_path": structure.whole_path,
        "emotion": persona_stage.emotion,
        "measurement": governance.measurement,
        "ownership": governance.ownership,
        "evidence": governance.evidence,
        "lifecycle": structure.lifecycle,
    }
)
"""Every measure of the library, by name."""

REGISTRY: Registry[Measuring] = Registry("measure", "journeykit.measures", MEASURES)
"""The same with the measures of installed packages."""


def _measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return fields.several(measures)


@frozen(repr=False)
class Coverage(Result):
    """How much of a journey is thought through.

    There is no blended score: any weights would be arbitrary.

    Args:
        journey: The name of the journey.
        state: The state of the journey.
        scope: The canonical roles it means to cover.
        size: How many personas, stages, touchpoints and channels it has.
        stages: One line a stage; empty where not all measures were taken.
        names: What the personas and stages are called, and the first things that each measure
            misses, by address.
    """

    journey: str
    measures: tuple[Measure, ...] = field(converter=_measures)
    state: str = ""
    scope: tuple[str, ...] = ()
    size: tuple[tuple[str, int], ...] = ()
    stages: tuple[StageLine, ...] = ()
    names: tuple[tuple[Element, str], ...] = ()

    def __getitem__(self, name: str) -> Measure:
        """The measure of a name.

        Raises:
            UnknownReferenceError: It was not measured.
        """
        for measure in self.measures:
            if measure.name == name:
                return measure
        names = [measure.name for measure in self.measures]
        raise UnknownReferenceError("measure", name, choices=names, where=f'"{self.journey}"')

    def __iter__(self) -> Iterator[Measure]:
        """Go through the measures."""
        return iter(self.measures)

    def __or__(self, other: Coverage) -> Coverage:
        """What two journeys cover together, cell by cell.

        A cell is as good as in the better of the two, and it leaves the denominator only where
        it does so in both. Several journeys of one persona, or several products on one stage
        model, are measured so.

        Args:
            other: The coverage of another journey.

        Returns:
            The coverage of both, of the measures that both have.
        """
        theirs = {measure.name: measure for measure in other.measures}
        return Coverage(
            f"{self.journey} | {other.journey}",
            (mine | theirs[mine.name] for mine in self.measures if mine.name in theirs),
            scope=tuple(role for role in ROLES if role in {*self.scope, *other.scope}),
            names=tuple(dict((*other.names, *self.names)).items()),
        )

    def name_of(self, cell: Element) -> tuple[str, str]:
        """What people call the persona and the stage of a cell.

        Args:
            cell: The address of the cell.

        Returns:
            The two names; a key where there is no name.
        """
        expected = "the address of a persona and a stage"
        names = dict(self.names)
        keys = fields.expect(cell, Element, expected).keys
        if len(keys) < 2:  # noqa: PLR2004 — a persona and a stage
            raise ModelError(f"expected {expected}, got {fields.described(cell)}")
        persona, stage = keys[:2]
        return (
            names.get(Element("persona", (persona,)), persona),
            names.get(Element("stage", (stage,)), stage),
        )

    def __repr__(self) -> str:
        """Show how many measures were taken, in one line."""
        number = len(self.measures)
        return console_text(
            f"Coverage({self.journey!r}, {number} measure{'' if number == 1 else 's'})"
        )

    def __str__(self) -> str:
        """The text a person reads."""
        from journeykit.display import coverage_text

        return coverage_text(self)

    _repr_pretty_ = fields.whole_text

    def _repr_html_(self) -> str:
        """The view in a notebook."""
        from journeykit.display import coverage_html

        return coverage_html(self)


def coverage_of(
    journey: Journey | View,
    measures: str | Measuring | Iterable[str | Measuring] = tuple(MEASURES),
    *,
    evidence: Observed | Observations | None = None,
) -> Coverage:
    """Measure a journey.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        measures: Which measures, or the one: names of those of the library or of installed
            packages, or functions; all of the library if left out.
        evidence: What was seen of it: what `confront(journey, …)` returns. Then the measure
            `evidence` counts touchpoints with a customer, too.

    Returns:
        The coverage. What only a declined way leads to is listed as not applicable.

    Raises:
        ModelError: It was given no journey or no measures, or a function gave no measure, or one
            that is called as another is; or the evidence is of another journey.
        UnknownReferenceError: There is no measure of that name.
        ExtensionError: A measure of an installed package failed.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> print(coverage_of(journey("Shop").stage("Purchase", touchpoint("Pays")))["stage"])
        stage 1/1 100.0%
    """
    view = view_of(journey)
    seen = observations_of(evidence, view.journey.key)
    functions = [_function(each) for each in _listed(measures)]
    taken: dict[str, Measure] = {}
    for measure in functions:
        counting = partial(governance.evidence, observations=seen)
        one = _with_declined(counting if measure is governance.evidence else measure, view)
        is_ours = measure in MEASURES.values()
        if taken.get(one.name, one) != one or (one.name in MEASURES and not is_ours):
            raise ModelError(f'two measures are called "{one.name}"; give yours another name')
        taken[one.name] = one
    return Coverage(
        view.journey.name,
        taken.values(),
        view.journey.state,
        scope=tuple(role for role in ROLES if role in view.scope),
        size=(
            ("personas", len(view.journey.personas)),
            ("stages", len(view.journey.stages)),
            ("touchpoints", len(view.touchpoints)),
            ("channels", len({c.key for t in view.touchpoints for c in t.channels})),
        ),
        stages=stage_lines(view, taken) if _LINED.issubset(taken) else (),
        names=(
            *((persona.element, persona.name) for persona in view.journey.personas),
            *((stage.element, stage.name) for stage in view.source.stages),
            *(
                (element, view.name_of(element))
                for measure in taken.values()
                for element in measure.missing[:_NAMED]
            ),
        ),
    )


def _listed(measures: object) -> tuple[object, ...]:
    """The measures that were named; one alone is one."""
    if callable(measures):
        return (measures,)
    return tuple(measures) if isinstance(measures, Mapping) else fields.several(measures)


def _function(measure: object) -> Measuring:
    """The function of a measure, by its name or as it is."""
    if callable(measure) and not isinstance(measure, type):
        return cast("Measuring", measure)
    if not isinstance(measure, str):
        raise _no_measure(measure)
    return REGISTRY[measure]


def _no_measure(value: object) -> ModelError:
    expected = 'names such as "stage", or functions that measure'
    return ModelError(f"measures: expected {expected}, got {fields.described(value)}")


def _taken(measure: Measuring, view: View) -> Measure:
    """What a function measures, if it is a measure."""
    taken: object = measure(view)
    if not isinstance(taken, Measure):
        called = getattr(measure, "__name__", representation(measure))
        raise ModelError(f"{called}: expected a Measure, got {fields.described(taken)}")
    return taken


def _with_declined(measure: Measuring, view: View) -> Measure:
    """What a function measures, and, as not applicable, what it leaves out of ways not taken."""
    one = _taken(measure, view)
    if view.whole is view:
        return one
    counted = {cell.element for cell in one.cells}
    left_out = (
        evolve(cell, status="not applicable", why="declined")
        for cell in _taken(measure, view.whole).cells
        if cell.element not in counted and cell.element not in view.journey
    )
    return evolve(one, cells=(*one.cells, *left_out))


_NAMED = 5
"""How many of the things that a measure misses are named in reports for people."""

_LINED = frozenset({"persona_stage", "persona_stage_channel", "measurement"})
"""The measures that the lines of stages are made of."""
