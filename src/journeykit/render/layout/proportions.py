"""The proportions of a grid, in ems of the theme's text, shared by views and renderers.

A view needs them to wrap text, a renderer to place it; both count in ems, so that a theme with
larger letters makes a larger picture and no other line breaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from journeykit.render.diagram.diagram import Group, Node
from journeykit.render.diagram.grid import GridCell, Lane

__all__ = [
    "BETWEEN",
    "BRIEF_WIDTH",
    "CARD_INSET",
    "CARD_WIDTH",
    "GAP",
    "HEADER",
    "HEADER_INSET",
    "LANE_HEADER",
    "NOTE_INSET",
    "PITCH",
    "TRACK",
    "WRAPPED",
    "columns_room",
    "stacks_of",
    "track_width",
]

BETWEEN = 1.8
"""Between two columns."""

GAP = 1.4
"""Between tracks of a column: an arrow may run there without touching a card."""

TRACK = 15.0
"""The usual width of a card, and the least width of a column that holds some."""

PITCH = 4.6
"""What a point of a curve needs, so that the word for it finds room."""

LANE_HEADER = 9.5
"""The column of lane names."""

HEADER = 1.1
"""How large the text of stage names is."""

HEADER_INSET = 3.6
"""What a chevron takes from the width of its text."""

CARD_INSET = 3.7
"""What padding and number take from the width of a card."""

NOTE_INSET = 3.3
"""What padding and glyph take from the width of a note."""


CARD_WIDTH = 13.0
"""How wide the text of a card in a graph may be."""

BRIEF_WIDTH = 12.0
"""The same for the brief cards of large graphs, with what stands beside the name."""

PICTURE = 11.0
"""How high a picture of the author's own may be."""

WRAPPED = 60
"""Above so many touchpoints, a graph is wrapped."""


def track_width(group: Group) -> float:
    """Return how wide a card stands in a column.

    Returns:
        The width in ems.

    Example:
        >>> track_width(Group("purchase", "Purchase", width=31, tracks=2))
        14.8
    """
    return (group.width - GAP * (group.tracks - 1)) / group.tracks


def columns_room(group: Group) -> int:
    """Return what a column takes of a band, with what keeps it from the next.

    Returns:
        The room in whole ems.

    Example:
        >>> columns_room(Group("purchase", "Purchase", width=31))
        33
    """
    return ceil(group.width + BETWEEN)


def stacks_of(lane: Lane, cell: GridCell, group: Group) -> Sequence[Sequence[Node]]:
    """Return what stands on each track of a cell: what belongs there, or a fair part, in order.

    The tracks are about equally high, so that no card stands alone at the foot of an empty one.

    Args:
        group: The column.

    Returns:
        The nodes of each track, from the top.

    Example:
        >>> lane, group = Lane("a", "A", role="cards"), Group("b", "B", width=30, tracks=2)
        >>> cell = GridCell("a", "b", [Node(key, key) for key in "123"])
        >>> [[node.key for node in stack] for stack in stacks_of(lane, cell, group)]
        [['1', '2'], ['3']]
    """
    nodes = cell.nodes
    if any(node.track is not None for node in nodes):
        stacks: list[list[Node]] = [[] for _ in range(group.tracks)]
        for node in nodes:
            stacks[node.track or 0].append(node)
        return stacks
    tracks = 1 if lane.role == "status" else max(1, min(group.tracks, len(nodes)))
    return _balanced(nodes, tracks)


def _balanced(nodes: Sequence[Node], tracks: int) -> Sequence[Sequence[Node]]:
    """Nodes in order in so many stacks, which are about equally high."""
    heights = [0.0, *accumulate(map(_height, nodes))]
    cuts = [0]
    for track in range(1, tracks):
        wanted = heights[-1] * track / tracks
        cut = bisect_left(heights, wanted)
        if cut and wanted - heights[cut - 1] < heights[cut] - wanted:
            cut -= 1
        # None is empty, and there is one left for each that follows.
        cuts.append(min(max(cut, cuts[-1] + 1), len(nodes) - tracks + track))
    return [nodes[start:end] for start, end in pairwise([*cuts, len(nodes)])]


def _height(node: Node) -> float:
    """About how high a card or a note stands, in ems."""
    if node.image is not None:
        return PICTURE
    return len(node.lines) * 1.34 + (len(node.details) + len(node.badges)) * 1.2 + 2.2
