"""Bars over the columns of the touchpoints that something serves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, field

from journeykit.markup import xml_id
from journeykit.render.diagram.diagram import Group, Node
from journeykit.render.diagram.grid import GridCell
from journeykit.render.layout.proportions import GAP, track_width
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import Canvas
from journeykit.text import is_right_to_left

__all__ = ["Bar", "bars_of", "draw_bars"]

_HEIGHT = 2.0
_APART = 0.5


@define
class Bar:
    """What serves some touchpoints of a band.

    Args:
        numbers: The numbers of the touchpoints.
        spans: From where to where it goes, in pixels; one for neighbours.
    """

    node: Node
    numbers: list[str] = field(factory=list)
    spans: list[tuple[float, float]] = field(factory=list)


def bars_of(
    cells: Iterable[tuple[Group, GridCell]], columns: Mapping[str, tuple[float, float]], em: float
) -> list[Bar]:
    """Return one bar for each thing that stands in some cells of a row.

    Args:
        cells: The cells, with their columns, from left to right.
        columns: Left side and width of every column.
        em: The size of the text.

    Returns:
        The bars, in the order of appearance.
    """
    bars: dict[str, Bar] = {}
    for group, cell in cells:
        left, _ = columns[group.key]
        width = track_width(group) * em
        track = {number: index for index, number in enumerate(group.numbers)}
        for node in cell.nodes:
            bar = bars.setdefault(node.key, Bar(node))
            for number in node.refers:
                start = left + track[number] * (width + GAP * em)
                bar.numbers.append(number)
                # Neighbours are served by one piece, across the gap between them.
                if bar.spans and start - bar.spans[-1][1] < 2 * em:
                    bar.spans[-1] = (bar.spans[-1][0], start + width)
                else:
                    bar.spans.append((start, start + width))
    return list(bars.values())


def draw_bars(
    canvas: Canvas, blocks: Blocks, bars: Iterable[Bar], top: float, *, measuring: bool
) -> float:
    """Draw bars below each other.

    Args:
        canvas: Where to.
        blocks: For the numbers of findings, and what ids start with.
        top: The top of the first.
        measuring: Whether nothing is drawn.

    Returns:
        The bottom of the last.
    """
    y = bottom = top
    for bar in bars:
        if not measuring:
            _draw(canvas, blocks, bar, y)
        bottom = y + _HEIGHT * blocks.em
        y = bottom + _APART * blocks.em
    return bottom


def _draw(canvas: Canvas, blocks: Blocks, bar: Bar, y: float) -> None:
    theme, em = blocks.theme, blocks.em
    node, height = bar.node, _HEIGHT * em
    words = "\n".join(
        (
            node.text,
            *node.details,
            blocks.language("at {places}", places=blocks.language(", ").join(bar.numbers)),
        )
    )
    opened = canvas.open(xml_id(blocks.prefix, f"{node.group}.{node.key}"), words, role=node.role)
    middle = y + height / 2
    left, right = bar.spans[0][0], bar.spans[-1][1]
    if len(bar.spans) > 1:
        canvas.line(left, middle, right, middle, theme.edge, 1.2, "2 4")
    for start, end in bar.spans:
        canvas.rect(
            start, y, end - start, height, theme.surface_alternate, theme.edge, radius=em * 0.4
        )
    for index, (start, end) in enumerate(bar.spans):
        _label(canvas, blocks, node, (start, end), middle, detailed=not index)
    blocks.draw_marks(canvas, node.marks, right, y)
    canvas.close(opened)


def _label(
    canvas: Canvas,
    blocks: Blocks,
    node: Node,
    span: tuple[float, float],
    middle: float,
    *,
    detailed: bool,
) -> None:
    """The name on a piece of a bar, and who owns it where there is room: once is enough."""
    theme, em, small = blocks.theme, blocks.em, blocks.small
    start, end = span
    canvas.glyph(node.role, start + 0.7 * em, middle - 0.55 * em, 1.1 * em, theme.ink_muted)
    x, room = start + 2.3 * em, end - start - 3 * em
    from_right = is_right_to_left(node.text)
    name = "".join(wrap_to_width(node.text, room / em, 1, bold=True, name=True))
    base = middle + 0.35 * em
    canvas.text(x, base, name, em, theme.ink, bold=True, right_to_left=from_right)
    x += (text_width(name, bold=True) + 0.8) * em
    details = " · ".join(node.details) if detailed else ""
    if details and x + text_width(details) * small <= end - 0.5 * em:
        canvas.text(x, base, details, small, theme.ink_muted)
