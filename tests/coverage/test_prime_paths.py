"""Prime paths: the textbook's, the definition's, and never more than asked for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from helpers.brute_force import every_graph_over_three_nodes, graphs
from helpers.brute_force import prime_paths as by_definition
from journeykit.coverage.prime_paths import prime_paths
from journeykit.graph.digraph import DirectedGraph


def graph_of(text: str) -> DirectedGraph:
    """A graph from pairs of one-letter nodes."""
    pairs = text.split()
    return DirectedGraph(sorted(set("".join(pairs))), [(pair, *pair) for pair in pairs])


def written(paths: Iterable[tuple[str, ...]]) -> list[str]:
    """Paths as words, sorted."""
    return sorted("".join(path) for path in paths)


class TestTextbook:
    """Graphs of Ammann and Offutt, section 7.2."""

    def test_loop_with_branches(self) -> None:
        """A loop over three nodes beside a loop on one: their eight prime paths."""
        graph = graph_of("01 04 12 15 23 31 44 46 56")

        assert ["0123", "0156", "046", "1231", "2312", "23156", "3123", "44"] == (
            written(prime_paths(graph).paths)
        )

    def test_double_diamond(self) -> None:
        """Two decisions in a row have four prime paths, one for each way through."""
        graph = graph_of("01 02 13 23 34 35 46 56")

        assert ["01346", "01356", "02346", "02356"] == written(prime_paths(graph).paths)

    def test_single_loop(self) -> None:
        """A cycle is a prime path from each of its nodes."""
        assert ["010", "101"] == written(prime_paths(graph_of("01 10")).paths)

    def test_single_node(self) -> None:
        """A node that nothing touches is a prime path by itself; with a loop, the loop is."""
        assert (("a",),) == prime_paths(DirectedGraph("a")).paths
        assert (("a", "a"),) == prime_paths(DirectedGraph("a", [("1", "a", "a")])).paths


class TestDefinition:
    """Against listing all simple paths and keeping those that are part of no other."""

    @given(graphs())
    def test_agrees(self, graph: DirectedGraph) -> None:
        """Exactly the prime paths are found, each once."""
        found = prime_paths(graph)

        assert not found.truncated
        assert written(by_definition(graph)) == written(found.paths)

    def test_every_graph_over_three_nodes(self) -> None:
        """The same, for every graph there is over three nodes."""
        for graph in every_graph_over_three_nodes():
            assert written(by_definition(graph)) == written(prime_paths(graph).paths)


class TestBounds:
    """However little is asked for, what comes is prime, and it is said that there is more."""

    @given(graphs(), st.integers(0, 4))
    def test_length(self, graph: DirectedGraph, longest: int) -> None:
        """A bound on the length gives exactly the prime paths within it."""
        found = prime_paths(graph, max_length=longest)
        expected = [path for path in by_definition(graph) if len(path) - 1 <= longest]

        assert written(expected) == written(found.paths)
        assert found.truncated or len(expected) == len(by_definition(graph))

    @given(graphs(), st.integers(0, 4))
    def test_count(self, graph: DirectedGraph, most: int) -> None:
        """A bound on the count gives the first of them, and is reported if there are more."""
        everything = prime_paths(graph).paths
        found = prime_paths(graph, max_paths=most)

        assert everything[:most] == found.paths
        assert (len(everything) > most) == found.truncated

    @given(graphs(), st.integers(0, 40))
    def test_effort(self, graph: DirectedGraph, effort: int) -> None:
        """A bound on the effort gives prime paths, and all of them unless it is reported."""
        everything = prime_paths(graph).paths
        found = prime_paths(graph, effort=effort)

        assert set(found.paths) <= set(everything)
        assert found.truncated or everything == found.paths

    def test_hopeless(self) -> None:
        """Where there are more prime paths than atoms, the search ends all the same."""
        nodes = [str(index) for index in range(60)]
        edges = [(f"{a} {b}", a, b) for a in nodes for b in nodes if a != b]
        found = prime_paths(DirectedGraph(nodes, edges), max_length=10, effort=50_000)

        assert found.truncated

    def test_long_line(self) -> None:
        """Ten thousand nodes in a row are one prime path, found without recursion."""
        nodes = [str(index) for index in range(10_000)]
        edges = [(a, a, b) for a, b in pairwise(nodes)]

        assert (tuple(nodes),) == prime_paths(DirectedGraph(nodes, edges)).paths


class TestToured:
    """Which prime paths a walk tours."""

    def test_as_they_are(self) -> None:
        """A prime path is toured if it lies on a walk without a gap."""
        found = prime_paths(graph_of("01 12 10 13"))

        assert ["010", "012", "013", "101"] == written(found.paths)
        assert ["010", "013", "101"] == written(found.toured_by(["01013"]))
        assert [] == written(found.toured_by([]))

    @given(graphs())
    def test_tour_themselves(self, graph: DirectedGraph) -> None:
        """Walks that are the prime paths tour all of them."""
        found = prime_paths(graph)

        assert found.paths == found.toured_by(found.paths)
