"""Directed multigraphs: what they refuse, and their strongly connected components."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from helpers.brute_force import every_graph_over_three_nodes, graphs, reachable_nodes
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.graph.digraph import DirectedEdge, DirectedGraph, components_of


class TestDirectedGraph:
    """The value that all algorithms take."""

    def test_parallel_edges_and_loops(self) -> None:
        """Edges are told apart by key, so two may join the same nodes, or a node to itself."""
        graph = DirectedGraph("ab", [("1", "a", "b"), ("2", "a", "b"), ("3", "b", "b")])

        assert [DirectedEdge("1", "a", "b"), DirectedEdge("2", "a", "b")] == graph.outgoing["a"]
        assert 3 == len(graph.incoming["b"])

    def test_equal_values(self) -> None:
        """Two graphs of the same parts are equal, and hash alike."""
        first = DirectedGraph("ab", [("1", "a", "b")], "a", "b")
        second = DirectedGraph(["a", "b"], [DirectedEdge("1", "a", "b")], ("a",), ("b",))

        assert first == second
        assert hash(first) == hash(second)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("aba",), 'names the node "a" twice'),
            (("a", [("1", "a", "a"), ("1", "a", "a")]), 'names the edge "1" twice'),
        ],
    )
    def test_twice(self, arguments: tuple[Any, ...], message: str) -> None:
        """A node or the key of an edge that occurs twice is an error."""
        with pytest.raises(ModelError, match=message):
            DirectedGraph(*arguments)

    @pytest.mark.parametrize(
        ("arguments", "where"),
        [
            ((["shop"], [("1", "shpo", "shop")]), 'edge "1"'),
            ((["shop"], [("1", "shop", "shpo")]), 'edge "1"'),
            ((["shop"], [], ["shpo"]), "the entries"),
            ((["shop"], [], [], ["shpo"]), "the exits"),
        ],
    )
    def test_unknown_node(self, arguments: tuple[Any, ...], where: str) -> None:
        """An edge, entry or exit at a node that is not there names the nearest one that is."""
        with pytest.raises(UnknownReferenceError, match=where) as caught:
            DirectedGraph(*arguments)

        assert "shop" == caught.value.suggestion

    @given(graphs())
    def test_reachable(self, graph: DirectedGraph) -> None:
        """What can be reached forwards is what can be completed with all edges turned round."""
        turned = DirectedGraph(
            graph.nodes, [(k, b, a) for k, a, b in graph.edges], graph.exits, graph.entries
        )

        assert reachable_nodes(graph, graph.entries) == graph.reachable()
        assert graph.reachable() == turned.completable()

    @given(graphs())
    def test_restricted(self, graph: DirectedGraph) -> None:
        """A restriction keeps what lies within it, in order, and leaves the original as it is."""
        kept = graph.nodes[::2]
        part = graph.restricted_to(kept)

        assert kept == part.nodes
        assert [e for e in graph.edges if e.source in kept and e.target in kept] == list(part.edges)
        assert graph == graph.restricted_to(graph.nodes)


class TestComponents:
    """Tarjan's components."""

    @given(graphs(max_nodes=8, max_edges=16))
    def test_agree_with_networkx(self, graph: DirectedGraph) -> None:
        """They are the components that networkx finds."""
        theirs = nx.DiGraph((edge.source, edge.target) for edge in graph.edges)
        theirs.add_nodes_from(graph.nodes)

        assert {frozenset(each) for each in nx.strongly_connected_components(theirs)} == {
            frozenset(each) for each in components_of(graph).members
        }

    def test_topological_order(self) -> None:
        """No edge leads back to a component of a lower number, in any graph over three nodes."""
        for graph in every_graph_over_three_nodes():
            number = components_of(graph).number
            assert all(number[edge.source] <= number[edge.target] for edge in graph.edges)

    def test_deep(self) -> None:
        """Ten thousand nodes in a ring are one component; no recursion gives out."""
        size = 10_000
        nodes = [str(index) for index in range(size)]
        ring = [(f"e{i}", nodes[i], nodes[(i + 1) % size]) for i in range(size)]

        assert (tuple(nodes),) == components_of(DirectedGraph(nodes, ring)).members
