"""Reachability: who can go where, on which walks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import evolve

from journeykit.addresses import Element
from journeykit.graph.decisions import is_impossible
from journeykit.graph.edges import departure_touchpoints
from journeykit.graph.effective import EffectiveGraph
from journeykit.graph.handoffs import PersonaHandoffs, handoffs_of, persona_handoffs
from journeykit.graph.index import Index
from journeykit.graph.path_analysis import cyclomatic, dominators, unavoidable, walk_count
from journeykit.graph.persona_stages import PersonaStages
from journeykit.graph.sequence import followers
from journeykit.guards import Facts, Guard
from journeykit.journey_index import index_of
from journeykit.model import Touchpoint
from journeykit.transitions import Transition

_Restriction: TypeAlias = tuple[
    frozenset[str] | None, tuple[Transition, ...], frozenset[str], frozenset[str]
]
"""Which touchpoints somebody comes to, None for all, which transitions are closed to them, and
where they are said to join and to leave."""


class Reachability:
    """The effective graphs of a journey and what can be reached in them.

    Args:
        index: The journey by key.
        persona_stages: Who comes to what.
    """

    def __init__(self, index: Index, persona_stages: PersonaStages) -> None:
        """Keep what it asks."""
        self.index = index
        self.persona_stages = persona_stages
        self._walks: dict[str, EffectiveGraph] = {}
        self._graphs: dict[_Restriction, EffectiveGraph] = {}
        self._followers: dict[EffectiveGraph, Mapping[str, tuple[str, ...]]] = {}
        self._answers: dict[tuple[str, str | None], frozenset[str]] = {}

    @cached_property
    def segment_facts(self) -> dict[str, Facts]:
        """For each persona, what guards may know, membership of segments included."""
        facts: dict[str, Facts] = {}
        for persona in self.index.journey.personas:
            own_facts = dict(persona.facts)
            for segment in self.index.journey.segments:
                member = segment.where.holds(persona.facts) if segment.where is not None else None
                if member is not None:
                    own_facts[f"segment:{segment.key}"] = member
            facts[persona.key] = own_facts
        return facts

    @property
    def outgoing(self) -> Mapping[Element, tuple[Transition, ...]]:
        """For each touchpoint or stage that transitions leave, these transitions."""
        return index_of(self.index.journey).leaving

    @property
    def incoming(self) -> Mapping[Element, tuple[Transition, ...]]:
        """For each touchpoint or stage at which transitions arrive, these transitions."""
        return index_of(self.index.journey).arriving

    def is_open(self, transition: Transition, persona: str) -> bool:
        """Whether a persona may take a transition."""
        if transition.personas and persona not in transition.personas:
            target = self.index.touchpoints_by_key.get(transition.target.key)
            if transition.target.kind == "stage" or target is None or target.is_walked_by(persona):
                return False
        when = transition.when
        if not isinstance(when, Guard):
            return True
        facts = self.segment_facts[persona]
        if not when.is_otherwise:
            return when.holds(facts) is not False
        return not any(
            isinstance(other.when, Guard)
            and not other.when.is_otherwise
            and (not other.personas or persona in other.personas)
            and other.when.holds(facts)
            for other in self.outgoing[transition.source]
        )

    @cached_property
    def impossible_guards(self) -> frozenset[str | Guard]:
        """The guards on transitions that no customer at all can meet."""
        guards = {t.when for t in self.index.journey.transitions if isinstance(t.when, Guard)}
        return frozenset(guard for guard in guards if is_impossible(guard, self.index.segments))

    @cached_property
    def graph(self) -> EffectiveGraph:
        """The effective graph for anybody at all."""
        return self._graphs.setdefault(
            (None, (), frozenset(), frozenset()),
            EffectiveGraph(self.index.journey, lambda _: True, lambda _: True),
        )

    def graph_for(self, persona: str) -> EffectiveGraph:
        """The effective graph as one persona may walk it."""
        persona = self.index.persona(persona).key
        if persona not in self._walks:
            touchpoints = self.persona_stages.passed_by(persona)
            alike = (
                frozenset(t.key for t in touchpoints)
                if len(touchpoints) < len(self.index.touchpoints)
                else None,
                tuple(t for t in self._limited if not self.is_open(t, persona)),
                *self._stated_ends(persona),
            )
            if alike not in self._graphs:
                self._graphs[alike] = EffectiveGraph(
                    self.index.journey,
                    lambda touchpoint: touchpoint.is_walked_by(persona),
                    lambda transition: self.is_open(transition, persona),
                    self.persona_handoffs(persona),
                )
            self._walks[persona] = self._graphs[alike]
        return self._walks[persona]

    def followers_for(self, persona: str) -> Mapping[str, tuple[str, ...]]:
        """For each touchpoint that a persona comes to, those that come directly after it."""
        graph = self.graph_for(persona)
        if graph not in self._followers:
            self._followers[graph] = followers(graph)
        return self._followers[graph]

    @cached_property
    def handoffs(self) -> frozenset[Transition]:
        """The transitions at which one persona hands over to another."""
        return handoffs_of(self.index.journey)

    def persona_handoffs(self, persona: str) -> PersonaHandoffs:
        """What the hand-offs between personas mean for one of them.

        Args:
            persona: The key of the persona.

        Returns:
            What others do while it waits, and where it joins and leaves.
        """
        handoffs = persona_handoffs(
            self.index.journey, self.persona_stages.passed_by(persona), self.handoffs
        )
        joins, leaves = self._stated_ends(persona)
        return evolve(handoffs, joins=handoffs.joins | joins, leaves=handoffs.leaves | leaves)

    def _stated_ends(self, persona: str) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of the touchpoints at which somebody is said to join, and to leave."""
        presences = [each for each in self.index.journey.presences if each.persona == persona]
        ends = ([p.joins_at for p in presences], [p.leaves_after for p in presences])
        joins, leaves = (
            frozenset(step.key for step in steps if step and step.kind == "touchpoint")
            for steps in ends
        )
        return joins, leaves

    @cached_property
    def _limited(self) -> tuple[Transition, ...]:
        """The transitions that are not open to everybody."""
        return tuple(
            transition
            for transition in self.index.journey.transitions
            if transition.personas or isinstance(transition.when, Guard)
        )

    @cached_property
    def entries(self) -> tuple[Touchpoint, ...]:
        """Where journeys start."""
        return self.graph.entries

    @cached_property
    def exits(self) -> tuple[Touchpoint, ...]:
        """Where journeys end."""
        return self.graph.exits

    def reachable(self, persona: str | None = None) -> frozenset[str]:
        """The touchpoints that can be reached from an entry."""
        return self._keys("reachable", persona)

    def can_reach(self, persona: str, touchpoint: str) -> bool:
        """Whether a persona can come to a touchpoint."""
        return touchpoint in self.reachable(persona)

    def on_complete_walks(self, persona: str | None = None) -> frozenset[str]:
        """The touchpoints on some walk from an entry to an exit, or to where people leave."""
        return self._keys("on_complete_walks", persona)

    def _keys(self, question: str, persona: str | None) -> frozenset[str]:
        if persona is not None:
            persona = self.index.persona(persona).key
        if (question, persona) not in self._answers:
            graphs = self.all_graphs if persona is None else (self.graph_for(persona),)
            keys: set[str] = set()
            for walks in graphs:
                keys.update(getattr(walks, question))
                keys.update(touchpoint.key for touchpoint in walks.any_time)
            self._answers[question, persona] = frozenset(keys)
        return self._answers[question, persona]

    @cached_property
    def persona_graphs(self) -> tuple[EffectiveGraph, ...]:
        """The different graphs of the personas; the one for anybody where there are none."""
        graphs = (
            map(self.graph_for, self.index.personas_by_key)
            if self.index.personas_by_key
            else (self.graph,)
        )
        return tuple({id(graph): graph for graph in graphs}.values())

    @cached_property
    def departure_touchpoints(self) -> frozenset[str]:
        """The keys of the touchpoints where people are meant to leave."""
        return departure_touchpoints(self.index.journey)

    @cached_property
    def all_graphs(self) -> tuple[EffectiveGraph, ...]:
        """The graph for anybody at all, and those of the personas.

        A persona is no special case of anybody: where the declared ways are for others, the order
        of the stages leads on.
        """
        return tuple({id(graph): graph for graph in (self.graph, *self.persona_graphs)}.values())

    @property
    def has_entry(self) -> bool:
        """Whether there is a place where anybody, or a persona, can start."""
        return any(walks.entries for walks in self.all_graphs)

    @property
    def can_finish(self) -> bool:
        """Whether anybody, or a persona, comes from an entry to an exit."""
        return any(walks.can_finish for walks in self.all_graphs)

    @cached_property
    def taken_transitions(self) -> frozenset[Transition]:
        """The transitions on some complete walk of some persona."""
        own = frozenset().union(*(walks.complete_transitions for walks in self.persona_graphs))
        came = frozenset().union(*map(self.on_complete_walks, self.index.personas_by_key))
        return own | {step for step in self.handoffs if {step.source.key, step.target.key} <= came}

    @cached_property
    def reachable_transitions(self) -> frozenset[Transition]:
        """The transitions that some persona can come to and take."""
        own = frozenset().union(*(walks.reachable_transitions for walks in self.persona_graphs))
        came = frozenset().union(*map(self.reachable, self.index.personas_by_key))
        return own | {step for step in self.handoffs if step.source.key in came}

    @cached_property
    def closed_transitions(self) -> frozenset[Transition]:
        """The transitions that some persona comes to, and none can take.

        Of those that leave whole stages it is only asked whether anybody at all could come.
        """
        came = frozenset().union(*map(self.reachable, self.index.personas_by_key))
        return frozenset(
            step
            for step in self.index.journey.transitions
            if self.graph.allows(step)
            and (
                self.graph.comes_to(step.source)
                if step.source.kind == "stage"
                else step.source.key in came
            )
        ).difference(self.reachable_transitions)

    @cached_property
    def walk_count(self) -> int:
        """How many different ways lead from an entry to an exit, counted without walking them.

        Every cycle counts once, as one place; see
        `journeykit.graph.path_analysis.walk_count`.
        """
        return walk_count(self.graph.directed)

    @cached_property
    def cyclomatic(self) -> int:
        """How tangled the journey is: edges − nodes + 2 · connected parts (McCabe 1976)."""
        return cyclomatic(self.graph.directed)

    @cached_property
    def dominators(self) -> dict[str, str]:
        """For each touchpoint, the last one that everybody passes before it, by key.

        Touchpoints that can be reached in several ways with nothing in common have none.
        """
        immediate = dominators(self.graph.directed)
        names = {str(t.element): t.key for t in self.graph.touchpoints}
        last_before: dict[str, str] = {}
        for node, key in names.items():
            before = immediate.get(node)
            while before is not None and before not in names:
                before = immediate[before]
            if before is not None:
                last_before[key] = names[before]
        return last_before

    @cached_property
    def unavoidable(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that every walk from an entry to an exit passes, in order."""
        touchpoints = {str(t.element): t for t in self.graph.touchpoints}
        return tuple(
            touchpoints[node] for node in unavoidable(self.graph.directed) if node in touchpoints
        )

    @cached_property
    def dead_ends(self) -> tuple[Touchpoint, ...]:
        """The touchpoints after which nothing follows, though nobody is meant to end there."""
        complete = self.on_complete_walks()
        return tuple(
            touchpoint for touchpoint in self.graph.dead_ends if touchpoint.key not in complete
        )

    @cached_property
    def cycles(self) -> tuple[tuple[Transition, ...], ...]:
        """The cycles that declared transitions make; what is merely unordered is none."""
        return self.graph.cycles

    @cached_property
    def traps(self) -> tuple[tuple[Touchpoint, ...], ...]:
        """The cycles that no walk leaves and no journey ends in, for anybody at all."""
        complete = self.on_complete_walks()
        return tuple(c for c in self.graph.traps if complete.isdisjoint(t.key for t in c))
