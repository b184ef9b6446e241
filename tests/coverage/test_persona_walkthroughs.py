"""Walkthroughs of several personas: who can walk what, the fewest walks, and honest bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.brute_force import graphs, is_walk, smallest_cover, takeable
from journeykit.coverage.persona_walkthroughs import PersonaWalkthroughs, persona_walkthroughs
from journeykit.coverage.walkthroughs import Walk, minimum_walkthrough_count
from journeykit.errors import ModelError
from journeykit.graph.digraph import DirectedGraph
from journeykit.graph.path_analysis import on_complete_walks


@st.composite
def shared_journeys(draw: st.DrawFn) -> dict[str, DirectedGraph]:
    """Up to three personas who may each take some edges of one small graph."""
    whole = draw(graphs(max_nodes=4, max_edges=7))
    nodes = st.sets(st.sampled_from(whole.nodes), max_size=2).map(sorted)

    def persona() -> DirectedGraph:
        kept = [edge for edge in whole.edges if draw(st.integers(0, 3))]
        return DirectedGraph(whole.nodes, kept, draw(nodes), draw(nodes))

    return {name: persona() for name in ("ana", "ben", "cho")[: draw(st.integers(1, 3))]}


def set_covers(count: int) -> Iterator[dict[str, DirectedGraph]]:
    """Rows of steps at which each persona may take one of two parallel edges, or sometimes both."""
    random = Random(20)
    steps = [(f"n{index}", f"n{index + 1}") for index in range(8)]
    nodes = [f"n{index}" for index in range(9)]
    for _ in range(count):
        personas = {}
        for name in ("ana", "ben", "cho", "dee", "eli", "fay"):
            edges = [
                (f"{way} {a}", a, b)
                for a, b in steps
                for way in random.choice((["take"], ["skip"], ["skip"], ["take", "skip"]))
            ]
            personas[name] = DirectedGraph(nodes, edges, nodes[:1], nodes[-1:])
        yield personas


def takeable_by_someone(personas: Mapping[str, DirectedGraph]) -> set[frozenset[str]]:
    """Every set of edges that some walk of some persona takes."""
    return set().union(*(takeable(graph) for graph in personas.values()))


def assert_covers(personas: Mapping[str, DirectedGraph], plan: PersonaWalkthroughs) -> None:
    """Every walk is one of its persona, and together they take all that anybody can take."""
    assert all(
        is_walk(personas[each.persona], each.walk.nodes, each.walk.edges) for each in plan.walks
    )
    assert {key for graph in personas.values() for key in on_complete_walks(graph).edges} == {
        key for each in plan.walks for key in each.walk.edges
    }


class TestSmallGraphs:
    """Against every walk of every persona."""

    @given(shared_journeys())
    def test_fewest(self, personas: Mapping[str, DirectedGraph]) -> None:
        """The walks cover, no fewer could, and the plan knows it."""
        plan = persona_walkthroughs(personas)

        assert_covers(personas, plan)
        assert smallest_cover(takeable_by_someone(personas)) == len(plan.walks)
        assert plan.optimal
        assert plan.lower_bound == len(plan.walks)

    @given(shared_journeys())
    def test_without_effort(self, personas: Mapping[str, DirectedGraph]) -> None:
        """Without any search the walks still cover, and the bounds do not lie."""
        plan = persona_walkthroughs(personas, effort=0)
        fewest = smallest_cover(takeable_by_someone(personas))

        assert_covers(personas, plan)
        assert plan.lower_bound <= fewest <= len(plan.walks)
        assert plan.optimal == (plan.lower_bound == len(plan.walks))

    def test_set_covers(self) -> None:
        """The hard kind, where each persona has one way or two at each step of a row, is solved."""
        for personas in set_covers(60):
            plan = persona_walkthroughs(personas)
            assert_covers(personas, plan)
            assert smallest_cover(takeable_by_someone(personas)) == len(plan.walks)
            assert plan.optimal

    def test_set_covers_without_effort(self) -> None:
        """Without any search such a plan is seldom a walk too long, and never lies about it."""
        too_many = []
        for personas in set_covers(60):
            plan = persona_walkthroughs(personas, effort=0)
            fewest = smallest_cover(takeable_by_someone(personas))
            assert_covers(personas, plan)
            assert plan.lower_bound <= fewest
            assert plan.optimal == (plan.lower_bound == len(plan.walks))
            too_many.append(len(plan.walks) - fewest)

        assert {0, 1} == set(too_many)
        assert sum(too_many) <= 10

    @given(graphs())
    def test_shared_graph(self, graph: DirectedGraph) -> None:
        """Personas who may walk the same need as many walks as one of them, without any search."""
        plan = persona_walkthroughs({"ana": graph, "ben": graph}, effort=0)

        assert minimum_walkthrough_count(graph) == len(plan.walks)
        assert plan.optimal

    @given(shared_journeys())
    def test_nodes(self, personas: Mapping[str, DirectedGraph]) -> None:
        """Asked to, the walks come by every node that lies on anybody's complete walk."""
        plan = persona_walkthroughs(personas, cover_nodes=True)

        assert {node for graph in personas.values() for node in on_complete_walks(graph).nodes} == {
            node for each in plan.walks for node in each.walk.nodes
        }


