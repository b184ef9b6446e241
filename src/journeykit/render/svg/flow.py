"""A flow as one self-contained SVG, laid out here: no layout engine, no font file, no script."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Diagram, Edge, Group, Node
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.columns import Column, Link
from journeykit.render.layout.flow_bands import Arrangement, StageCards, arrangements, divided
from journeykit.render.layout.packing import PAGE, size_on_page
from journeykit.render.layout.routing import Layout, Route, route
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.theme import LIGHT, Theme
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import LINE, Canvas, number
from journeykit.render.svg.flow_cards import FlowCards
from journeykit.render.svg.sheet import Sheet
from journeykit.render.svg.transition_lines import arrow_head, line_of, rounded

__all__ = ["FlowPage", "flow_svg"]

_INSET: Final = 10.0
"""How much wider a panel is than its cards."""

_GUTTER: Final = 70.0
"""About how wide a gutter is, for choosing how many tracks a stage has."""

_TRIES: Final = 8
"""How many arrangements are tried where a page is to be filled."""

_BRACKET: Final = 1.6
"""What a bracket above stages takes, in ems."""

_BAR: Final = 1.1
"""What the bar below the name of a stage takes, in ems."""

_LEAST: Final = 46
"""What the title and the findings need, in ems."""

_TONES: Final = {"! ": "error", "+ ": "covered"}
"""The looks of pain points and of opportunities among the words of an arrow."""


def flow_svg(
    diagram: Diagram,
    theme: Theme = LIGHT,
    *,
    id_prefix: str = "",
    listed: bool = True,
    page: tuple[float, float] | None = None,
) -> str:
    """Draw a flow.

    Args:
        diagram: A diagram of nodes in groups, and edges between them.
        theme: Its looks.
        id_prefix: What tells its ids from those of other pictures on the same page.
        listed: Whether the findings are listed below.
        page: The width and height of the page that it is to fill; if left out it takes about the
            shape of a sheet.

    Example:
        >>> drawn = flow_svg(Diagram(view="flow", title="Shop", description="A flow"))
        >>> drawn.startswith("<svg"), "Shop" in drawn
        (True, True)
    """
    prefix = f"{id_prefix}-{diagram.view}" if id_prefix else diagram.view
    return FlowPage(diagram, theme, prefix, page).drawn(listed=listed)


class StageColumn(NamedTuple):
    """A column of cards before it has a place.

    Args:
        header: The height of its header.
        nodes: What stands in it.
        together: What it shares with those that run in parallel with it.
    """

    key: str
    header: float
    nodes: Sequence[Node]
    together: str = ""


class FlowPage:
    """One picture of cards in columns.

    Args:
        diagram: What is shown.
        theme: The looks.
        prefix: What ids start with.
        page: The width and height of the page that it is to fill, if one is.
    """

    def __init__(
        self, diagram: Diagram, theme: Theme, prefix: str, page: tuple[float, float] | None
    ) -> None:
        self.page = page
        self.is_down = diagram.direction == "top to bottom"
        width, height = PAGE
        self.sheet: tuple[float, float] = (height, width) if self.is_down else PAGE
        self.diagram = diagram
        self.theme = theme
        self.prefix = prefix
        self.em = theme.font_size
        self.small = theme.font_size_small
        self.margin = 3 * theme.spacing
        self.canvas = Canvas(theme)
        self.blocks = Blocks(theme, prefix, diagram.marks, diagram.language)
        self.cards = FlowCards(theme, self.blocks, prefix)
        self.measured = {node.key: self.cards.measure(node) for node in diagram.nodes}
        self.edges = self.shown_edges()

    def shown_edges(self) -> list[Edge]:
        """The edges that are arrows; the order of stages is seen from their headers."""
        return [edge for edge in self.diagram.edges if edge.kind != "precedes"]

    def moved(self, box: Box) -> Box:
        """A place of the layout on the page."""
        return Box(box.x + self.left, box.y + self.top, box.width, box.height)

    def drawn(self, *, listed: bool) -> str:
        """The SVG."""
        self.listed = listed
        layout = self.layout()
        right = self.right(layout)
        if self.diagram.language.right_to_left:
            self.canvas.mirrored = right + self.margin
        sheet = Sheet(self.canvas, self.blocks, self.diagram, self.margin, right)
        self.left, self.top = self.margin, self.above(sheet)
        self.draw(layout)
        y = self.top + layout.height
        if listed:
            y = sheet.findings(y)
        return sheet.svg(self.prefix, right + self.margin, y + self.margin)

    def right(self, layout: Layout) -> float:
        """Where the margin begins, at the right."""
        return max(self.margin + layout.width, self.margin + _LEAST * self.em)

    def above(self, sheet: Sheet) -> float:
        """Draw what stands above the stages, and return where it ends."""
        y = sheet.title(self.margin)
        y = sheet.legend(y)
        return sheet.notes(y) + 1.2 * self.em

    # ------------------------------------------------------------------ laying out

    def layout(self) -> Layout:
        """Where everything stands."""
        inside: dict[str, list[Node]] = {group.key: [] for group in self.diagram.groups}
        loose: list[Node] = []
        for node in self.diagram.nodes:
            inside.get(node.group, loose).append(node)
        stages = [
            StageColumn(group.key, self.header_height(group), inside[group.key], group.together)
            for group in self.diagram.groups
        ]
        if loose:
            stages.append(StageColumn("", 0, loose))
        return self.arranged(stages, _INSET)

    def arranged(self, stages: Sequence[StageColumn], inset: float) -> Layout:
        """The layout of stages in which letters are as large as they can be."""
        if not stages:
            return route((), (), width=self.cards.width)
        blocks = [
            StageCards(
                tuple(self.measured[node.key].height for node in stage.nodes),
                bool(stage.together)
                and number > 0
                and stages[number - 1].together == stage.together,
            )
            for number, stage in enumerate(stages)
        ]
        links = [Link(edge.source, edge.target, self.label_size(edge)) for edge in self.edges]
        column_width = self.cards.width + _GUTTER
        plans = arrangements(blocks, column_width, self.page or self.sheet, down=self.is_down)
        tried = [
            (
                plan,
                route(
                    self.columns(stages, blocks, plan), links, width=self.cards.width, inset=inset
                ),
            )
            for plan in plans[: _TRIES if self.page else 1]
        ]
        if len(tried) == 1:
            return tried[0][1]
        return max(tried, key=lambda each: self.size(each[1], max(each[0].bands)))[1]

    def columns(
        self, stages: Sequence[StageColumn], blocks: Sequence[StageCards], plan: Arrangement
    ) -> list[Column]:
        """Stages in the tracks and bands of an arrangement."""
        columns = []
        for stage, block, count, band in zip(stages, blocks, plan.tracks, plan.bands, strict=True):
            cards = [(n.key, height) for n, height in zip(stage.nodes, block.heights, strict=True)]
            tracks = tuple(
                tuple(cards[at] for at in part) for part in divided(block.heights, count)
            )
            above = _BRACKET * self.em if stage.together else 0.0
            columns.append(Column(stage.key, stage.header, tracks, band, above))
        return columns

    def size(self, layout: Layout, breaks: int) -> float:
        """How large a layout is on the page, with what stands above and below it."""
        right = self.right(layout)
        sheet = Sheet(Canvas(self.theme), self.blocks, self.diagram, self.margin, right)
        y = self.above(sheet) + layout.height
        y = sheet.findings(y) if self.listed else y
        return size_on_page(right + self.margin, y + self.margin, breaks, self.page or self.sheet)

    def header_height(self, group: Group) -> float:
        """How high a header is."""
        lines = self.header_lines(group)
        details = sum(len(part) for part in self.details(group))
        bar = 0.0 if group.weight is None else _BAR * self.em
        return 1.3 * self.em + len(lines) * self.em * LINE + details * self.small * LINE + bar

    def header_lines(self, group: Group) -> tuple[str, ...]:
        """The name of a stage, in lines."""
        room = self.cards.room - self.cards.marks_width(group.marks)
        return wrap_to_width(group.text, room / self.em, 4, bold=True)

    def details(self, group: Group) -> list[tuple[str, ...]]:
        """What stands below the name of a stage."""
        words = [
            *([self.diagram.language("optional")] if "optional" in group.roles else []),
            *group.details,
        ]
        return [wrap_to_width(text, self.cards.room / self.small, 4) for text in words]

    def label_size(self, edge: Edge) -> tuple[float, float]:
        """The room that the words of an arrow take, with the numbers of findings below them."""
        width = max((text_width(line) for line in edge.lines), default=0.0) * self.small
        height = len(edge.lines) * self.small * LINE
        if edge.marks:
            width = max(width, self.cards.marks_width(edge.marks) + 6)
            height += 1.9 * self.small
        return width, height

    # ------------------------------------------------------------------ drawing

    def draw(self, layout: Layout) -> None:
        """Panels, then arrows, then cards and words, so that nothing hides what can be read."""
        for index, group in enumerate(self.diagram.groups):
            self.panel(group, index, self.moved(self._panel_box(group, layout)))
        self.order(layout)
        self.brackets(layout)
        for edge, run in zip(self.edges, layout.routes, strict=True):
            self.arrow(edge, run)
        for group in self.diagram.groups:
            self.header(group, self.moved(layout.headers[group.key]))
        for key, box in layout.cards.items():
            self.cards.draw(self.canvas, self.measured[key], self.moved(box))
        for edge, run in zip(self.edges, layout.routes, strict=True):
            self.words(edge, run)

    def _panel_box(self, group: Group, layout: Layout) -> Box:
        """What a panel takes: a stage is as high as its band, what stands aside as its cards."""
        box = layout.panels[group.key]
        if group.role != "any time":
            return box
        keys = [node.key for node in self.diagram.nodes if node.group == group.key]
        lowest = max((layout.cards[key].bottom for key in keys), default=box.bottom)
        return box._replace(height=min(box.height, lowest + self.em - box.y))

    def panel(self, group: Group, index: int, box: Box) -> None:
        """What stands behind the cards of a stage."""
        theme = self.theme
        quiet = group.role == "any time"
        fill = "none" if quiet else (theme.surface, theme.surface_alternate)[index % 2]
        dashed = quiet or "optional" in group.roles
        self.canvas.rect(
            box.x,
            box.y,
            box.width,
            box.height,
            fill,
            theme.line if dashed or fill == theme.background else "",
            radius=self.em * 0.8,
            dashes="5 4" if dashed else "",
        )

    def header(self, group: Group, box: Box) -> None:
        """The name of a stage, and what is said below it."""
        theme, canvas = self.theme, self.canvas
        opened = canvas.open(
            xml_id(self.prefix, f"-stage.{group.key}"), group.tooltip or group.text, role="stage"
        )
        x = box.x + _INSET
        room = self.cards.room
        lines = self.header_lines(group)
        if not group.marks:
            room = box.width - 2 * _INSET
        y = canvas.paragraph(x, box.y + 0.7 * self.em, room, lines, self.em, theme.ink, bold=True)
        for detail in self.details(group):
            y = canvas.paragraph(x, y, room, detail, self.small, theme.ink_muted)
        if group.weight is not None:
            canvas.bar(x, y + 0.3 * self.em, self.cards.room, group.weight)
        if group.marks:
            side = x + self.cards.width - 0.2 * self.em
            self.blocks.draw_marks(canvas, group.marks, side, box.y + 1.25 * self.em)
        canvas.close(opened)

    def order(self, layout: Layout) -> None:
        """A small arrow between the headers of stages that follow one another."""
        follows = {(e.source, e.target) for e in self.diagram.edges if e.kind == "precedes"}
        for one, other in pairwise(self.diagram.groups):
            if (one.key, other.key) not in follows:
                continue
            before, after = layout.headers[one.key], layout.headers[other.key]
            if before.y != after.y:
                continue
            left, right = before.right, after.x
            y = before.y + 0.7 * self.em + self.em * LINE / 2
            free = Box(left, y - 6, right - left, 12)
            if any(_crosses(run, free) for run in layout.routes):
                continue
            if any(run.label and run.label.meets(free) for run in layout.routes):
                continue
            middle = self.left + (left + right) / 2
            self.canvas.path(
                f"M{number(middle - 3)} {number(self.top + y - 5)}l6 5l-6 5",
                line=self.theme.edge,
                stroke_width=1.6,
            )

    def brackets(self, layout: Layout) -> None:
        """One line above the stages that run in parallel."""
        spans: dict[str, list[Box]] = {}
        for group in self.diagram.groups:
            if group.together:
                spans.setdefault(group.together, []).append(layout.headers[group.key])
        for span in spans.values():
            left, right = self.left + span[0].x, self.left + span[-1].right
            y = self.top + span[0].y - 0.7 * self.em
            data = f"M{number(left)} {number(y + 5)}V{number(y)}H{number(right)}V{number(y + 5)}"
            self.canvas.path(data, line=self.theme.edge, stroke_width=1.2)
            words = self.diagram.language("in parallel")
            half = text_width(words) * self.small / 2 + 6
            middle = self.left + _free_of_lines(layout, span, y - self.top, half)
            self.canvas.rect(
                middle - half, y - self.small, 2 * half, 2 * self.small, self.theme.background
            )
            self.canvas.text(
                middle,
                y + self.small * 0.36,
                words,
                self.small,
                self.theme.ink_muted,
                anchor="middle",
            )

    def arrow(self, edge: Edge, run: Route) -> None:
        """An arrow without its words."""
        points = [(x + self.left, y + self.top) for x, y in run.points]
        line = line_of(self.theme, edge.kind, edge.pen, edge.roles, edge.weight)
        identity = xml_id(self.prefix, f"-edge.{self.edges.index(edge)}")
        opened = self.canvas.open(
            identity, edge.tooltip or edge.text or self.diagram.language(edge.kind), role="arrow"
        )
        self.canvas.path(
            rounded(points), line=line.colour, stroke_width=line.width, dashes=line.dashes
        )
        arrow_head(self.canvas, line, points[-2], points[-1])
        self.canvas.close(opened)

    def words(self, edge: Edge, run: Route) -> None:
        """The words of an arrow."""
        if run.label is None:
            return
        theme, size = self.theme, self.small
        box = self.moved(run.label)
        ink = theme.ink
        if edge.pen is not None and "faded" not in edge.roles:
            ink = theme.persona(edge.pen).colour
        elif "faded" in edge.roles:
            ink = theme.ink_muted
        y = box.y
        colour = ink
        for line in edge.lines:
            # What a sign begins goes on in the lines below it.
            if line[:2] in _TONES:
                colour = theme.on_card(_TONES[line[:2]])
            y = self.canvas.paragraph(box.x, y, box.width, (line,), size, colour)
        if edge.marks:
            side = box.x + self.cards.marks_width(edge.marks)
            self.blocks.draw_marks(self.canvas, edge.marks, side, y + 0.95 * size)


def _free_of_lines(layout: Layout, span: Sequence[Box], y: float, half: float) -> float:
    """Where words stand on a bracket: in its middle, or where else no arrow passes."""
    middles = [(span[0].x + span[-1].right) / 2, *((box.x + box.right) / 2 for box in span)]
    for middle in middles:
        box = Box(middle - half, y - 8, 2 * half, 16)
        if not any(_crosses(run, box) for run in layout.routes):
            return middle
    return middles[0]


def _crosses(run: Route, box: Box) -> bool:
    """Whether an arrow runs through a rectangle."""
    return any(
        Box(min(x, u) - 1, min(y, v) - 1, abs(x - u) + 2, abs(y - v) + 2).meets(box)
        for (x, y), (u, v) in pairwise(run.points)
    )
