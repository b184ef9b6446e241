"""Placing: verbs that put stages and touchpoints before or after others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from attrs import evolve

from journeykit import fields
from journeykit.addresses import Element
from journeykit.errors import DuplicateKeyError, ModelError
from journeykit.journey_verbs import as_stage
from journeykit.lookup import find, stage_named, step_of
from journeykit.printable import quoted
from journeykit.stages import Stage
from journeykit.touchpoints import Touchpoint

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")
T = TypeVar("T")
StepReference: TypeAlias = Touchpoint | Stage | Element | str


def insert(
    self: J,
    element: Touchpoint | Stage | str,
    *touchpoints: Touchpoint,
    before: StepReference | None = None,
    after: StepReference | None = None,
) -> J:
    """Put a stage before or after another, or a touchpoint before or after another.

    Args:
        element: The stage, or its name; or the touchpoint.
        *touchpoints: What happens in the stage.
        before: What it comes before. What that came after, the new stage comes after.
        after: What it comes after. What came after that comes after the new stage.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is nothing of that kind to come before or after.
        DuplicateKeyError: There is such a stage or touchpoint already.
        ModelError: Both were said, or neither.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> shop = journey("Shop").stage("Buy", touchpoint("Pays"))
        >>> shop = shop.insert("Look", touchpoint("Looks round"), before="Buy")
        >>> shop.insert(touchpoint("Reads reviews"), after="looks-round").stages[0].touchpoints
        (Touchpoint('Looks round'), Touchpoint('Reads reviews'))
    """
    if not isinstance(element, Touchpoint | Stage | str):
        raise ModelError(
            f"expected a touchpoint, a stage or its name, got {fields.described(element)}"
        )
    anchor, later = _anchor(before, after)
    if isinstance(element, Touchpoint):
        existing = next((each for each in self.touchpoints if each.key == element.key), None)
        if existing is not None:
            raise DuplicateKeyError(
                "touchpoint", element.key, first=existing.name, second=element.name
            )
        return _touchpoint_next_to(self, element, anchor, later=later)
    return _stage_next_to(
        self, as_stage(element, None).including(*touchpoints), anchor, later=later
    )


def move(
    self: J,
    element: StepReference,
    *,
    into: Stage | Element | str | None = None,
    before: StepReference | None = None,
    after: StepReference | None = None,
) -> J:
    """Move a touchpoint to another stage or place, or a stage to another place.

    Flows, and whatever else refers to it, stay as they are.

    Args:
        element: The touchpoint or the stage.
        into: The stage a touchpoint moves into, as its last one.
        before: What it comes before: a touchpoint for a touchpoint, a stage for a stage.
        after: What it comes after.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is no such thing.
        ModelError: Not one place was said, or stages would come after each other in a circle.
    """
    moved = step_of(self, element)
    if into is not None:
        touchpoint = fields.expect(moved, Touchpoint, "a touchpoint to move into a stage")
        if before is not None or after is not None:
            raise ModelError("expected one place: into a stage, or before or after something")
        return _touchpoint_into(self, touchpoint, _stage(self, into))
    if isinstance(moved, Touchpoint) and before is None and after is None:
        raise ModelError("expected one place: into=…, before=… or after=…")
    anchor, later = _anchor(before, after)
    if isinstance(moved, Touchpoint):
        return _touchpoint_next_to(self, moved, anchor, later=later)
    other = _stage(self, anchor)
    if other.key == moved.key:
        raise ModelError(f"expected another stage than {quoted(moved.name)} to move it to")
    remaining = [each for each in self.stages if each.key != moved.key]
    index = [each.key for each in remaining].index(other.key) + later
    return evolve(self, stages=(*remaining[:index], moved, *remaining[index:]))


def _anchor(
    before: StepReference | None, after: StepReference | None
) -> tuple[StepReference, bool]:
    """What something is put beside, and whether it comes after it."""
    if before is not None and after is None:
        return before, False
    if after is not None and before is None:
        return after, True
    raise ModelError("expected one place: before=… or after=…")


def _stage(journey: Journey, stage: StepReference) -> Stage:
    """The stage that is meant."""
    if isinstance(stage, Element):
        return fields.expect(find(journey, stage), Stage, "a stage")
    if isinstance(stage, Touchpoint):
        raise ModelError(f"expected a stage or its name, got {fields.described(stage)}")
    return stage_named(journey, stage)


def _put(row: tuple[T, ...], item: T, index: int) -> tuple[T, ...]:
    """A row with an item at a place."""
    return (*row[:index], item, *row[index:])


def _touchpoint_next_to(
    journey: J, touchpoint: Touchpoint, anchor: StepReference, *, later: bool
) -> J:
    """A journey with a touchpoint before or after another, and nowhere else."""
    other = fields.expect(step_of(journey, anchor), Touchpoint, "a touchpoint to put it beside")
    if other.key == touchpoint.key:
        raise ModelError(f"expected another touchpoint than {quoted(other.name)} to put it beside")

    def put_in(row: tuple[Touchpoint, ...]) -> tuple[Touchpoint, ...]:
        remaining = tuple(each for each in row if each.key != touchpoint.key)
        keys = [each.key for each in remaining]
        return (
            _put(remaining, touchpoint, keys.index(other.key) + later)
            if other.key in keys
            else remaining
        )

    stages = tuple(evolve(each, touchpoints=put_in(each.touchpoints)) for each in journey.stages)
    return evolve(journey, stages=stages, any_time=put_in(journey.any_time))


def _touchpoint_into(journey: J, touchpoint: Touchpoint, stage: Stage) -> J:
    """A journey with a touchpoint at the end of a stage, and nowhere else."""
    stages = []
    for each in journey.stages:
        row = tuple(t for t in each.touchpoints if t.key != touchpoint.key)
        row = (*row, touchpoint) if each.key == stage.key else row
        stages.append(evolve(each, touchpoints=row))
    any_time = tuple(t for t in journey.any_time if t.key != touchpoint.key)
    return evolve(journey, stages=stages, any_time=any_time)


def _stage_next_to(journey: J, stage: Stage, anchor: StepReference, *, later: bool) -> J:
    """A journey with a new stage between others, and in their order."""
    other = _stage(journey, anchor)
    stages = list(journey.stages)
    index = stages.index(other)
    if later:
        behind = (_coming_after(each, other.key, stage.key) for each in stages[index + 1 :])
        return evolve(journey, stages=(*stages[: index + 1], stage, *behind))
    if other.after is not None:
        stages[index] = evolve(other, after=stage.key)
        stage = stage if stage.after is not None else evolve(stage, after=other.after)
    return evolve(journey, stages=(*stages[:index], stage, *stages[index:]))


def _coming_after(stage: Stage, old: str, new: str) -> Stage:
    """A stage that comes after another one than before, if it came after the old one."""
    if stage.after is None or old not in stage.after:
        return stage
    return evolve(stage, after=tuple(new if key == old else key for key in stage.after))
