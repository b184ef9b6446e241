"""The designed journey as the log is held against it: touchpoints by number, and designed steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import define, frozen

from journeykit.errors import ModelError
from journeykit.graph import EffectiveGraph, View
from journeykit.model import Touchpoint

UNMAPPED = -1
"""The number of what no touchpoint is observed as."""


@frozen
class Automaton:
    """The walks that a design allows: which steps, from where, to where.

    Args:
        steps: The designed steps between touchpoints, by number.
        entries: Where walks begin.
        exits: Where walks end, of whatever outcome.
        floating: What can come at any time and leads nowhere; it is never out of place.
    """

    steps: frozenset[tuple[int, int]]
    entries: frozenset[int]
    exits: frozenset[int]
    floating: frozenset[int] = frozenset()


@define
class Design:
    """A journey, numbered.

    Args:
        view: The view of the journey.
    """

    view: View

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints, in the order of their numbers."""
        return self.view.graph.touchpoints

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each touchpoint, by key."""
        return {touchpoint.key: number for number, touchpoint in enumerate(self.touchpoints)}

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The keys of the stages that have touchpoints, in order."""
        return tuple(stage.key for stage in self.view.journey.stages if stage.touchpoints)

    @cached_property
    def side_by_side(self) -> tuple[str, ...]:
        """The keys of the stages of which others are neither before nor after."""
        earlier = self.view.earlier_stages
        return tuple(
            one
            for one in self.stages
            if any(
                other != one and other not in earlier[one] and one not in earlier[other]
                for other in self.stages
            )
        )

    @cached_property
    def stage_of(self) -> dict[int, int]:
        """The number of the stage of each touchpoint; what can come at any time is in none."""
        stages = (stage for stage in self.view.journey.stages if stage.touchpoints)
        return {
            self.number[touchpoint.key]: number
            for number, stage in enumerate(stages)
            for touchpoint in stage.touchpoints
        }

    def in_stage(self, stage: int) -> tuple[int, ...]:
        """Return the touchpoints of a stage, by number."""
        return tuple(k for k, s in self.stage_of.items() if s == stage)

    @cached_property
    def whole(self) -> Automaton:
        """The walks of anybody at all: everybody's steps, and those of each persona."""
        return _together([self._automaton(graph) for graph in self.view.reachability.all_graphs])

    def of_persona(self, persona: str) -> Automaton:
        """Return the walks of one persona.

        Args:
            persona: Its key.

        Returns:
            The walks with what is open to it: reserved transitions and guards included.
        """
        return self._automaton(self.view.graph_for(persona))

    @cached_property
    def of_strangers(self) -> Automaton:
        """The walks of somebody who is none of the personas: nothing reserved to them."""
        journey = self.view.journey
        graph = EffectiveGraph(journey, lambda _: True, lambda step: not step.personas)
        return self._automaton(graph)

    def _automaton(self, graph: EffectiveGraph) -> Automaton:
        """Return the walks of an effective graph, looking through the gates of its stages."""
        steps = {
            (self.number[before.key], self.number[after.key])
            for before in graph.touchpoints
            for after in (*graph.successors(before.key), *_itself(graph, before))
        }
        moving = {number for step in steps for number in step}
        return Automaton(
            frozenset(steps),
            self._numbers(graph.entries),
            self._numbers((*graph.exits, *graph.drop_offs)),
            self._numbers(graph.any_time) - moving,
        )

    def _numbers(self, touchpoints: Iterable[Touchpoint]) -> frozenset[int]:
        """The numbers of some touchpoints."""
        return frozenset(self.number[touchpoint.key] for touchpoint in touchpoints)

    @cached_property
    def declared(self) -> tuple[tuple[int, int], ...]:
        """The declared transitions between touchpoints, each once."""
        return tuple(
            dict.fromkeys(
                (self.number[step.source.key], self.number[step.target.key])
                for step in self.view.journey.transitions
                if {step.source.kind, step.target.kind} == {"touchpoint"}
            )
        )

    @cached_property
    def reserved(self) -> Mapping[tuple[int, int], frozenset[str]]:
        """The steps that are designed for some personas only, with these personas."""
        personas_of: dict[tuple[int, int], frozenset[str] | None] = {}
        for step in self.view.journey.transitions:
            if {step.source.kind, step.target.kind} == {"touchpoint"}:
                pair = self.number[step.source.key], self.number[step.target.key]
                others = personas_of.get(pair, frozenset())
                personas_of[pair] = (
                    others.union(step.personas) if others is not None and step.personas else None
                )
        return {pair: personas for pair, personas in personas_of.items() if personas is not None}

    @cached_property
    def success(self) -> frozenset[int]:
        """Where a journey ends well."""
        return frozenset(
            number
            for number in self.whole.exits
            if self.touchpoints[number].key not in self.view.reachability.departure_touchpoints
        )

    @cached_property
    def abandonment(self) -> frozenset[int]:
        """Where a journey ends because somebody gave up, failed or is seen off."""
        return self.whole.exits - self.success

    @cached_property
    def personas(self) -> tuple[str, ...]:
        """The keys of the personas; the number of a persona is its position."""
        return tuple(persona.key for persona in self.view.journey.personas)

    @cached_property
    def segments(self) -> dict[str, int]:
        """The value of a log by which each persona is known, with the persona's number.

        Raises:
            ModelError: Two personas are known by one value.
        """
        numbers: dict[str, int] = {}
        for number, persona in enumerate(self.view.journey.personas):
            for value in [persona.segment] if persona.segment else [persona.key, persona.name]:
                if numbers.setdefault(value, number) != number:
                    other = self.view.journey.personas[numbers[value]].name
                    raise ModelError(
                        f'"{other}" and "{persona.name}" are both known by the value "{value}": '
                        "give them different segments, or leave the column of personas out"
                    )
        return numbers


def _together(automata: Iterable[Automaton]) -> Automaton:
    """Return the walks that any of several designs allows."""
    several = tuple(automata)
    steps = frozenset().union(*(each.steps for each in several))
    moving = {number for step in steps for number in step}
    return Automaton(
        steps,
        frozenset().union(*(each.entries for each in several)),
        frozenset().union(*(each.exits for each in several)),
        frozenset().union(*(each.floating for each in several)) - moving,
    )


def _itself(graph: EffectiveGraph, touchpoint: Touchpoint) -> tuple[Touchpoint, ...]:
    """The touchpoint, if a declared transition leads from it to itself."""
    node = graph.node(touchpoint.key)
    return (touchpoint,) if any(edge.target is node for edge in graph.outgoing[node]) else ()
