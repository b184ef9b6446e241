"""The typed graph as it is: personas, stages and touchpoints, and every edge between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint, stage_order
from journeykit.render.diagram.diagram import Diagram, Direction, Edge, Key, Node
from journeykit.render.layout.proportions import CARD_WIDTH
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.findings import number_findings

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["graph_diagram"]

_EDGES = (
    ("precedes", "comes before"),
    ("contains", "holds"),
    ("leads_to", "leads to"),
    ("experiences", "goes through"),
)


def graph_diagram(
    journey: Journey | View,
    *,
    report: Report | None = None,
    direction: Direction = "left to right",
) -> Diagram:
    """Lay out the typed graph of a journey, with its three kinds of nodes and four of edges.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        report: A report whose findings are marked.
        direction: Where edges point.

    Returns:
        The diagram; its nodes and edges are those of :func:`journeykit.graph.graph_of`.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> diagram = graph_diagram(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> [(edge.source, edge.kind, edge.target) for edge in diagram.edges]
        [('stage:purchase', 'contains', 'touchpoint:pays')]
    """
    view = view_of(journey)
    journey = view.journey
    nodes = []
    edges: list[Edge] = []
    marks, numbers = number_findings(report)
    pens = {persona.key: pen for pen, persona in enumerate(journey.personas)}
    elements: list[Persona | Stage | Touchpoint] = [
        *journey.personas,
        *journey.stages,
        *journey.touchpoints,
    ]
    for each in elements:
        kind = each.element.kind
        nodes.append(
            Node(
                str(each.element),
                each.name,
                wrap_to_width(each.name, CARD_WIDTH, 3, bold=True),
                kind,
                pen=pens.get(each.key) if kind == "persona" else None,
                tooltip="\n".join(filter(None, (f"{kind}: {each.name}", each.description))),
                url=getattr(each, "url", ""),
                element=each.element,
                marks=numbers.get(each.element, ()),
            )
        )
    for stage, before in stage_order(journey.stages):
        edges.extend(Edge(f"stage:{key}", str(stage.element), "precedes") for key in before)
    for stage in journey.stages:
        edges.extend(
            Edge(str(stage.element), str(t.element), "contains") for t in stage.touchpoints
        )
    for touchpoint in journey.touchpoints:
        edges.extend(
            Edge(
                f"persona:{experience.persona}",
                str(touchpoint.element),
                "experiences",
                pen=pens[experience.persona],
            )
            for experience in touchpoint.experiences
        )
    edges.extend(
        Edge(
            str(transition.source),
            str(transition.target),
            "leads_to",
            roles=frozenset({"back"}) if transition.goes_back else frozenset(),
            tooltip=f"{view.name_of(transition.element)} ({transition.kind})",
            element=transition.element,
            marks=numbers.get(transition.element, ()),
        )
        for transition in journey.transitions
    )
    kinds = {edge.kind for edge in edges}
    return Diagram(
        view="graph",
        title=journey.name,
        subtitle="the typed graph",
        description=f"The typed graph of the journey: {len(nodes)} nodes and {len(edges)} edges.",
        direction=direction,
        nodes=nodes,
        edges=edges,
        marks=marks,
        legend=[Key(text, kind=kind) for kind, text in _EDGES if kind in kinds],
    )
