"""Minimum walkthroughs: the fewest walks that take every edge, which is a usability-test plan.

A walk may take an edge as often as it likes, so whoever comes into a strongly connected component
can take all its edges before leaving it again. What is left is acyclic: the components, joined by
the edges between them. There the fewest walks are a least flow in which every edge between
components, and every component with edges inside, carries at least one walk.

Source: S. C. Ntafos and S. L. Hakimi, On path cover problems in digraphs and applications to
program testing, IEEE Trans. Software Eng. 5 (1979).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from attrs import frozen

from journeykit.coverage.minimum_flow import Arc, minimum_flow
from journeykit.graph.digraph import Components, DirectedEdge, DirectedGraph, components_of
from journeykit.graph.path_analysis import on_complete_walks

__all__ = ["Network", "Plan", "Walk", "minimum_walkthrough_count", "minimum_walkthroughs"]


@frozen
class Walk:
    """A walk from an entry to an exit.

    Args:
        nodes: The nodes in order, one more than there are edges.
        edges: The keys of the edges in order.
    """

    nodes: tuple[str, ...]
    edges: tuple[str, ...]


def minimum_walkthroughs(graph: DirectedGraph, *, cover_nodes: bool = False) -> tuple[Walk, ...]:
    """Find a smallest set of walks from entries to exits that takes every edge.

    Edges that lie on no complete walk cannot be taken and are left out. The number of walks is
    the least there is. How long they are is not minimised, though between the edges that are
    still wanted a walk goes the shortest way; inside a component, whose edges one walk has to
    take all, the shortest walk there is may already be quadratic in length.

    Args:
        cover_nodes: Come by every node as well. This adds a walk for each node that is entry and
            exit and has no edges to anything; every other node is come by anyway.

    Returns:
        The walks, in an order that the order of the graph alone decides.

    Example:
        >>> diamond = [("up", "a", "b"), ("down", "a", "c"), ("on", "b", "d"), ("off", "c", "d")]
        >>> for walk in minimum_walkthroughs(DirectedGraph("abcd", diamond, "a", "d")):
        ...     print(*walk.edges)
        up on
        down off
        >>> again = [*diamond, ("again", "d", "a")]
        >>> [walk.edges for walk in minimum_walkthroughs(DirectedGraph("abcd", again, "a", "d"))]
        [('up', 'on', 'again', 'down', 'off')]
    """
    network = Network.of(graph)
    walks = network.plan(network.edges).walks(network.edges)
    return (*walks, *(network.standing_walks() if cover_nodes else ()))


def minimum_walkthrough_count(graph: DirectedGraph, *, cover_nodes: bool = False) -> int:
    """Count the walks of `minimum_walkthroughs` without walking them.

    Args:
        cover_nodes: Come by every node as well.

    Returns:
        The least number of walks.

    Example:
        >>> minimum_walkthrough_count(DirectedGraph("ab", [("1", "a", "b")], "ab", "ab"))
        1
    """
    network = Network.of(graph)
    standing = sum(1 for _ in network.standing_walks()) if cover_nodes else 0
    return network.plan(network.edges).count + standing


class _Between(NamedTuple):
    """An edge between two components, with its index among the arcs of the network."""

    arc: int
    edge: DirectedEdge


@frozen(eq=False)
class Network:
    """The part of a graph that lies on complete walks, as a network for the least flow.

    Component number *c* becomes the nodes 2*c* + 1 and 2*c* + 2 with an arc from one to the other,
    so that a demand can stand on the component itself. Node 0 comes before all entries, the last
    node after all exits.

    Args:
        graph: What lies on complete walks.
        components: Its strongly connected components.
        inside: The keys of the edges inside each component.
        between: The edges between components.
        ends: The arcs that start and end walks.
    """

    graph: DirectedGraph
    components: Components
    inside: tuple[tuple[str, ...], ...]
    between: tuple[DirectedEdge, ...]
    ends: tuple[Arc, ...]

    @classmethod
    def of(cls, graph: DirectedGraph) -> Network:
        """Build the network of a graph."""
        complete = graph.restricted_to(on_complete_walks(graph).nodes)
        components = components_of(complete)
        number = components.number
        last = 2 * len(components.members) + 1
        inside: list[list[str]] = [[] for _ in components.members]
        between: list[DirectedEdge] = []
        for edge in complete.edges:
            if number[edge.source] == number[edge.target]:
                inside[number[edge.source]].append(edge.key)
            else:
                between.append(edge)
        starting = dict.fromkeys(number[node] for node in complete.entries)
        ending = dict.fromkeys(number[node] for node in complete.exits)
        return cls(
            graph=complete,
            components=components,
            inside=tuple(map(tuple, inside)),
            between=tuple(between),
            ends=(
                *(Arc(0, 2 * component + 1, 0) for component in starting),
                *(Arc(2 * component + 2, last, 0) for component in ending),
            ),
        )

    @property
    def edges(self) -> frozenset[str]:
        """The keys of all edges that lie on complete walks."""
        return frozenset(edge.key for edge in self.graph.edges)

    def plan(self, required: Collection[str]) -> Plan:
        """Find the fewest walks that take some of the edges.

        Args:
            required: The keys of the edges to take.

        Returns:
            How often those walks come through each arc of the network.
        """
        number = self.components.number
        keys = frozenset(required)
        arcs = [
            # Ends stand first: what has to start or end somewhere does so here if it can.
            *self.ends,
            *(
                Arc(2 * component + 1, 2 * component + 2, int(not keys.isdisjoint(inside)))
                for component, inside in enumerate(self.inside)
            ),
            *(
                Arc(2 * number[source] + 2, 2 * number[target] + 1, int(key in keys))
                for key, source, target in self.between
            ),
        ]
        return Plan(self, tuple(minimum_flow(2 * len(self.inside) + 2, arcs)))

    def standing_walks(self) -> Iterator[Walk]:
        """Yield a walk without edges for each node that no walk with edges comes by."""
        for node in self.graph.nodes:
            if not self.graph.outgoing[node] and not self.graph.incoming[node]:
                yield Walk(nodes=(node,), edges=())


@frozen(eq=False)
class Plan:
    """The fewest walks for some edges, known by how often they come through each arc.

    Args:
        network: The network they go through.
        flow: How many walks each arc carries: ends, then components, then edges between them.
    """

    network: Network
    flow: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many walks there are."""
        return sum(
            walks for walks, arc in zip(self.flow, self.network.ends, strict=False) if arc.tail == 0
        )

    def taken(self) -> set[str]:
        """Return the keys of all edges that the walks take, or can take at no extra cost."""
        network = self.network
        if not self.count:
            return set()
        first = len(network.ends)
        behind = first + len(network.inside)
        keys = {
            edge.key
            for walks, edge in zip(self.flow[behind:], network.between, strict=True)
            if walks
        }
        for walks, inside in zip(self.flow[first:behind], network.inside, strict=True):
            if walks:
                keys.update(inside)
        return keys

    def walks(self, required: Collection[str]) -> Iterator[Walk]:
        """Walk the walks.

        Args:
            required: The keys of the edges inside components that shall be taken; the first walk
                that comes through a component takes them.

        Yields:
            The walks, in a stable order.
        """
        number = self.network.components.number
        inside = _Inside(self.network, required)
        first_entry: dict[int, str] = {}
        for node in self.network.graph.entries:
            first_entry.setdefault(number[node], node)
        for start, bridges in self._routes():
            node = first_entry[start]
            steps: list[DirectedEdge] = []
            for bridge in bridges:
                steps += inside.tour(node)
                steps += inside.to_node(steps[-1].target if steps else node, bridge.source)
                steps.append(bridge)
                node = bridge.target
            steps += inside.tour(node)
            steps += inside.to_exit(steps[-1].target if steps else node)
            yield Walk(
                nodes=(first_entry[start], *(step.target for step in steps)),
                edges=tuple(step.key for step in steps),
            )

    def _routes(self) -> Iterator[tuple[int, list[DirectedEdge]]]:
        """Take the flow apart: yield where each walk starts, and its edges between components."""
        network = self.network
        number = network.components.number
        remaining = list(self.flow)
        onward: list[list[_Between]] = [[] for _ in network.inside]
        behind = len(network.ends) + len(network.inside)
        for arc, edge in reversed(list(enumerate(network.between, start=behind))):
            if remaining[arc]:
                onward[number[edge.source]].append(_Between(arc, edge))
        for arc, (tail, head, _) in enumerate(network.ends):
            if tail != 0:
                continue
            for _ in range(self.flow[arc]):
                start = component = head // 2
                bridges: list[DirectedEdge] = []
                while choices := onward[component]:
                    choice = choices[-1]
                    remaining[choice.arc] -= 1
                    if not remaining[choice.arc]:
                        choices.pop()
                    bridges.append(choice.edge)
                    component = number[choice.edge.target]
                yield start, bridges


