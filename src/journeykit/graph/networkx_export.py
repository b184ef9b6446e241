"""The typed graph: a journey as a networkx graph, for anyone's algorithms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.graph.view import view_of
from journeykit.model import Journey, stage_order

if TYPE_CHECKING:
    import networkx


def graph_of(journey: Journey) -> networkx.MultiDiGraph[str]:
    """Turn a journey into a typed `networkx.MultiDiGraph`.

    Nodes are the addresses of elements as text, such as `"touchpoint:pays"`. Each has a
    `kind` (`stage`, `touchpoint` or `persona`), a `name` and the model's `value`. Edges
    have a `kind`: `precedes` between stages, `contains` from a stage to its touchpoints,
    `leads_to` for a declared transition (with its `transition`), and `experiences` from a
    persona to a touchpoint it says something about (with its `valence`).

    Returns:
        A new graph; changing it changes nothing else.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> graph = graph_of(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> sorted(graph.nodes)
        ['stage:purchase', 'touchpoint:pays']
    """
    import networkx

    journey = view_of(journey).source
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=journey.name, key=journey.key)
    for persona in journey.personas:
        graph.add_node(str(persona.element), kind="persona", name=persona.name, value=persona)
    for stage, before in stage_order(journey.stages):
        graph.add_node(str(stage.element), kind="stage", name=stage.name, value=stage)
        for key in before:
            graph.add_edge(f"stage:{key}", str(stage.element), kind="precedes")
    for touchpoint in journey.touchpoints:
        node = str(touchpoint.element)
        graph.add_node(node, kind="touchpoint", name=touchpoint.name, value=touchpoint)
        for experience in touchpoint.experiences:
            valence = experience.emotion.level if experience.emotion else None
            graph.add_edge(
                f"persona:{experience.persona}", node, kind="experiences", valence=valence
            )
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            graph.add_edge(str(stage.element), str(touchpoint.element), kind="contains")
    for transition in journey.transitions:
        graph.add_edge(
            str(transition.source), str(transition.target), kind="leads_to", transition=transition
        )
    return graph
