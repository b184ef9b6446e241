"""Bars over the columns of the touchpoints that something serves, in a table."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from journeykit.render.diagram.diagram import Diagram, Group, Node
from journeykit.render.diagram.grid import GridCell

__all__ = ["BarRow", "Piece", "bar_rules"]


@frozen
class Piece:
    """A piece of a bar, over neighbours.

    Args:
        row: The line of the cell that it stands in, from 1.
        start: The first column of touchpoints, from 1.
        span: How many there are.
    """

    node: Node
    row: int
    start: int
    span: int

    @property
    def look(self) -> str:
        """The name of its place."""
        return f"r{self.row} b{self.start}-{self.span}"


class BarRow:
    """A row of bars; each thing stands in the same line of every cell.

    Args:
        lane: The key of the row.
    """

    def __init__(self, diagram: Diagram, lane: str) -> None:
        """Count the lines."""
        keys = (node.key for cell in diagram.cells if cell.lane == lane for node in cell.nodes)
        self.lines = {key: line for line, key in enumerate(dict.fromkeys(keys), start=1)}

    def pieces(self, cell: GridCell, group: Group) -> Iterator[Piece]:
        """Yield the pieces of a cell.

        Args:
            group: Its column.

        Yields:
            The pieces, from left to right for each thing.
        """
        column = {number: index for index, number in enumerate(group.numbers, start=1)}
        for node in cell.nodes:
            line = self.lines[node.key]
            start = span = 0
            for number in sorted(column[number] for number in node.refers):
                if span and number == start + span:
                    span += 1
                    continue
                if span:
                    yield Piece(node, line, start, span)
                start, span = number, 1
            if span:
                yield Piece(node, line, start, span)


def bar_rules(diagram: Diagram, root: str) -> Iterator[str]:
    """Yield the rules that place the bars of a diagram.

    Args:
        root: The id of the element that it is for.

    Yields:
        Rules.
    """
    groups = {group.key: group for group in diagram.groups}
    for lane in diagram.lanes:
        if lane.role != "bars":
            continue
        row = BarRow(diagram, lane.key)
        cells = [cell for cell in diagram.cells if cell.lane == lane.key]
        for tracks in sorted({groups[cell.group].tracks for cell in cells}):
            columns = f"repeat({tracks},minmax(0,1fr))"
            yield f"#{root} .n{tracks}{{grid-template-columns:{columns}}}"
        rules = {
            (piece.row, piece.start, piece.span, piece.look)
            for cell in cells
            for piece in row.pieces(cell, groups[cell.group])
        }
        yield from (f"#{root} .r{line}{{grid-row:{line}}}" for line in row.lines.values())
        spans = sorted({(start, span) for _, start, span, _ in rules})
        yield from (
            f"#{root} .b{start}-{span}{{grid-column:{start}/span {span}}}" for start, span in spans
        )
