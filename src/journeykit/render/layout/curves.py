"""The geometry of emotion curves: smooth lines that never overshoot, and room for their words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import define, field

from journeykit.render.layout.boxes import Box

__all__ = ["Placer", "cut", "passing_by", "smooth_parts", "spread"]

Spot: TypeAlias = tuple[float, float]
Part: TypeAlias = tuple[Spot, Spot, Spot, Spot]


def cut(parts: Iterable[Part], left: float, right: float) -> list[Part]:
    """Return what of a smooth line stands between two edges.

    Args:
        parts: The curves that make it up.

    Returns:
        The curves between them, with those that cross an edge cut there.

    Example:
        >>> cut(smooth_parts([(0, 0), (9, 0)]), 3, 6)
        [((3.0, 0.0), (4.0, 0.0), (5.0, 0.0), (6.0, 0.0))]
    """
    kept = []
    for part in parts:
        first, last = part[0][0], part[3][0]
        if last <= left or right <= first:
            continue
        # Across, control points stand at thirds, so that places are times.
        whole = last - first
        here = part if right >= last else _split(part, (right - first) / whole)[0]
        if left > first:
            here = _split(here, (left - first) / (here[3][0] - first))[1]
        kept.append(here)
    return kept


def backwards(part: Part) -> Part:
    """Return the same piece of a curve from its end to its beginning.

    Returns:
        The piece the other way round.
    """
    first, second, third, fourth = part
    return fourth, third, second, first


def _split(part: Part, t: float) -> tuple[Part, Part]:
    """A Bézier curve in two (P. de Casteljau)."""
    a, b, c, d = part
    ab, bc, cd = _mixed(a, b, t), _mixed(b, c, t), _mixed(c, d, t)
    abc, bcd = _mixed(ab, bc, t), _mixed(bc, cd, t)
    middle = _mixed(abc, bcd, t)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _mixed(one: Spot, other: Spot, t: float) -> Spot:
    return one[0] + (other[0] - one[0]) * t, one[1] + (other[1] - one[1]) * t


def smooth_parts(spots: Sequence[Spot]) -> list[Part]:
    """Return the Bézier curves that make up a smooth line.

    A monotone cubic (F. N. Fritsch, R. E. Carlson, 1980): between two points it never rises above
    or falls below both, so that no feeling is drawn that nobody had.

    Args:
        spots: The points, x rising.

    Returns:
        For each two neighbours the start, both control points and the end.

    Example:
        >>> len(smooth_parts([(0, 0), (10, 10), (20, 0)]))
        2
    """
    slopes = _slopes(spots)
    parts = []
    for index, ((x1, y1), (x2, y2)) in enumerate(pairwise(spots)):
        third = (x2 - x1) / 3
        first = (x1 + third, y1 + slopes[index] * third)
        second = (x2 - third, y2 - slopes[index + 1] * third)
        parts.append(((x1, y1), first, second, (x2, y2)))
    return parts


def passing_by(parts: Iterable[Part], spots: Iterable[Spot], room: float) -> list[Part]:
    """Return a line that runs through no point but its own, so that it joins no others.

    Args:
        parts: The curves that make it up.
        spots: The points that may lie on its way; its own do no harm.
        room: How far it keeps from them.

    Returns:
        The curves, those bent that would run through a point.

    Example:
        >>> (part,) = passing_by(smooth_parts([(0, 0), (9, 0)]), [(4.5, 0)], 3)
        >>> part
        ((0, 0), (3.0, -4.0), (6.0, -4.0), (9, 0))
    """
    others = sorted(spots)
    positions = [x for x, _ in others]
    bent = []
    for a, b, c, d in parts:
        shift = 0.0
        between = slice(bisect_left(positions, a[0]), bisect_right(positions, d[0]))
        for x, y in others[between]:
            t = (x - a[0]) / max(d[0] - a[0], 1e-9)
            share = 3 * t * (1 - t)
            if share <= _AT_AN_END:
                continue
            above = y - _split((a, b, c, d), t)[0][3][1]
            if 0 <= above < room:
                shift = min(shift, (above - room) / share)
            elif -room < above < 0:
                shift = max(shift, (room + above) / share) if shift >= 0 else shift
        bent.append((a, (b[0], b[1] + shift), (c[0], c[1] + shift), d))
    return bent


_AT_AN_END: Final = 0.15
"""So near to its ends, a line cannot be bent enough, nor be taken for joining what is beside."""


def _slopes(spots: Sequence[Spot]) -> list[float]:
    """The slope of the curve at each point: flat at turns, else the harmonic mean."""
    steps = [(y2 - y1) / max(x2 - x1, 1e-9) for (x1, y1), (x2, y2) in pairwise(spots)]
    if not steps:
        return [0.0]
    inner = [
        0.0 if left * right <= 0 else 2 * left * right / (left + right)
        for left, right in pairwise(steps)
    ]
    return [steps[0], *inner, steps[-1]]


_Sides: TypeAlias = tuple[float, float, float, float]


@define
class Placer:
    """Finds room for words beside points, looking at no more than what is near.

    Args:
        within: The area that words may take.
    """

    within: Box
    _taken: dict[int, list[_Sides]] = field(factory=dict, init=False)
    _crossed: dict[int, list[_Sides]] = field(factory=dict, init=False)

    def take(self, box: Box) -> None:
        """Note that a place is taken."""
        sides = _sides(box)
        for cell in _cells(sides):
            self._taken.setdefault(cell, []).append(sides)

    def cross(self, parts: Iterable[Part]) -> None:
        """Note that a smooth line goes here: words had better stand elsewhere."""
        crossed = self._crossed
        for (x1, y1), (_, a), (_, b), (x2, y2) in parts:
            width = x2 - x1
            steps = max(1, int(width / _SAMPLE))
            left, before = x1, y1
            for step in range(1, steps + 1):
                t = step / steps
                back = 1 - t
                y = back * back * (back * y1 + 3 * t * a) + t * t * (3 * back * b + t * y2)
                right = x1 + width * t
                top, bottom = (before, y) if before < y else (y, before)
                sides = left, top - 1, right, bottom + 1
                for cell in range(int(left // _CELL), int(right // _CELL) + 1):
                    if cell in crossed:
                        crossed[cell].append(sides)
                    else:
                        crossed[cell] = [sides]
                left, before = right, y

    def clear(self, boxes: Sequence[Box]) -> Box | None:
        """Return and take the first of some boxes that is free and on no line.

        Args:
            boxes: The places in the order of preference.

        Returns:
            The place; None if each is taken or crossed.
        """
        for box in boxes:
            if self._is_free(box) and not _meets(_sides(box), self._crossed):
                self.take(box)
                return box
        return None

    def best(self, boxes: Sequence[Box]) -> Box | None:
        """Return and take the first of some boxes that is free.

        Args:
            boxes: The places in the order of preference.

        Returns:
            The place, on a line if there is no other; None if each is taken.
        """
        chosen = None
        for box in boxes:
            if self._is_free(box):
                chosen = chosen or box
                if not _meets(_sides(box), self._crossed):
                    chosen = box
                    break
        if chosen is not None:
            self.take(chosen)
        return chosen

    def _is_free(self, box: Box) -> bool:
        least_left, least_top, most_right, most_bottom = _sides(self.within)
        sides = left, top, right, bottom = _sides(box)
        fits = least_left <= left and right <= most_right
        fits = fits and least_top <= top and bottom <= most_bottom
        return fits and not _meets(sides, self._taken)


_CELL = 64.0
_SAMPLE = 14.0
_CROWDED = 120
"""Where so much stands there is no room for words, and looking for some takes long."""


def _sides(box: Box) -> _Sides:
    """The left, the upper, the right and the lower side, which are asked for again and again."""
    return box.x, box.y, box.right, box.bottom


def _cells(sides: _Sides) -> range:
    return range(int(sides[0] // _CELL), int(sides[2] // _CELL) + 1)


def _meets(sides: _Sides, others: Mapping[int, Sequence[_Sides]]) -> bool:
    left, top, right, bottom = sides
    for cell in _cells(sides):
        there = others.get(cell, ())
        if len(there) > _CROWDED:
            return True
        for x1, y1, x2, y2 in there:
            if x1 < right and left < x2 and y1 < bottom and top < y2:
                return True
    return False


def spread(wanted: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """Return heights near the wanted ones that keep a distance from each other.

    Args:
        wanted: Where each would stand.
        least: The distance they need.
        top: The least height.
        bottom: The greatest height.

    Returns:
        A height for each, in the order given.

    Example:
        >>> spread([10, 12], 8, 0, 100)
        [10, 18]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    heights = list(wanted)
    floor = top
    for index in order:
        heights[index] = max(wanted[index], floor)
        floor = heights[index] + least
    ceiling = bottom
    for index in reversed(order):
        heights[index] = min(heights[index], ceiling)
        ceiling = heights[index] - least
    return heights
