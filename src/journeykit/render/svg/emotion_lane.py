"""The lane of emotions: a smooth curve for each persona, with its points, ranges and words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from math import hypot
from operator import attrgetter
from typing import Final

from attrs import frozen

from journeykit.render.diagram.diagram import Diagram, Group
from journeykit.render.diagram.grid import Curve, Lane, Point
from journeykit.render.layout.boxes import Box
from journeykit.render.layout.curves import (
    Part,
    Placer,
    backwards,
    cut,
    passing_by,
    smooth_parts,
    spread,
)
from journeykit.render.layout.text_metrics import text_width, widest_word, wrap_to_width
from journeykit.render.svg.blocks import Blocks
from journeykit.render.svg.canvas import Canvas, number, path_of
from journeykit.render.svg.transition_lines import SPUR
from journeykit.text import is_right_to_left

__all__ = ["EmotionLane", "Strip", "name_lines"]

_STEP = 2.75
"""From one valence to the next, in ems."""

_ROOM = 2.3
"""Above the best and below the worst, for words."""

_LEVELS = (2, 1, 0, -1, -2)


@frozen
class Strip:
    """A part of a row of columns that stands by itself, with the rest in thought to both sides.

    Args:
        groups: Its columns.
        columns: Left side and width of every column.
        left: Where lines begin that come from before.
        right: Where lines end that go on.
    """

    groups: tuple[Group, ...]
    columns: Mapping[str, tuple[float, float]]
    left: float
    right: float


def _across(spot: tuple[float, float]) -> float:
    return spot[0]


def _tip(part: Part) -> str:
    """An arrow at the end of a line that goes on elsewhere."""
    (x1, y1), (x2, y2) = part[2:]
    length = hypot(x2 - x1, y2 - y1)
    across, down = (x2 - x1) / length * 4, (y2 - y1) / length * 4
    corners = (
        (x2 - across - down, y2 - down + across),
        (x2 + 0.5 * across, y2 + 0.5 * down),
        (x2 - across + down, y2 - down - across),
    )
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners)


class EmotionLane:
    """Draws the curves of one lane.

    Args:
        canvas: Where to.
        blocks: For the numbers of touchpoints.
        strip: The columns it goes through.
        panel: Where it stands; how high it is does not count.
    """

    def __init__(  # noqa: PLR0917 it is made in one place
        self,
        canvas: Canvas,
        blocks: Blocks,
        diagram: Diagram,
        lane: Lane,
        strip: Strip,
        panel: Box,
    ) -> None:
        """Find out where everything stands."""
        self.canvas = canvas
        self.blocks = blocks
        self.theme = canvas.theme
        self.em = canvas.theme.font_size
        self.small = canvas.theme.font_size_small
        self.curves = [curve for curve in diagram.curves if curve.lane == lane.key]
        self.columns = strip.columns
        self.groups = strip.groups
        self.left, self.right = strip.left, strip.right
        self.inside = {group.key for group in strip.groups}
        self.panel = panel
        self.middle = panel.y + (_ROOM + 2 * _STEP) * self.em
        self.foot = self.middle + (2 * _STEP + _ROOM) * self.em
        # Curves that meet at a touchpoint stand a little beside each other.
        self.offsets = {
            curve.key: (index - (len(self.curves) - 1) / 2) * 0.42 * self.em
            for index, curve in enumerate(self.curves)
        }
        self.lines = {curve.key: self._visible(curve, curve.lines) for curve in self.curves}
        self.spurs = {curve.key: self._visible(curve, curve.spurs) for curve in self.curves}
        self.bands = {curve.key: self._edges(curve) for curve in self.curves}

    @staticmethod
    def bottom(top: float, em: float) -> float:
        """Return where the lane of a panel ends, without drawing it.

        Args:
            em: The size of the text.
        """
        return top + (2 * _ROOM + 4 * _STEP + 2.1) * em

    def draw(self) -> None:
        """Draw everything."""
        self._paper()
        placer = Placer(
            Box.between(
                self.panel.x + 2.4 * self.em,
                self.panel.y + 2,
                self.panel.right - 2,
                self.foot - 2,
            )
        )
        spots = [
            (curve, point, *self._spot(curve, point))
            for curve in self.curves
            for point in curve.points
            if point.group in self.inside
        ]
        for _, point, x, y in spots:
            placer.take(Box.between(x - 6, y - 6, x + 6, y + 6))
            if point.is_range:
                placer.take(
                    Box.between(
                        x - 6, self._height(point.high) - 6, x + 6, self._height(point.low) + 6
                    )
                )
        for curve in self.curves:
            placer.cross(chain(*self.lines[curve.key], *self.spurs[curve.key]))
            placer.cross(chain(*(edge for edges in self.bands[curve.key] for edge in edges)))
        names = self._names(placer)
        for curve in self.curves:
            self._band(curve)
        for curve in self.curves:
            self._line(curve)
        for curve, point, x, y in spots:
            self._point(placer, curve, point, x, y)
        for curve, box in names:
            self._name(curve, box)
        self._feet()

    def _height(self, valence: float) -> float:
        return self.middle - valence * _STEP * self.em

    def _spot(self, curve: Curve, point: Point) -> tuple[float, float]:
        return self._across(curve, point), self._height(point.value)

    def _across(self, curve: Curve, point: Point) -> float:
        left, width = self.columns[point.group]
        return left + point.at * width + self.offsets[curve.key]

    def _paper(self) -> None:
        theme, panel = self.theme, self.panel
        height = self.foot + 2.1 * self.em - panel.y
        self.canvas.rect(
            panel.x,
            panel.y,
            panel.width,
            height,
            theme.surface,
            radius=self.em * 0.7,
        )
        for before, group in pairwise(self.groups):
            if group.role != "whole":
                left, width = self.columns[before.key]
                x = (left + width + self.columns[group.key][0]) / 2
                self.canvas.line(x, panel.y + self.em, x, self.foot - self.em / 2, theme.line)
        for level in _LEVELS:
            y = self._height(level)
            colour = theme.edge if level == 0 else theme.line
            dashes = "" if level == 0 else "2 4"
            self.canvas.line(
                panel.x + 2.4 * self.em, y, panel.right - self.em, y, colour, 1, dashes
            )
            size = self.em * 1.4
            tint = theme.emotion(level)
            self.canvas.circle(panel.x + 0.5 * self.em + size / 2, y, size * 0.39, tint.fill)
            self.canvas.glyph(
                f"emotion:{level}", panel.x + 0.5 * self.em, y - size / 2, size, tint.line
            )

    def _feet(self) -> None:
        """The numbers of the touchpoints, below their points."""
        seen: dict[str, float] = {}
        for curve in self.curves:
            for point in curve.points:
                if point.group not in self.inside:
                    continue
                left, width = self.columns[point.group]
                seen[point.refers] = left + point.at * width
        for refers, x in seen.items():
            self.blocks.number(self.canvas, refers, x, self.foot + 0.75 * self.em)

    def _line(self, curve: Curve) -> None:
        pen = self.theme.persona(curve.pen)
        for spur in self.spurs[curve.key]:
            self.canvas.path(path_of(spur), line=pen.colour, stroke_width=1.4, dashes=SPUR)
        for line in self.lines[curve.key]:
            self.canvas.path(path_of(line), line=pen.colour, stroke_width=2.6, dashes=pen.dashes)
            if line[-1][3][0] > self.right - 1:
                self.canvas.path(_tip(line[-1]), line=pen.colour, stroke_width=2.2)

    def _band(self, curve: Curve) -> None:
        """The areas between the least and the most that was felt."""
        colour = self.theme.persona(curve.pen).colour
        for upper, lower in self.bands[curve.key]:
            back = [backwards(part) for part in reversed(lower)]
            data = path_of(upper) + "L" + path_of(back)[1:] + "Z"
            self.canvas.path(data, colour, opacity=0.16)

    def _edges(self, curve: Curve) -> list[tuple[list[Part], list[Part]]]:
        """What of the upper and the lower edges of its areas is seen here."""
        upper = self._visible(curve, curve.bands, attrgetter("high"))
        lower = self._visible(curve, curve.bands, attrgetter("low"))
        return list(zip(upper, lower, strict=True))

    def _visible(
        self,
        curve: Curve,
        joined: Iterable[Sequence[Point]],
        felt: Callable[[Point], float] = attrgetter("value"),
    ) -> list[list[Part]]:
        """What of some lines is seen here."""
        seen = []
        everywhere = [(self._across(curve, p), self._height(felt(p))) for p in curve.points]
        for line in joined:
            spots = [(self._across(curve, point), self._height(felt(point))) for point in line]
            # How steep a line is at a point asks for its neighbours, and for no other.
            first = bisect_right(spots, self.left, key=_across) - 2
            last = bisect_left(spots, self.right, key=_across) + 2
            parts = smooth_parts(spots[max(0, first) : last])
            # Through what people do instead it would seem to join what nobody does in turn.
            parts = passing_by(parts, everywhere, _BY * self.em)
            seen.append(cut(parts, self.left, self.right))
        return list(filter(None, seen))

    def _end(self, curve: Curve) -> tuple[float, float] | None:
        """Where it ends or goes on elsewhere, if it comes here at all."""
        if curve.end.group in self.inside:
            return self._spot(curve, curve.end)
        lines = [*self.lines[curve.key], *(upper for upper, _ in self.bands[curve.key])]
        if lines:
            return max(line[-1][3] for line in lines)
        points = [point for point in curve.points if point.group in self.inside]
        return self._spot(curve, points[-1]) if points else None

    def _point(self, placer: Placer, curve: Curve, point: Point, x: float, y: float) -> None:
        theme = self.theme
        colour = theme.persona(curve.pen).colour
        opened = self.canvas.open(tooltip=point.tooltip, role="emotion")
        fill, line = (colour, theme.surface) if point.is_known else (theme.surface, colour)
        if point.is_range:
            # A span: nobody said that its middle was felt.
            top, bottom = self._height(point.high) - 5, self._height(point.low) + 5
            self.canvas.rect(x - 5, top, 10, bottom - top, fill, line, radius=5, stroke_width=2.2)
        elif point.is_known:
            self.canvas.circle(x, y, 5, colour, theme.surface, 1.5)
        else:
            self.canvas.circle(x, y, 4.5, theme.surface, colour, 2.2)
        if point.text:
            self._word(placer, point, x, y, colour)
        self.canvas.close(opened)

    def _word(self, placer: Placer, point: Point, x: float, y: float, colour: str) -> None:
        """Write the word for a feeling where there is room; the tooltip has it in any case.

        It stays whole if there is room for all of it, in one line or in two, and rather crosses
        a line than it is cut.
        """
        text = point.text
        whole, cut_off = wrap_to_width(text, _WORD), wrap_to_width(text, _CUT, 1)
        half = max(text_width(text) / 2 + 0.5, widest_word(text))
        shapes = list(dict.fromkeys(((" ".join(whole),), wrap_to_width(text, half), whole)))
        if len(whole) > _WORD_LINES:
            shapes = []
        for find, wanted in (
            (placer.clear, shapes),
            (placer.best, shapes),
            (placer.best, [cut_off]),
        ):
            for lines in wanted:
                box = find(self._boxes_around(point, x, y, lines))
                if box is not None:
                    self._write(box, lines, text, colour, bold=False)
                    return

    def _boxes_around(self, point: Point, x: float, y: float, lines: Sequence[str]) -> list[Box]:
        """Where words may stand beside a point, the best place first."""
        size = self.small
        width = max(map(text_width, lines)) * size + 2 * _PADDING
        height = len(lines) * size * 1.36
        above = self._height(point.high) - 6 - height
        below = self._height(point.low) + 7
        steps = (above, below) if point.value >= 0 else (below, above)
        positions = [(x - width / 2, top) for top in steps]
        positions += [(x + 9, y - height / 2), (x - 9 - width, y - height / 2)]
        positions += [(x + 4, top) for top in steps] + [(x - 4 - width, top) for top in steps]
        far = (above - size * 1.4, below + size * 1.4)
        positions += [(x - width / 2, top) for top in (far if point.value >= 0 else far[::-1])]
        return [Box(left, top, width, height) for left, top in positions]

    def _write(self, box: Box, lines: Sequence[str], text: str, colour: str, *, bold: bool) -> None:
        """Write lines in a box, each below the other."""
        size = self.small
        from_right = is_right_to_left(text)
        centred = len(lines) > 1 and not bold
        for index, line in enumerate(lines):
            self.canvas.text(
                (box.x + box.right) / 2 if centred else box.x + (0 if bold else _PADDING),
                box.y + size * (1.07 + 1.36 * index),
                line,
                size,
                colour,
                bold=bold,
                anchor="middle" if centred else "",
                right_to_left=from_right,
                halo=self.theme.surface,
            )

    def _names(self, placer: Placer) -> list[tuple[Curve, Box]]:
        """Find room for whose curve it is, beside its end and not behind another's point."""
        ends = [(curve, *end) for curve in self.curves if (end := self._end(curve)) is not None]
        size = self.small
        named = [(curve, x, y, name_lines(curve.text)) for curve, x, y in ends]
        most = max((len(lines) for *_, lines in named), default=1)
        heights = spread(
            [y for _, _, y, _ in named],
            most * size * 1.4,
            self.panel.y + most * size * 0.7,
            self.foot - most * size * 0.7,
        )
        placed = []
        for (curve, x, _, lines), y in zip(named, heights, strict=True):
            width = max(text_width(line, bold=True) for line in lines) * size
            half = len(lines) * size * 0.7
            boxes = [
                Box.between(x + offset, y + step - half, x + offset + width, y + step + half)
                for step in (0, -1.4 * size, 1.4 * size, -2.8 * size, 2.8 * size)
                for offset in (11, 17, 23)
            ]
            box = placer.best(boxes) or boxes[0]
            placer.take(box)
            placed.append((curve, box))
        return placed

    def _name(self, curve: Curve, box: Box) -> None:
        colour = self.theme.persona(curve.pen).colour
        self._write(box, name_lines(curve.text), curve.text, colour, bold=True)


_BY: Final = 0.85
"""How far a line keeps from a point that is not its own, in ems."""


def name_lines(name: str) -> tuple[str, ...]:
    """Return the name of a persona as it stands at the end of a curve.

    Returns:
        Its lines; of a very long one the beginning and the end.
    """
    return wrap_to_width(name, _WORD, _NAME_LINES, bold=True, name=True)


_WORD: Final = 12.0
"""How wide words at a curve are before they go on in a second line, in ems."""

_CUT: Final = 9.0
_PADDING: Final = 2.0
"""What keeps words from each other, in pixels."""
_WORD_LINES: Final = 3
_NAME_LINES: Final = 3
