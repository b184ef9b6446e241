"""Walks from entry to exit: what lies on them, how many there are, what none can avoid."""

from __future__ import annotations

from hypothesis import given

from helpers.brute_force import (
    complete_walks,
    dominating,
    every_graph_over_three_nodes,
    graphs,
    reachable_nodes,
    some_graphs,
    takeable,
)
from journeykit.graph.digraph import DirectedGraph
from journeykit.graph.path_analysis import (
    cyclomatic,
    dominators,
    on_complete_walks,
    unavoidable,
    walk_count,
)


class TestOnCompleteWalks:
    """Which nodes and edges lie on a walk from an entry to an exit."""

    @given(graphs())
    def test_edges(self, graph: DirectedGraph) -> None:
        """An edge lies on a complete walk if walking every walk comes to take it."""
        assert frozenset().union(*takeable(graph)) == on_complete_walks(graph).edges

    def test_every_graph_over_three_nodes(self) -> None:
        """Nodes are those of the edges, and whatever is entry and exit at once."""
        for graph in every_graph_over_three_nodes():
            found = on_complete_walks(graph)
            assert frozenset().union(*takeable(graph)) == found.edges
            assert {
                node
                for edge in graph.edges
                if edge.key in found.edges
                for node in (edge.source, edge.target)
            } == found.nodes

    def test_entry_that_is_exit(self) -> None:
        """A lone node that is entry and exit lies on the walk that stands still."""
        assert {"a"} == on_complete_walks(DirectedGraph("a", [], "a", "a")).nodes

    def test_without_exits(self) -> None:
        """Without exits there is no complete walk, so nothing lies on one."""
        assert frozenset() == on_complete_walks(DirectedGraph("ab", [("1", "a", "b")], "a")).nodes


class TestWalkCount:
    """How many essentially different walks there are."""

    @given(graphs(acyclic=True))
    def test_acyclic(self, graph: DirectedGraph) -> None:
        """Without cycles it is the number of walks, one by one."""
        assert len(complete_walks(graph)) == walk_count(graph)

    @given(graphs())
    def test_inside_components(self, graph: DirectedGraph) -> None:
        """Further ways about inside a component change nothing."""
        again = [(f"loop {node}", node, node) for node in graph.nodes]
        more = DirectedGraph(graph.nodes, [*graph.edges, *again], graph.entries, graph.exits)

        assert walk_count(graph) == walk_count(more)

    def test_exact_beyond_any_float(self) -> None:
        """Two ways at each of 5,000 steps are 2 to the 5,000 walks."""
        size = 5_000
        nodes = [str(index) for index in range(size + 1)]
        edges = [(f"{i}{way}", nodes[i], nodes[i + 1]) for i in range(size) for way in "ab"]

        assert 2**size == walk_count(DirectedGraph(nodes, edges, nodes[:1], nodes[-1:]))


class TestCyclomatic:
    """McCabe's number."""

    def test_straight_line(self) -> None:
        """A straight line has one way through."""
        assert 1 == cyclomatic(DirectedGraph("abc", [("1", "a", "b"), ("2", "b", "c")]))

    def test_parts(self) -> None:
        """Parts that nothing joins count each on their own, whichever way their edges point."""
        graph = DirectedGraph("abcd", [("1", "a", "b"), ("2", "c", "b")])

        assert 2 - 4 + 2 * 2 == cyclomatic(graph)

    def test_decisions(self) -> None:
        """Every further way adds one."""
        edges = [("1", "a", "b"), ("2", "a", "b"), ("3", "b", "a")]

        assert [1, 2, 3] == [cyclomatic(DirectedGraph("ab", edges[:n])) for n in (1, 2, 3)]


class TestDominators:
    """Which nodes have to come before which."""

    @given(graphs(max_nodes=8, max_edges=16))
    def test_chain_is_all_dominators(self, graph: DirectedGraph) -> None:
        """Going up from dominator to dominator meets exactly the nodes one cannot do without."""
        immediate = dominators(graph)

        assert set(immediate) == graph.reachable()
        for node in immediate:
            chain = []
            above = immediate[node]
            while above is not None:
                chain.append(above)
                above = immediate[above]
            assert len(set(chain)) == len(chain)
            assert dominating(graph, node) == set(chain)

    def test_every_graph_over_three_nodes(self) -> None:
        """In every graph over three nodes, what two nodes dominate has the other one next to it."""
        for graph in every_graph_over_three_nodes():
            expected: dict[str, str | None] = {"a": None}
            for node, other in ("bc", "cb"):
                if node in graph.reachable():
                    expected[node] = max(dominating(graph, node), key=("a", other).index)
            assert expected == dominators(graph)

    def test_larger_graphs(self) -> None:
        """The nearest of all that dominate a node is the one that the others dominate as well."""
        for graph in some_graphs(200, nodes=12, edges=20):
            before = {node: dominating(graph, node) for node in graph.reachable()}
            nearest = {
                node: max(others, key=lambda other: len(before[other]), default=None)
                for node, others in before.items()
            }
            assert nearest == dominators(graph)

    def test_lengauer_and_tarjan(self) -> None:
        """The flowgraph of the paper's figure 1 has the dominator tree of its figure 2."""
        successors = {
            "R": "ABC", "A": "D", "B": "ADE", "C": "FG", "D": "L", "E": "H", "F": "I", "G": "IJ",
            "H": "EK", "I": "K", "J": "I", "K": "IR", "L": "H",
        }  # fmt: skip
        edges = [(a + b, a, b) for a, targets in successors.items() for b in targets]
        graph = DirectedGraph("RABCDEFGHIJKL", edges, "R")

        assert {
            "R": None, "A": "R", "B": "R", "C": "R", "D": "R", "E": "R", "F": "C", "G": "C",
            "H": "R", "I": "R", "J": "G", "K": "R", "L": "D",
        } == dominators(graph)  # fmt: skip


class TestUnavoidable:
    """Which nodes every complete walk comes by."""

    @given(graphs())
    def test_nodes_that_cut(self, graph: DirectedGraph) -> None:
        """Without such a node no exit can be reached any more, and without any other one can."""
        exits = set(graph.exits)
        expected = {
            node
            for node in graph.nodes
            if reachable_nodes(graph, graph.entries) & exits
            and not reachable_nodes(graph, graph.entries, without=node) & exits
        }

        assert expected == set(unavoidable(graph))

    def test_in_order(self) -> None:
        """They come in the order in which every walk comes to them."""
        edges = [(step, *step) for step in ("zm", "mb", "mc", "ba", "ca")]

        assert ("z", "m", "a") == unavoidable(DirectedGraph("abcmz", edges, "z", "a"))
