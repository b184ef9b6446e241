"""The typed graph as it is: personas, stages and touchpoints, and every edge between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from journeykit.graph.view import View, view_of
from journeykit.model import Journey, Persona, Stage, Touchpoint, stage_order
from journeykit.render.diagram.diagram import Diagram, Direction, Edge, Key, Node
from journeykit.render.language import ENGLISH, Language
from journeykit.render.layout.proportions import CARD_WIDTH
from journeykit.render.layout.text_metrics import wrap_to_width
from journeykit.render.views.findings import Numbers, number_findings
from journeykit.render.views.flow import Detail, checked_detail
from journeykit.render.views.selection import Part, part_of

if TYPE_CHECKING:
    from journeykit.validation.report import Report

__all__ = ["READABLE", "graph_diagram"]

READABLE: Final = 60
"""Of a graph with more nodes than this, a neighbourhood is shown."""

_EDGES: Final = (
    ("precedes", "comes before"),
    ("contains", "contains"),
    ("leads_to", "leads to"),
    ("experiences", "experiences"),
)


def graph_diagram(
    journey: Journey | View,
    *,
    report: Report | None = None,
    around: Touchpoint | str | None = None,
    steps: int = 1,
    direction: Direction = "left to right",
    detail: Detail = "auto",
    language: Language = ENGLISH,
) -> Diagram:
    """Lay out the typed graph of a journey, with its three kinds of nodes and four of edges.

    Args:
        journey: The journey; or a view of it, whose answers are then shared.
        report: A report whose findings are marked.
        around: The touchpoint whose neighbourhood alone is shown.
        steps: How far the neighbourhood reaches.
        direction: Where edges point.
        detail: `auto` shows a neighbourhood of a graph of more than 60 nodes, and says so in a
            note; `full` shows all.
        language: What the words that are not the author's are said in.

    Returns:
        The diagram; its nodes and edges are those of `graph_of`, or those
        of them that are shown.

    Raises:
        UnknownReferenceError: The journey has no such touchpoint, or there is no such detail.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> diagram = graph_diagram(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> [(edge.source, edge.kind, edge.target) for edge in diagram.edges]
        [('stage:purchase', 'contains', 'touchpoint:pays')]
    """
    checked_detail(detail)
    view = view_of(journey).whole
    journey = view.journey
    everything = _elements(journey, None)
    part = part_of(view, around=around, steps=steps)
    if part is None and detail == "auto" and len(everything) > READABLE:
        part = _readable(view)
    shown = everything if part is None else _elements(journey, part)
    marks, numbers = number_findings(report, lambda e: part is None or part.shows(e))
    pens = {persona.key: pen for pen, persona in enumerate(journey.personas)}
    nodes = [
        Node(
            str(each.element),
            each.name,
            wrap_to_width(each.name, CARD_WIDTH, 6, bold=True),
            kind,
            roles=frozenset({"name only"} if kind == "touchpoint" else ()),
            pen=pens.get(each.key) if kind == "persona" else None,
            tooltip="\n".join(filter(None, (f"{language(kind)}: {each.name}", each.description))),
            url=getattr(each, "url", ""),
            element=each.element,
            marks=numbers.get(each.element, ()),
        )
        for each in shown
        for kind in (each.element.kind,)
    ]
    keys = {node.key for node in nodes}
    edges = [
        edge
        for edge in _edges(view, pens, numbers, language)
        if edge.source in keys and edge.target in keys
    ]
    kinds = {edge.kind for edge in edges}
    return Diagram(
        view="graph",
        title=journey.name,
        subtitle=language("the typed graph"),
        description=language(
            "The typed graph of the journey: {nodes} and {edges}.",
            nodes=language.counted(len(nodes), "node"),
            edges=language.counted(len(edges), "edge"),
        ),
        direction=direction,
        nodes=nodes,
        edges=edges,
        marks=marks,
        notes=_note(len(everything) - len(shown), around, language),
        legend=[Key(language(text), kind=kind) for kind, text in _EDGES if kind in kinds],
        language=language,
    )


_Element: TypeAlias = Persona | Stage | Touchpoint


def _elements(journey: Journey, part: Part | None) -> list[_Element]:
    """The personas, stages and touchpoints of a journey, or of a part of it."""
    if part is None:
        return [*journey.personas, *journey.stages, *journey.touchpoints]
    touchpoints = [t for t in journey.touchpoints if t.key in part.touchpoints]
    felt = {experience.persona for t in touchpoints for experience in t.experiences}
    return [
        *(persona for persona in journey.personas if persona.key in felt),
        *(stage for stage in journey.stages if stage.key in part.stages),
        *touchpoints,
    ]


def _readable(view: View) -> Part:
    """As much around the start of a journey as can be read."""
    start = next(iter((*view.entries, *view.touchpoints)), None)
    if start is None:
        return Part(frozenset(), frozenset(s.key for s in view.journey.stages[:READABLE]))
    steps, best = 0, Part(frozenset(), frozenset())
    while True:
        part = part_of(view, around=start, steps=steps)
        grown = part is not None and part.touchpoints != best.touchpoints
        if part is None or not grown or len(_elements(view.journey, part)) > READABLE:
            return best if best.touchpoints else Part(frozenset({start.key}), frozenset())
        best, steps = part, steps + 1


def _note(hidden: int, around: object, language: Language) -> tuple[str, ...]:
    if not hidden:
        return ()
    nodes = language.counted(hidden, "more node")
    words = language("{nodes} of the graph not shown.", nodes=nodes)
    if around is not None:
        return (words,)
    advice = language("Pick a neighbourhood (around, steps), or ask for full detail.")
    return (f"{words} {advice}",)


def _edges(
    view: View, pens: Mapping[str, int], numbers: Numbers, language: Language
) -> Iterator[Edge]:
    """All edges of the graph."""
    journey = view.journey
    for stage, before in stage_order(journey.stages):
        yield from (Edge(f"stage:{key}", str(stage.element), "precedes") for key in before)
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            yield Edge(str(stage.element), str(touchpoint.element), "contains")
    for touchpoint in journey.touchpoints:
        for experience in touchpoint.experiences:
            source, target = f"persona:{experience.persona}", str(touchpoint.element)
            yield Edge(source, target, "experiences", pen=pens[experience.persona])
    for transition in journey.transitions:
        yield Edge(
            str(transition.source),
            str(transition.target),
            "leads_to",
            roles=frozenset({"back"}) if transition.goes_back else frozenset(),
            tooltip=f"{view.name_of(transition.element)} ({language(transition.kind)})",
            element=transition.element,
            marks=numbers.get(transition.element, ()),
        )
