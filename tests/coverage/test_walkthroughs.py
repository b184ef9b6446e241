"""Minimum walkthroughs: true walks, every edge taken, and as few of them as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import networkx as nx
import pytest
from hypothesis import given

from helpers.brute_force import (
    every_graph_over_three_nodes,
    fewest_chains,
    graphs,
    is_walk,
    smallest_cover,
    some_graphs,
    takeable,
)
from journeykit.coverage.walkthroughs import (
    Network,
    Walk,
    _Inside,
    minimum_walkthrough_count,
    minimum_walkthroughs,
)
from journeykit.graph.digraph import DirectedGraph
from journeykit.graph.path_analysis import on_complete_walks


def assert_covers(graph: DirectedGraph, walks: Sequence[Walk]) -> None:
    """Every walk is one, and together they take every edge that a complete walk can take."""
    assert all(is_walk(graph, walk.nodes, walk.edges) for walk in walks)
    assert on_complete_walks(graph).edges == {key for walk in walks for key in walk.edges}


class TestSmallGraphs:
    """Against every walk there is."""

    @given(graphs())
    def test_fewest(self, graph: DirectedGraph) -> None:
        """The walks cover, and no fewer walks could."""
        walks = minimum_walkthroughs(graph)

        assert_covers(graph, walks)
        assert smallest_cover(takeable(graph)) == len(walks)

    def test_every_graph_over_three_nodes(self) -> None:
        """The same, for every graph there is over three nodes."""
        for graph in every_graph_over_three_nodes():
            walks = minimum_walkthroughs(graph)
            assert_covers(graph, walks)
            assert smallest_cover(takeable(graph)) == len(walks)

    def test_larger_graphs(self) -> None:
        """On graphs with a hundred edges there are as many walks as Dilworth's theorem says."""
        for graph in some_graphs(60, nodes=40, edges=110, acyclic=True):
            walks = minimum_walkthroughs(graph)
            assert_covers(graph, walks)
            assert fewest_chains(graph) == len(walks)

    @given(graphs())
    def test_count(self, graph: DirectedGraph) -> None:
        """Counting the walks gives as many as walking them."""
        for cover_nodes in (False, True):
            assert len(minimum_walkthroughs(graph, cover_nodes=cover_nodes)) == (
                minimum_walkthrough_count(graph, cover_nodes=cover_nodes)
            )

    @given(graphs())
    def test_nodes(self, graph: DirectedGraph) -> None:
        """Asked to, the walks come by every node that lies on a complete walk."""
        walks = minimum_walkthroughs(graph, cover_nodes=True)

        assert all(is_walk(graph, walk.nodes, walk.edges) for walk in walks)
        assert on_complete_walks(graph).nodes == {node for walk in walks for node in walk.nodes}


class TestInside:
    """Ways inside components, from wherever a walk comes in to wherever it has to leave."""

    @given(graphs(max_nodes=8, max_edges=20))
    def test_shortest(self, graph: DirectedGraph) -> None:
        """Searching from both ends finds a way, and none is shorter."""
        network = Network.of(graph)
        inside = _Inside(network, ())
        for members in network.components.members:
            part = nx.DiGraph(edge[1:] for edge in graph.restricted_to(members).edges)
            part.add_nodes_from(members)
            for start in members:
                for goal in members:
                    way = inside.to_node(start, goal)
                    assert [start, *(edge.target for edge in way)] == (
                        [*(edge.source for edge in way), goal]
                    )
                    assert nx.shortest_path_length(part, start, goal) == len(way)


class TestExamples:
    """Shapes that journeys have."""

    def test_nothing(self) -> None:
        """No graph needs no walk."""
        assert () == minimum_walkthroughs(DirectedGraph(()))

    def test_lone_node(self) -> None:
        """A lone node that is entry and exit has no edge to take, but can be come by."""
        graph = DirectedGraph("a", [], "a", "a")

        assert () == minimum_walkthroughs(graph)
        assert (Walk(("a",), ()),) == minimum_walkthroughs(graph, cover_nodes=True)

    def test_parallel_edges(self) -> None:
        """Two edges between the same touchpoints need two walks."""
        graph = DirectedGraph("ab", [("buy", "a", "b"), ("order", "a", "b")], "a", "b")

        assert (Walk(("a", "b"), ("buy",)), Walk(("a", "b"), ("order",))) == (
            minimum_walkthroughs(graph)
        )

    def test_retry(self) -> None:
        """A loop is walked once on the way and needs no walk of its own."""
        edges = [("go", "a", "b"), ("retry", "b", "b"), ("done", "b", "c")]

        assert (Walk(tuple("abbc"), ("go", "retry", "done")),) == (
            minimum_walkthroughs(DirectedGraph("abc", edges, "a", "c"))
        )

    def test_component_on_its_own(self) -> None:
        """A cycle with its own entry and exit, joined to nothing, is one walk."""
        ring = DirectedGraph("abc", [("1", "a", "b"), ("2", "b", "c"), ("3", "c", "a")], "b", "a")

        assert (Walk(tuple("bcabca"), ("2", "3", "1", "2", "3")),) == minimum_walkthroughs(ring)

    def test_dead_end(self) -> None:
        """An edge from which no exit can be reached is in no walk."""
        edges = [("on", "a", "b"), ("lost", "a", "c")]

        assert (Walk(("a", "b"), ("on",)),) == minimum_walkthroughs(
            DirectedGraph("abc", edges, "a", "b")
        )

    @pytest.mark.parametrize("back", [0, 3])
    @pytest.mark.parametrize("size", [1_500, pytest.param(10_000, marks=pytest.mark.deep)])
    def test_large(self, size: int, back: int) -> None:
        """Thousands of nodes with twice as many edges, with and without loops, are covered."""
        random = Random(20)
        nodes = [f"n{index}" for index in range(size)]
        edges = [
            (
                f"e{index}{way}",
                nodes[index],
                nodes[min(size - 1, index + random.randint(-back, 50))],
            )
            for index in range(size - 1)
            for way in "ab"
        ]
        edges = [edge for edge in edges if edge[1] != edge[2]]
        graph = DirectedGraph(nodes, edges, nodes[::10], nodes[9::10])

        assert_covers(graph, minimum_walkthroughs(graph))

    def test_every_step_connects(self) -> None:
        """Where a walk stands after a step is where the next step starts."""
        edges = [(a + b, a, b) for a, b in [*pairwise("abcdef"), *pairwise("fdb"), ("e", "a")]]
        graph = DirectedGraph("abcdef", edges, "a", "f")
        (walk,) = minimum_walkthroughs(graph)

        assert [f"{a}{b}" for a, b in pairwise(walk.nodes)] == list(walk.edges)
