"""The typed graph as one self-contained SVG: personas at the left, a column for each stage."""

from __future__ import annotations

from attrs import evolve

from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Key, Node
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.routing import Layout
from journeykit.render.style.theme import LIGHT, Theme
from journeykit.render.svg.canvas import number
from journeykit.render.svg.flow import FlowPage, StageColumn
from journeykit.render.svg.transition_lines import line_of

__all__ = ["graph_svg"]

_RAIL = 9.0
"""How far at the left of touchpoints the line to their stage runs."""


def graph_svg(
    diagram: Diagram,
    theme: Theme = LIGHT,
    *,
    id_prefix: str = "",
    listed: bool = True,
    page: tuple[float, float] | None = None,
) -> str:
    """Draw a typed graph.

    Args:
        diagram: A diagram of personas, stages and touchpoints, and edges between them.
        theme: Its looks.
        id_prefix: What tells its ids from those of other pictures on the same page.
        listed: Whether the findings are listed below.
        page: The width and height of the page that it is to fill; if left out it takes about the
            shape of a sheet.

    Example:
        >>> diagram = Diagram(view="graph", title="Shop", description="A graph")
        >>> graph_svg(diagram).startswith("<svg")
        True
    """
    prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
    return _GraphPage(diagram, theme, prefix, page).drawn(listed=listed)


class _GraphPage(FlowPage):
    """A flow without panels, in which stages and personas are nodes themselves.

    What a stage contains hangs on a rail below it, and a touchpoint has a tag for each persona who
    experiences it: dozens of lines across the picture would be followed by nobody.
    """

    def __init__(
        self, diagram: Diagram, theme: Theme, prefix: str, page: tuple[float, float] | None
    ) -> None:
        pens = {node.key: node for node in diagram.nodes if node.role == "persona"}
        tags: dict[str, list[Badge]] = {}
        for edge in diagram.edges:
            if edge.kind == "experiences":
                tag = Badge("experience", pens[edge.source].text, "owner", pen=edge.pen)
                tags.setdefault(edge.target, []).append(tag)
        nodes = [evolve(n, badges=(*tags.get(n.key, ()), *n.badges)) for n in diagram.nodes]
        super().__init__(evolve(diagram, nodes=nodes, legend=_legend(diagram)), theme, prefix, page)
        self.stages = {node.key for node in nodes if node.role == "stage"}

    def shown_edges(self) -> list[Edge]:
        """The edges that are arrows."""
        hidden = {"contains", "experiences"}
        return [edge for edge in self.diagram.edges if edge.kind not in hidden]

    def layout(self) -> Layout:
        """Personas, then the stages with their touchpoints, then the touchpoints of none."""
        home = {e.target: e.source for e in self.diagram.edges if e.kind == "contains"}
        columns: dict[str, list[Node]] = {":personas": []}
        for node in self.diagram.nodes:
            if node.role == "persona":
                columns[":personas"].append(node)
            elif node.role == "stage":
                columns[node.key] = []
            else:
                columns.setdefault(home.get(node.key, ":no stage"), []).append(node)
        filled = {key: nodes for key, nodes in columns.items() if nodes or key in self.stages}
        stages = [
            StageColumn(key, self.measured[key].height if key in self.stages else 0, nodes)
            for key, nodes in filled.items()
        ]
        return self.arranged(stages, _RAIL)

    def draw(self, layout: Layout) -> None:
        """Rails first, then arrows, then what they join."""
        for edge in self.diagram.edges:
            if edge.kind == "contains":
                self.rail(layout.headers[edge.source], layout.cards[edge.target])
        for edge, run in zip(self.edges, layout.routes, strict=True):
            self.arrow(edge, run)
        stages = {key: layout.headers[key] for key in self.stages}
        for key, box in (stages | dict(layout.cards)).items():
            self.cards.draw(self.canvas, self.measured[key], self.moved(box))
        for edge, run in zip(self.edges, layout.routes, strict=True):
            self.words(edge, run)

    def rail(self, stage: Box, touchpoint: Box) -> None:
        """The line from a stage down to a touchpoint of its own."""
        box, line = self.moved(touchpoint), line_of(self.theme, "contains")
        data = f"M{number(box.x)} {number(box.bottom - 7)}H{number(box.x - _RAIL)}"
        data += f"V{number(self.moved(stage).bottom)}"
        self.canvas.path(data, line=line.colour, stroke_width=line.width)


def _legend(diagram: Diagram) -> list[Key]:
    """The legend, with a tag in the place of a line."""
    return [
        Key(diagram.language("experienced by"), glyph="owner") if key.kind == "experiences" else key
        for key in diagram.legend
    ]
