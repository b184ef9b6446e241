"""The effective graph: where walks along the ways of a journey lead, and where they end."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from journeykit.graph.digraph import DirectedGraph
from journeykit.graph.edges import IMPLIED, Ways
from journeykit.graph.traversal import reached, strong_components
from journeykit.transitions import Transition

DETOUR = "detour:"
"""What the node of a way to what can come at any time begins with; its number follows."""


class EffectiveGraph(Ways):
    """The effective graph of a journey, for everybody or for one persona.

    Every answer is computed when first asked for and kept.
    """

    @cached_property
    def reachable(self) -> frozenset[int]:
        """Every node that a walk from an entry comes to."""
        return reached(self.following, self.entries)

    @cached_property
    def depths(self) -> dict[int, int]:
        """For each node that can be reached, the fewest touchpoints on a walk that comes to it.

        The touchpoint itself counts, gates do not; with steps of length nought and one, a deque
        is enough to stay linear.
        """
        count = len(self.touchpoints)
        depths = dict.fromkeys(self.entries, 1)
        queue = deque(depths)
        while queue:
            node = queue.popleft()
            for target, _ in self.following[node]:
                step = 1 if target < count else 0
                if depths[node] + step < depths.get(target, self.size + 1):
                    depths[target] = depths[node] + step
                    (queue.append if step else queue.appendleft)(target)
        return depths

    @cached_property
    def can_finish(self) -> bool:
        """Whether any walk from an entry comes to an exit."""
        return not self.reachable.isdisjoint(self.exits)

    @cached_property
    def _at_rest(self) -> tuple[tuple[tuple[int, ...], bool], ...]:
        """The components after which no other touchpoint follows, and whether people circle there.

        Each is given by its touchpoints: a single one, those of a cycle, or those of a stage
        without an order of its own. What can come at any time is no place to rest at, unless
        the journey may end there.
        """
        count = len(self.touchpoints)
        passing = set(self.any_time).difference(self.exits)
        home = {node: place for place, nodes in enumerate(self.components) for node in nodes}
        circling = {
            home[source]
            for source, target in self.declared.values()
            if home[source] == home[target]
        }
        goes_on: list[bool] = []
        found = []
        for place, nodes in enumerate(self.components):
            inside = tuple(sorted(n for n in nodes if n < count and n not in passing))
            after = {home[target] for node in nodes for target, _ in self.following[node]}
            onward = any(goes_on[other] for other in after - {place})
            if inside and not onward:
                found.append((inside, place in circling))
            goes_on.append(onward or bool(inside))
        return tuple(found)

    @cached_property
    def traps(self) -> tuple[tuple[int, ...], ...]:
        """The cycles of declared transitions that no walk leaves and no journey ends in."""
        return tuple(sorted(nodes for nodes, circles in self._lost if circles))

    @cached_property
    def dead_ends(self) -> tuple[int, ...]:
        """The touchpoints after which nothing follows, though nobody is meant to end there."""
        groups = (nodes for nodes, circles in self._lost if not circles)
        return tuple(sorted(itertools.chain(*groups)))

    @property
    def _lost(self) -> Iterator[tuple[tuple[int, ...], bool]]:
        """Where walks come to rest and cannot end."""
        ends = set(self._ends)
        return (resting for resting in self._at_rest if ends.isdisjoint(resting[0]))

    @cached_property
    def drop_offs(self) -> tuple[int, ...]:
        """Where people are meant to leave before the journey is over, as nothing else follows.

        They have abandoned it, or it failed; they are being seen off; they churned; or the rest
        is somebody else's, to whom they have handed over.
        """
        handed_over = set(self._numbers(self._handed.leaves))
        exits = set(self.exits)
        return tuple(
            number
            for number in sorted(itertools.chain(*(nodes for nodes, _ in self._at_rest)))
            if number not in exits and (number in handed_over or self._is_for_leaving(number))
        )

    @cached_property
    def completing(self) -> frozenset[int]:
        """Every node from which a walk comes to an exit, or to where people are meant to leave."""
        return reached(self.preceding, self._ends)

    @property
    def _ends(self) -> tuple[int, ...]:
        """Where a walk may end."""
        return (*self.exits, *self.drop_offs)

    @cached_property
    def on_complete_walks(self) -> frozenset[int]:
        """Every node on some walk from an entry to an exit, or to where people are to leave."""
        return self.reachable & self.completing

    @cached_property
    def complete_transitions(self) -> frozenset[int]:
        """Every declared transition on such a walk.

        One to what can come at any time is a detour, from which people go on where they were.
        """
        passing = set(self.any_time)
        gates = range(len(self.touchpoints), self._gates_end)
        ended = {to for end in self._ends for to, _ in self.following[end] if to in gates}
        going_on = self.completing | passing | ended
        return frozenset(
            place
            for place, (source, target) in self.declared.items()
            if source in self.reachable
            and (target in self.completing or (target in passing and source in going_on))
        )

    def allows(self, transition: Transition) -> bool:
        """Whether whoever walks comes to both ends of a transition and may take it.

        Args:
            transition: One of the journey's.
        """
        return transition in self._allowed

    @cached_property
    def _allowed(self) -> frozenset[Transition]:
        return frozenset(self.journey.transitions[place] for place in self.declared)

    @cached_property
    def directed(self) -> DirectedGraph:
        """The same graph for the algorithms that know nothing of journeys.

        A touchpoint is called by its address; an edge by the number of its transition, or, where
        it is implied, by its ends.
        """
        return self._directed(self.exits, ())

    @cached_property
    def walkable(self) -> DirectedGraph:
        """The same graph for those who plan walks, with everything that a walk can take.

        Walks may also end where people are meant to leave. A way to what can come at any time
        passes a node of its own, called by the number of the transition, from which one goes on
        there or comes back, unless one leaves.
        """
        keys = {touchpoint.key for touchpoint in self.journey.any_time}
        steps = self.journey.transitions
        left = [n for n in self.any_time if self._is_for_leaving(n) and not self.following[n]]
        return self._directed(
            dict.fromkeys((*self._ends, *left)),
            [place for place in self.declared if steps[place].target.key in keys],
            reached(self.preceding, left),
        )

    def _directed(
        self, ends: Iterable[int], detours: Collection[int], gone: Collection[int] = ()
    ) -> DirectedGraph:
        """The graph with names."""
        names = [str(touchpoint.element) for touchpoint in self.touchpoints]
        names += [f"{side}:{s.key}" for s in self.journey.stages for side in ("into", "out of")]
        names += [str(touchpoint.element) for touchpoint in self.aside]
        names += ["meanwhile"]
        edges = [
            (
                f"{names[source]} → {names[target]}" if edge == IMPLIED else str(edge),
                names[source],
                names[target],
            )
            for source, edges in enumerate(self.following)
            for target, edge in edges
            if edge not in detours
        ]
        for place in detours:
            detour = f"{DETOUR}{place}"
            source, target = self.declared[place]
            if target in gone and place not in self.complete_transitions:
                continue  # who is stuck where this leads from is told so, and not seen off
            back = source in self.completing and not (target in gone and target in self.any_time)
            ways = dict.fromkeys([target, source] if back else [target])
            edges.append((str(place), names[source], detour))
            edges += [(f"{detour} → {names[n]}", detour, names[n]) for n in ways]
        entries, exits = ([names[n] for n in numbers] for numbers in (self.entries, ends))
        return DirectedGraph(
            [*names, *(f"{DETOUR}{place}" for place in detours)], edges, entries, exits
        )

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """The strongly connected components, each after those it leads to."""
        return strong_components(self.following)
