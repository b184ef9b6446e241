"""Editing: verbs that change what a journey has, and leave no reference to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from journeykit import fields
from journeykit.invariants import refuse_unknown
from journeykit.journey_verbs import made_stage
from journeykit.lookup import stage_named
from journeykit.personas import Persona
from journeykit.stages import Stage
from journeykit.touchpoints import Touchpoint

if TYPE_CHECKING:
    from journeykit.model import Journey

J = TypeVar("J", bound="Journey")
K = TypeVar("K", Persona, Stage, Touchpoint)


def insert(self: J, stage: Stage | str, *touchpoints: Touchpoint, after: Stage | str) -> J:
    """Put a stage between others; what followed now follows the new one.

    Args:
        stage: The stage, or its name.
        *touchpoints: What happens in it.
        after: The stage, or its name, that it comes after.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is no such stage to come after.
        DuplicateKeyError: There is such a stage already.
    """
    made = made_stage(stage, None).including(*touchpoints)
    before = stage_named(self, after)
    place = self.stages.index(before) + 1
    later = (_moved(each, before.key, made.key) for each in self.stages[place:])
    return evolve(self, stages=(*self.stages[:place], made, *later))


def rename(self: J, stage: Stage | str, name: str) -> J:
    """Call a stage otherwise; its key, and so everything that points to it, stays.

    Args:
        stage: The stage, or its name.
        name: The new name.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: There is no such stage.
    """
    known = stage_named(self, stage)
    renamed = evolve(known, name=name)
    return evolve(self, stages=tuple(renamed if s is known else s for s in self.stages))


def replace(self: J, new: Touchpoint | Stage | Persona) -> J:
    """Put a newer version of something in the place of the one with the same key.

    Whatever points to it, flows and opportunities and waivers, points to the new one. A stage
    comes with its own touchpoints and leaves those of the old one behind.

    Args:
        new: The touchpoint, the stage or the persona as it should be.

    Returns:
        A new journey.

    Raises:
        UnknownReferenceError: The journey holds nothing of that kind and key, or something
            points to a touchpoint that the new stage no longer has.

    Example:
        >>> from journeykit import Journey
        >>> call = Touchpoint("Calls", key="call")
        >>> dentist = Journey("Dentist", stages=[Stage("Book", call)])
        >>> dentist.replace(evolve(call, name="Rings up")).touchpoints[0].name
        'Rings up'
    """
    if isinstance(new, Persona):
        return evolve(self, personas=_with(self, new, self.personas))
    if isinstance(new, Stage):
        return evolve(self, stages=_with(self, new, self.stages))
    fields.expect(new, Touchpoint, "a touchpoint, a stage or a persona")
    _with(self, new, self.touchpoints)
    stages = tuple(
        evolve(stage, touchpoints=_swapped(new, stage.touchpoints)) for stage in self.stages
    )
    return evolve(self, stages=stages, any_time=_swapped(new, self.any_time))


def _with(journey: Journey, new: K, old: tuple[K, ...]) -> tuple[K, ...]:
    """The same things with a new one in its place, which must be there."""
    keys = [each.key for each in old]
    refuse_unknown(new.element.kind, new.key, set(keys), f'journey "{journey.name}"')
    return _swapped(new, old)


def _swapped(new: K, old: tuple[K, ...]) -> tuple[K, ...]:
    """The same things in the same order, with a new one in the place of its key."""
    return tuple(new if each.key == new.key else each for each in old)


def _moved(stage: Stage, old: str, new: str) -> Stage:
    """A stage that comes after another one than before, if it came after the old one."""
    if stage.after is None or old not in stage.after:
        return stage
    return evolve(stage, after=tuple(new if key == old else key for key in stage.after))
