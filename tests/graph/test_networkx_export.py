"""The typed graph: a journey as a networkx graph, for anyone's algorithms."""

from __future__ import annotations

from collections import Counter

import networkx
from hypothesis import given

from journeykit import Journey, graph_of, journey, persona, touchpoint
from journeykit.model import stage_order
from journeykit.testing.strategies import journeys

MAYA = persona("Maya")
AD = touchpoint("Ad").feels(MAYA, +1)
PAYS = touchpoint("Pays").does(MAYA, "pays")
GIFT = (
    journey("Gift")
    .walked_by(MAYA)
    .stage("Awareness", AD)
    .stage("Purchase", PAYS)
    .flow(AD >> PAYS, when="sunny")
)


def test_every_kind_of_node_and_edge() -> None:
    """Addresses are nodes, and each edge says what it stands for."""
    graph = graph_of(GIFT)
    assert {
        "persona:maya": "persona",
        "stage:awareness": "stage",
        "stage:purchase": "stage",
        "touchpoint:ad": "touchpoint",
        "touchpoint:pays": "touchpoint",
    } == dict(graph.nodes(data="kind"))
    assert {
        ("stage:awareness", "stage:purchase", "precedes"),
        ("stage:awareness", "touchpoint:ad", "contains"),
        ("stage:purchase", "touchpoint:pays", "contains"),
        ("touchpoint:ad", "touchpoint:pays", "leads_to"),
        ("persona:maya", "touchpoint:ad", "experiences"),
        ("persona:maya", "touchpoint:pays", "experiences"),
    } == set(graph.edges(data="kind"))
    assert ("Gift", "gift") == (graph.graph["name"], graph.graph["key"])


def test_nodes_and_edges_carry_the_values() -> None:
    """So that an algorithm comes back to the model."""
    graph = graph_of(GIFT)
    assert (AD, "Ad") == (
        graph.nodes["touchpoint:ad"]["value"],
        graph.nodes["touchpoint:ad"]["name"],
    )
    assert GIFT.transitions[0] == graph["touchpoint:ad"]["touchpoint:pays"][0]["transition"]
    assert [1.0, None] == [
        graph["persona:maya"][f"touchpoint:{key}"][0]["valence"] for key in ("ad", "pays")
    ]


def test_changing_the_graph_changes_nothing_else() -> None:
    """Each call makes a new one."""
    graph_of(GIFT).clear()
    assert 5 == len(graph_of(GIFT))


@given(journeys())
def test_every_element_is_a_node_and_every_relation_an_edge(made: Journey) -> None:
    """Counted over whole journeys."""
    graph = graph_of(made)
    assert len(made.personas) + len(made.stages) + len(made.touchpoints) == len(graph)
    expected = {
        "precedes": sum(len(before) for _, before in stage_order(made.stages)),
        "contains": sum(len(stage.touchpoints) for stage in made.stages),
        "leads_to": len(made.transitions),
        "experiences": sum(len(touchpoint.experiences) for touchpoint in made.touchpoints),
    }
    kinds = Counter(kind for _, _, kind in graph.edges(data="kind"))
    assert +Counter(expected) == kinds


def test_anyones_algorithms_run_on_it() -> None:
    """It is a plain multigraph with directions."""
    graph = graph_of(GIFT)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert networkx.has_path(graph, "stage:awareness", "touchpoint:pays")
