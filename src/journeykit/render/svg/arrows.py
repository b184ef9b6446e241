"""Arrows between what stands in the cells of a grid.

They go where no card stands: down the gutters between columns and along the gaps between rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple, TypeAlias

from journeykit.render.diagram.diagram import Edge
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.proportions import GAP
from journeykit.render.svg.canvas import Canvas, number
from journeykit.render.svg.transition_lines import line_of

__all__ = ["Site", "draw_arrows"]

_HEAD = 7.0
"""How long the head of an arrow is, in pixels."""

_WIDTH = 1.5
"""How wide an arrow is whose traffic nobody counted."""

_THIN, _THICK = 1.0, 2.5
"""How wide the arrow is that is hardly ever taken, and how much wider the one taken most: gutters
are narrow, and its head has to be seen."""

_TURN = 5.0
"""The radius of its corners, in pixels."""

_APART = 4.0
"""How far arrows in one gutter stand from each other, in pixels."""

_Spot: TypeAlias = tuple[float, float]


class Site(NamedTuple):
    """Where a node stands.

    Args:
        box: The node.
        top: The top of its row.
    """

    box: Box
    top: float


def draw_arrows(
    canvas: Canvas, edges: Iterable[Edge], sites: Mapping[str, Site], em: float
) -> None:
    """Draw the arrows of which both ends are there.

    Args:
        canvas: Where to.
        edges: The arrows, between the keys of nodes.
        sites: Where each node stands.
        em: The size of the text.
    """
    ends = ((edge, sites.get(edge.source), sites.get(edge.target)) for edge in edges)
    here = [(edge, source, target) for edge, source, target in ends if source and target]
    for index, (edge, source, target) in enumerate(here):
        opened = canvas.open(tooltip=edge.tooltip, role=edge.kind)
        if edge.kind == "handover":
            route = _route(source, target, em, (index % 3 - 1) * _APART)
        elif "around" in edge.roles:
            route = _around(source.box, target.box, em)
        else:
            route = _straight(source.box, target.box)
        _arrow(canvas, route, edge)
        canvas.close(opened)


def _arrow(canvas: Canvas, route: Sequence[_Spot], edge: Edge) -> None:
    colour = canvas.theme.edge
    width, dashes = _WIDTH, ""
    if edge.weight is not None or "unseen" in edge.roles:
        line = line_of(canvas.theme, "next", roles=edge.roles, weight=edge.weight)
        width, dashes = line.width, line.dashes
        if edge.weight is not None:
            width = _THIN + _THICK * edge.weight
    *_, before, end = route
    across, down = end[0] - before[0], end[1] - before[1]
    length = hypot(across, down) or 1.0
    across, down = across / length * _HEAD, down / length * _HEAD
    neck = end[0] - across * 0.8, end[1] - down * 0.8
    canvas.path(_rounded((*route[:-1], neck)), line=colour, stroke_width=width, dashes=dashes)
    back = end[0] - across, end[1] - down
    corners = (
        end,
        (back[0] - down * 0.5, back[1] + across * 0.5),
        (back[0] + down * 0.5, back[1] - across * 0.5),
    )
    canvas.path("M" + "L".join(map(_at, corners)) + "Z", colour)


def _at(spot: _Spot) -> str:
    return f"{number(spot[0])} {number(spot[1])}"


def _rounded(route: Sequence[_Spot]) -> str:
    """Path data through corners that are cut off round."""
    data = f"M{_at(route[0])}"
    for (one, corner), (_, other) in pairwise(pairwise(route)):
        before, after = _near(corner, one), _near(corner, other)
        data += f"L{_at(before)}Q{_at(corner)} {_at(after)}"
    return f"{data}L{_at(route[-1])}"


def _near(corner: _Spot, other: _Spot) -> _Spot:
    """A place on the way from a corner to another, no further than half of it."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = hypot(across, down)
    share = min(_TURN, length / 2) / length if length else 0.0
    return corner[0] + across * share, corner[1] + down * share


def _route(source: Site, target: Site, em: float, offset: float) -> Sequence[_Spot]:
    """The corners of an arrow, from end to end."""
    here, there = source.box, target.box
    gutter = GAP / 2 * em
    start = here.right, (here.y + here.bottom) / 2 + offset
    end = there.x - 1, (there.y + there.bottom) / 2 + offset
    out, into = here.right + gutter + offset, there.x - gutter + offset
    if 0 <= there.x - here.right < 2 * em:
        return start, (into, start[1]), (into, end[1]), end
    # Along the gap above the lower row.
    level = max(source.top, target.top) - 0.55 * em + offset
    return start, (out, start[1]), (out, level), (into, level), (into, end[1]), end


def _straight(source: Box, target: Box) -> Sequence[_Spot]:
    """Down, or up, in the middle of a column."""
    x = (max(source.x, target.x) + min(source.right, target.right)) / 2
    if target.y >= source.bottom:
        return (x, source.bottom + 1), (x, target.y - 1)
    return (x, source.y - 1), (x, target.bottom + 1)


def _around(source: Box, target: Box, em: float) -> Sequence[_Spot]:
    """Up on the left of what stands between."""
    x = min(source.x, target.x) - GAP / 2 * em
    start, end = (source.y + source.bottom) / 2, (target.y + target.bottom) / 2
    return (source.x, start), (x, start), (x, end), (target.x - 1, end)
