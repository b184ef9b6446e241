"""The proportions that views and renderers share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.diagram.diagram import Group, Node
from journeykit.render.diagram.grid import GridCell, Lane
from journeykit.render.layout.proportions import stacks_of

LANE = Lane("lane", "Lane", role="cards")


def stacked(lines: list[int], tracks: int) -> list[list[int]]:
    """How many lines the cards on each track have."""
    group = Group("a", "A", width=15.0 * tracks, tracks=tracks)
    nodes = [Node(str(n), "x", ["x"] * count) for n, count in enumerate(lines)]
    return [
        [len(node.lines) for node in stack]
        for stack in stacks_of(LANE, GridCell("lane", "a", nodes), group)
    ]


def test_tracks_are_about_equally_high() -> None:
    """Ten cards on three tracks do not leave two alone on the last."""
    assert [3, 4, 3] == [len(stack) for stack in stacked([1] * 10, 3)]
    assert [[6], [1, 1, 1]] == stacked([6, 1, 1, 1], 2)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=30), st.integers(1, 8))
def test_every_card_stands_on_a_track_in_order(lines: list[int], tracks: int) -> None:
    """None is lost, and no track is empty while there are cards enough."""
    found = stacked(lines, tracks)
    assert lines == [count for stack in found for count in stack]
    assert min(tracks, len(lines)) == len(found)
    assert all(found)
