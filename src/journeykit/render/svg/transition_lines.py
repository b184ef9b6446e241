"""Arrows of transitions: their colours, dashes and heads, and paths with round corners."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from attrs import frozen

from journeykit.render.style.theme import Theme
from journeykit.render.svg.canvas import Canvas, number

__all__ = ["SPUR", "Line", "arrow_head", "line_of", "rounded"]

SPUR: Final = "2 4"
"""The dashes of a way that ends, which are finer than those of any persona."""

_HEAD: Final = 7.0
_CORNER: Final = 7.0
_THIN: Final = 1.2
_THICK: Final = 5.8
"""How wide the arrow is that is hardly ever taken, and how much wider the one taken most."""

Point = tuple[float, float]


@frozen
class Line:
    """How an arrow looks.

    Args:
        head: The shape of its end: `full`, `open`, `hollow`, `bar` or `none`.
    """

    colour: str
    dashes: str = ""
    head: str = "full"
    width: float = 1.5


def line_of(
    theme: Theme,
    kind: str,
    pen: int | None = None,
    roles: frozenset[str] = frozenset(),
    weight: float | None = None,
) -> Line:
    """Return how a kind of transition is drawn, so that nothing rests on colour alone.

    Args:
        theme: The looks.
        pen: The persona who alone takes it, if one does.
        roles: What else is true of it.
        weight: How often it was taken, of the most taken; None if nobody counted.
    """
    kinds = {
        "optional": Line(theme.edge, "2 4"),
        "declined": Line(theme.edge, "2 4", "bar"),
        "loop": Line(theme.warning.line, "6 4", "open"),
        "return": Line(theme.warning.line, "6 4", "open"),
        "retry": Line(theme.warning.line, "6 4", "open"),
        "recovery": Line(theme.covered.line, "6 4", "hollow"),
        "precedes": Line(theme.edge, "", "open"),
        "contains": Line(theme.edge, "", "none", 1.2),
        "experiences": Line(theme.edge, "2 4", "none"),
        "churn": Line(theme.error.line, "2 4", "bar"),
        "unexpected": Line(theme.error.line, "9 3 2 3"),
        "accepted": Line(theme.edge, "9 3 2 3"),
        "unseen": Line(theme.edge, "3 5", "open", 1.0),
    }
    line = kinds.get(kind, Line(theme.edge))
    colour, dashes, width = line.colour, line.dashes, line.width
    if pen is not None:
        persona = theme.persona(pen)
        colour = persona.colour
        # Where colours are greys, dashes tell personas apart.
        greys = all(len(set(_channels(each.colour))) == 1 for each in theme.personas)
        dashes = dashes or (persona.dashes if greys else "")
    if "removed" in roles:
        dashes = dashes or "2 4"
    if "unseen" in roles:
        dashes, width = kinds["unseen"].dashes, kinds["unseen"].width
    elif weight is not None:
        width = _THIN + _THICK * weight
    if "faded" in roles or "closed" in roles or kind == "closed":
        colour = theme.line
    elif "picked" in roles:
        width = width if weight is not None or "unseen" in roles else 2.4
        if kind in {"next", "branch", "optional"} and pen is None:
            colour = theme.accent
    return Line(colour, dashes, line.head, width * theme.line_width)


def arrow_head(canvas: Canvas, line: Line, before: Point, end: Point) -> None:
    """Draw the end of an arrow.

    Args:
        canvas: Where to.
        line: How the arrow looks.
        before: A point that it comes from.
        end: Where it ends.
    """
    if line.head == "none":
        return
    length = hypot(end[0] - before[0], end[1] - before[1]) or 1
    dx, dy = (end[0] - before[0]) / length, (end[1] - before[1]) / length
    size = _HEAD + line.width / 2
    base = end[0] - dx * size, end[1] - dy * size
    half = size * 0.46
    one = base[0] - dy * half, base[1] + dx * half
    other = base[0] + dy * half, base[1] - dx * half
    if line.head == "bar":
        one = end[0] - dx - dy * half, end[1] - dy + dx * half
        other = end[0] - dx + dy * half, end[1] - dy - dx * half
        canvas.path(f"M{_at(one)}L{_at(other)}", line=line.colour, stroke_width=line.width + 0.6)
        return
    if line.head == "open":
        canvas.path(
            f"M{_at(one)}L{_at(end)}L{_at(other)}", line=line.colour, stroke_width=line.width
        )
        return
    fill = canvas.theme.background if line.head == "hollow" else line.colour
    data = f"M{_at(one)}L{_at(end)}L{_at(other)}Z"
    canvas.path(data, fill, line.colour if line.head == "hollow" else "", line.width * 0.8)


def rounded(points: Sequence[Point]) -> str:
    """Return the path data of a line with round corners.

    Example:
        >>> rounded([(0, 0), (20, 0), (20, 20)])
        'M0 0L13 0Q20 0 20 7L20 20'
    """
    data = f"M{_at(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        data += f"L{_at(start)}Q{_at(corner)} {_at(end)}"
    return f"{data}L{_at(points[-1])}"


def _channels(colour: str) -> tuple[str, ...]:
    return colour[1:3], colour[3:5], colour[5:7]


def _length(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: Point, goal: Point, distance: float) -> Point:
    part = distance / (_length(start, goal) or 1)
    return start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
