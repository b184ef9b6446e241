"""The effective graph: where walks along the edges of a journey lead, and where they end."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from journeykit import fields
from journeykit.addresses import Element
from journeykit.checked import checked
from journeykit.errors import UnknownReferenceError
from journeykit.graph.digraph import DirectedGraph
from journeykit.graph.edges import EffectiveEdges
from journeykit.graph.nodes import (
    EffectiveEdge,
    EffectiveNode,
    keys_of,
    touchpoints_of,
    transitions_of,
)
from journeykit.graph.traversal import reachable_nodes, strong_components
from journeykit.model import Touchpoint
from journeykit.transitions import Transition

_DETOUR = "detour:"
"""What the node of a way to what can come at any time begins with; the key of its edge follows."""


@checked
class EffectiveGraph(EffectiveEdges):
    """The effective graph of a journey, for everybody or for one persona.

    Touchpoints are asked for by their keys. Between them stand nodes that walks pass, such as the
    entry and the exit of a stage; who has to see these too, asks for `nodes` and their edges.
    Every answer is computed when first asked for and kept.
    """

    # ------------------------------------------------------------------ touchpoints

    _repr_html_ = fields.card

    @cached_property
    def entries(self) -> tuple[Touchpoint, ...]:
        """Where walks start."""
        return touchpoints_of(self._entries)

    @cached_property
    def entry_keys(self) -> frozenset[str]:
        """The keys of the touchpoints where walks start."""
        return keys_of(self._entries)

    @cached_property
    def exits(self) -> tuple[Touchpoint, ...]:
        """Where walks end when all went well."""
        return touchpoints_of(self._exits)

    @cached_property
    def any_time(self) -> tuple[Touchpoint, ...]:
        """What can come at any time."""
        return touchpoints_of(self._any_time)

    @cached_property
    def touchpoint_keys(self) -> frozenset[str]:
        """The keys of the touchpoints that whoever walks can meet."""
        return frozenset(self._node)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The keys of the touchpoints that a walk from an entry comes to."""
        return keys_of(self._reachable)

    @cached_property
    def _reachable(self) -> frozenset[EffectiveNode]:
        return reachable_nodes(self._entries, self._onward)

    def reachable_from(self, touchpoints: Iterable[str]) -> frozenset[str]:
        """Return what a walk can come to that goes on from some touchpoints.

        Args:
            touchpoints: Their keys.

        Returns:
            The keys of the touchpoints, those it starts from among them.
        """
        return keys_of(reachable_nodes(map(self.node, touchpoints), self._onward))

    def leading_to(self, touchpoints: Iterable[str]) -> frozenset[str]:
        """Return from where a walk can come to one of some touchpoints.

        Args:
            touchpoints: Their keys.

        Returns:
            The keys of the touchpoints, those it comes to among them.
        """
        return keys_of(reachable_nodes(map(self.node, touchpoints), self._back))

    def reachable_without(self, touchpoints: Iterable[str]) -> frozenset[str]:
        """Return what a walk from an entry can come to that passes none of some touchpoints.

        Args:
            touchpoints: Their keys.
        """
        closed = set(map(self.node, touchpoints))

        def onward(node: EffectiveNode) -> Iterator[EffectiveNode]:
            return (target for target in self._onward(node) if target not in closed)

        return keys_of(reachable_nodes((n for n in self._entries if n not in closed), onward))

    def successors(self, touchpoint: str) -> tuple[Touchpoint, ...]:
        """Return the touchpoints that can directly follow the one of a key, but for itself.

        In a stage without an order of its own, each follows every other.
        """
        return self._nearest(touchpoint, self._onward)

    def predecessors(self, touchpoint: str) -> tuple[Touchpoint, ...]:
        """Return the touchpoints that the one of a key can directly follow, but for itself."""
        return self._nearest(touchpoint, self._back)

    def _nearest(
        self, touchpoint: str, step: Callable[[EffectiveNode], Iterable[EffectiveNode]]
    ) -> tuple[Touchpoint, ...]:
        """The next touchpoints in one direction, looking through the ends of stages."""
        start = self.node(touchpoint)
        nearest: dict[EffectiveNode, None] = {}
        waiting = [start]
        passed = {start}
        while waiting:
            for node in step(waiting.pop()):
                if node.is_touchpoint:
                    nearest[node] = None
                elif node not in passed:
                    passed.add(node)
                    waiting.append(node)
        return touchpoints_of(node for node in nearest if node is not start)

    @cached_property
    def depths(self) -> dict[str, int]:
        """For each touchpoint, by key, the fewest touchpoints on a walk that comes to it.

        The touchpoint itself counts, entries and exits of stages do not; with steps of length
        nought and one, a deque is enough to stay linear.
        """
        depths = dict.fromkeys(self._entries, 1)
        queue = deque(depths)
        while queue:
            node = queue.popleft()
            for target in self._onward(node):
                step = int(target.is_touchpoint)
                if target not in depths or depths[node] + step < depths[target]:
                    depths[target] = depths[node] + step
                    (queue.append if step else queue.appendleft)(target)
        return {node.touchpoint.key: depth for node, depth in depths.items() if node.touchpoint}

    @cached_property
    def can_finish(self) -> bool:
        """Whether any walk from an entry comes to an exit."""
        return not self._reachable.isdisjoint(self._exits)

    # ------------------------------------------------------------------ nodes and edges

    @property
    def outgoing(self) -> Mapping[EffectiveNode, Sequence[EffectiveEdge]]:
        """The edges that leave each node."""
        return self._outgoing

    @cached_property
    def incoming(self) -> Mapping[EffectiveNode, Sequence[EffectiveEdge]]:
        """The edges that reach each node."""
        incoming: dict[EffectiveNode, list[EffectiveEdge]] = {node: [] for node in self.nodes}
        for edges in self._outgoing.values():
            for edge in edges:
                incoming[edge.target].append(edge)
        return incoming

    @cached_property
    def _onward(self) -> Callable[[EffectiveNode], list[EffectiveNode]]:
        """The nodes that directly follow a node."""
        after = {node: [e.target for e in edges] for node, edges in self._outgoing.items()}
        return after.__getitem__

    @cached_property
    def _back(self) -> Callable[[EffectiveNode], list[EffectiveNode]]:
        """The nodes that a node directly follows."""
        before: dict[EffectiveNode, list[EffectiveNode]] = {node: [] for node in self.nodes}
        for node, edges in self._outgoing.items():
            for edge in edges:
                before[edge.target].append(node)
        return before.__getitem__

    def node(self, touchpoint: str) -> EffectiveNode:
        """Return the node of the touchpoint of a key, to which whoever walks comes.

        Raises:
            UnknownReferenceError: There is none.
        """
        if touchpoint not in self._node:
            raise UnknownReferenceError("touchpoint", touchpoint, choices=self._node)
        return self._node[touchpoint]

    def is_reachable(self, node: EffectiveNode) -> bool:
        """Return whether a walk from an entry comes to a node."""
        return node in self._reachable

    def in_order_after(self, node: EffectiveNode) -> tuple[EffectiveNode, ...]:
        """Return what follows a node in an order that somebody stated.

        The touchpoints of an unordered stage follow one another in no order at all, so nothing
        can be said of what comes before or after one of several. Going back is left out.

        Args:
            node: A touchpoint, or the entry or exit of a stage.
        """
        return tuple(edge.target for edge in self._outgoing.get(node, ()) if edge.in_order)

    @cached_property
    def components(self) -> tuple[tuple[EffectiveNode, ...], ...]:
        """The strongly connected components, each after those it leads to."""
        return strong_components(self.nodes, self._onward)

    @cached_property
    def _component(self) -> dict[EffectiveNode, int]:
        """For each node, the position of its component."""
        return {node: n for n, component in enumerate(self.components) for node in component}

    # ------------------------------------------------------------------ where walks end

    @cached_property
    def _at_rest(self) -> tuple[tuple[tuple[EffectiveNode, ...], bool], ...]:
        """The components after which no other touchpoint follows, and whether people circle there.

        Each is given by its touchpoints: a single one, those of a cycle, or those of a stage
        without an order of its own. What can come at any time is no place to rest at, unless
        the journey may end there.
        """
        passing = set(self._any_time).difference(self._exits)
        home = self._component
        circling = {
            home[edge.source] for edge in self._declared if home[edge.source] == home[edge.target]
        }
        goes_on: list[bool] = []
        resting = []
        for number, nodes in enumerate(self.components):
            inside = tuple(n for n in nodes if n.is_touchpoint and n not in passing)
            after = {home[target] for node in nodes for target in self._onward(node)}
            onward = any(goes_on[other] for other in after - {number})
            if inside and not onward:
                resting.append((inside, number in circling))
            goes_on.append(onward or bool(inside))
        return tuple(resting)

    @cached_property
    def traps(self) -> tuple[tuple[Touchpoint, ...], ...]:
        """The cycles of declared transitions that no walk leaves and no journey ends in."""
        first = {nodes[0]: nodes for nodes, circles in self._lost if circles}
        return tuple(touchpoints_of(first[node]) for node in self.nodes if node in first)

    @cached_property
    def dead_ends(self) -> tuple[Touchpoint, ...]:
        """The touchpoints after which nothing follows, though nobody is meant to end there."""
        ends = {node for nodes, circles in self._lost if not circles for node in nodes}
        return touchpoints_of(node for node in self.nodes if node in ends)

    @property
    def _lost(self) -> Iterator[tuple[tuple[EffectiveNode, ...], bool]]:
        """Where walks come to rest and cannot end."""
        ends = set(self._ends)
        return (resting for resting in self._at_rest if ends.isdisjoint(resting[0]))

    @cached_property
    def drop_offs(self) -> tuple[Touchpoint, ...]:
        """Where people are meant to leave before the journey is over, as nothing else follows.

        They have abandoned it, or it failed; they are being seen off; they churned; the rest is
        somebody else's, to whom they have handed over; or they need not have come there.
        """
        return touchpoints_of(self._drop_offs)

    @cached_property
    def _drop_offs(self) -> tuple[EffectiveNode, ...]:
        handed_over, exits = set(self._in_sequence(self._handoffs.leaves)), set(self._exits)
        resting = {node for nodes, _ in self._at_rest for node in nodes}
        return tuple(
            node
            for node in self.nodes
            if node in resting
            and node not in exits
            and (node in handed_over or self._is_for_leaving(node) or self._is_waiting(node))
        )

    def _is_waiting(self, node: EffectiveNode) -> bool:
        """Whether people need not come to a node: it is optional, or so is every way to it."""
        if self._may_be_left_out(node):
            return True
        led = [edge.transition for edge in self.incoming[node] if edge.is_declared]
        return bool(led) and all(step is not None and step.kind == "optional" for step in led)

    @property
    def _ends(self) -> tuple[EffectiveNode, ...]:
        """Where a walk may end."""
        return (*self._exits, *self._drop_offs)

    @cached_property
    def _completing(self) -> frozenset[EffectiveNode]:
        """Every node from which a walk comes to an exit, or to where people are meant to leave."""
        return reachable_nodes(self._ends, self._back)

    # ------------------------------------------------------------------ complete walks

    @cached_property
    def on_complete_walks(self) -> frozenset[str]:
        """The keys of the touchpoints on some complete walk.

        It goes from an entry to an exit, or to where people are meant to leave.
        """
        return keys_of(self._on_complete_walks)

    @cached_property
    def _on_complete_walks(self) -> frozenset[EffectiveNode]:
        return self._reachable & self._completing

    @cached_property
    def connected_parts(self) -> tuple[tuple[Touchpoint, ...], ...]:
        """The parts into which the touchpoints on complete walks fall.

        Two are in one part if edges join them, whichever way these point, over complete walks.
        """
        complete = self._on_complete_walks

        def near(node: EffectiveNode) -> Iterator[EffectiveNode]:
            both = itertools.chain(self._onward(node), self._back(node))
            return (other for other in both if other in complete)

        parts = []
        seen: set[EffectiveNode] = set()
        for start in self.nodes:
            if start in complete and start not in seen:
                part = reachable_nodes([start], near)
                seen |= part
                parts.append(touchpoints_of(node for node in self.nodes if node in part))
        return tuple(parts)

    @cached_property
    def complete_transitions(self) -> frozenset[Transition]:
        """Every declared transition on some complete walk.

        One to what can come at any time is a detour, from which people go on where they were.
        """
        return transitions_of(filter(self._is_complete, self._declared))

    def _is_complete(self, edge: EffectiveEdge) -> bool:
        """Whether a declared edge is on some complete walk."""
        return edge.source in self._reachable and (
            edge.target in self._completing
            or (edge.target in self._passing and edge.source in self._going_on)
        )

    @cached_property
    def _passing(self) -> frozenset[EffectiveNode]:
        return frozenset(self._any_time)

    @cached_property
    def _going_on(self) -> frozenset[EffectiveNode]:
        """Where somebody goes on, or has come to the end of a stage, who makes a detour."""
        onward = (edge.target for end in self._ends for edge in self._outgoing[end])
        waiting = (node for node in onward if node.kind in {"stage entry", "stage exit"})
        return self._completing.union(self._passing, waiting)

    @cached_property
    def reachable_transitions(self) -> frozenset[Transition]:
        """Every declared transition whose source a walk from an entry comes to."""
        return transitions_of(edge for edge in self._declared if edge.source in self._reachable)

    @cached_property
    def cycles(self) -> tuple[tuple[Transition, ...], ...]:
        """The cycles that declared transitions make; what is merely unordered is none."""
        inside: dict[int, list[Transition]] = {}
        for edge in self._declared:
            number = self._component[edge.source]
            if number == self._component[edge.target] and edge.transition:
                inside.setdefault(number, []).append(edge.transition)
        return tuple(tuple(inside[number]) for number in sorted(inside))

    def allows(self, transition: Transition) -> bool:
        """Return whether whoever walks comes to both ends of a transition and may take it.

        Args:
            transition: One of the journey's.
        """
        return transition in self._allowed

    @cached_property
    def _allowed(self) -> frozenset[Transition]:
        return transitions_of(self._declared)

    def comes_to(self, element: Element) -> bool:
        """Return whether a walk from an entry comes to where a transition can leave.

        Args:
            element: The address of a touchpoint, or of a stage, which is left by its exit.
        """
        return self._end(element, self._stage_exit) in self._reachable

    # ------------------------------------------------------------------ for other algorithms

    @cached_property
    def directed(self) -> DirectedGraph:
        """The same graph for the algorithms that know nothing of journeys.

        A touchpoint is called by its address, an edge by its ends.
        """
        return self._named(self._exits, ())

    @cached_property
    def walkable(self) -> DirectedGraph:
        """The same graph for those who plan walks, with everything that a walk can take.

        Walks may also end where people are meant to leave. A way to what can come at any time
        passes a node of its own, from which one goes on there or comes back, unless one leaves.
        What a walk meets and takes, `touchpoints_on` and `transitions_on` tell.
        """
        keys = {touchpoint.key for touchpoint in self.journey.any_time}
        leaving = [n for n in self._any_time if self._is_for_leaving(n) and not self._outgoing[n]]
        return self._named(
            dict.fromkeys((*self._ends, *leaving)),
            [e for e in self._declared if e.transition and e.transition.target.key in keys],
            reachable_nodes(leaving, self._back),
        )

    def _named(
        self,
        ends: Iterable[EffectiveNode],
        detours: Collection[EffectiveEdge],
        gone: Collection[EffectiveNode] = (),
    ) -> DirectedGraph:
        """The graph with names."""
        around = dict.fromkeys(edge.key for edge in detours)
        edges = [
            (edge.key, edge.source.name, edge.target.name)
            for several in self._outgoing.values()
            for edge in several
            if not edge.is_declared or edge.key not in around
        ]
        for edge in detours:
            source, target, detour = edge.source, edge.target, f"{_DETOUR}{edge.key}"
            if target in gone and not self._is_complete(edge):
                continue  # who is stuck where this leads from is told so, and not seen off
            back = source in self._completing and not (target in gone and target in self._passing)
            targets = dict.fromkeys([target, source] if back else [target])
            edges.append((edge.key, source.name, detour))
            edges += [(f"{detour} → {node.name}", detour, node.name) for node in targets]
        return DirectedGraph(
            [*(node.name for node in self.nodes), *(f"{_DETOUR}{key}" for key in around)],
            edges,
            [node.name for node in self._entries],
            [node.name for node in ends],
        )

    def touchpoints_on(self, nodes: Iterable[str]) -> tuple[Touchpoint, ...]:
        """Return the touchpoints that a walk meets, as it comes to them.

        A detour that leads on from where it is, is told once, and so is a touchpoint to which only
        the end and the beginning of its stage lead back.

        Args:
            nodes: The nodes of a walk, as `walkable` calls them.
        """
        by_name = self._touchpoints_by_name
        touchpoints: list[Touchpoint] = []
        through_stages = False
        for node, after in pairwise((*nodes, "")):
            touchpoint = by_name.get(node)
            if touchpoint is None:
                through_stages = True
            elif not (node.startswith(_DETOUR) and by_name.get(after) is touchpoint):
                if not (through_stages and touchpoints and touchpoints[-1] is touchpoint):
                    touchpoints.append(touchpoint)
                through_stages = False
        return tuple(touchpoints)

    @cached_property
    def _touchpoints_by_name(self) -> dict[str, Touchpoint]:
        """For each node of the graph for walks, the touchpoint that is met there."""
        touchpoints = {node.name: node.touchpoint for node in self.nodes if node.touchpoint}
        touchpoints |= {
            f"{_DETOUR}{edge.key}": edge.target.touchpoint
            for edge in self._declared
            if edge.target in self._passing and edge.target.touchpoint
        }
        return touchpoints

    def transitions_on(self, edges: Iterable[str]) -> tuple[Transition, ...]:
        """Return the declared transitions that a walk takes, as it takes them.

        Args:
            edges: The edges of a walk, as `walkable` calls them.
        """
        return tuple(self._taken[key] for key in edges if key in self._taken)

    @cached_property
    def _taken(self) -> dict[str, Transition]:
        return {edge.key: edge.transition for edge in self._declared if edge.transition}