class TestExamples:
    """Cases that say what is meant."""

    def test_nobody(self) -> None:
        """Without personas there is nothing to walk, and that is the least."""
        plan = persona_walkthroughs({})

        assert ((), 0, True) == (plan.walks, plan.lower_bound, plan.optimal)

    def test_nobody_can_walk(self) -> None:
        """A persona without an entry takes no walk, and asks for none."""
        plan = persona_walkthroughs({"ana": DirectedGraph("ab", [("1", "a", "b")], "", "b")})

        assert ((), True) == (plan.walks, plan.optimal)

    def test_set_cover(self) -> None:
        """Where each persona has one walk the fewest are a minimum set cover, which is found.

        The persona with the most steps to offer is not part of it.
        """
        offers = {"greedy": "0134", "left": "012", "right": "345", "skips": ""}
        nodes = "abcdefgh"
        personas = {
            name: DirectedGraph(
                nodes,
                [
                    (f"{'take' if str(i) in steps else 'skip'} {i}", nodes[i], nodes[i + 1])
                    for i in range(6)
                ]
                + ([("only", "g", "h")] if name == "skips" else []),
                "a",
                "h" if name == "skips" else "g",
            )
            for name, steps in offers.items()
        }
        plan = persona_walkthroughs(personas)

        assert ["left", "right", "skips"] == [each.persona for each in plan.walks]
        assert plan.optimal

    def test_edge_with_two_meanings(self) -> None:
        """One key for two different edges is an error that names both."""
        with pytest.raises(ModelError, match=r'the edge "1" leads from "a" to "b".*"b" to "a"'):
            persona_walkthroughs(
                {
                    "ana": DirectedGraph("ab", [("1", "b", "a")]),
                    "ben": DirectedGraph("ab", [("1", "a", "b")]),
                }
            )

    def test_standing_walk(self) -> None:
        """A node that is everything to one persona is come by once."""
        lone = DirectedGraph("a", [], "a", "a")
        plan = persona_walkthroughs({"ana": lone, "ben": lone}, cover_nodes=True)

        assert [Walk(("a",), ())] == [each.walk for each in plan.walks]
        assert plan.optimal

    def test_same_under_any_hash_seed(self) -> None:
        """The walks depend on the order that was given, not on how Python hashes names."""
        program = """
from journeykit.graph.digraph import DirectedGraph
from journeykit.coverage.persona_walkthroughs import persona_walkthroughs
nodes = [f"n{index}" for index in range(30)]
ends = [(i * 7 % 30, i * 11 % 29) for i in range(90)]
edges = [(f"e{key}", nodes[min(pair)], nodes[max(pair)]) for key, pair in enumerate(ends)]
personas = {
    name: DirectedGraph(nodes, [edge for i, edge in enumerate(edges) if i % skip], nodes, nodes)
    for name, skip in {"ana": 2, "ben": 3, "cho": 5}.items()
}
print(persona_walkthroughs(personas))
"""
        printed = {
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            for seed in ("0", "1")
        }

        assert 1 == len(printed)

    @pytest.mark.parametrize("size", [200, pytest.param(1_000, marks=pytest.mark.deep)])
    def test_large(self, size: int) -> None:
        """Five personas over many touchpoints are covered, within sound bounds."""
        random = Random(20)
        nodes = [f"n{index}" for index in range(size)]
        edges = [
            (f"e{index}{way}", nodes[index], nodes[min(size - 1, index + random.randint(-2, 30))])
            for index in range(size)
            for way in "ab"
        ]
        personas = {
            name: DirectedGraph(
                nodes,
                [edge for edge in edges if random.random() < 0.8],
                nodes[::10],
                nodes[9::10],
            )
            for name in ("ana", "ben", "cho", "dee", "eli")
        }
        plan = persona_walkthroughs(personas)

        assert_covers(personas, plan)
        assert plan.lower_bound <= len(plan.walks)
