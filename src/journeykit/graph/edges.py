"""The ways of a journey, laid out: where everybody, or one persona, can go from where.

An author declares some transitions and leaves the rest to the order of the stages. Both together
are the effective graph:

* Every declared transition is an edge.
* A stage in which no touchpoint has a declared transition is *unordered*: its touchpoints can
  follow one another in any order.
* A stage that no declared transition leaves forward (a recovery that starts over in an earlier
  stage does not) is followed by the next stages in the partial order. People leave it where its
  own transitions end, but not for the next stage where they gave up or are seen off, and arrive
  in the next where its own transitions begin. If they end nowhere and transitions leave the stage
  as a whole, people leave it from anywhere.
* What one persona hands over to another goes on without the first: between marking an order as
  shipped and opening the parcel somebody else acts. For the persona who waits, such touchpoints
  are *waiting*: a walk leads through them as through the end of a stage.
* What is for other personas only is *passed*, where a stage says what comes before and after it
  and nothing else leads on.
* What can come at any time may come as soon as somebody is on the way. If it leads on, so does
  every beginning; if not, people go on from where they were.

Drawing an edge from each touchpoint of a stage to each of the next would make the graph
quadratic. So each stage has an entry node and an exit node, and the size of the graph stays
linear in touchpoints and transitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from journeykit.addresses import Element
from journeykit.checked import checked
from journeykit.errors import UnknownReferenceError
from journeykit.graph.bypasses import bypasses
from journeykit.graph.handoffs import NO_HANDOFFS, PersonaHandoffs
from journeykit.graph.nodes import EffectiveEdge, EffectiveNode
from journeykit.graph.stage_order import StageOrder
from journeykit.graph.traversal import reachable_nodes
from journeykit.model import Journey, Stage, Touchpoint
from journeykit.transitions import Transition


def departure_touchpoints(journey: Journey) -> frozenset[str]:
    """Where people are meant to leave: they gave up or failed, churned, or are seen off.

    Returns:
        The keys of the touchpoints.
    """
    churned = {step.target for step in journey.transitions if step.kind == "churn"}
    keys = {target.key for target in churned if target.kind == "touchpoint"}
    for stage in journey.stages if len(keys) < len(churned) else ():
        if stage.element in churned:
            keys.update(touchpoint.key for touchpoint in stage.touchpoints)
    return frozenset(keys).union(
        touchpoint.key
        for touchpoint in journey.touchpoints
        if touchpoint.outcome != "completed" or touchpoint.purpose == "offboarding"
    )


@checked
class EffectiveEdges:
    """Touchpoints, gates and the edges between them, and where journeys start and end.

    Args:
        here: Which touchpoints exist for whoever walks.
        open_to: Which transitions whoever walks may take.
        handoffs: What others do while whoever walks waits for them, and where they hand over.

    Attributes:
        touchpoints: What whoever walks comes to, in order.
        waiting: What others do meanwhile.
        nodes: The touchpoints and what stands between them.
    """

    journey: Journey
    touchpoints: tuple[Touchpoint, ...]
    waiting: tuple[Touchpoint, ...]
    nodes: tuple[EffectiveNode, ...]

    def __init__(
        self,
        journey: Journey,
        here: Callable[[Touchpoint], bool],
        open_to: Callable[[Transition], bool],
        handoffs: PersonaHandoffs = NO_HANDOFFS,
    ) -> None:
        """Lay out nodes and edges."""
        self.journey = journey
        self.touchpoints = tuple(t for t in journey.touchpoints if here(t))
        self.waiting = tuple(t for t in journey.touchpoints if t.key in handoffs.waiting)
        self._handoffs = handoffs
        self._order = StageOrder(journey.stages)
        self._lay_out_nodes()
        self._outgoing: dict[EffectiveNode, list[EffectiveEdge]] = {node: [] for node in self.nodes}
        self._declare(open_to)
        self._pass(open_to)
        self._imply()

    def _lay_out_nodes(self) -> None:
        """Make a node of each touchpoint, two of each stage, and one for whatever comes by."""
        stages = self.journey.stages
        home = self._home = {t.key: stage.key for stage in stages for t in stage.touchpoints}
        self._node = {
            t.key: EffectiveNode(f"touchpoint:{t.key}", "touchpoint", home.get(t.key), t)
            for t in self.touchpoints
        }
        self._stage_entry = {
            s.key: EffectiveNode(f"into:{s.key}", "stage entry", s.key) for s in stages
        }
        self._stage_exit = {
            s.key: EffectiveNode(f"out of:{s.key}", "stage exit", s.key) for s in stages
        }
        self._waiting = {
            t.key: EffectiveNode(f"touchpoint:{t.key}", "waiting", home.get(t.key))
            for t in self.waiting
        }
        self._meanwhile = EffectiveNode("meanwhile", "any time")
        entries, exits = self._stage_entry, self._stage_exit
        ends = (end for s in stages for end in (entries[s.key], exits[s.key]))
        self.nodes = (
            *self._node.values(),
            *ends,
            *self._waiting.values(),
            self._meanwhile,
        )
        self._inside = {
            stage.key: self._nodes_of(t.key for t in stage.touchpoints) for stage in stages
        }

    def _nodes_of(self, touchpoints: Iterable[str]) -> tuple[EffectiveNode, ...]:
        """The nodes of those among some touchpoints, by key, that whoever walks comes to."""
        return tuple(self._node[key] for key in touchpoints if key in self._node)

    def _declare(self, open_to: Callable[[Transition], bool]) -> None:
        """Lay the declared transitions.

        A transition that is closed to whoever walks is no edge, but it was declared all the same:
        the order of the stages does not lead around a condition that somebody does not meet. One
        to what can come at any time is a detour: people go on from where they were.
        """
        self._declared: list[EffectiveEdge] = []
        self._forward_out: set[EffectiveNode] = set()
        self._forward_in: set[EffectiveNode] = set()
        self._led_inside: set[EffectiveNode] = set()
        self._touched: set[str] = set()
        self._left_stages: set[str] = set()
        self._sources: set[EffectiveNode] = set()
        times: Counter[str] = Counter()
        for transition in self.journey.transitions:
            source = self._end(transition.source, self._stage_exit)
            target = self._end(transition.target, self._stage_entry)
            if source is None or target is None:
                continue
            self._sources.add(source)
            self._touched.update(
                node.stage for node in (source, target) if node.touchpoint and node.stage
            )
            forward = not self._goes_back(transition, source, target)
            ends = f"{source.name} → {target.name}"
            if (source.kind == "waiting" and source.stage) or open_to(transition):
                again = f" ({times[ends] + 1})" if times[ends] else ""
                edge = EffectiveEdge(f"{ends}{again}", source, target, transition, in_order=forward)
                self._declared.append(edge)
                self._outgoing[source].append(edge)
            times[ends] += 1
            if forward and target.stage is not None:
                self._go_on(source, target)

    def _go_on(self, source: EffectiveNode, target: EffectiveNode) -> None:
        """Note that a declared transition leads forward to a touchpoint or an end of a stage."""
        self._forward_out.add(source)
        self._forward_in.add(target)
        if source.stage is None or source.kind == "stage exit":
            return
        if source.stage == target.stage:
            self._led_inside.add(target)
        else:
            self._left_stages.add(source.stage)

    def _goes_back(
        self, transition: Transition, source: EffectiveNode, target: EffectiveNode
    ) -> bool:
        """Whether a transition is no way forward: it says so, stays, or starts over to recover."""
        if transition.source == transition.target or transition.goes_back:
            return True
        if transition.kind != "recovery" or not source.stage or not target.stage:
            return False
        return source.stage != target.stage and self._order.is_before(target.stage, source.stage)

    def _end(self, step: Element, stage_ends: dict[str, EffectiveNode]) -> EffectiveNode | None:
        """The node at one end of a transition, or None when it does not exist here."""
        if step.kind == "stage":
            return stage_ends.get(step.key)
        return self._node.get(step.key, self._waiting.get(step.key))

    def _imply(self) -> None:
        """Lay what the order of the stages implies, and what can come at any time and leads on."""
        self._lead_through_stages()
        leading_on = [node for node in self._any_time if self._outgoing[node]]
        if leading_on:
            for node in leading_on:
                self._imply_edge(self._meanwhile, node, in_order=False)
            for node in self._entries:
                self._imply_edge(node, self._meanwhile, in_order=False)

    def _pass(self, open_to: Callable[[Transition], bool]) -> None:
        """Lay the steps past what is for others; they order a stage as declared ones do."""
        steps = bypasses(
            self.journey,
            self._node.keys(),
            open_to,
            leaving=self._left_for_good,
            waiting=self._waiting.keys(),
        )
        others = dict.fromkeys(key for step in steps for key in step if key not in self._node)
        passed = {key: EffectiveNode(f"past:{key}", "passed", self._home[key]) for key in others}
        self.nodes += tuple(passed.values())
        self._outgoing.update((node, []) for node in passed.values())
        ends = self._node | passed
        for step in steps:
            source, target = ends[step.source], ends[step.target]
            self._imply_edge(source, target)
            self._touched.add(self._home[step.source])
            self._go_on(source, target)

    def _lead_through_stages(self) -> None:
        """Lead into each stage, out of it, past it where it may be left out, and on to the next."""
        for stage in self.journey.stages:
            key, inside = stage.key, self._inside[stage.key]
            entry, exit_ = self._stage_entry[key], self._stage_exit[key]
            ordered = self.is_ordered(key)
            for node in self._arrivals(stage):
                self._imply_edge(entry, node, in_order=ordered)
            for node in self._leaving(stage):
                self._imply_edge(node, exit_, in_order=ordered)
            if len(inside) > 1 and key not in self._touched:
                self._imply_edge(exit_, entry, in_order=False)
            if stage.optional or all(self._may_be_left_out(node) for node in inside):
                self._imply_edge(entry, exit_, in_order=not inside)
            if not self._left_forward(stage):
                for later in self._order.after[key]:
                    self._imply_edge(exit_, self._stage_entry[later])

    def _imply_edge(
        self, source: EffectiveNode, target: EffectiveNode, *, in_order: bool = True
    ) -> None:
        """Lay an implied edge."""
        key = f"{source.name}, then {target.name}"
        self._outgoing[source].append(EffectiveEdge(key, source, target, in_order=in_order))

    @cached_property
    def _any_time(self) -> tuple[EffectiveNode, ...]:
        """What can come at any time."""
        return self._nodes_of(touchpoint.key for touchpoint in self.journey.any_time)

    @staticmethod
    def _may_be_left_out(node: EffectiveNode) -> bool:
        return node.touchpoint is not None and node.touchpoint.optional

    def _left_forward(self, stage: Stage) -> bool:
        """Whether a declared transition leaves the stage and goes on."""
        return stage.key in self._left_stages or self._stage_exit[stage.key] in self._forward_out

    def is_ordered(self, stage: str) -> bool:
        """Whether it is stated what comes first and last in a stage.

        Args:
            stage: The key of the stage.

        Returns:
            True if transitions order its touchpoints, or it has exactly one.

        Raises:
            UnknownReferenceError: There is no such stage.
        """
        if stage not in self._inside:
            raise UnknownReferenceError("stage", stage, choices=self._inside)
        return stage in self._touched or len(self._inside[stage]) == 1

    def _arrivals(self, stage: Stage) -> tuple[EffectiveNode, ...]:
        """Where people arrive in a stage: at what nothing in the stage leads to.

        When the stage is unordered, these are all of its touchpoints.
        """
        inside = self._inside[stage.key]
        if stage.key not in self._touched:
            return inside
        return tuple(node for node in inside if node not in self._led_inside) or inside

    def _departures(self, stage: Stage) -> tuple[EffectiveNode, ...]:
        """Where people leave a stage: where no declared transition goes on.

        Who gave up or is seen off there leaves the journey and does not come to the next stage, as
        long as somebody else does.
        """
        inside = self._inside[stage.key]
        if stage.key not in self._touched:
            return inside
        last = tuple(node for node in inside if node not in self._forward_out)
        return tuple(node for node in last if not self._is_for_leaving(node)) or last

    def _is_for_leaving(self, node: EffectiveNode) -> bool:
        return node.touchpoint is not None and node.touchpoint.key in self._left_for_good

    @cached_property
    def _left_for_good(self) -> frozenset[str]:
        return departure_touchpoints(self.journey)

    def _leaving(self, stage: Stage) -> tuple[EffectiveNode, ...]:
        """Where people go out by the gate: where they leave; else anywhere, if ways start there."""
        starts_edges = self._stage_exit[stage.key] in self._sources
        return self._departures(stage) or (self._inside[stage.key] if starts_edges else ())

    @cached_property
    def _entries(self) -> tuple[EffectiveNode, ...]:
        """Where journeys start: declared entries, else the beginning of the first stages.

        A persona also starts where others hand over to it and it would not come by itself. What
        can come at any time may be declared an entry beside the others; where it is all there is,
        each is one.
        """
        starts = list(self._own_entries())
        reachable = reachable_nodes(starts, self._so_far)
        for node in self._in_sequence(self._handoffs.joins):
            if node not in reachable:
                starts.append(node)
                reachable |= reachable_nodes([node], self._so_far)
        return tuple(starts)

    def _so_far(self, node: EffectiveNode) -> list[EffectiveNode]:
        """The nodes that directly follow a node, as far as edges are laid."""
        return [edge.target for edge in self._outgoing[node]]

    def _own_entries(self) -> tuple[EffectiveNode, ...]:
        """Where journeys start, whatever others do; an entry of others alone says nothing."""
        if not any(stage.touchpoints for stage in self.journey.stages):
            return self._any_time
        declared = self._nodes_of(t.key for t in self.touchpoints if t.entry)
        if any(node.stage is not None for node in declared):
            return declared
        starts: list[EffectiveNode] = []
        for stage in self._first_stages():
            inside = self._inside[stage.key]
            if stage.key in self._touched:
                inside = tuple(n for n in inside if n not in self._forward_in)
            starts.extend(inside)
        return tuple(dict.fromkeys((*starts, *declared)))

    @cached_property
    def _exits(self) -> tuple[EffectiveNode, ...]:
        """Where journeys end: declared exits, else where the last stages are left.

        Where only others have an exit, or the rest of a round is theirs, the journey of a persona
        ends where it hands over to them.
        What can come at any time may be declared an exit beside the others; where it is all there
        is, each is one.
        """
        if not any(stage.touchpoints for stage in self.journey.stages):
            return self._any_time
        declared = self._nodes_of(t.key for t in self.touchpoints if t.exit)
        if any(node.stage is not None for node in declared):
            return declared
        # Where the exit is for others, people hand over to them or leave early, not by giving up.
        for_others = any(t.exit for stage in self.journey.stages for t in stage.touchpoints)
        handing_over = self._in_sequence(self._handoffs.leaves)
        if for_others and handing_over:
            return handing_over
        ends: list[EffectiveNode] = []
        for stage in self._last_stages():
            if stage.key in self._touched:
                ends.extend(self._departures(stage))
            else:
                ends.extend(self._inside[stage.key])
        if for_others:
            ends = [n for n in ends if n.touchpoint and n.touchpoint.outcome == "completed"]
        return tuple(dict.fromkeys((*(ends or handing_over), *declared)))

    def _in_sequence(self, keys: frozenset[str]) -> tuple[EffectiveNode, ...]:
        """The nodes of some touchpoints, in the order of the journey."""
        return self._nodes_of(t.key for t in self.touchpoints if t.key in keys) if keys else ()

    def _first_stages(self) -> list[Stage]:
        """The stages with touchpoints before which no stage has any."""
        before = self._order.before
        return self._outermost(self._order.in_order, lambda key: before[key])

    def _last_stages(self) -> list[Stage]:
        """The stages with touchpoints after which no stage has any."""
        after = self._order.after
        return self._outermost(self._order.in_order[::-1], lambda key: after[key])[::-1]

    def _outermost(
        self, stages: Iterable[Stage], nearer: Callable[[str], Iterable[str]]
    ) -> list[Stage]:
        """The stages with touchpoints that no other such stage comes before in some direction."""
        behind: dict[str, bool] = {}
        outermost = []
        for stage in stages:
            behind[stage.key] = any(behind[k] or self._inside[k] for k in nearer(stage.key))
            if self._inside[stage.key] and not behind[stage.key]:
                outermost.append(stage)
        return outermost
