"""The index of a journey: what is there, by key, and the order of the stages."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from journeykit.addresses import Element
from journeykit.arguments import characters
from journeykit.communication import Segment
from journeykit.errors import UnknownReferenceError
from journeykit.graph.stage_order import StageOrder
from journeykit.lifecycle import ROLES
from journeykit.model import Journey, Persona, Stage, Touchpoint

_T = TypeVar("_T")


class Index:
    """The parts of a journey by key, and the order of its stages.

    Args:
        journey: The journey to look at.
        source: The journey as it was written, with what nobody walks; the same if left out.
    """

    def __init__(self, journey: Journey, source: Journey | None = None) -> None:
        """Keep the journey."""
        self.journey = journey
        self.source = journey if source is None else source

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order."""
        return self.journey.touchpoints

    @cached_property
    def touchpoints_by_key(self) -> dict[str, Touchpoint]:
        """The touchpoints by key."""
        return {touchpoint.key: touchpoint for touchpoint in self.touchpoints}

    @cached_property
    def stages_by_key(self) -> dict[str, Stage]:
        """The stages by key."""
        return {stage.key: stage for stage in self.journey.stages}

    @cached_property
    def personas_by_key(self) -> dict[str, Persona]:
        """The personas by key."""
        return {persona.key: persona for persona in self.journey.personas}

    @cached_property
    def _homes(self) -> dict[str, Stage]:
        return {t.key: stage for stage in self.journey.stages for t in stage.touchpoints}

    def touchpoint(self, key: str) -> Touchpoint:
        """The touchpoint of a key."""
        return _named("touchpoint", key, self.touchpoints_by_key)

    def stage(self, key: str) -> Stage:
        """The stage of a key."""
        return _named("stage", key, self.stages_by_key)

    def persona(self, key: str) -> Persona:
        """The persona of a key."""
        return _named("persona", key, self.personas_by_key)

    def stage_of(self, touchpoint: str) -> Stage | None:
        """The stage that a touchpoint stands in."""
        return self._homes.get(characters(touchpoint))

    @cached_property
    def segments(self) -> dict[str, Segment]:
        """The segments by key."""
        return {segment.key: segment for segment in self.journey.segments}

    @cached_property
    def any_time(self) -> frozenset[str]:
        """The keys of the touchpoints that can come at any time."""
        return frozenset(touchpoint.key for touchpoint in self.journey.any_time)

    @cached_property
    def earlier_stages(self) -> dict[str, frozenset[str]]:
        """For each stage, every stage that comes before it, however far."""
        return StageOrder(self.journey.stages).earlier

    @cached_property
    def filled_stages(self) -> tuple[Stage, ...]:
        """The stages that hold touchpoints."""
        return tuple(stage for stage in self.journey.stages if stage.touchpoints)

    @cached_property
    def required_stages(self) -> tuple[Stage, ...]:
        """The stages that are not optional."""
        return tuple(stage for stage in self.journey.stages if not stage.optional)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every canonical role that a stage plays."""
        return frozenset(role for stage in self.journey.stages for role in stage.roles)

    @cached_property
    def scope(self) -> frozenset[str]:
        """The canonical roles that the journey means to cover."""
        return frozenset(self.journey.scope) or self.roles.intersection(ROLES)

    def stage_key_of(self, step: Element) -> str:
        """The stage in which one end of a transition lies."""
        if step.kind == "stage":
            return step.key
        home = self._homes.get(step.key)
        return "" if home is None else home.key

    @cached_property
    def purposes(self) -> frozenset[str]:
        """Everything that some touchpoint is for."""
        return frozenset(touchpoint.purpose for touchpoint in self.touchpoints)

    def stages_with_role(self, *roles: str) -> tuple[Stage, ...]:
        """The stages that play one of some roles."""
        searched = set(map(characters, roles))
        return tuple(stage for stage in self.journey.stages if searched.intersection(stage.roles))


def _named(kind: str, key: object, elements: dict[str, _T]) -> _T:
    """The thing of a key, which must be there."""
    word = characters(key)
    if word not in elements:
        raise UnknownReferenceError(kind, word if isinstance(key, str) else key, choices=elements)
    return elements[word]
