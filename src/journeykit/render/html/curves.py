"""The emotion curve in a table: a slice in each stage's cell, as wide as the cell happens to be.

Places across are percentages, so that nothing has to know how wide the page is; the line alone
stands in a box that is stretched, with a stroke that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Final

from journeykit.markup import Html, element
from journeykit.render.diagram.diagram import Diagram, Group
from journeykit.render.diagram.grid import Curve, Lane, Point
from journeykit.render.html.stylesheet import pen_class, tone_class
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.curves import Part, Placer, backwards, passing_by, smooth_parts
from journeykit.render.layout.text_metrics import text_width, wrap_to_width
from journeykit.render.style.glyphs import face
from journeykit.render.style.theme import Theme
from journeykit.render.svg.canvas import number

__all__ = ["CurveRow", "scale"]

_STEP = 34
_TOP = 30
_HEIGHT = 2 * _TOP + 4 * _STEP + 22
_MIDDLE = _TOP + 2 * _STEP
_LEVELS = (2, 1, 0, -1, -2)
_UNITS = 1000
"""How wide the stretched box is, in its own units."""

_SQUEEZED = 0.72
"""Beside its usual width, how wide a column is taken to be when words look for room."""


def scale() -> Html:
    """Return the faces that stand before a curve.

    Returns:
        An SVG that says nothing to a screen reader, who hears each point by itself.
    """
    faces = (
        element(
            "path",
            class_=tone_class(f"emotion:{level}"),
            d=face(level),
            transform=f"translate(1 {_height(level) - 8:g})",
        )
        for level in _LEVELS
    )
    view = f"0 0 18 {_HEIGHT}"
    return element(
        "svg", faces, class_="scale", width=18, height=_HEIGHT, viewBox=view, aria_hidden="true"
    )


class CurveRow:
    """A lane of emotions, cut into columns once.

    Args:
        theme: The looks, for how many pens there are and how large letters are.
    """

    def __init__(self, diagram: Diagram, lane: Lane, theme: Theme) -> None:
        """Find out which part of which curve goes through which column."""
        self.lane = lane
        self.theme = theme
        self.language = diagram.language
        self.mirrored = diagram.language.right_to_left
        self.points: dict[str, list[tuple[Curve, str, Point]]] = {}
        self.lines: dict[str, list[Html]] = {}
        columns = _ColumnSpans(diagram.groups)
        for curve in diagram.curves:
            if curve.lane != lane.key:
                continue
            look = pen_class(curve.pen, theme)
            for point in curve.points:
                self.points.setdefault(point.group, []).append((curve, look, point))
            drawn = (
                ("band", columns.areas(curve.bands)),
                ("spur", columns.cut(curve.spurs, curve.points)),
                ("way", columns.cut(curve.lines, curve.points)),
            )
            for name, shapes in drawn:
                for key, data in shapes.items():
                    path = element("path", class_=name, vector_effect="non-scaling-stroke", d=data)
                    self.lines.setdefault(key, []).append(element("g", path, class_=look))

    def is_bare(self, group: Group) -> bool:
        """Tell whether a column has neither a point nor a line.

        Returns:
            Whether it has none.
        """
        return group.key not in self.points and group.key not in self.lines

    def cell(self, group: Group) -> Html:
        """Return what the lane shows in one column.

        Returns:
            An SVG; where there is neither a point nor a line, the levels alone, which go through.
        """
        points = self.points.get(group.key, [])
        lines = self.lines.get(group.key, ())
        words = "; ".join(point.tooltip for _, _, point in points)
        words = words or self.language("nothing said")
        if self.mirrored:
            lines = [element("g", lines, transform=f"matrix(-1 0 0 1 {_UNITS} 0)")]
        stretched = element(
            "svg",
            lines,
            width="100%",
            height=_HEIGHT,
            viewBox=f"0 0 {_UNITS} {_HEIGHT}",
            preserveAspectRatio="none",
        )
        return element(
            "svg",
            map(_level, _LEVELS),
            stretched,
            _points(points, group, self.theme, mirrored=self.mirrored),
            role="img",
            aria_label=f"{self.lane.text}: {words}",
            height=_HEIGHT,
        )


def _level(level: int) -> Html:
    y = f"{_height(level):g}"
    return element("line", class_="level" if level else "level zero", x1=0, x2="100%", y1=y, y2=y)


class _ColumnSpans:
    """Where columns stand beside each other."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.keys = [group.key for group in groups]
        self.index = {key: index for index, key in enumerate(self.keys)}
        self.widths = [group.width or 1.0 for group in groups]
        self.lefts = [0.0, *accumulate(self.widths)]

    def cut(self, joined: Sequence[Sequence[Point]], points: Sequence[Point]) -> Mapping[str, str]:
        """The path data of lines in each column they go through, in the column's own units."""
        everywhere = self._spots(points, attrgetter("value"))
        pieces: dict[str, list[str]] = {}
        for run in joined:
            indices = self._indices(run)
            parts = smooth_parts(self._spots(run, attrgetter("value")))
            parts = passing_by(parts, everywhere, _BY)
            for part, (first, last) in zip(parts, pairwise(indices), strict=True):
                for index in range(first, last + 1):
                    data = "C".join(self._words(part, index))
                    pieces.setdefault(self.keys[index], []).append(f"M{data}")
        return {key: "".join(data) for key, data in pieces.items()}

    def areas(self, joined: Sequence[Sequence[Point]]) -> Mapping[str, str]:
        """The path data of the areas between the least and the most, in each column."""
        pieces: dict[str, list[str]] = {}
        for run in joined:
            indices = self._indices(run)
            upper, lower = (
                smooth_parts(self._spots(run, attrgetter(name))) for name in ("high", "low")
            )
            for over, under, (first, last) in zip(upper, lower, pairwise(indices), strict=True):
                for index in range(first, last + 1):
                    there, back = self._words(over, index), self._words(backwards(under), index)
                    data = f"M{'C'.join(there)}L{'C'.join(back)}Z"
                    pieces.setdefault(self.keys[index], []).append(data)
        return {key: "".join(data) for key, data in pieces.items()}

    def _indices(self, run: Sequence[Point]) -> list[int]:
        return [self.index[point.group] for point in run]

    def _spots(
        self, run: Sequence[Point], felt: Callable[[Point], float]
    ) -> list[tuple[float, float]]:
        return [
            (self.lefts[index] + point.at * self.widths[index], _height(felt(point)))
            for index, point in zip(self._indices(run), run, strict=True)
        ]

    def _words(self, part: Part, index: int) -> tuple[str, str]:
        """Where a part starts, and what leads on from there, in the units of a column."""
        left, unit = self.lefts[index], _UNITS / self.widths[index]
        start, *others = (f"{number((x - left) * unit)} {number(y)}" for x, y in part)
        return start, " ".join(others)


