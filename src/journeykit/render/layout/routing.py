"""Arrows around cards: through which gaps, along which gutters, and where their words stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from journeykit.render.layout.boxes import Box
from journeykit.render.layout.columns import (
    AROUND_LINE,
    BETWEEN_LINES,
    Column,
    Columns,
    Link,
    RoutePlan,
    Side,
    classified,
)
from journeykit.render.layout.gutters import Stretch, ordered

__all__ = ["Layout", "Route", "route"]

_STUB: Final = 14.0
"""What a line needs to leave a card, or an arrow head to end at one."""

_LOOP: Final = 20.0
"""How wide and how high an arrow around a card itself is."""

_DOWN: Final = 22.0
"""How far from the left side of a card the arrow to the next one runs."""


class Route(NamedTuple):
    """An arrow on the page.

    Args:
        points: Its corners, from where it leaves to where it arrives.
        label: Where its words stand, if it has some.
        side: At which side of the label the line runs, for who aligns the words.
    """

    points: tuple[tuple[float, float], ...]
    label: Box | None = None
    side: Side = "left"


class Layout(NamedTuple):
    """Where everything stands, in pixels from the upper left corner.

    Args:
        cards: The cards, by key.
        headers: The headers, by the key of their column.
        panels: What stands behind the cards of each column, by its key.
        routes: The arrows, in the order in which they were given.
        width: The width of all of it.
        height: The height of all of it.
    """

    cards: Mapping[str, Box]
    headers: Mapping[str, Box]
    panels: Mapping[str, Box]
    routes: tuple[Route, ...]
    width: float
    height: float


def route(
    columns: Sequence[Column], links: Iterable[Link], *, width: float, inset: float = 10
) -> Layout:
    """Place cards in columns and run the arrows between them.

    Args:
        columns: The columns, from left to right.
        width: How wide a card is.
        inset: How much wider a panel is than its cards, on each side.

    Returns:
        The layout; the same for the same columns and arrows.

    Example:
        >>> stages = [Column("a", 40, ((("one", 50),),)), Column("b", 40, ((("two", 50),),))]
        >>> drawn = route(stages, [Link("one", "two")], width=100)
        >>> [round(x) for x, _ in drawn.routes[0].points], round(drawn.cards["two"].x)
        ([110, 168], 168)
    """
    if not columns:
        return Layout({}, {}, {}, (), 0, 0)
    return _Router(Columns(columns), tuple(links), width, inset).layout()


class _Router:
    def __init__(
        self, columns: Columns, links: tuple[Link, ...], width: float, inset: float
    ) -> None:
        self.columns = columns
        self.width = width
        self.inset = inset
        self.paths = classified(columns, links)
        self.around = [path for path in self.paths if path.kind == "around"]

    def layout(self) -> Layout:
        self.grow()
        self.columns.stack()
        self.find_gaps()
        self.columns.stack()
        self.find_ports()
        self.find_heights()
        self.find_slots()
        return self.placed()

    # ------------------------------------------------------------------ heights

    def grow(self) -> None:
        """Make cards high enough for the lines and labels at their sides."""
        needed: dict[tuple[str, Side], float] = {}
        for path in self.paths:
            if path.kind in {"down", "up"}:
                continue
            link = path.link
            leaving = max(AROUND_LINE, link.label[1] + AROUND_LINE)
            if path.kind == "loop":
                leaving = max(_LOOP, link.label[1]) + AROUND_LINE + 4
            else:
                at = link.target, path.arrives
                needed[at] = needed.get(at, 0) + AROUND_LINE
            at = link.source, path.leaves
            needed[at] = needed.get(at, 0) + leaving
        for (key, _), height in needed.items():
            self.columns.height[key] = max(self.columns.height[key], height + AROUND_LINE)
        self.columns.level_headers()

    def find_gaps(self) -> None:
        """Find the gaps that arrows pass through, the nearest to where they come from."""
        columns = self.columns
        for path in self.around:
            y, goal = columns.middle(path.link.source), columns.middle(path.link.target)
            for track in path.passes:
                gaps = [columns.free(track, row) for row in range(len(columns.tracks[track]) + 1)]
                nearest = min(
                    range(len(gaps)),
                    key=lambda row: _away(y, gaps[row]) + 0.3 * _away(goal, gaps[row]),
                )
                path.gaps.append(nearest)
                columns.lines[track][nearest] += 1
                y = min(max(y, gaps[nearest][0]), gaps[nearest][1])

    def find_ports(self) -> None:
        """Find at which height arrows leave and arrive, in the order of where they lead."""
        columns = self.columns
        sides: dict[tuple[str, Side], list[tuple[float, int, RoutePlan, bool]]] = {}
        for index, path in enumerate(self.paths):
            if path.kind in {"down", "up"}:
                continue
            near = self.halfway(path)
            at = path.link.source, path.leaves
            goal = near[0] if near else columns.middle(path.link.target)
            sides.setdefault(at, []).append((goal, index, path, True))
            if path.kind == "around":
                at = path.link.target, path.arrives
                origin = near[-1] if near else columns.middle(path.link.source)
                sides.setdefault(at, []).append((origin, index, path, False))
        for (key, _), ends in sides.items():
            y = columns.top[key] + AROUND_LINE * 0.4
            for _, _, path, leaving in sorted(ends, key=lambda end: end[:2]):
                words = path.link.label[1] if leaving else 0
                if path.kind == "loop":
                    room = max(_LOOP, words)
                    path.ports = [y + (room - _LOOP) / 2 + 4, y + (room + _LOOP) / 2 + 4]
                    y += room + AROUND_LINE
                    continue
                y += words + AROUND_LINE
                path.ports[0 if leaving else 1] = y
        self.straighten(sides)

    def halfway(self, path: RoutePlan) -> list[float]:
        """About where an arrow passes other tracks."""
        columns = self.columns
        middles = []
        for track, row in zip(path.passes, path.gaps, strict=True):
            least, most = columns.free(track, row)
            middles.append(least if most == float("inf") else (least + most) / 2)
        return middles

    def straighten(
        self, sides: dict[tuple[str, Side], list[tuple[float, int, RoutePlan, bool]]]
    ) -> None:
        """Move the ends of arrows a little where that spares them a corner."""
        columns = self.columns
        for path in self.around:
            if path.passes or path.leaves == path.arrives:
                continue
            key = path.link.target
            y, top = path.ports[0], columns.top[key]
            inside = top + 8 <= y <= top + columns.height[key] - 8
            taken = (
                _taken(each, leaving=leaving)
                for _, _, each, leaving in sides[key, path.arrives]
                if each is not path
            )
            if inside and all(
                y <= least - BETWEEN_LINES or y >= most + BETWEEN_LINES for least, most in taken
            ):
                path.ports[1] = y

    def find_heights(self) -> None:
        """Find at which height arrows pass other tracks, straight through several if they can."""
        columns = self.columns
        taken: dict[tuple[int, int], list[float]] = {}
        for path in sorted(self.around, key=lambda path: len(path.passes)):
            passes = list(zip(path.passes, path.gaps, strict=True))
            y = path.ports[0]
            while passes:
                least, most = columns.free(*passes[0])
                count = 1
                for passed in passes[1:]:
                    low, high = columns.free(*passed)
                    if max(least, low) > min(most, high):
                        break
                    least, most, count = max(least, low), min(most, high), count + 1
                used = [each for passed in passes[:count] for each in taken.get(passed, ())]
                if (
                    count == len(passes)
                    and least <= path.ports[1] <= most
                    and not least <= y <= most
                ):
                    y = path.ports[1]
                y = _spot(y, least, most, used)
                for passed in passes[:count]:
                    taken.setdefault(passed, []).append(y)
                path.heights.extend([y] * count)
                passes = passes[count:]

    # ------------------------------------------------------------------ gutters

    def find_slots(self) -> None:
        """Find in which order lines run along each gutter, with few crossings."""
        gutters: dict[int, list[Stretch]] = {}
        self.slot: dict[tuple[int, int], int] = {}
        for index, path in enumerate(self.paths):
            if path.kind != "around":
                continue
            heights = [path.ports[0], *path.heights, path.ports[1]]
            sides = self.sides(path)
            for number, (gutter, (one, other)) in enumerate(
                zip(path.gutters, pairwise(heights), strict=True)
            ):
                entered, left = sides[number]
                if one == other and entered != left:
                    continue
                segment = Stretch(index, one, other, entered, left)
                gutters.setdefault(gutter, []).append(segment)
        self.slots = dict.fromkeys(range(self.columns.width + 1), 0)
        for gutter, segments in gutters.items():
            in_order = ordered(segments)
            slots: list[int] = []
            for at, segment in enumerate(in_order):
                slot = max(
                    (
                        slots[before] + 1
                        for before in range(at)
                        if segment.touches(in_order[before])
                    ),
                    default=0,
                )
                slots.append(slot)
                self.slot[segment.index, gutter] = slot
            self.slots[gutter] = max(slots, default=-1) + 1

    def sides(self, path: RoutePlan) -> list[tuple[Side, Side]]:
        """From which side an arrow enters each of its gutters, and at which it leaves it."""
        to_right = [other > one for one, other in pairwise(path.gutters)]
        entered: list[Side] = ["left" if onward else "right" for onward in to_right]
        left: list[Side] = ["right" if onward else "left" for onward in to_right]
        first: Side = "left" if path.leaves == "right" else "right"
        last: Side = "right" if path.arrives == "left" else "left"
        return list(zip([first, *entered], [*left, last], strict=True))

    # ------------------------------------------------------------------ on the page

    def placed(self) -> Layout:
        columns = self.columns
        self.zones()
        lefts: list[float] = []
        starts: dict[int, float] = {}
        x = 0.0
        for gutter in range(columns.width + 1):
            before, after = columns.ends_stage(gutter), columns.starts_stage(gutter)
            x += self.inset if before else 0
            x += self.zone["right", gutter - 1] if gutter else 0.0
            starts[gutter] = x
            slots = self.slots[gutter]
            x += max(0, slots - 1) * BETWEEN_LINES
            x += self.zone["left", gutter] if gutter < columns.width else 0.0
            if gutter in (0, columns.width) and not slots and not self.busy(gutter):
                x = lefts[-1] + self.width + self.inset if gutter else 0.0
            elif before and after:
                least = lefts[-1] + self.width + 2 * self.inset + 38
                x = max(x, least - self.inset)
            x += self.inset if after else 0
            if gutter < columns.width:
                lefts.append(x)
                x += self.width
        self.starts = starts
        bottom = self.bottom()
        cards = {
            key: Box(
                lefts[columns.position[track]], columns.top[key], self.width, columns.height[key]
            )
            for key, (track, _) in columns.at.items()
        }
        panels, headers = {}, {}
        for column in columns.columns:
            first, last = (lefts[columns.position[track]] for track in columns.span[column.key])
            left, right = first - self.inset, last + self.width + self.inset
            top = columns.starts[column.band]
            lower = (
                bottom if column.band == len(columns.bands) - 1 else columns.ends_at[column.band]
            )
            panels[column.key] = Box(left, top, right - left, lower - top)
            headers[column.key] = Box(left, top, right - left, columns.headers[column.band])
        routes = tuple(
            self.run(index, path, cards, headers) for index, path in enumerate(self.paths)
        )
        return Layout(cards, headers, panels, routes, x, bottom)

    def busy(self, gutter: int) -> bool:
        """Whether loops or labels stand in the gutter at an end of the page."""
        zone = self.zone["right", gutter - 1] if gutter else self.zone["left", 0]
        return zone > _STUB

    def zones(self) -> None:
        """Find how much room labels need beside the tracks of each place."""
        self.zone: dict[tuple[Side, int], float] = {}
        for track in range(self.columns.width):
            self.zone["left", track] = self.zone["right", track] = _STUB
        for path in self.paths:
            width = path.link.label[0]
            if path.kind == "loop":
                room = _LOOP + (width + 12 if width else 4)
            elif path.kind == "around" and width:
                room = width + 14
            else:
                continue
            at = path.leaves, self.columns.position[path.start]
            self.zone[at] = max(self.zone[at], room)

    def bottom(self) -> float:
        """Where the panels of the last band end: below its last card and its last line."""
        columns = self.columns
        lowest = max((columns.bottom(track) for track in columns.bands[-1]), default=0.0)
        lines = [y for path in self.around for y in path.heights]
        return max([lowest + 14, *(y + 12 for y in lines)])

    def run(
        self, index: int, path: RoutePlan, cards: Mapping[str, Box], headers: Mapping[str, Box]
    ) -> Route:
        """One arrow with its words."""
        link = path.link
        source = cards.get(link.source) or headers[link.source]
        target = cards.get(link.target) or headers[link.target]
        if path.kind in {"down", "up"}:
            return self.straight(path, source, target)
        outer = source.right if path.leaves == "right" else source.x
        sign = 1 if path.leaves == "right" else -1
        if path.kind == "loop":
            one, other = path.ports
            far = outer + _LOOP
            points = ((outer, one), (far, one), (far, other), (outer, other))
            width, height = link.label
            box = Box(far + 6, (one + other - height) / 2, width, height) if width else None
            return Route(points, box)
        corners = [(outer, path.ports[0])]
        heights = [path.ports[0], *path.heights, path.ports[1]]
        for gutter, (one, other) in zip(path.gutters, pairwise(heights), strict=True):
            slot = self.slot.get((index, gutter))
            if slot is not None:
                x = self.starts[gutter] + slot * BETWEEN_LINES
                corners += [(x, one), (x, other)]
        corners.append((target.x if path.arrives == "left" else target.right, path.ports[1]))
        label = None
        if link.label[0]:
            width, height = link.label
            left = outer + 6 if sign > 0 else outer - 6 - width
            label = Box(left, path.ports[0] - height - 2, width, height)
        return Route(_simple(corners), label, "left" if sign > 0 else "right")

    def straight(self, path: RoutePlan, source: Box, target: Box) -> Route:
        """An arrow through the gap to the neighbour, with its words beside it."""
        upper, lower = (source, target) if path.kind == "down" else (target, source)
        x = upper.x + _DOWN
        ends = ((x, upper.bottom), (x, lower.y))
        width, height = path.link.label
        label = Box(x + 7, upper.bottom + 4, width, height) if width else None
        return Route(ends if path.kind == "down" else ends[::-1], label)


def _taken(path: RoutePlan, *, leaving: bool) -> tuple[float, float]:
    """Between which heights an end of an arrow, with its words, takes the side of a card."""
    words = path.link.label[1]
    if path.kind == "loop":
        one, other = path.ports
        middle = (one + other) / 2
        return min(one, middle - words / 2), max(other, middle + words / 2)
    port = path.ports[0 if leaving else 1]
    return (port - words - 2 if leaving and words else port), port


def _away(y: float, span: tuple[float, float]) -> float:
    return max(span[0] - y, y - span[1], 0.0)


def _spot(y: float, least: float, most: float, used: Sequence[float]) -> float:
    """The height nearest to the one that is wanted at which a line stands by itself."""
    wanted = min(max(y, least), most)
    spots: list[float] = [wanted, least, *(() if most == float("inf") else (most,))]
    spots += [each + step for each in used for step in (BETWEEN_LINES, -BETWEEN_LINES)]
    spots = [spot for spot in spots if least <= spot <= most]
    free = [s for s in spots if all(abs(s - each) >= BETWEEN_LINES - 0.1 for each in used)]
    if free:
        return min((abs(spot - wanted), spot) for spot in free)[1]
    return max((min(abs(spot - each) for each in used), spot) for spot in spots)[1]


def _simple(corners: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The corners without those at which nothing turns."""
    kept: list[tuple[float, float]] = []
    for point in corners:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _in_line(*points: tuple[float, float]) -> bool:
    return len({x for x, _ in points}) == 1 or len({y for _, y in points}) == 1
