"""The lane of emotions: a smooth curve for each persona, with its points, ranges and words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from journeykit.render.blocks import Blocks
from journeykit.render.curves import Box, Placer, smooth, spread
from journeykit.render.diagram import Diagram
from journeykit.render.grid import Curve, Lane, Point
from journeykit.render.ink import Ink, number
from journeykit.render.measure import measured
from journeykit.render.views.journey_map import KNOWN
from journeykit.text import is_right_to_left

__all__ = ["SPUR", "EmotionLane"]

_STEP = 2.75
"""From one valence to the next, in ems."""

_ROOM = 2.3
"""Above the best and below the worst, for words."""

_LEVELS = (2, 1, 0, -1, -2)

SPUR = "2 4"
"""The dashes of a way that ends, which are finer than those of any persona."""


class EmotionLane:
    """Draws the curves of one lane.

    Args:
        ink: Where to.
        blocks: For the numbers of touchpoints.
        diagram: The diagram.
        lane: The lane.
        columns: Left side and width of each column.
        panel: Where it stands; its bottom does not count.
    """

    def __init__(  # noqa: PLR0917 it is made in one place
        self,
        ink: Ink,
        blocks: Blocks,
        diagram: Diagram,
        lane: Lane,
        columns: Mapping[str, tuple[float, float]],
        panel: Box,
    ) -> None:
        """Find out where everything stands."""
        self.ink = ink
        self.blocks = blocks
        self.theme = ink.theme
        self.em = ink.theme.font_size
        self.small = ink.theme.font_size_small
        self.curves = [curve for curve in diagram.curves if curve.lane == lane.key]
        self.columns = columns
        self.groups = diagram.groups
        self.panel = panel
        self.middle = panel.top + (_ROOM + 2 * _STEP) * self.em
        self.foot = self.middle + (2 * _STEP + _ROOM) * self.em

    def draw(self) -> float:
        """Draw everything.

        Returns:
            The bottom of the lane.
        """
        self._paper()
        placer = Placer(
            Box(
                self.panel.left + 2.4 * self.em,
                self.panel.top + 2,
                self.panel.right - 2,
                self.foot - 2,
            )
        )
        spots = [
            (curve, point, *self._spot(curve, point))
            for curve in self.curves
            for point in curve.points
        ]
        for _, point, x, y in spots:
            placer.take(Box(x - 6, y - 6, x + 6, y + 6))
            if point.is_range:
                placer.take(
                    Box(x - 3.5, self._height(point.high), x + 3.5, self._height(point.low))
                )
        for curve in self.curves:
            for run in (*curve.lines, *curve.spurs):
                placer.cross([self._spot(curve, point) for point in run])
        names = self._names(placer)
        for curve in self.curves:
            self._line(curve)
        for curve, point, x, y in spots:
            self._point(placer, curve, point, x, y)
        for curve, box in names:
            self._name(curve, box)
        self._feet()
        return self.foot + 2.1 * self.em

    def _height(self, valence: float) -> float:
        return self.middle - valence * _STEP * self.em

    def _spot(self, curve: Curve, point: Point) -> tuple[float, float]:
        left, wide = self.columns[point.group]
        # Curves that meet at a touchpoint stand a little beside each other.
        aside = (self.curves.index(curve) - (len(self.curves) - 1) / 2) * 0.42 * self.em
        return left + point.at * wide + aside, self._height(point.value)

    def _paper(self) -> None:
        theme, panel = self.theme, self.panel
        high = self.foot + 2.1 * self.em - panel.top
        self.ink.rect(
            panel.left,
            panel.top,
            panel.right - panel.left,
            high,
            theme.surface,
            radius=self.em * 0.7,
        )
        for before, group in pairwise(self.groups):
            if group.role != "whole":
                left, wide = self.columns[before.key]
                x = (left + wide + self.columns[group.key][0]) / 2
                self.ink.line(x, panel.top + self.em, x, self.foot - self.em / 2, theme.line)
        for level in _LEVELS:
            y = self._height(level)
            colour = theme.edge if level == 0 else theme.line
            dashes = "" if level == 0 else "2 4"
            self.ink.line(
                panel.left + 2.4 * self.em, y, panel.right - self.em, y, colour, 1, dashes
            )
            size = self.em * 1.4
            tint = theme.emotion(level)
            self.ink.circle(panel.left + 0.5 * self.em + size / 2, y, size * 0.39, tint.fill)
            self.ink.glyph(
                f"emotion:{level}", panel.left + 0.5 * self.em, y - size / 2, size, tint.line
            )

    def _feet(self) -> None:
        """The numbers of the touchpoints, below their points."""
        seen: dict[int, float] = {}
        for curve in self.curves:
            for point in curve.points:
                left, wide = self.columns[point.group]
                seen[point.refers] = left + point.at * wide
        for refers, x in seen.items():
            self.blocks.number(self.ink, refers, x, self.foot + 0.75 * self.em)

    def _line(self, curve: Curve) -> None:
        pen = self.theme.persona(curve.pen)
        for spur in curve.spurs:
            spots = [self._spot(curve, point) for point in spur]
            self.ink.path(smooth(spots), line=pen.colour, thick=1.4, dashes=SPUR)
        for line in curve.lines:
            spots = [self._spot(curve, point) for point in line]
            if len(spots) > 1:
                self.ink.path(smooth(spots), line=pen.colour, thick=2.6, dashes=pen.dashes)

    def _point(self, placer: Placer, curve: Curve, point: Point, x: float, y: float) -> None:
        theme = self.theme
        colour = theme.persona(curve.pen).colour
        opened = self.ink.open(tooltip=point.tooltip, role="emotion")
        if point.is_range:
            top, bottom = self._height(point.high), self._height(point.low)
            data = f"M{number(x)} {number(top)}V{number(bottom)}"
            self.ink.path(data, line=colour, thick=7, opacity=0.25)
        if point.basis in KNOWN:
            self.ink.circle(x, y, 5, colour, theme.surface, 1.5)
        else:
            self.ink.circle(x, y, 4.5, theme.surface, colour, 2.2)
        if point.line:
            self._word(placer, point, x, y, colour)
        self.ink.close(opened)

    def _word(self, placer: Placer, point: Point, x: float, y: float, colour: str) -> None:
        """Write the word for a feeling where there is room; the tooltip has it in any case."""
        size = self.small
        wide = measured(point.line) * size
        above, below = y - 6 - size * 1.36, y + 7
        steps = (above, below) if point.value >= 0 else (below, above)
        places = [(x - wide / 2, top) for top in steps]
        places += [(x + 9, y - size * 0.6), (x - 9 - wide, y - size * 0.6)]
        places += [(x + 4, top) for top in steps] + [(x - 4 - wide, top) for top in steps]
        far = (above - size * 1.4, below + size * 1.4)
        places += [(x - wide / 2, top) for top in (far if point.value >= 0 else far[::-1])]
        box = placer.best([Box(left, top, left + wide, top + size * 1.36) for left, top in places])
        if box is not None:
            self.ink.text(
                box.left,
                box.top + size * 1.07,
                point.line,
                size,
                colour,
                right_to_left=is_right_to_left(point.text),
                halo=self.theme.surface,
            )

    def _names(self, placer: Placer) -> list[tuple[Curve, Box]]:
        """Find room for whose curve it is, beside its end and not behind another's point."""
        ends = [(curve, *self._spot(curve, curve.end)) for curve in self.curves]
        size = self.small
        heights = spread(
            [y for _, _, y in ends], size * 1.4, self.panel.top + size, self.foot - size
        )
        placed = []
        for (curve, x, _), y in zip(ends, heights, strict=True):
            wide = measured(curve.line, bold=True) * size
            boxes = [
                Box(x + aside, y + step - size * 0.7, x + aside + wide, y + step + size * 0.7)
                for step in (0, -1.4 * size, 1.4 * size, -2.8 * size, 2.8 * size)
                for aside in (11, 17, 23)
            ]
            box = placer.best(boxes) or boxes[0]
            placer.take(box)
            placed.append((curve, box))
        return placed

    def _name(self, curve: Curve, box: Box) -> None:
        self.ink.text(
            box.left,
            (box.top + box.bottom) / 2 + self.small * 0.35,
            curve.line,
            self.small,
            self.theme.persona(curve.pen).colour,
            bold=True,
            right_to_left=is_right_to_left(curve.text),
            halo=self.theme.surface,
        )