class _Inside:
    """The ways inside components, and which of their edges are still to be taken."""

    def __init__(self, network: Network, required: Collection[str]) -> None:
        graph, number = network.graph, network.components.number
        keys = frozenset(required)
        self._number = number
        self._outgoing = {
            node: [edge for edge in edges if number[edge.target] == number[node]]
            for node, edges in graph.outgoing.items()
        }
        self._incoming = {
            node: [edge for edge in edges if number[edge.source] == number[node]]
            for node, edges in graph.incoming.items()
        }
        self._untaken = {
            node: [edge for edge in reversed(edges) if edge.key in keys]
            for node, edges in self._outgoing.items()
        }
        self._remaining = [0] * len(network.inside)
        for node, edges in self._untaken.items():
            self._remaining[number[node]] += len(edges)
        self._towards_exit = self._search_back(graph.exits)

    def tour(self, node: str) -> Iterator[DirectedEdge]:
        """Take all outstanding edges of the component that a node is in, starting there."""
        component = self._number[node]
        while self._remaining[component]:
            for edge in self._to_nearest_untaken(node):
                yield edge
                node = edge.target
            # On along untaken edges for as long as there are any: this is what most steps are.
            while untaken := self._untaken[node]:
                edge = untaken.pop()
                self._remaining[component] -= 1
                yield edge
                node = edge.target

    def to_exit(self, node: str) -> Iterator[DirectedEdge]:
        """Go the shortest way to an exit in the same component."""
        while edge := self._towards_exit.get(node):
            yield edge
            node = edge.target

    def to_node(self, start: str, goal: str) -> list[DirectedEdge]:
        """Return the shortest way to another node of the same component.

        Searching from both ends at once keeps this far below the size of the component, which
        matters where many walks come through a large one.
        """
        came_by: dict[str, DirectedEdge | None] = {start: None}
        goes_by: dict[str, DirectedEdge | None] = {goal: None}
        ahead, behind = [start], [goal]
        meeting = start if start == goal else None
        while meeting is None:
            if len(ahead) <= len(behind):
                steps = [(edge, edge.target) for node in ahead for edge in self._outgoing[node]]
                ahead, meeting = _spread(steps, came_by, goes_by)
            else:
                steps = [(edge, edge.source) for node in behind for edge in self._incoming[node]]
                behind, meeting = _spread(steps, goes_by, came_by)
        path = _back_along(came_by, meeting)
        node = meeting
        while edge := goes_by[node]:
            path.append(edge)
            node = edge.target
        return path

    def _to_nearest_untaken(self, start: str) -> list[DirectedEdge]:
        came_by: dict[str, DirectedEdge | None] = {start: None}
        nodes = [start]
        # The list grows while it is gone through: a queue that is never shortened.
        for node in nodes:
            if self._untaken[node]:
                return _back_along(came_by, node)
            for edge in self._outgoing[node]:
                if edge.target not in came_by:
                    came_by[edge.target] = edge
                    nodes.append(edge.target)
        return []

    def _search_back(self, goals: Iterable[str]) -> dict[str, DirectedEdge | None]:
        """Return the next edge of the shortest way to a goal, for all nodes that have one."""
        goes_by: dict[str, DirectedEdge | None] = dict.fromkeys(goals)
        nodes = list(goes_by)
        for node in nodes:
            for edge in self._incoming[node]:
                if edge.source not in goes_by:
                    goes_by[edge.source] = edge
                    nodes.append(edge.source)
        return goes_by


def _spread(
    steps: Iterable[tuple[DirectedEdge, str]],
    came_by: dict[str, DirectedEdge | None],
    other: Mapping[str, DirectedEdge | None],
) -> tuple[list[str], str | None]:
    """Take a search one level on; return the new nodes, and where it meets the other search."""
    new: list[str] = []
    for edge, node in steps:
        if node not in came_by:
            came_by[node] = edge
            new.append(node)
            if node in other:
                return new, node
    return new, None


def _back_along(came_by: Mapping[str, DirectedEdge | None], node: str) -> list[DirectedEdge]:
    """Return the way that a search came to a node."""
    path: list[DirectedEdge] = []
    while edge := came_by[node]:
        path.append(edge)
        node = edge.source
    return path[::-1]
