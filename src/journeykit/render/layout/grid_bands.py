"""Columns in bands: what is too wide for a page goes on below, as words do in lines.

Stages stay whole where a band can hold them. One that is too large for a band is divided between
its touchpoints, and runs on under a heading that says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise
from math import ceil
from typing import Final, NamedTuple

from attrs import evolve, frozen

from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import Curve, GridCell, Lane, Point, between_filled
from journeykit.render.language import Language
from journeykit.render.layout.packing import rooms
from journeykit.render.layout.proportions import (
    BETWEEN,
    GAP,
    HEADER,
    HEADER_INSET,
    columns_room,
    track_width,
)
from journeykit.render.layout.text_metrics import wrap_to_width

__all__ = ["BandedGrid", "banded_grids", "in_one_band"]

_TAILS: Final = frozenset({"whole", "total"})
"""Columns that sum up and never stand in a band alone."""

_MOST: Final = 24
"""How many bands a picture has at most."""

_WORTH: Final = 2
"""How many tracks of a divided stage are worth the rest of a band."""


@frozen
class BandedGrid:
    """A grid with its columns in bands.

    Args:
        diagram: The grid, in which stages that run on are several columns.
        bands: The columns of each band, in order.
        breaks: How often eyes have to jump.
    """

    diagram: Diagram
    bands: tuple[tuple[Group, ...], ...]
    breaks: int = 0

    def lanes(self, band: int) -> tuple[Lane, ...]:
        """Return the rows of a band.

        Args:
            band: Its number, from 0.

        Returns:
            All that say something there, with the lines between them.
        """
        lanes = self.diagram.lanes
        if len(self.bands) == 1:
            return lanes
        keys = {group.key for group in self.bands[band]}
        filled = {cell.lane for cell in self.diagram.cells if cell.group in keys}
        filled |= {
            curve.lane
            for curve in self.diagram.curves
            if any(point.group in keys for point in curve.points)
        }
        if any(lane.role == "line" for lane in lanes):
            return between_filled(lanes, filled)
        return tuple(lane for lane in lanes if lane.key in filled or lane.role == "cards")


def in_one_band(diagram: Diagram) -> BandedGrid:
    """Return a grid as it is.

    Returns:
        All its columns in one band.
    """
    return BandedGrid(diagram, (diagram.groups,))


def banded_grids(
    diagram: Diagram, *, divide: bool = False, fewest: int = 2, most: int = _MOST
) -> Iterator[BandedGrid]:
    """Put the columns of a grid in two bands, in three, and so on.

    Args:
        divide: Whether stages that are too large for a band run on in the next; else bands are
            as long as the largest.
        fewest: How many bands there are at least.
        most: How many bands there are at most.

    Yields:
        The grid with so many bands.

    Example:
        >>> groups = [Group("a", "A", width=40, tracks=4, numbers=[1, 2, 3, 4])]
        >>> diagram = Diagram(view="map", title="A", description="", groups=groups)
        >>> banded = next(banded_grids(diagram, divide=True))
        >>> [[group.text for group in band] for band in banded.bands]
        [['A'], ['A (continued)']]
    """
    columns = _ColumnSteps(diagram.groups)
    fill = partial(columns.filled, divide=divide)
    for bands in rooms(fill, columns.least(divide=divide), columns.whole, most, fewest):
        yield _divided(diagram, bands)


class _ColumnPart(NamedTuple):
    """So many tracks of a column."""

    column: int
    tracks: int


class _ColumnSteps:
    """Columns as steps that take room, in whole ems."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.steps: list[list[int]] = []
        for index, group in enumerate(groups):
            if group.role in _TAILS and self.steps:
                self.steps[-1].append(index)
            else:
                self.steps.append([index])
        self.rooms = [columns_room(group) for group in groups]
        self.spans = [self.span(step) for step in self.steps]
        self.edges = [0, *accumulate(self.spans)]
        self.whole = self.edges[-1]
        # All columns whole, and where each step begins among them.
        self.parts = [_ColumnPart(index, group.tracks) for index, group in enumerate(groups)]
        self.starts = [0, *accumulate(map(len, self.steps))]

    def span(self, step: Sequence[int]) -> int:
        return sum(self.rooms[index] for index in step)

    def room(self, index: int, tracks: int) -> int:
        return ceil(_width(self.groups[index], tracks) + BETWEEN)

    def can_be_divided(self, index: int) -> bool:
        group = self.groups[index]
        return 1 < group.tracks <= len(group.numbers)

    def least(self, *, divide: bool) -> int:
        return max(
            self.room(step[0], 1) if divide and self.can_be_divided(step[0]) else span
            for step, span in zip(self.steps, self.spans, strict=True)
        )

    def filled(self, room: int, *, divide: bool) -> list[list[_ColumnPart]]:
        """What comes into each band, as full as may be."""
        return self._divided(room) if divide else self._undivided(room)

    def _undivided(self, room: int) -> list[list[_ColumnPart]]:
        bands = []
        step = 0
        while step < len(self.steps):
            after = max(step + 1, bisect_right(self.edges, self.edges[step] + room) - 1)
            bands.append(self.parts[self.starts[step] : self.starts[after]])
            step = after
        return bands

    def _divided(self, room: int) -> list[list[_ColumnPart]]:
        bands: list[list[_ColumnPart]] = [[]]
        free = room
        for step, whole in zip(self.steps, self.spans, strict=True):
            rest, span = step, whole
            if whole > room and self.can_be_divided(step[0]):
                free = self._run_on(bands, free, room, step[0])
                rest = step[1:]
                span = self.span(rest)
            if span > free and bands[-1]:
                bands.append([])
                free = room
            bands[-1].extend(self.parts[index] for index in rest)
            free -= span
        return bands

    def _run_on(self, bands: list[list[_ColumnPart]], free: int, room: int, index: int) -> int:
        """Divide a column between bands; return what room is left in the last."""
        tracks = self.groups[index].tracks
        while tracks:
            fitting = self._fitting(index, tracks, free)
            if fitting < min(tracks, _WORTH) and bands[-1]:
                bands.append([])
                free = room
                fitting = self._fitting(index, tracks, free)
            taken = max(1, fitting)
            bands[-1].append(_ColumnPart(index, taken))
            free -= self.room(index, taken)
            tracks -= taken
        return free

    def _fitting(self, index: int, tracks: int, room: int) -> int:
        each = track_width(self.groups[index]) + GAP
        return max(0, min(tracks, int((room - BETWEEN + GAP) / each)))


