"""Arrows between the rows of a table, cut at its cells: nothing has to know how high a row is.

Each end of an arrow is a line as long as any row, of which its cell shows what is inside; a row in
between, where nothing stands in the way, has the line alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeykit.markup import Html, element
from journeykit.render.diagram.diagram import Diagram, Edge
from journeykit.render.layout.proportions import stacks_of

__all__ = ["PASSING", "Arrows"]


class _NodePosition(NamedTuple):
    """Where a node stands: its row, its column, its track, and which of its stack it is."""

    row: int
    group: str
    track: int
    at: int
    last: bool


class Arrows:
    """The pieces of the arrows of a grid that run along one column."""

    def __init__(self, diagram: Diagram) -> None:
        """Find out which node and which empty place has which piece."""
        self.pieces: dict[str, list[str]] = {}
        self.passing: set[tuple[str, str, int]] = set()
        self.lanes = [lane for lane in diagram.lanes if lane.role != "line"]
        rows = {lane.key: (row, lane) for row, lane in enumerate(self.lanes)}
        groups = {group.key: group for group in diagram.groups}
        sites: dict[str, _NodePosition] = {}
        if diagram.edges:
            for cell in diagram.cells:
                row, lane = rows[cell.lane]
                for track, stack in enumerate(stacks_of(lane, cell, groups[cell.group])):
                    for at, node in enumerate(stack):
                        last = at == len(stack) - 1
                        sites[node.key] = _NodePosition(row, cell.group, track, at, last)
        filled = {(site.row, site.group, site.track) for site in sites.values()}
        for edge in diagram.edges:
            source, target = sites.get(edge.source), sites.get(edge.target)
            if source and target and source[1:3] == target[1:3]:
                self._cut(edge, source, target, filled)

    def _cut(
        self,
        edge: Edge,
        source: _NodePosition,
        target: _NodePosition,
        filled: set[tuple[int, str, int]],
    ) -> None:
        if source.row == target.row:
            if target.at == source.at + 1:
                self._add(edge.source, "then")
            return
        down = source.row < target.row
        between = range(min(source.row, target.row) + 1, max(source.row, target.row))
        if any((row, source.group, source.track) in filled for row in between):
            return
        if "around" in edge.roles:
            self._add(edge.source, "beside up" if not down else "beside down")
            self._add(edge.target, "beside down tip" if not down else "beside up tip")
        elif down and source.last and target.at == 0:
            self._add(edge.source, "below")
            self._add(edge.target, "above tip")
        elif not down and source.at == 0 and target.last:
            self._add(edge.source, "above")
            self._add(edge.target, "below tip")
        else:
            return
        if "around" not in edge.roles:
            keys = (self.lanes[row].key for row in between)
            self.passing |= {(lane, source.group, source.track) for lane in keys}

    def _add(self, key: str, piece: str) -> None:
        pieces = self.pieces.setdefault(key, [])
        if piece not in pieces:
            pieces.append(piece)

    def of(self, key: str) -> Iterator[Html]:
        """Yield the pieces that begin or end at a node.

        Yields:
            The pieces, which say nothing to a screen reader: rows and numbers do.
        """
        for piece in self.pieces.get(key, ()):
            yield _piece(piece)

    def through(self, lane: str, group: str) -> Sequence[int]:
        """Return on which tracks arrows pass a cell in which nothing stands there.

        Args:
            lane: The key of the row.
            group: The key of the column.

        Returns:
            The numbers of the tracks.
        """
        return sorted(track for row, at, track in self.passing if (row, at) == (lane, group))


def _piece(name: str) -> Html:
    return element("span", class_=f"lead {name}", aria_hidden="true")


PASSING = _piece("through")
"""The piece of an arrow that passes an empty place."""