_BY: Final = 9.0
"""How far a line keeps from a point that is not its own, in pixels."""


def _height(valence: float) -> float:
    return _MIDDLE - valence * _STEP


def _points(
    points: list[tuple[Curve, str, Point]], group: Group, theme: Theme, *, mirrored: bool
) -> Iterator[Html]:
    width = group.width * _SQUEEZED * theme.font_size
    placer = Placer(Box.between(2, 1, width - 2, _HEIGHT - 22))
    for _, _, point in points:
        x = point.at * width
        placer.take(Box.between(x - 6, _height(point.high) - 6, x + 6, _height(point.low) + 6))
    # Whose curve it is matters more than what a single point is called: names find room first.
    names = {
        curve.key: _word(placer, point, curve.text, width, theme, whose=True, mirrored=mirrored)
        for curve, _, point in points
        if point is curve.end
    }
    for curve, look, point in points:
        word = None
        if point.text:
            word = _word(placer, point, point.text, width, theme, whose=False, mirrored=mirrored)
        name = names.get(curve.key) if point is curve.end else None
        yield element("g", _point(point, mirrored=mirrored), word, name, class_=look)
    feet = {point.refers: _across(point, mirrored=mirrored) for _, _, point in points}
    for refers, across in feet.items():
        yield element("text", refers, class_="foot", x=across, y=_HEIGHT - 8)


def _across(point: Point, *, mirrored: bool) -> str:
    """Where a point stands in its column."""
    return f"{100 * (1 - point.at if mirrored else point.at):.2f}%"


def _point(point: Point, *, mirrored: bool) -> Iterator[Html]:
    at = _across(point, mirrored=mirrored)
    yield element("title", point.tooltip)
    look = "point known" if point.is_known else "point"
    if point.is_range:
        top, bottom = _height(point.high) - 5, _height(point.low) + 5
        yield element(
            "rect",
            class_=look,
            x=at,
            y=f"{top:g}",
            width=10,
            height=f"{bottom - top:g}",
            rx=5,
            transform="translate(-5 0)",
        )
    else:
        yield element("circle", class_=look, cx=at, cy=f"{_height(point.value):g}", r=4.5)


def _word(
    placer: Placer,
    point: Point,
    word: str,
    width: float,
    theme: Theme,
    *,
    whose: bool,
    mirrored: bool,
) -> Html | None:
    """A word where there is room, in the narrowest column there may be; whole, if it can be."""
    (shortened,) = wrap_to_width(word, _CUT, 1, bold=whose, name=whose)
    for shown in dict.fromkeys((word, shortened)):
        written = _written(placer, point, shown, width, theme, whose=whose, mirrored=mirrored)
        if written is not None:
            return written
    return None


_CUT = 9.0
"""How wide a word is that is cut, in ems."""


def _written(
    placer: Placer,
    point: Point,
    word: str,
    width: float,
    theme: Theme,
    *,
    whose: bool,
    mirrored: bool,
) -> Html | None:
    """One line where there is room."""
    size = theme.font_size_small
    length = text_width(word, bold=whose) * size
    x, y = point.at * width, _height(point.value)
    above, below = _height(point.high) - 6 - size * 1.36, _height(point.low) + 7
    steps = [above, below] if point.value >= 0 else [below, above]
    steps += [steps[0] + (size * 1.4 if steps[0] > y else -size * 1.4)]
    candidates = [
        (anchor, x + shift, top)
        for top in steps
        for anchor, shift in (("middle", -length / 2), ("start", -6.0), ("end", 6.0 - length))
    ]
    candidates += [("start", x + 9, y - size * 0.6), ("end", x - 9 - length, y - size * 0.6)]
    boxes = {Box(left, top, length, size * 1.36): anchor for anchor, left, top in candidates}
    box = placer.best(list(boxes))
    if box is None:
        return None
    anchor = boxes[box]
    across = {"middle": box.x + length / 2, "start": box.x, "end": box.right}[anchor] - x
    if mirrored:
        across, anchor = -across, {"start": "end", "end": "start"}.get(anchor, anchor)
    return element(
        "text",
        word,
        class_="word whose" if whose else "word",
        text_anchor=anchor,
        x=_across(point, mirrored=mirrored),
        dx=number(across),
        y=number(box.y + size * 1.07),
    )
