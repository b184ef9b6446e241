"""Directed multigraphs with entries and exits: what the algorithms of coverage run on.

The values know nothing of journeys. Whatever has nodes, edges, entries and exits can be measured:
a whole journey, or the part of it that one persona may walk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.graph.traversal import reachable_nodes, strong_components

__all__ = ["Components", "DirectedEdge", "DirectedGraph", "components_of"]


class DirectedEdge(NamedTuple):
    """An edge of a directed multigraph.

    Args:
        key: What the edge is called; no two edges of a graph share it.
        source: The node it leaves.
        target: The node it reaches.
    """

    key: str
    source: str
    target: str


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


def _edges(edges: Iterable[tuple[str, str, str]]) -> tuple[DirectedEdge, ...]:
    return tuple(edge if isinstance(edge, DirectedEdge) else DirectedEdge(*edge) for edge in edges)


@frozen
class DirectedGraph:
    """A directed multigraph, the nodes where walks start, and the nodes where they end.

    Every order is kept: results follow the order in which nodes and edges were given.

    Args:
        nodes: The nodes, each once.
        edges: Edges, or triples of key, source and target. Parallel edges and loops are welcome.
        entries: The nodes where a walk may start.
        exits: The nodes where a walk may end.

    Raises:
        ModelError: A node or the key of an edge occurs twice.
        UnknownReferenceError: An edge, an entry or an exit names a node that is not there.

    Example:
        >>> shop = DirectedGraph(
        ...     nodes=["ad", "shop", "pay"],
        ...     edges=[("look", "ad", "shop"), ("buy", "shop", "pay")],
        ...     entries=["ad"],
        ...     exits=["pay"],
        ... )
        >>> [edge.key for edge in shop.outgoing["shop"]]
        ['buy']
    """

    nodes: tuple[str, ...] = field(converter=_names)
    edges: tuple[DirectedEdge, ...] = field(default=(), converter=_edges)
    entries: tuple[str, ...] = field(default=(), converter=_names)
    exits: tuple[str, ...] = field(default=(), converter=_names)

    def __attrs_post_init__(self) -> None:
        _each_once("node", self.nodes)
        _each_once("edge", [edge.key for edge in self.edges])
        nodes = frozenset(self.nodes)
        for key, source, target in self.edges:
            if source not in nodes or target not in nodes:
                missing = target if source in nodes else source
                raise UnknownReferenceError(
                    "node", missing, choices=self.nodes, where=f'edge "{key}"'
                )
        for where, ends in (("the entries", self.entries), ("the exits", self.exits)):
            for node in ends:
                if node not in nodes:
                    raise UnknownReferenceError("node", node, choices=self.nodes, where=where)

    @cached_property
    def outgoing(self) -> dict[str, list[DirectedEdge]]:
        """The edges that leave each node."""
        outgoing: dict[str, list[DirectedEdge]] = {node: [] for node in self.nodes}
        for edge in self.edges:
            outgoing[edge.source].append(edge)
        return outgoing

    @cached_property
    def incoming(self) -> dict[str, list[DirectedEdge]]:
        """The edges that reach each node."""
        incoming: dict[str, list[DirectedEdge]] = {node: [] for node in self.nodes}
        for edge in self.edges:
            incoming[edge.target].append(edge)
        return incoming

    def successors(self, node: str) -> list[str]:
        """Return the nodes that edges of a node lead to, once for each edge."""
        return [edge.target for edge in self.outgoing[node]]

    def predecessors(self, node: str) -> list[str]:
        """Return the nodes that edges to a node come from, once for each edge."""
        return [edge.source for edge in self.incoming[node]]

    def reachable(self) -> frozenset[str]:
        """Return the nodes that some walk from an entry comes to.

        Returns:
            The nodes, the entries among them.
        """
        return reachable_nodes(self.entries, self.successors)

    def completable(self) -> frozenset[str]:
        """Return the nodes from which some walk comes to an exit.

        Returns:
            The nodes, the exits among them.
        """
        return reachable_nodes(self.exits, self.predecessors)

    def restricted_to(self, nodes: Collection[str]) -> DirectedGraph:
        """Return the subgraph over some of the nodes.

        Args:
            nodes: The nodes to keep; names that are not in the graph do no harm.

        Returns:
            A graph with those nodes, the edges between them, and the entries and exits among them.

        Example:
            >>> line = DirectedGraph("abc", [("1", "a", "b"), ("2", "b", "c")], "a", "c")
            >>> line.restricted_to({"a", "b"}).edges
            (DirectedEdge(key='1', source='a', target='b'),)
        """
        kept = frozenset(nodes)
        return DirectedGraph(
            nodes=(node for node in self.nodes if node in kept),
            edges=(edge for edge in self.edges if edge.source in kept and edge.target in kept),
            entries=(node for node in self.entries if node in kept),
            exits=(node for node in self.exits if node in kept),
        )


@frozen
class Components:
    """The strongly connected components of a graph, numbered along the edges between them.

    Args:
        members: The nodes of each component. An edge between two components always leads from a
            lower number to a higher one.
        number: The component of each node.
    """

    members: tuple[tuple[str, ...], ...]
    number: dict[str, int]


def components_of(graph: DirectedGraph) -> Components:
    """Find the strongly connected components: where one can come back to where one was.

    Linear in nodes and edges.

    Returns:
        Its components in topological order.

    Example:
        >>> graph = DirectedGraph("abc", [("1", "a", "b"), ("2", "b", "a"), ("3", "b", "c")])
        >>> components_of(graph).members
        (('a', 'b'), ('c',))
    """
    members = strong_components(graph.nodes, graph.successors)[::-1]
    number = {node: index for index, component in enumerate(members) for node in component}
    return Components(members, number)


def _each_once(kind: str, names: Collection[str]) -> None:
    if len(set(names)) == len(names):
        return
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ModelError(f'the graph names the {kind} "{name}" twice')
        seen.add(name)