def _width(group: Group, tracks: int) -> float:
    return group.width if tracks == group.tracks else (track_width(group) + GAP) * tracks - GAP


def _divided(diagram: Diagram, bands: Sequence[Sequence[_ColumnPart]]) -> BandedGrid:
    """The grid with its columns in these parts."""
    shares: dict[int, list[int]] = {}
    for part in chain.from_iterable(bands):
        shares.setdefault(part.column, []).append(part.tracks)
    divisions = {
        diagram.groups[index].key: _Division(diagram.groups[index], tracks, diagram.language)
        for index, tracks in shares.items()
    }
    divided: list[tuple[Group, ...]] = []
    used = dict.fromkeys(divisions, 0)
    for band in bands:
        row = []
        for part in band:
            key = diagram.groups[part.column].key
            row.append(divisions[key].groups[used[key]])
            used[key] += 1
        divided.append(tuple(row))
    roles = {lane.key: lane.role for lane in diagram.lanes}
    cells = (
        part
        for cell in diagram.cells
        for part in divisions[cell.group].cells(cell, shared=roles[cell.lane] in {"chips", "bars"})
    )
    changed = evolve(
        diagram,
        groups=chain.from_iterable(divided),
        cells=cells,
        curves=(_rejoined(curve, divisions) for curve in diagram.curves),
    )
    breaks = len(bands) - 1 + sum(len(tracks) - 1 for tracks in shares.values())
    return BandedGrid(changed, tuple(divided), breaks)


def _rejoined(curve: Curve, divisions: Mapping[str, _Division]) -> Curve:
    return evolve(curve, points=(divisions[point.group].point(point) for point in curve.points))


class _Division:
    """One column in several parts, each with its share of the touchpoints."""

    def __init__(self, group: Group, tracks: Sequence[int], language: Language) -> None:
        self.language = language
        self.bounds = [0, *accumulate(tracks)]
        count = len(group.numbers)
        cuts = [round(count * bound / group.tracks) for bound in self.bounds]
        self.shares = [group.numbers[start:end] for start, end in pairwise(cuts)]
        self.home = {number: index for index, share in enumerate(self.shares) for number in share}
        self.groups = [
            self._part(group, index, taken) if len(tracks) > 1 else group
            for index, taken in enumerate(tracks)
        ]

    def _part(self, group: Group, index: int, tracks: int) -> Group:
        part = evolve(group, width=_width(group, tracks), tracks=tracks, numbers=self.shares[index])
        text = group.text
        if index and "continued" not in group.roles:
            text = self.language("{stage} (continued)", stage=group.text)
        room = (part.width - HEADER_INSET) / HEADER
        part = evolve(part, text=text, lines=wrap_to_width(text, room, 3, bold=True, name=True))
        if not index:
            return part
        roles = part.roles | {"continued"}
        # No stage has a colon in its key; and a part may be divided again.
        key = f"{group.key}:{self.shares[index][0]}"
        return evolve(part, key=key, roles=roles, details=(), marks=())

    def cells(self, cell: GridCell, *, shared: bool) -> Iterator[GridCell]:
        """The parts of a cell that hold something; what is shared stands in each it refers to."""
        if len(self.groups) == 1:
            yield cell
            return
        inside: list[list[Node]] = [[] for _ in self.groups]
        for node in cell.nodes:
            indices = self._indices(node)
            if node.track is not None:
                node = evolve(node, track=node.track - self.bounds[indices[0]])  # noqa: PLW2901
            for index in indices if shared else indices[:1]:
                inside[index].append(self._share(node, index) if shared else node)
        for index, (group, nodes) in enumerate(zip(self.groups, inside, strict=True)):
            if not index:
                yield evolve(cell, nodes=nodes)
            elif nodes:
                yield GridCell(cell.lane, group.key, nodes, element=cell.element)

    def _indices(self, node: Node) -> Sequence[int]:
        """The parts in which a node may stand: where its touchpoints do, or else in the first."""
        if node.track is not None:
            return [sum(node.track >= bound for bound in self.bounds[1:-1])]
        numbers = (node.number,) if node.number else node.refers
        return sorted({self.home[number] for number in numbers if number in self.home}) or [0]

    def _share(self, node: Node, index: int) -> Node:
        refers = [number for number in node.refers if self.home.get(number) == index]
        return evolve(node, refers=refers, group=self.groups[index].key)

    def point(self, point: Point) -> Point:
        """A point of a curve in the part where its touchpoint stands."""
        if len(self.groups) == 1:
            return point
        index = self.home[point.refers]
        share = self.shares[index]
        at = (share.index(point.refers) + 0.5) / len(share)
        return evolve(point, group=self.groups[index].key, at=at)
